import { type Column, column, NOTICE, type PublishedTable } from './published-table.ts';

const BREADTH_COLUMNS: Column[] = [
  column('subject_kind', 'indicator of theme (domein)', 'indicator or theme (domain)'),
  column('subject_id', 'Indicator of domein', 'Indicator or domain'),
  column('area_code', 'De regio of een van haar gemeenten', 'The region or one of its gemeenten'),
  column('area_level', 'regio of gemeente', 'regio or gemeente'),
  column('domain', 'Domein', 'Domain'),
  column('period', 'Periode van de buurten', 'Period of the buurten'),
  column('gemeente_period', 'Periode van de gemeenten', 'Period of the gemeenten'),
  column('benchmark_code', 'Waarmee is vergeleken', 'Benchmark'),
  column(
    'basis',
    'Waarop worse berust: interval, of register_rule (meer dan 5% verschil bij registercijfers zonder interval)',
    'What worse is based on: interval, or register_rule (more than 5% off, for register figures without interval)',
  ),
  column('indicators', 'Aantal indicatoren', 'Number of indicators'),
  column('indicators_judged', 'Waarvan beoordeeld', 'Of which judged'),
  column(
    'gemeenten_judged',
    'Beoordeelde gemeenten van de regio',
    'Gemeenten of the region that were judged',
  ),
  column('gemeenten_worse', 'Waarvan ongunstiger', 'Of which worse'),
  column('gemeente_outcome', 'Oordeel over de gemeente zelf', 'Outcome of the gemeente itself'),
  column('buurten', 'Buurten met een waarde', 'Buurten with a value'),
  column('buurten_judged', 'Beoordeelde buurten', 'Buurten that were judged'),
  column('buurten_worse', 'Waarvan ongunstiger', 'Of which worse'),
  column('areas_worse', 'Ongunstiger wijken en buurten samen', 'Wijken and buurten that are worse'),
  column('population', 'Inwoners van de buurten met een waarde', 'Inhabitants of the buurten with a value'),
  column(
    'people_share_worse',
    'Aandeel (0-1) van die inwoners in buurten die ongunstiger staan dan de referentie, ook als dat toeval kan zijn',
    'Share (0-1) of these inhabitants in buurten beyond the benchmark, chance or not',
  ),
  column('areas_share_worse', 'Aandeel (0-1) van die buurten', 'Share (0-1) of these buurten'),
  column('variance_total', 'Spreiding tussen buurten, gewogen naar inwoners', 'Variance, weighted by people'),
  column('share_gemeente', 'Deel daarvan tussen gemeenten', 'Part of it between gemeenten'),
  column('share_wijk', 'Deel tussen wijken binnen gemeenten', 'Part between wijken within gemeenten'),
  column('share_buurt', 'Deel tussen buurten binnen wijken', 'Part between buurten within wijken'),
  column(
    'share_beyond_chance',
    'Deel van de spreiding dat toeval niet verklaart (I²), uit de intervallen van de buurten',
    'Part of the spread that chance does not explain (I²), by the intervals of the buurten',
  ),
  column(
    'scope',
    'region_wide (regiobreed), gemeente_wide (gemeentebreed), local (plaatselijk) of no_problem_shown (geen achterstand gebleken); drempels in de configuratie',
    'region_wide, gemeente_wide, local or no_problem_shown; thresholds are in the config',
  ),
  column(
    'reason',
    'Waarom geen oordeel: no_buurt_figures, gemeente_not_judged, no_interval of no_indicator_judged',
    'Why there is no judgement: no_buurt_figures, gemeente_not_judged, no_interval or no_indicator_judged',
  ),
];

const SIMILAR_COLUMNS: Column[] = [
  column('area_code', 'Gebied', 'Area'),
  column('area_level', 'Niveau', 'Level'),
  column('place', 'Rang van gelijkenis, 1 = meest gelijk', 'Place, 1 = most alike'),
  column('other_code', 'Het gelijkende gebied', 'The similar area'),
  column('other_name', 'Naam daarvan', 'Its name'),
  column(
    'distance',
    'Afstand in standaarddeviaties over de structuurkenmerken',
    'Distance in standard deviations over the structural features',
  ),
  column(
    'relative_distance',
    'Idem als deel van het minst gelijkende gebied van Nederland',
    'The same as a part of the least similar area',
  ),
  column('features_shared', 'Kenmerken die beide hebben', 'Features that both have'),
  column('features', 'Kenmerken in het geheel', 'Features in all'),
  column(
    'feature_ids',
    'De structuurkenmerken, gescheiden door |',
    'The structural features, separated by |',
  ),
];

/** The tables about the region as a whole and its likes elsewhere. */
export const REGION_TABLES: PublishedTable[] = [
  {
    name: 'theme_breadth',
    nl: 'Hoe breed een achterstand is: van de regio, van een gemeente of plaatselijk',
    en: 'How broad a problem is: of the region, of a gemeente, or local',
    key: ['subject_kind', 'subject_id', 'area_code'],
    columns: [...BREADTH_COLUMNS, NOTICE],
  },
  {
    name: 'similar_area',
    nl: 'Gebieden elders die naar opbouw het meest lijken op een gebied van de regio',
    en: 'Areas elsewhere that are most alike in structure to an area of the region',
    key: ['area_code', 'place'],
    columns: [...SIMILAR_COLUMNS, NOTICE],
  },
];
