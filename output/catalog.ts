import { comparisonTables } from './catalog-comparison.ts';
import { goalTables } from './catalog-goals.ts';
import { profileTables } from './catalog-profile.ts';
import { regionTables } from './catalog-region.ts';
import { relationTables } from './catalog-relation.ts';
import { trendTables } from './catalog-trend.ts';

/** One column of a published table, described in Dutch and English. */
export interface Column {
  name: string;
  nl: string;
  en: string;
}

/** A published table: part of the contract with everyone who reads a release. */
export interface PublishedTable {
  name: string;
  nl: string;
  en: string;
  /** Unique key, and the order of the rows. */
  key: string[];
  /** The rows lie in the order of the key: sorting the largest tables once more takes more memory than there is. */
  isInOrder?: true;
  columns: Column[];
}

/** Changes when a column of a published table is removed or changes its meaning. */
export const SCHEMA_VERSION = '1.0';

const column = (name: string, nl: string, en: string): Column => ({ name, nl, en });

const NOTICE = column(
  'notice',
  'Waarschuwing die bij het cijfer hoort; leeg als er geen is',
  'Warning that goes with the figure; empty when there is none',
);

/** A series says where a figure stands by its harmonisation; the rest is in indicator_value. */
const NOT_IN_SERIES = 'coverage method is_preferred source_id table_id snapshot_id notice'.split(' ');

const INDICATOR_VALUE: PublishedTable = {
  name: 'indicator_value',
  nl: 'Waarde van elke indicator per gebied en periode, met marges, herkomst en reden van ontbreken',
  en: 'Value of each indicator per area and period, with margins, provenance and reason when absent',
  key: ['indicator_id', 'area_code', 'area_vintage', 'period', 'sex', 'age_group'],
  isInOrder: true,
  columns: [
    column('indicator_id', 'Indicator, zie tabel indicator', 'Indicator, see table indicator'),
    column(
      'area_code',
      'Gebiedscode (CBS; NL = Nederland, RG- = gebiedsgroep)',
      'Area code (CBS; NL = country, RG- = area group)',
    ),
    column(
      'area_level',
      'land, landsdeel, provincie, corop, ggd, gemeente, wijk, buurt of regio',
      'Level of the area',
    ),
    column(
      'area_vintage',
      'Jaar van de gebiedsindeling waarop het cijfer staat',
      'Year of the area classification of the figure',
    ),
    column(
      'period',
      'Periode: 2020, 2020KW01, 2020MM03 of 2013/2016',
      'Period: 2020, 2020KW01, 2020MM03 or 2013/2016',
    ),
    column('period_start', 'Eerste dag van de periode', 'First day of the period'),
    column('period_end', 'Laatste dag van de periode', 'Last day of the period'),
    column('sex', 'total, m of v', 'total, m or v'),
    column('age_group', 'Leeftijdsgroep: total, 18+, 65+, 16-25 …', 'Age group: total, 18+, 65+, 16-25 …'),
    column(
      'value',
      'Waarde in de eenheid van kolom unit; leeg = ontbreekt, zie missing_reason',
      'Value in the unit of column unit; empty = absent, see missing_reason',
    ),
    column('lower_95', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval'),
    column('upper_95', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval'),
    column(
      'numerator',
      'Teller, als de waarde uit aantallen is berekend',
      'Numerator, when computed from counts',
    ),
    column(
      'denominator',
      'Noemer, als de waarde uit aantallen is berekend',
      'Denominator, when computed from counts',
    ),
    column('unit', 'Eenheid zoals de bron die geeft', 'Unit as the source gives it'),
    column(
      'value_kind',
      'register, survey (enquête), model_estimate (modelschatting), partner_count of derived (afgeleid)',
      'Kind of figure; kinds never mix in one indicator',
    ),
    column(
      'status',
      'final (definitief), provisional (voorlopig), revised_provisional (nader voorlopig) of unspecified',
      'Status according to the source',
    ),
    column(
      'missing_reason',
      'Waarom de waarde ontbreekt: not_measured, not_published, suppressed, not_applicable (kan niet bestaan, bijvoorbeeld in een opgeheven gemeente), below_coverage, awaiting_source, zero_denominator, no_denominator; in een reeks ook not_comparable',
      'Why the value is absent',
    ),
    column(
      'interval_missing_reason',
      'Waarom het interval ontbreekt: no_margins, no_value, not_published, not_computed',
      'Why the interval is absent',
    ),
    column(
      'coverage',
      'Aandeel (0-1, naar gewicht) van de onderdelen dat een waarde heeft; leeg bij een gepubliceerd cijfer',
      'Share (0-1, by weight) of the parts that have a value; empty for a published figure',
    ),
    column('method', 'Hoe de waarde tot stand kwam', 'How the value came about (in Dutch)'),
    column(
      'break_before',
      'Reden waarom de periode niet met eerdere is te vergelijken; leeg als dat wel kan',
      'Why the period cannot be compared with earlier ones; empty when it can',
    ),
    column(
      'is_preferred',
      'Waar voor de nieuwste editie die de periode heeft; gebruik alleen die in analyses',
      'True for the newest edition that has the period; use only those in analyses',
    ),
    column('source_id', 'Bron, zie tabel source', 'Source, see table source'),
    column('table_id', 'Tabel van de bron', 'Table of the source'),
    column('snapshot_id', 'Inhoudshash van de opgehaalde tabel', 'Content hash of the downloaded table'),
    NOTICE,
  ],
};

const INDICATOR_SERIES: PublishedTable = {
  name: 'indicator_series',
  nl: 'Reeks van elke indicator op één gebiedsindeling, met hoe elk cijfer daarop is gebracht; gebruik deze voor vergelijking in de tijd',
  en: 'Series of each indicator on one area classification, with how each figure was brought to it; use this to compare periods',
  key: ['indicator_id', 'area_code', 'period', 'sex', 'age_group'],
  columns: [
    ...INDICATOR_VALUE.columns.filter(({ name }) => !NOT_IN_SERIES.includes(name)),
    column(
      'harmonisation',
      'none (op deze indeling gepubliceerd), unchanged (zelfde code en grens), recoded (andere code, zelfde grens), address_weighted (naar adressen omgerekend) of not_possible (niet te vergelijken)',
      'How the figure was brought to this vintage: none (published on it), unchanged, recoded, address_weighted or not_possible',
    ),
    column(
      'harmonisation_note',
      'Hoe het cijfer op deze indeling is gebracht, of waarom dat niet kan',
      'How the figure was brought to this vintage, or why it cannot be (in Dutch)',
    ),
    column(
      'source_vintage',
      'Jaar van de gebiedsindeling waarop het cijfer is gepubliceerd',
      'Year of the area classification on which the figure was published',
    ),
    NOTICE,
  ],
};

const AREA_TRANSITION: PublishedTable = {
  name: 'area_transition',
  nl: 'Waaruit elk gebied van de indeling van de reeksen bestaat in andere indelingen; een gebied zonder rijen is met die indeling niet te vergelijken',
  en: 'What makes up each area of the vintage of the series in other vintages; an area without rows cannot be compared with that vintage',
  key: ['from_vintage', 'from_code', 'to_code'],
  columns: [
    column('from_vintage', 'Indelingsjaar waaruit wordt omgerekend', 'Vintage from which is converted'),
    column('from_code', 'Gebied in die indeling', 'Area in that vintage'),
    column('to_vintage', 'Indelingsjaar van de reeksen', 'Vintage of the series'),
    column('to_code', 'Gebied in de indeling van de reeksen', 'Area in the vintage of the series'),
    column('area_level', 'Niveau', 'Level'),
    column(
      'weight',
      'Deel (0-1) van de adressen van het ene gebied dat in het andere ligt; 1 bij gelijke grens',
      'Share (0-1) of the addresses of the one area that lie in the other; 1 when the boundary is the same',
    ),
    column(
      'how',
      'unchanged (zelfde code en grens), recoded (andere code, zelfde grens) of address_weighted (naar adressen)',
      'unchanged, recoded or address_weighted',
    ),
    NOTICE,
  ],
};

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
    column('snapshot_id', 'Inhoudshash', 'Content hash'),
    column('source_title', 'Titel van de bron', 'Title of the source'),
    column('table_title', 'Titel van de tabel', 'Title of the table'),
    column('publisher', 'Uitgever', 'Publisher'),
    column('licence', 'Licentie', 'Licence'),
    column('citation', 'Bronvermelding', 'Citation'),
    column('homepage', 'Pagina van de bron', 'Page of the source'),
    column('url', 'Adres van de opgehaalde gegevens', 'Address of the downloaded data'),
    column('area_vintage', 'Indelingsjaar', 'Vintage'),
    column('modified', 'Laatste wijziging volgens de bron', 'Last change according to the source'),
    column('retrieved_at', 'Moment van ophalen (UTC)', 'Time of download (UTC)'),
    column('rhythm', 'Publicatieritme', 'Rhythm of publication'),
    column('row_count', 'Aantal opgehaalde rijen', 'Rows downloaded'),
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

export const PUBLISHED_TABLES: PublishedTable[] = [
  INDICATOR_VALUE,
  INDICATOR_SERIES,
  INDICATOR,
  AREA,
  AREA_TRANSITION,
  PERIOD,
  SOURCE,
  ...goalTables(NOTICE),
  ...comparisonTables(NOTICE),
  ...regionTables(NOTICE),
  ...relationTables(NOTICE),
  ...trendTables(NOTICE),
  ...profileTables(NOTICE),
];
