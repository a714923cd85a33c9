import { column, NOTICE, type PublishedTable } from './published-table.ts';

const INDICATOR: PublishedTable = {
  name: 'indicator',
  nl: 'Indicatoren van de gedeelde set (concept, afgeleid)',
  en: 'Indicators of the shared set (draft, derived)',
  key: ['indicator_id'],
  columns: [
    column('indicator_id', 'Vaste sleutel', 'Stable key'),
    column('name_nl', 'Naam', 'Name in Dutch'),
    column('name_en', 'Naam in het Engels', 'Name in English'),
    column('tier', 'core, extended of support', 'core, extended or support'),
    column('domain', 'Domein', 'Domain'),
    column('programme_lines', 'Programmalijnen, gescheiden door |', 'Programme lines, separated by |'),
    column('goals', 'Doelen waaraan de indicator bijdraagt, gescheiden door |', 'Goals, separated by |'),
    column('pg_dimension', 'Dimensie van Positieve Gezondheid', 'Dimension of Positive Health'),
    column('headline', 'Hoofdindicator', 'Headline indicator'),
    column('unit', 'Eenheid', 'Unit'),
    column('polarity', 'higher_better, lower_better of neutral', 'Which way is better'),
    column('value_kind', 'Soort cijfer', 'Kind of figure'),
    column('source_id', 'Bron', 'Source'),
    column('measure', 'published, sum, ratio of rate', 'How the value is made'),
    column('definition', 'Definitie', 'Definition in Dutch'),
    column('rationale', 'Waarom de indicator in de set zit', 'Why it is in the set, in Dutch'),
    column(
      'interpretation',
      'Hoe een verschil te lezen is, en hoe niet',
      'How to read a difference, in Dutch',
    ),
    column('numerator_text', 'Teller in woorden', 'Numerator in words, in Dutch'),
    column('denominator_text', 'Noemer in woorden', 'Denominator in words, in Dutch'),
    column(
      'comparability',
      'Breuken, edities en indelingen die vergelijken beperken',
      'Breaks, editions and vintages that limit comparison, in Dutch',
    ),
    column(
      'derived_from',
      'Begrippen en indicatoren waaruit het cijfer is gemaakt of geschat, gescheiden door |; geen onafhankelijk bewijs daarvan',
      'Concepts and indicators it is made of or estimated from, separated by |; no independent evidence of these',
    ),
    column('access', 'Wie de cijfers mag zien: public, partners of owner', 'Who may see the figures'),
    column(
      'status',
      'delivered (geleverd), awaiting_source (wacht op bron), derived (afgeleid in een analyse), suspended (opgeschort) of discontinued (gestopt)',
      'delivered, awaiting_source, derived (by an analysis), suspended or discontinued',
    ),
    column('status_note', 'Waarom de indicator niet is geleverd', 'Why it is not delivered, in Dutch'),
    column('cells', 'Aantal cellen in de publicatie', 'Cells in the release'),
    column('cells_with_value', 'Aantal cellen met een waarde', 'Cells with a value'),
    column('first_period', 'Eerste periode met een waarde', 'First period with a value'),
    column('last_period', 'Laatste periode met een waarde', 'Last period with a value'),
    column('licence', 'Licentie van de bron', 'Licence of the source'),
    column('citation', 'Bronvermelding', 'Citation of the source'),
    column('rhythm', 'Publicatieritme van de bron', 'Rhythm of publication of the source'),
    column('set_status', 'Status van de set', 'Status of the set'),
    NOTICE,
  ],
};

const AREA: PublishedTable = {
  name: 'area',
  nl: 'Gebieden per indelingsjaar, met hun plaats in de hiërarchie',
  en: 'Areas per vintage, with their place in the hierarchy',
  key: ['area_code', 'area_vintage'],
  columns: [
    column('area_code', 'Gebiedscode', 'Area code'),
    column('area_vintage', 'Indelingsjaar', 'Vintage'),
    column('area_level', 'Niveau', 'Level'),
    column('name', 'Naam', 'Name'),
    column('parent_code', 'Naasthogere gebied', 'Area above it'),
    column('wijk_code', 'Wijk waarin de buurt ligt', 'Wijk of a buurt'),
    column('gemeente_code', 'Gemeente', 'Gemeente'),
    column('provincie_code', 'Provincie', 'Province'),
    column(
      'corop_code',
      'COROP-gebied, waar de indeling van dat jaar bekend is',
      'COROP region, where known for that vintage',
    ),
    column(
      'ggd_code',
      'GGD-regio, waar de indeling van dat jaar bekend is',
      'GGD region, where known for that vintage',
    ),
    column(
      'change_flag',
      'Indelingswijziging t.o.v. vorig jaar: 1 gelijk, 2 code gewijzigd, 3 grens gewijzigd',
      'Change since last year: 1 none, 2 code, 3 boundary',
    ),
    column('successor_code', 'Latere code van hetzelfde gebied', 'Later code of the same area'),
    column(
      'successor_vintage',
      'Eerste indelingsjaar met die latere code',
      'First vintage with that later code',
    ),
    column(
      'area_groups',
      'Gebiedsgroepen waartoe de gemeente behoort, gescheiden door |',
      'Area groups of the gemeente, separated by |',
    ),
    column('longitude', 'Lengtegraad van het middelpunt (WGS84)', 'Longitude of the centroid (WGS84)'),
    column('latitude', 'Breedtegraad van het middelpunt (WGS84)', 'Latitude of the centroid (WGS84)'),
    NOTICE,
  ],
};

const PERIOD: PublishedTable = {
  name: 'period',
  nl: 'Perioden',
  en: 'Periods',
  key: ['period'],
  columns: [
    column('period', 'Periode', 'Period'),
    column('kind', 'Soort: year, half_year, quarter, month, week, year_range of day', 'Kind'),
    column('period_start', 'Eerste dag', 'First day'),
    column('period_end', 'Laatste dag', 'Last day'),
    NOTICE,
  ],
};

const SOURCE: PublishedTable = {
  name: 'source',
  nl: 'Herkomst: de opgehaalde tabel achter elk cijfer',
  en: 'Provenance: the downloaded table behind each figure',
  key: ['source_id', 'edition_id'],
  columns: [
    column('source_id', 'Bron', 'Source'),
    column('edition_id', 'Editie', 'Edition'),
    column('table_id', 'Tabel', 'Table'),
    column(
      'snapshot_id',
      'Inhoudshash; bij een levering een willekeurig kenmerk',
      'Content hash; of a delivery a random id',
    ),
    column('source_title', 'Titel van de bron', 'Title of the source'),
    column('table_title', 'Titel van de tabel', 'Title of the table'),
    column('publisher', 'Uitgever', 'Publisher'),
    column('licence', 'Licentie', 'Licence'),
    column('citation', 'Bronvermelding', 'Citation'),
    column('homepage', 'Pagina van de bron', 'Page of the source'),
    column('url', 'Adres van de opgehaalde gegevens', 'Address of the downloaded data'),
    column('area_vintage', 'Indelingsjaar', 'Vintage'),
    column('modified', 'Laatste wijziging volgens de bron', 'Last change according to the source'),
    column(
      'retrieved_at',
      'Moment van ophalen (UTC); leeg bij een levering',
      'Time of download (UTC); empty for a delivery',
    ),
    column('rhythm', 'Publicatieritme', 'Rhythm of publication'),
    column(
      'row_count',
      'Aantal opgehaalde rijen; leeg bij een levering',
      'Rows downloaded; empty for a delivery',
    ),
    column('has_margins', 'Heeft de tabel marges', 'Whether the table has margins'),
    column(
      'source_status',
      'Of de uitgever achter de bron staat: active, provisional (voorlopig), suspended (opgeschort) of discontinued (gestopt)',
      'Whether the publisher stands by the source: active, provisional, suspended or discontinued',
    ),
    column('source_status_note', 'Waarom de bron niet active is', 'Why the source is not active, in Dutch'),
    NOTICE,
  ],
};

/** What the codes in other tables stand for. */
export const DIMENSION_TABLES: PublishedTable[] = [INDICATOR, AREA, PERIOD, SOURCE];
