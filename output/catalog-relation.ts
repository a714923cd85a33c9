import { type Column, column, NOTICE, type PublishedTable } from './published-table.ts';

const PAIR_COLUMNS: Column[] = [
  column('area_level', 'Niveau waarop de samenhang is bekeken', 'Level of the areas'),
  column('indicator_x', 'Eerste indicator', 'First indicator'),
  column('indicator_y', 'Tweede indicator', 'Second indicator'),
  column('period_x', 'Periode van de eerste', 'Period of the first'),
  column('period_y', 'Periode van de tweede', 'Period of the second'),
  column('domain_x', 'Domein van de eerste', 'Domain of the first'),
  column('domain_y', 'Domein van de tweede', 'Domain of the second'),
  column('areas', 'Gebieden met beide cijfers', 'Areas with both figures'),
  column('spearman', 'Rangcorrelatie van Spearman, -1 tot 1', 'Rank correlation of Spearman, -1 to 1'),
  column('lower_95', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval'),
  column('upper_95', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval'),
  column(
    'q',
    'Kans op toeval, gecorrigeerd voor het aantal paren van dit niveau (Benjamini-Hochberg); te klein, want buurten lijken op hun buren',
    'Chance, corrected for the number of pairs of this level (Benjamini-Hochberg); too small, for buurten are like their neighbours',
  ),
  column(
    'partial',
    'Rangcorrelatie als de indicator in partial_given gelijk wordt gehouden',
    'Rank correlation with the indicator of partial_given held constant',
  ),
  column('partial_given', 'Indicator die gelijk is gehouden', 'Indicator held constant'),
  column(
    'moran_x',
    'Hoezeer buurten bij de eerste op hun buren lijken (Moran)',
    "Moran's I of the first over buurten",
  ),
  column(
    'moran_y',
    'Hoezeer buurten bij de tweede op hun buren lijken (Moran)',
    "Moran's I of the second over buurten",
  ),
  column(
    'refusal',
    'Waarom er geen samenhang wordt gegeven: shared_counts, own_predictor, shared_predictors, derived_from of too_few_areas',
    'Why no relation is given: shared_counts, own_predictor, shared_predictors, derived_from or too_few_areas',
  ),
  column(
    'explanation',
    'Hoe de uitkomst te lezen is, of waarom zij ontbreekt',
    'How to read it, or why it is absent, in Dutch',
  ),
];

const SPOT_COLUMNS: Column[] = [
  column('indicator_id', 'Indicator', 'Indicator'),
  column('area_code', 'Buurt', 'Buurt'),
  column('period', 'Periode', 'Period'),
  column('value', 'Waarde van de buurt', 'Value of the buurt'),
  column('neighbour_mean', 'Gemiddelde van de buren', 'Mean of the neighbours'),
  column('neighbours', 'Aantal buren met een waarde', 'Neighbours with a value'),
  column(
    'neighbours_by',
    'Wat buren zijn: boundary (gedeelde grens), centroid (zes dichtstbijzijnde middelpunten) of wijk (zelfde wijk)',
    'What neighbours are: boundary (shared outline), centroid (six nearest centroids) or wijk (same wijk)',
  ),
  column('local_i', 'Lokale Moran', "Local Moran's I"),
  column('quadrant', 'HH, LL, HL of LH: eigen waarde en die van de buren hoog of laag', 'HH, LL, HL or LH'),
  column('p', 'Kans op toeval uit 999 verwisselingen', 'Pseudo p of 999 permutations'),
  column(
    'q',
    'Idem, gecorrigeerd voor het aantal buurten (Benjamini-Hochberg)',
    'The same, corrected for the number of buurten',
  ),
  column(
    'spot',
    'unfavourable_cluster, favourable_cluster, high_cluster, low_cluster, outlier, not_significant of not_tested',
    'unfavourable_cluster, favourable_cluster, high_cluster, low_cluster, outlier, not_significant or not_tested',
  ),
];

/** The tables about what goes together. */
export const RELATION_TABLES: PublishedTable[] = [
  {
    name: 'co_occurrence',
    nl: 'Samenhang tussen indicatoren over gebieden, met interval; geweigerd waar twee cijfers niet los van elkaar zijn gemaakt',
    en: 'Relation between indicators over areas, with interval; refused where two are not made independently',
    key: ['area_level', 'indicator_x', 'indicator_y'],
    columns: [...PAIR_COLUMNS, NOTICE],
  },
  {
    name: 'hot_spot',
    nl: 'Buurten die met hun buren een groep vormen van hoge of lage waarden',
    en: 'Buurten that form a cluster of high or low values with their neighbours',
    key: ['indicator_id', 'area_code'],
    columns: [...SPOT_COLUMNS, NOTICE],
  },
];
