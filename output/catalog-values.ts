import { column, NOTICE, type PublishedTable } from './published-table.ts';

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
    column(
      'snapshot_id',
      'Inhoudshash van de opgehaalde tabel; bij een levering een willekeurig kenmerk',
      'Content hash of the downloaded table; of a delivery a random id',
    ),
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

/** What sources say, per area and period. */
export const VALUE_TABLES: PublishedTable[] = [INDICATOR_VALUE, INDICATOR_SERIES, AREA_TRANSITION];
