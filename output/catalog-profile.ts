import { type Column, column, NOTICE, type PublishedTable } from './published-table.ts';

const AREA_COLUMNS: Column[] = [
  column('area_code', 'Gebied: buurt, wijk of gemeente', 'Area: buurt, wijk or gemeente'),
  column('area_level', 'Niveau van het gebied', 'Level of the area'),
  column('area_vintage', 'Indelingsjaar waarop het gebied staat', 'Vintage of the area'),
];

const FINGERPRINT_COLUMNS: Column[] = [
  ...AREA_COLUMNS,
  column(
    'ring',
    'Ring van het diagram: indicator (buitenste), sub_theme (domein), theme (thema) of total (midden)',
    'Ring of the chart: indicator (outermost), sub_theme (domain), theme or total (centre)',
  ),
  column('node_id', 'Sleutel van het vakje binnen het gebied', 'Key of the node within the area'),
  column(
    'parent_id',
    'Vakje van de ring daarbinnen; leeg in het midden',
    'Node of the ring inside it; empty in the centre',
  ),
  column('theme', 'Thema', 'Theme'),
  column('sub_theme', 'Subthema: domein van de indicator', 'Sub-theme: domain of the indicator'),
  column('indicator_id', 'Indicator, zie tabel indicator', 'Indicator, see table indicator'),
  column('name_nl', 'Naam van het vakje', 'Name of the node in Dutch'),
  column('name_en', 'Naam van het vakje in het Engels', 'Name of the node in English'),
  column(
    'period',
    'Nieuwste periode waarin gebieden van dit niveau een waarde hebben',
    'Newest period in which areas of this level have a value',
  ),
  column('age_group', 'Leeftijdsgroep', 'Age group'),
  column('value', 'Waarde van het gebied', 'Value of the area'),
  column('unit', 'Eenheid', 'Unit'),
  column(
    'is_judged',
    'Onwaar voor wat geen gunstige kant heeft: apart deel zonder oordeel, dat in geen gemiddelde meetelt',
    'False where no side is favourable: a separate part without judgement, in no mean',
  ),
  column(
    'z',
    'Afstand tot het gemiddelde van alle Nederlandse gebieden van dit niveau in standaardafwijkingen; positief = ongunstig (zonder oordeel: hoog). In binnenringen het gemiddelde van de ring eromheen',
    'Distance to the mean of all Dutch areas of the level in standard deviations; positive = unfavourable (without judgement: high). In inner rings the mean of the ring around it',
  ),
  column(
    'class',
    '-2 (z onder -2, zeer gunstig), -1, 0 (-1 tot en met 1), 1 of 2 (z boven 2, zeer ongunstig); leeg zonder oordeel. Een gemiddelde van veel cijfers ligt vaker in 0',
    '-2 (z below -2, very favourable), -1, 0 (-1 up to 1), 1 or 2 (z above 2, very unfavourable); empty without judgement. A mean of many figures is more often 0',
  ),
  column(
    'percentile',
    'Deel (0-100) van de Nederlandse gebieden van dit niveau dat gunstiger staat (zonder oordeel: lager); gelijke voor de helft',
    'Share (0-100) of Dutch areas of the level that stand less unfavourably (without judgement: lower); equal ones for half',
  ),
  column(
    'quintile',
    'Vijfde deel van de Nederlandse gebieden van dit niveau, 1 = ongunstigste',
    'Fifth of the Dutch areas of the level, 1 = least favourable',
  ),
  column('areas', 'Aantal Nederlandse gebieden waartussen het staat', 'Dutch areas it is placed among'),
  column(
    'outcome',
    'Oordeel tegen Nederland naar het 95%-interval, zie tabel comparison; leeg in binnenringen',
    'Outcome against the country by the 95% interval, see table comparison; empty in inner rings',
  ),
  column('outcome_reason', 'Waarom niet is vergeleken', 'Why there is no comparison'),
  column(
    'register_difference',
    'Registercijfer zonder interval dat meer dan 5% van Nederland afwijkt (regel van het CBS): een signaal, geen toets',
    'Register figure without interval that is more than 5% off the country (rule of CBS): a signal, no test',
  ),
  column('indicators_present', 'Indicatoren met een waarde', 'Indicators with a value'),
  column(
    'indicators',
    'Geleverde indicatoren waarvan gebieden van dit niveau cijfers hebben',
    'Delivered indicators of which areas of this level have figures',
  ),
  column('coverage', 'Deel (0-1) daarvan met een waarde', 'Share (0-1) of these with a value'),
  column(
    'parts_present',
    'Delen van de ring eromheen met een z die in het gemiddelde meetelt',
    'Parts of the ring around it with a z that enters the mean',
  ),
  column(
    'parts',
    'Delen van de ring eromheen die kunnen meetellen; er is een gemiddelde vanaf het aandeel thresholds.judged van de config',
    'Parts of the ring around it that can enter it; there is a mean from the share thresholds.judged of the config',
  ),
  column('value_kind', 'Soort cijfer', 'Kind of figure'),
  column('missing_reason', 'Waarom de waarde ontbreekt', 'Why the value is absent'),
  column(
    'reason',
    'Waarom er geen z is: no_value, amount, no_spread, too_few_parts of not_judged',
    'Why there is no z: no_value, amount, no_spread, too_few_parts or not_judged',
  ),
  column('caution', 'Waarvoor het cijfer niet geschikt is', 'What the figure is not fit for, in Dutch'),
];

const CUMULATION_COLUMNS: Column[] = [
  ...AREA_COLUMNS,
  column('population', 'Nieuwste aantal inwoners', 'Newest number of inhabitants'),
  column(
    'indicators',
    'Indicatoren met een gunstige kant waarvan gebieden van dit niveau cijfers hebben',
    'Indicators with a favourable side of which areas of this level have figures',
  ),
  column(
    'judged',
    'Daarvan tegen Nederland te beoordelen naar het 95%-interval',
    'Of these, judged against the country by the 95% interval',
  ),
  column('worse', 'Daarvan aantoonbaar ongunstiger', 'Of these, significantly worse'),
  column('better', 'Daarvan aantoonbaar gunstiger', 'Of these, significantly better'),
  column(
    'worse_indicators',
    'De ongunstiger indicatoren, gescheiden door |',
    'The worse ones, separated by |',
  ),
  column('themes_judged', 'Domeinen met een beoordeelde indicator', 'Domains with a judged indicator'),
  column(
    'themes_worse',
    'Domeinen waarvan minstens de helft van de beoordeelde indicatoren ongunstiger is: overlappende indicatoren tellen zo één keer',
    'Domains of which at least half of the judged indicators is worse: overlapping indicators count once',
  ),
  column('worse_themes', 'Die domeinen, gescheiden door |', 'These domains, separated by |'),
  column(
    'is_enough_judged',
    'Of genoeg is beoordeeld: het aandeel thresholds.judged van de config',
    'Whether enough is judged: the share thresholds.judged of the config',
  ),
  column('count_reason', 'too_few_judged: lees de telling niet als beeld van het gebied', 'too_few_judged'),
  column(
    'expected_by_chance',
    'Aantal dat bij louter toeval ongunstiger zou zijn: 2,5% van de beoordeelde',
    'Number that would be worse by chance alone: 2.5% of those judged',
  ),
  column(
    'p_by_chance',
    'Kans op zoveel of meer bij toeval, als indicatoren los van elkaar stonden. Dat doen ze niet: een ondergrens. 0 = kleiner dan één op tien miljard',
    'Chance of as many or more if indicators were independent. They are not: a lower guide. 0 = below one in ten thousand million',
  ),
  column('judged_model_estimates', 'Beoordeelde modelschattingen', 'Judged model estimates'),
  column('worse_model_estimates', 'Ongunstiger modelschattingen', 'Worse model estimates'),
  column(
    'register_compared',
    'Registercijfers zonder interval die met Nederland zijn vergeleken (regel van het CBS), buiten de telling',
    'Register figures without interval compared with the country (rule of CBS), outside the count',
  ),
  column(
    'register_unfavourable',
    'Daarvan meer dan 5% ongunstiger: een signaal, geen toets op toeval',
    'Of these, more than 5% less favourable: a signal, no test of chance',
  ),
  column(
    'mean_z',
    'Gemiddelde over domeinen van de gemiddelde z (positief = ongunstig) onder alle Nederlandse gebieden van dit niveau; z van buurten en wijken tussen -3 en 3',
    'Mean over domains of the mean z (positive = unfavourable) among all Dutch areas of the level; z of buurten and wijken within -3 and 3',
  ),
  column(
    'imd_score',
    'Score 0-100 naar de Engelse Indices of Deprivation: rang van elk domein onder alle Nederlandse gebieden van dit niveau, zo omgezet dat een gunstig domein een ongunstig niet wegstreept; domeinen naar het gewicht van hun declaratie',
    'Score 0-100 after the English Indices of Deprivation: rank of each domain among all Dutch areas of the level, transformed so that a favourable domain does not cancel an unfavourable one; domains by their declared weight',
  ),
  column(
    'score_reason',
    'Waarom mean_z en imd_score ontbreken: small_population, theme_absent of too_few_indicators',
    'Why mean_z and imd_score are absent: small_population, theme_absent or too_few_indicators',
  ),
  column('scored_indicators', 'Indicatoren waarop beide scores rusten', 'Indicators both scores stand on'),
  column(
    'indicators_to_score',
    'Indicatoren die op dit niveau kunnen meetellen',
    'Indicators that can enter at this level',
  ),
  column('scored_themes', 'Domeinen die op dit niveau meetellen', 'Domains that enter at this level'),
  column(
    'left_out',
    'Uit beide scores gelaten: samengesteld uit meer andere indicatoren die al meetellen, gescheiden door |',
    'Left out of both scores: made of several other indicators that are in already, separated by |',
  ),
  column(
    'overlapping',
    'Tellen mee, maar zijn gemaakt uit dezelfde gegevens als één andere indicator, gescheiden door |',
    'Are in, but made of the same data as one other indicator, separated by |',
  ),
  column('caution', 'Wat van de telling modelschatting is', 'How much of the count is estimated, in Dutch'),
  column('note_nl', 'Hoe de rij te lezen', 'How to read the row, in Dutch'),
  column('note_en', 'Hoe de rij te lezen, in het Engels', 'How to read the row'),
];

/** The tables that show an area as a whole. */
export const PROFILE_TABLES: PublishedTable[] = [
  {
    name: 'fingerprint',
    nl: 'Vingerafdruk van elk gebied: indicatoren in subthema’s in thema’s, als ringen van een diagram. Geen rangorde',
    en: 'Fingerprint of each area: indicators in sub-themes in themes, as the rings of a chart. No ranking',
    key: ['area_code', 'ring', 'node_id'],
    columns: [...FINGERPRINT_COLUMNS, NOTICE],
  },
  {
    name: 'cumulation',
    nl: 'Stapeling per gebied in drie maten naast elkaar: telling, gemiddelde z en rangscore. Stapeling in een gebied is niet stapeling bij personen; geen rangorde',
    en: 'Cumulation per area in three measures side by side: count, mean z and rank score. Problems of an area are not those of one person; no ranking',
    key: ['area_code'],
    columns: [...CUMULATION_COLUMNS, NOTICE],
  },
];
