/* ---
title:
  nl: "Optellen van buurt, wijk en gemeente: wat uit de onderdelen volgt, tussen welke grenzen, en wat de bron zelf
    geeft (alleen nieuwste periode, binnen de regio)"
  en: "Adding up buurt, wijk and gemeente: what follows from the parts, within which bounds, and what the source gives
    itself (newest period only, within the region)"
key: [indicator_id, area_code, part_level, sex, age_group]
place: 210
steps: 400000
columns:
  indicator_id: indicator_value.indicator_id
  area_code: {nl: Het geheel, en: The whole, type: area_text}
  area_level: {nl: Niveau van het geheel, en: Level of the whole, type: level_text, codes: area.area_level}
  part_level: {nl: Niveau van de onderdelen, en: Level of the parts, type: level_text, codes: area.area_level}
  area_vintage: {nl: Indelingsjaar van de cijfers, en: Vintage of the figures, type: integer}
  period:
    nl: Nieuwste periode met cijfers van de onderdelen
    en: Newest period with figures of the parts
    type: period_text
  sex: indicator_value.sex
  age_group: trend.age_group
  unit: trend.unit
  parts: {nl: Aantal onderdelen, en: Number of parts, type: integer}
  parts_missing:
    nl: Onderdelen zonder waarde waar wel mensen kunnen wonen
    en: Parts without a value in which people may live
    type: integer
  parts_suppressed:
    nl: Onderdelen waarvan de waarde is afgeschermd
    en: Parts of which the value is suppressed
    type: integer
  coverage:
    nl: Aandeel (0-1) van de onderdelen met een waarde, naar coverage_by
    en: Share (0-1) of the parts with a value, by coverage_by
    type: double
  coverage_by:
    nl: "Waarnaar dat aandeel is gemeten: weight (gewicht), denominator (noemer), inhabitants (inwoners) of parts
      (aantal)"
    en: "What that share is measured by: weight, denominator, inhabitants or parts (their number)"
    codes:
      weight: [gewicht, weight]
      denominator: [noemer, denominator]
      inhabitants: [inwoners, inhabitants]
      parts: [aantal onderdelen, number of parts]
  value_from_parts:
    nl: "Waarde die uit de onderdelen volgt: som, verhouding van sommen of gewogen gemiddelde; een gepubliceerd cijfer
      gaat altijd voor"
    en: "Value that follows from the parts: sum, ratio of sums or weighted mean; a published figure always wins"
    type: double
  value_missing_reason:
    nl: "Waarom die waarde ontbreekt: een reden van de onderdelen, below_coverage, no_denominator of zero_denominator"
    en: "Why that value is absent: a reason of the parts, below_coverage, no_denominator or zero_denominator"
    codes: indicator_value.missing_reason
  lower_bound:
    nl: Kleinste waarde die het geheel kan hebben, gegeven wat ontbreekt, is afgeschermd of afgerond, en hoe ver het
      gewicht kan afwijken
    en: Least value that the whole can have, given what is missing, suppressed or rounded, and how far the weight may be
      off
    type: double
  upper_bound: {nl: Grootste waarde die het geheel kan hebben, en: Largest value that the whole can have, type: double}
  bounds_missing_reason:
    nl: "Waarom een grens ontbreekt: no_values (geen enkel onderdeel), no_range (de schaal heeft geen einde) of
      no_denominator (geen aantal)"
    en: "Why a bound is absent: no_values (no part has one), no_range (the scale has no end) or no_denominator (no count)"
    codes:
      no_values: [geen enkel onderdeel heeft een waarde, no part has a value]
      no_range: [er ontbreekt iets en de schaal heeft geen einde, something is missing and the scale has no end]
      no_denominator: [van een onderdeel is geen aantal bekend, no count is known of a part]
  published_value:
    nl: Cijfer dat de bron voor het geheel geeft
    en: Figure that the source gives for the whole
    type: double
  is_within:
    nl: Of dat cijfer, met zijn eigen afronding, tussen de grenzen ligt
    en: Whether that figure, with its own rounding, lies within the bounds
    type: boolean
  difference:
    nl: Gepubliceerd cijfer min waarde uit de onderdelen
    en: Published figure minus value from the parts
    type: double
  weight_bound:
    nl: "Hoe goed het gewicht is: exact, age_bands (tussen leeftijdsgroepen begrensd), part_values (niet begrensd) of none
      (geen gewicht); leeg bij aantallen"
    en: "How good the weight is: exact, age_bands (bounded by age bands), part_values (not bounded) or none; empty for
      counts"
    codes:
      exact: [exact gewicht, exact weight]
      age_bands: [gewicht begrensd met leeftijdsgroepen, weight bounded by age bands]
      part_values: [gewicht niet begrensd, weight not bounded]
      none: [geen gewicht, no weight]
  weight_effect_low:
    nl: Kleinste gemiddelde van de bekende onderdelen bij het juiste gewicht; leeg als het gewicht exact is
    en: Least mean of the known parts with the right weight; empty when the weight is exact
    type: double
  weight_effect_high:
    nl: Grootste gemiddelde van de bekende onderdelen bij het juiste gewicht
    en: Largest mean of the known parts with the right weight
    type: double
  weight_from_age:
    nl: Leeftijd vanaf welke het juiste gewicht telt, als dat bekend is
    en: Age from which the right weight counts, where that is known
    type: integer
  weight_until_age: {nl: Leeftijd waaronder het telt, en: Age below which it counts, type: integer}
  computation: {nl: Hoe de waarde tot stand kwam, en: How the value came about, codes: indicator_value.computation}
  weight_concept: {nl: Aantal waarmee de onderdelen zijn gewogen, en: Count that weighs the parts, type: concept_text}
  weight_period: {nl: Periode van dat aantal, en: Period of that count, type: period_text}
  weight_table: {nl: Tabel van dat aantal, en: Table of that count, type: table_text}
  rounding: {nl: Waarop de aantallen zijn afgerond; 0 is niet, en: What counts are rounded to; 0 is not, type: integer}
  method:
    nl: Hoe de waarde tot stand kwam, in woorden
    en: "How the value came about, in Dutch"
    type: varchar
    text:
      - "{computation} van {parts}[{part_level=gemeente} gemeenten][{part_level=wijk} wijken][{part_level=buurt} buurten]"
      - "[{weight_bound=none}; geen gewicht bekend]"
      - "[; gewicht: {weight_name} {weight_period} ({weight_table})[ in plaats van {weight_instead_of}]]"
      - "[{weight_bound=age_bands}; het juiste gewicht is begrensd met leeftijdsgroepen]"
      - "[{weight_bound=part_values}; het juiste gewicht is niet begrensd: laagste en hoogste onderdeel gelden]"
      - "[; aantallen zijn afgerond op {rounded_to}]"
--- */
-- What the parts of a whole say about it: the value that follows, its bounds when parts are missing, suppressed or rounded, and
-- the figure that the source itself prints, which counts.
with
-- Rows lie in the order of the key, and the steps follow it: a range skips what lies elsewhere, a list would read it all.
step_value as (
  from gold.indicator_value
  where is_preferred
    and indicator_id between getvariable('indicator_ids')[1]::indicator_text and getvariable('indicator_ids')[-1]::indicator_text
),
indicator as (
  select
    i.indicator_id::indicator_text as indicator_id, i.measure, i.per, i.weight_concept, i.weight_instead_of,
    -- A share lies from 0 to 100, and a count or rate is never negative, also where no range is declared.
    coalesce(i.range_low, case when i.measure <> 'published' or i.unit = '%' then 0 end) as range_low,
    coalesce(i.range_high, case when i.measure in ('published', 'ratio') and i.unit = '%' then 100 end) as range_high,
    count(*) filter (where r.role <> 'denominator') as numerator_terms,
    count(*) filter (where r.role = 'denominator') as denominator_terms
  from input.indicator as i
  join input.indicator_term as r on r.indicator_id = i.indicator_id
  where list_contains(getvariable('indicator_ids'), i.indicator_id)
  group by all
),
area_part as (
  select
    try_cast(whole_code as area_text) as whole_code, whole_level::level_text as whole_level, part_level::level_text as part_level,
    area_vintage, try_cast(part_code as area_text) as part_code, parts
  from silver.area_part
),
own_area as (select whole_code as area_code from area_part union select part_code from area_part),
-- The newest period of each indicator that has values of the parts; of two that end on one day the longest. Enumerations stay
-- what they are as long as possible: as text, all this takes three times the memory.
newest as (
  select
    indicator_id, area_level as part_level,
    max_by(area_vintage, (period_end, period_end - period_start)) as area_vintage,
    max_by(period, (period_end, period_end - period_start)) as period
  from step_value
  semi join own_area using (area_code)
  where value is not null and area_level in ('gemeente', 'wijk', 'buurt')
  group by indicator_id, area_level
),
-- Counts are rounded to a step that shows in all areas of a level (gold.rounding), others to their last printed decimal.
last_decimal as (
  select
    r.indicator_id::indicator_text as indicator_id, e.table_id::table_text as table_id,
    0.5 / pow(10, min(t.decimals)) as half_unit
  from input.indicator_term as r
  join input.edition as e on e.source_id = r.source_id
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
  join indicator as i on i.indicator_id::varchar = r.indicator_id
  where r.role = 'value' and (i.measure = 'published' or t.decimals > 0)
  group by r.indicator_id, e.table_id
),
-- A suppressed count is 1 to 9: sources hide those, and print 0. What is hidden of deliveries may be any count.
figure as materialized (
  select
    v.indicator_id, v.area_code, v.area_level, v.area_vintage, v.period, v.sex, v.age_group, v.value, v.unit, v.coverage,
    v.missing_reason, coalesce(d.half_unit, 0) as half_unit,
    v.missing_reason = 'suppressed' and i.measure <> 'published' and i.numerator_terms = 1 and r.source_id is null
      as is_hidden,
    case when i.measure = 'sum' then v.value when v.missing_reason = 'zero_denominator' then 0 else v.numerator end as counted,
    v.denominator,
    coalesce(s.numerator_step, 0) as step,
    rounding_either_way(s.numerator_step, i.numerator_terms) as numerator_rounding,
    rounding_either_way(s.denominator_step, i.denominator_terms) as denominator_rounding,
    case when is_hidden then 1 else rounded_low(at_least(0, counted - coalesce(d.half_unit, 0)), numerator_rounding) end
      as numerator_low,
    case when is_hidden then 9 else rounded_high(counted + coalesce(d.half_unit, 0), numerator_rounding) end
      as numerator_high,
    rounded_low(v.denominator, denominator_rounding) as denominator_low,
    rounded_high(v.denominator, denominator_rounding) as denominator_high
  from step_value as v
  semi join own_area as o on o.area_code = v.area_code
  semi join newest using (indicator_id, area_vintage, period)
  join indicator as i on i.indicator_id = v.indicator_id
  left join gold.rounding as s
    on s.indicator_id = v.indicator_id and s.area_vintage = v.area_vintage and s.period = v.period
    and s.area_level = v.area_level
  left join last_decimal as d on d.indicator_id = v.indicator_id and d.table_id = v.table_id
  left join (select distinct source_id from restricted.delivery) as r on r.source_id = v.source_id::varchar
),
whole as materialized (
  select
    s.*, a.whole_code, a.whole_level, a.parts, i.measure, i.per, i.range_low, i.range_high, p.from_age, p.until_age,
    i.weight_instead_of is not null as is_approximate,
    case when i.measure = 'published' then i.weight_concept end as weight_concept,
    case when i.measure = 'published' and i.weight_concept <> 'inwoners' then 'inwoners' end as other_concept,
    row_number() over (order by s.indicator_id, a.whole_code, s.part_level, s.sex, s.age_group) as whole_no,
    dense_rank() over (order by a.whole_code, s.part_level, s.area_vintage, s.period) as set_no
  from (
    select n.indicator_id, n.part_level, n.area_vintage, n.period, f.sex, f.age_group
    from newest as n
    join figure as f
      on f.indicator_id = n.indicator_id and f.area_vintage = n.area_vintage and f.period = n.period
      and f.area_level = n.part_level
    group by all
    having count(f.value) > 0
  ) as s
  join (select distinct whole_code, whole_level, part_level, area_vintage, parts from area_part) as a
    on a.part_level = s.part_level and a.area_vintage = s.area_vintage
  join indicator as i on i.indicator_id = s.indicator_id
  left join silver.weight_age as p
    on p.indicator_id = s.indicator_id::varchar and p.age_group = s.age_group::varchar
),
-- The sets of parts that are weighed, by which counts, and the table of each.
part_set as (
  select distinct
    set_no, whole_code, part_level, area_vintage, period, unnest([weight_concept, other_concept, 'inwoners']) as concept,
    unnest([false, false, true]) as is_by_age
  from whole
),
set_table as materialized (
  select s.* exclude (period), t.table_id, t.count_vintage, t.count_period
  from part_set as s
  join silver.part_table as t
    on t.whole_code = s.whole_code::varchar and t.part_level = s.part_level::varchar and t.area_vintage = s.area_vintage
    and t.period = s.period::varchar and t.concept = s.concept and t.is_by_age = s.is_by_age
),
count_step as (
  select concept, part_level, table_id, area_vintage, period, rounding_either_way(detected_step(value), 1) as rounding
  from silver.part_count
  group by all
),
-- The count that weighs each part, and (is_by_age) all counts of inhabitants of one table.
part_count as materialized (
  select
    t.set_no, p.part_code, t.is_by_age, c.concept, c.value, rounded_low(c.value, s.rounding) as low,
    rounded_high(c.value, s.rounding) as high
  from set_table as t
  join area_part as p using (whole_code, part_level, area_vintage)
  join silver.part_count as c
    on c.area_code = p.part_code::varchar and c.part_level = p.part_level::varchar and c.table_id = t.table_id
    and c.area_vintage = t.count_vintage and c.period = t.count_period
  join count_step as s
    on s.concept = c.concept and s.part_level = c.part_level and s.table_id = c.table_id and s.area_vintage = c.area_vintage
    and s.period = c.period
  where t.is_by_age or c.concept = t.concept
),
band(concept, band_from, band_until) as (
  values ('inwoners_0_15', 0, 15), ('inwoners_15_25', 15, 25), ('inwoners_25_45', 25, 45), ('inwoners_45_65', 45, 65),
    ('inwoners_65plus', 65, 999)
),
-- Persons of an age: at least those of the bands inside it, at most all inhabitants but those of the bands outside it.
span_count as (
  select
    w.set_no, w.from_age, w.until_age, c.part_code,
    coalesce(sum(c.low) filter (where b.band_from >= w.from_age and b.band_until <= w.until_age), 0) as inside,
    coalesce(sum(c.low) filter (where b.band_until <= w.from_age or b.band_from >= w.until_age), 0) as outside,
    max(c.high) filter (where c.concept = 'inwoners') as people_high
  from (select distinct set_no, from_age, until_age from whole) as w
  join part_count as c on c.set_no = w.set_no
  left join band as b on b.concept = c.concept
  where w.from_age is not null and c.is_by_age
  group by all
),
-- The parts with their figures and all that may weigh them.
part as materialized (
  select
    w.whole_no, w.measure, f.value, f.half_unit, f.missing_reason, f.counted, f.denominator, f.numerator_low, f.numerator_high,
    f.denominator_low, f.denominator_high, f.step, f.unit, own.value is not null as is_own,
    coalesce(own.value, other.value) as weight, coalesce(own.low, other.low) as weight_low,
    coalesce(own.high, other.high) as weight_high, people.value as people, people.high as people_high,
    age.inside as age_low,
    at_least(age.inside, age.people_high - age.outside) as age_high,
    f.numerator_low is not null and (w.measure = 'sum' or f.denominator_low is not null) as is_counted
  from whole as w
  join area_part as p using (whole_code, part_level, area_vintage)
  left join figure as f
    on f.indicator_id = w.indicator_id and f.area_code = p.part_code and f.area_vintage = w.area_vintage
    and f.period = w.period and f.sex = w.sex and f.age_group = w.age_group
  left join (from part_count where not is_by_age) as own
    on own.set_no = w.set_no and own.part_code = p.part_code and own.concept = w.weight_concept
  left join (from part_count where not is_by_age) as other
    on other.set_no = w.set_no and other.part_code = p.part_code and other.concept = w.other_concept
  left join (from part_count where is_by_age and concept = 'inwoners') as people
    on people.set_no = w.set_no and people.part_code = p.part_code
  left join span_count as age
    on age.set_no = w.set_no and age.part_code = p.part_code and age.from_age = w.from_age and age.until_age = w.until_age
),
whole_part as materialized (
  select
    p.whole_no, min(p.unit) as unit, max(p.step) as step, count(p.value) as values,
    case
      when w.measure = 'sum' then 'parts'
      when w.measure = 'published' then if(count(p.weight) > 0, 'weight', 'parts')
      when count(p.denominator) = count(*) then 'denominator'
      when count(p.people) = count(*) then 'inhabitants'
      else 'parts'
    end as coverage_by,
    case when bool_or(p.is_own) then any_value(w.weight_concept) when count(p.weight) > 0 then 'inwoners' end as weighed_by,
    count(*) filter (
      where p.value is null and coalesce(p.weight, 1) > 0 and p.missing_reason is distinct from 'zero_denominator'
    ) as parts_missing,
    count(*) filter (where p.missing_reason = 'suppressed') as parts_suppressed,
    coalesce(min(p.missing_reason::varchar), 'not_published') as missing_reason,
    sum(p.counted::decimal(24, 6)) filter (where p.value is not null)::double as numerator,
    sum(p.denominator::decimal(24, 6)) filter (where p.value is not null)::double as denominator,
    min(p.value) as least_value, max(p.value) as largest_value,
    min(p.value - p.half_unit) as least_low, max(p.value + p.half_unit) as largest_high,
    case
      when w.measure <> 'published' then null
      when count(p.weight) = 0 then 'none'
      when bool_or(p.is_own) and not any_value(w.is_approximate) then 'exact'
      when sum(p.age_low) > 0 and count(p.age_high) = count(*) then 'age_bands'
      else 'part_values'
    end as weight_bound
  from part as p
  join whole as w on w.whole_no = p.whole_no
  group by p.whole_no, w.measure
),
covered_part as (
  select
    p.whole_no as group_key, p.value, null::double as se,
    case
      when w.coverage_by = 'weight' then p.weight
      when w.coverage_by = 'denominator' then p.denominator
      when p.missing_reason = 'zero_denominator' then 0
      when w.coverage_by = 'inhabitants' then p.people
      else 1
    end as weight
  from part as p
  join whole_part as w on w.whole_no = p.whole_no
),
-- Each count as the interval it lies in; of a count that is missing without being suppressed, only that it is not negative.
counted_part as (
  select
    {whole_no: whole_no, side: 'numerator'} as group_key, null::double as value, true as is_suppressed,
    case when is_counted then numerator_low else 0 end as suppressed_min,
    case when is_counted then numerator_high end as suppressed_max, 0 as rounding
  from part
  where measure = 'sum' or measure <> 'published' and is_counted
  union all
  select {whole_no: whole_no, side: 'denominator'}, null, true, denominator_low, denominator_high, 0
  from part
  where measure in ('ratio', 'rate') and is_counted
),
count_bound as (
  select
    group_key.whole_no as whole_no,
    max(sum_low) filter (where group_key.side = 'numerator') as numerator_low,
    max(sum_high) filter (where group_key.side = 'numerator') as numerator_high,
    max(sum_low) filter (where group_key.side = 'denominator') as denominator_low,
    max(sum_high) filter (where group_key.side = 'denominator') as denominator_high
  from interval_sums('counted_part')
  group by group_key.whole_no
),
-- Parts of a ratio without a count: their denominator, or at most their inhabitants (persons and households are not more).
uncounted as (
  select
    whole_no, sum(coalesce(denominator_low, 0)) as low, sum(coalesce(denominator_high, people_high)) as known_high,
    case when count(coalesce(denominator_high, people_high)) = count(*) then known_high end as high
  from part
  where measure in ('ratio', 'rate') and not is_counted
  group by whole_no
),
-- The ends of (A + m v) / (B + m), where m of the uncounted parts may be anything from low to high and v an end of the scale.
ratio_end as (
  select
    w.whole_no,
    c.numerator_low * w.per + coalesce(u.low * w.range_low, 0) as top_low,
    coalesce(c.denominator_high, 0) + coalesce(u.low, 0) as bottom_low,
    c.numerator_high * w.per + case when u.low > 0 then u.low * w.range_high else 0 end as top_high,
    coalesce(c.denominator_low, 0) + coalesce(u.low, 0) as bottom_high,
    case when u.whole_no is null then 0 else u.high - u.low end as spare
  from whole as w
  join count_bound as c on c.whole_no = w.whole_no
  left join uncounted as u on u.whole_no = w.whole_no
),
weighed_part as (
  select
    p.whole_no as group_key,
    coalesce(p.value - p.half_unit, s.range_low) as value_low,
    coalesce(p.value + p.half_unit, s.range_high) as value_high,
    case when w.weight_bound = 'exact' then p.weight_low else p.age_low end as weight_low,
    case when w.weight_bound = 'exact' then p.weight_high else p.age_high end as weight_high
  from part as p
  join whole_part as w on w.whole_no = p.whole_no
  join whole as s on s.whole_no = p.whole_no
  where w.weight_bound in ('exact', 'age_bands')
),
known_part as (
  select
    p.whole_no as group_key, p.value as value_low, p.value as value_high, p.age_low as weight_low, p.age_high as weight_high
  from part as p
  join whole_part as w on w.whole_no = p.whole_no
  where w.weight_bound = 'age_bands' and p.value is not null
),
bounded as (
  select
    w.*, t.* exclude (whole_no), m.coverage,
    case w.measure when 'sum' then 1 else n.coverage end as least_coverage,
    case
      when coalesce(m.coverage, 0) < least_coverage then null
      when w.measure = 'sum' then t.numerator
      when w.measure <> 'published' then t.numerator / nullif(t.denominator, 0) * w.per
      when t.coverage_by = 'weight' then m.value
    end as value_from_parts,
    -- Where nothing bounds the weights, the part that is missing weighs what it does by the weight there is.
    case when t.coverage_by = 'weight' then 1 - coalesce(m.coverage, 0) else (t.parts_missing > 0)::integer end as share_missing,
    case
      when t.values = 0 then null
      when w.measure = 'sum' then c.numerator_low
      when w.measure <> 'published' then at_least(w.range_low, least_ratio(r.top_low, r.bottom_low, r.spare, w.range_low))
      when t.weight_bound in ('exact', 'age_bands') then x.mean_low
      when share_missing = 0 then t.least_low
      when t.weight_bound = 'part_values' then (1 - share_missing) * t.least_low + share_missing * w.range_low
      else at_most(t.least_low, w.range_low)
    end as bound_low,
    case
      when t.values = 0 then null
      when w.measure = 'sum' then c.numerator_high
      when w.measure <> 'published' then least(w.range_high, largest_ratio(r.top_high, r.bottom_high, r.spare, w.range_high))
      when t.weight_bound in ('exact', 'age_bands') then x.mean_high
      when share_missing = 0 then t.largest_high
      when t.weight_bound = 'part_values' then (1 - share_missing) * t.largest_high + share_missing * w.range_high
      else at_least(t.largest_high, w.range_high)
    end as bound_high,
    case t.weight_bound when 'age_bands' then k.mean_low when 'part_values' then t.least_value end as effect_low,
    case t.weight_bound when 'age_bands' then k.mean_high when 'part_values' then t.largest_value end as effect_high,
    -- A group that is computed from its members is no figure of a source.
    case when f.coverage is null then f.value end as published_value,
    case
      when w.measure = 'sum' then f.numerator_low
      when w.measure = 'published' then f.value - f.half_unit
      else f.numerator_low / nullif(f.denominator_high, 0) * w.per
    end as published_low,
    case
      when w.measure = 'sum' then f.numerator_high
      when w.measure = 'published' then f.value + f.half_unit
      else coalesce(f.numerator_high / nullif(f.denominator_low, 0) * w.per, f.value)
    end as published_high
  from whole as w
  join whole_part as t on t.whole_no = w.whole_no
  cross join input.setting as n
  left join weighted_means('covered_part', 0, 100) as m on m.group_key = w.whole_no
  left join count_bound as c on c.whole_no = w.whole_no
  left join ratio_end as r on r.whole_no = w.whole_no
  left join weighted_extremes('weighed_part') as x on x.group_key = w.whole_no
  left join weighted_extremes('known_part') as k on k.group_key = w.whole_no
  left join figure as f
    on f.indicator_id = w.indicator_id and f.area_code = w.whole_code and f.area_vintage = w.area_vintage
    and f.period = w.period and f.sex = w.sex and f.age_group = w.age_group
)
select
  b.indicator_id, b.whole_code as area_code, b.whole_level as area_level, b.part_level, b.area_vintage, b.period, b.sex,
  b.age_group, b.unit, b.parts, b.parts_missing, b.parts_suppressed,
  ten_places(b.coverage) as coverage,
  b.coverage_by,
  ten_places(b.value_from_parts) as value_from_parts,
  case
    when b.value_from_parts is not null then null
    when b.values = 0 then b.missing_reason
    when b.weight_bound = 'none' then 'no_denominator'
    when b.coverage < b.least_coverage then 'below_coverage'
    else 'zero_denominator'
  end as value_missing_reason,
  ten_places(b.bound_low) as lower_bound,
  ten_places(b.bound_high) as upper_bound,
  case
    when b.bound_low is not null and b.bound_high is not null then null
    when b.values = 0 then 'no_values'
    when b.measure in ('ratio', 'rate') and b.range_high is not null then 'no_denominator'
    else 'no_range'
  end as bounds_missing_reason,
  b.published_value,
  case when b.published_value is not null and coalesce(b.bound_low, b.bound_high) is not null then
    coalesce(b.published_high >= b.bound_low - 1e-9, true) and coalesce(b.published_low <= b.bound_high + 1e-9, true)
  end as is_within,
  ten_places(b.published_value - b.value_from_parts) as difference,
  b.weight_bound,
  ten_places(b.effect_low) as weight_effect_low,
  ten_places(b.effect_high) as weight_effect_high,
  case when b.weight_bound is not null then b.from_age end as weight_from_age,
  case when b.weight_bound is not null then b.until_age end as weight_until_age,
  case b.measure when 'sum' then 'sum' when 'published' then 'weighted_mean' else 'division_of_sums' end as computation,
  t.concept as weight_concept,
  replace(t.concept, '_', ' ') as weight_name,
  t.count_period as weight_period,
  t.table_id as weight_table,
  replace(
    coalesce(i.weight_instead_of, replace(nullif(i.weight_concept, t.concept), '_', ' ')), '{age_group}', b.age_group::varchar
  ) as weight_instead_of,
  b.step as rounding,
  nullif(b.step, 0) as rounded_to,
  s.notice
from bounded as b
join indicator as i on i.indicator_id = b.indicator_id
cross join input.setting as s
left join set_table as t
  on t.set_no = b.set_no and not t.is_by_age and t.concept = b.weighed_by and b.weight_bound <> 'none'
order by b.indicator_id, b.whole_code, b.part_level, b.sex, b.age_group
