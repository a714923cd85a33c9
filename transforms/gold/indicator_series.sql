/* ---
title:
  nl: Reeks van elke indicator op één gebiedsindeling, met hoe elk cijfer daarop is gebracht; gebruik deze voor
    vergelijking in de tijd
  en: Series of each indicator on one area classification, with how each figure was brought to it; use this to compare
    periods
key: [indicator_id, area_code, period, sex, age_group]
place: 20
steps: 1500000
columns:
  indicator_id: indicator_value.indicator_id
  area_code: indicator_value.area_code
  area_level: indicator_value.area_level
  area_vintage: indicator_value.area_vintage
  period: indicator_value.period
  period_start: indicator_value.period_start
  period_end: indicator_value.period_end
  sex: indicator_value.sex
  age_group: indicator_value.age_group
  value: indicator_value.value
  lower_95: indicator_value.lower_95
  upper_95: indicator_value.upper_95
  numerator: indicator_value.numerator
  denominator: indicator_value.denominator
  unit: indicator_value.unit
  value_kind: indicator_value.value_kind
  status:
    nl: final (definitief), provisional (voorlopig), revised_provisional (nader voorlopig) of unspecified
    en: Status according to the source
    type: status_text
  missing_reason:
    nl: "Waarom de waarde ontbreekt: not_measured, not_published, suppressed, not_applicable (kan niet bestaan,
      bijvoorbeeld in een opgeheven gemeente), below_coverage, awaiting_source, zero_denominator, no_denominator, rounding;
      in een reeks ook not_comparable"
    en: Why the value is absent
    type: reason_text
  interval_missing_reason:
    nl: "Waarom het interval ontbreekt: no_margins, no_value, not_published, not_computed"
    en: Why the interval is absent
    type: interval_reason_text
  break_before: indicator_value.break_before
  reliability: indicator_value.reliability
  reliability_reason: indicator_value.reliability_reason
  harmonisation:
    nl: none (op deze indeling gepubliceerd), unchanged (zelfde code en grens), recoded (andere code, zelfde grens),
      address_weighted (naar adressen omgerekend) of not_possible (niet te vergelijken)
    en: "How the figure was brought to this vintage: none (published on it), unchanged, recoded, address_weighted or
      not_possible"
    type: harmonisation_text
    codes:
      none: [op deze indeling gepubliceerd, published on this vintage]
      unchanged: [zelfde code en grens, same code and outline]
      recoded: ["andere code, zelfde grens", "other code, same outline"]
      address_weighted: [naar adressen omgerekend, weighted by addresses]
      not_possible: [niet te vergelijken, cannot be compared]
  parts:
    nl: Aantal gebieden waaruit het is omgerekend of samengevoegd
    en: Number of areas that it was converted or put together from
    type: integer
  weight_concept: {nl: Aantal waarmee die zijn gewogen, en: Count that these are weighed by, type: concept_text}
  weight_period: indicator_value.weight_period
  weight_table: indicator_value.weight_table
  harmonisation_note:
    nl: Hoe het cijfer op deze indeling is gebracht, of waarom dat niet kan
    en: How the figure was brought to this vintage, or why it cannot be (in Dutch)
    type: varchar
    text:
      - "[{note=published}gepubliceerd op ]indeling {source_vintage}"
      - "[{note=unproven}: grens gewijzigd of niet aangetoond gelijk aan die van {area_vintage}]"
      - "[{note=unweighed}: geen aantal om de delen mee te wegen]"
      - "[{note=one_part}: naar adressen omgerekend uit {parts} gebied]"
      - "[{note=several_parts}: naar adressen omgerekend uit {parts} gebieden]"
      - "[{note=same_group}: zelfde gebied]"
      - "[{note=renamed}: zelfde grens, toen {old_codes}]"
      - "[{note=merged}: samen {old_codes}]"
      - "[{note=unchanged}: zelfde code en grens]"
      - "[; gewicht: {weight_name} {weight_period} ({weight_table})[ in plaats van {weight_instead_of}]]"
  source_vintage:
    nl: Jaar van de gebiedsindeling waarop het cijfer is gepubliceerd
    en: Year of the area classification on which the figure was published
    type: integer
--- */
-- The series of some indicators (variable indicator_ids) on one vintage: preferred figures only, each as published on that
-- vintage, brought over to it, or empty because that cannot be done.
with
indicator as (
  select * from input.indicator where list_contains(getvariable('indicator_ids'), indicator_id)
),
-- The areas that series run on, and those that become them.
concerned as (
  select area_code::area_text as area_code from silver.target_area
  union
  select from_code::area_text from silver.area_transition
),
preferred as materialized (
  select
    indicator_id::varchar as indicator_id, area_code::varchar as area_code, area_level::varchar as area_level, area_vintage,
    period::varchar as period, period_start, period_end, sex, age_group, value, lower_95, upper_95, numerator, denominator,
    unit, value_kind, status, missing_reason::varchar as missing_reason, interval_missing_reason::varchar as interval_missing_reason, break_before,
    reliability::varchar as reliability, reliability_reason::varchar as reliability_reason
  from gold.indicator_value
  semi join concerned using (area_code)
  where list_contains(getvariable('indicator_ids')::indicator_text[], indicator_id) and is_preferred
),
as_published as (
  select p.*, 'none' as harmonisation, 'published' as note
  from preferred as p
  semi join silver.target_area as t on t.area_code = p.area_code and t.area_vintage = p.area_vintage
),
other_vintage as (
  select
    indicator_id::varchar as indicator_id, area_level::varchar as area_level, area_vintage, period::varchar as period,
    period_start, period_end, sex, age_group, value_kind, status, break_before, min(unit) as unit
  from gold.indicator_value
  where
    list_contains(getvariable('indicator_ids')::indicator_text[], indicator_id) and is_preferred
    and area_vintage not in (select area_vintage from silver.target_area)
  group by all
),
wanted as (
  select o.*, t.area_code as to_code, t.area_vintage as to_vintage
  from other_vintage as o
  join silver.target_area as t on t.area_level = o.area_level
),
transition as (
  select
    *,
    count(*) over (partition by from_vintage, to_code) as parts,
    how = 'address_weighted' or count(*) over (partition by from_vintage, to_code) > 1 as is_mixed
  from silver.area_transition
),
-- A published share or mean of several parts is weighed by a count of each of them: of their own vintage, or of another
-- one in which they are proven to be the same areas.
weighing as (
  select distinct i.weight_concept, x.from_vintage, x.from_code, x.to_code, x.parts, o.period
  from transition as x
  join other_vintage as o on o.area_vintage = x.from_vintage and o.area_level = x.area_level
  join indicator as i on i.indicator_id = o.indicator_id and i.measure = 'published'
  where x.is_mixed
),
weight_of as (
  select
    w.weight_concept, w.from_vintage, w.from_code, w.to_code, w.parts, w.period, d.area_vintage, d.table_id,
    d.period as weight_period, d.value
  from weighing as w
  join silver.denominator as d on d.concept = w.weight_concept and d.area_code = w.from_code
),
years_apart as (
  select distinct from_code, from_vintage, area_vintage from weight_of where area_vintage <> from_vintage
),
same_area as (
  select y.from_code, y.from_vintage, y.area_vintage
  from years_apart as y
  join silver.area_step as s
    on s.old_code = y.from_code and s.new_code = y.from_code and s.how = 'unchanged'
    and s.vintage > least(y.from_vintage, y.area_vintage) and s.vintage <= greatest(y.from_vintage, y.area_vintage)
  group by all
  having count(*) = abs(y.from_vintage - y.area_vintage)
),
weight_set as (
  select w.weight_concept, w.from_vintage, w.to_code, w.period, w.area_vintage, w.table_id, w.weight_period
  from weight_of as w
  left join same_area as s
    on s.from_code = w.from_code and s.from_vintage = w.from_vintage and s.area_vintage = w.area_vintage
  where w.area_vintage = w.from_vintage or s.from_code is not null
  group by w.weight_concept, w.from_vintage, w.to_code, w.period, w.area_vintage, w.table_id, w.weight_period
  having count(*) = max(w.parts)
  qualify row_number() over (
    partition by w.weight_concept, w.from_vintage, w.to_code, w.period
    order by
      abs(w.area_vintage - w.from_vintage),
      abs(left(w.weight_period, 4)::integer - left(w.period, 4)::integer),
      w.area_vintage, w.weight_period, w.table_id
  ) = 1
),
part as (
  select
    w.indicator_id, w.to_code, w.area_level, w.area_vintage, w.period, w.sex, w.age_group,
    x.from_code, x.weight, x.how, x.is_mixed, p.value, p.lower_95, p.upper_95, p.numerator, p.denominator,
    p.interval_missing_reason, p.reliability, p.reliability_reason, s.table_id as weight_table, s.weight_period, d.value as weight_value,
    -- A part in which nobody lives takes nothing from a mean.
    case i.measure
      when 'sum' then p.value is null
      when 'published' then p.value is null and (not x.is_mixed or d.value is null or d.value > 0)
      else case when x.is_mixed then p.numerator is null or p.denominator is null else p.value is null end
    end as is_missing,
    coalesce(p.missing_reason, 'not_published') as missing_reason
  from wanted as w
  join transition as x on x.from_vintage = w.area_vintage and x.to_code = w.to_code
  join indicator as i on i.indicator_id = w.indicator_id
  left join preferred as p
    on p.indicator_id = w.indicator_id and p.area_code = x.from_code and p.area_vintage = w.area_vintage
    and p.period = w.period and p.sex = w.sex and p.age_group = w.age_group
  left join weight_set as s
    on s.weight_concept = i.weight_concept and s.from_vintage = x.from_vintage and s.to_code = x.to_code
    and s.period = w.period
  left join silver.denominator as d
    on d.concept = i.weight_concept and d.area_code = x.from_code and d.table_id = s.table_id
    and d.area_vintage = s.area_vintage and d.period = s.weight_period
),
whole as (
  select
    indicator_id, to_code, area_vintage, period, sex, age_group,
    min(how) as how,
    bool_or(is_mixed) as is_mixed,
    bool_or(is_missing) as is_missing,
    min(missing_reason) filter (where is_missing) as missing_reason,
    min(interval_missing_reason) as interval_missing_reason,
    count(*) as parts,
    string_agg(from_code, ', ' order by from_code) filter (where how = 'recoded') as old_codes,
    any_value(value) as value, any_value(lower_95) as lower_95, any_value(upper_95) as upper_95,
    max(reliability) as reliability, max_by(reliability_reason, reliability) as reliability_reason,
    any_value(numerator) as numerator, any_value(denominator) as denominator,
    sum(value::decimal(20, 6) * weight)::double as sum_value,
    sum(numerator::decimal(20, 6) * weight)::double as sum_numerator,
    sum(denominator::decimal(20, 6) * weight)::double as sum_denominator,
    sum(value::decimal(16, 6) * (weight_value::decimal(14, 2) * weight)::decimal(20, 8))::double as weighted_value,
    sum((weight_value::decimal(14, 2) * weight)::decimal(20, 8))::double as weight_all,
    min(weight_table) as weight_table,
    min(weight_period) as weight_period
  from part
  group by indicator_id, to_code, area_vintage, period, sex, age_group
),
-- Which way a whole goes: as it was, by counts, by weighed means, or not at all.
routed as (
  select
    w.*, i.measure, i.per, i.weight_concept, i.weight_instead_of,
    case
      when not is_mixed then 'as_is'
      when measure = 'sum' then 'count'
      when measure in ('ratio', 'rate') then 'division'
      when weight_table is not null then 'mean'
    end as route
  from whole as w
  join indicator as i on i.indicator_id = w.indicator_id
),
brought_over as (
  select
    *,
    case
      when is_missing then null
      when route = 'as_is' then value
      when route = 'count' then sum_value
      when route = 'division' then sum_numerator / nullif(sum_denominator, 0) * per
      when route = 'mean' then weighted_value / nullif(weight_all, 0)
    end as new_value,
    case
      when route is null then 'not_comparable'
      when is_missing then missing_reason
      when route = 'division' and sum_denominator = 0 or route = 'mean' and weight_all = 0 then 'zero_denominator'
    end as new_missing_reason,
    case
      when route is null then 'unweighed'
      when how = 'address_weighted' then if(parts = 1, 'one_part', 'several_parts')
      when left(to_code, 3) = 'RG-' then 'same_group'
      when how = 'recoded' then if(parts = 1, 'renamed', 'merged')
      else 'unchanged'
    end as note
  from routed
),
harmonised as (
  select
    w.indicator_id, w.to_code as area_code, w.area_level, w.to_vintage as area_vintage, w.period, w.period_start,
    w.period_end, w.sex, w.age_group, b.new_value as value,
    case
      when b.route = 'as_is' then b.lower_95
      when b.new_value is null then null
      when b.measure = 'ratio' then wilson_lower(b.sum_numerator, b.sum_denominator, z_of_level(0.95)) * b.per
      when b.measure = 'rate' then rate_lower(b.sum_numerator, b.sum_denominator, b.per, 0.95)
    end as lower_95,
    case
      when b.route = 'as_is' then b.upper_95
      when b.new_value is null then null
      when b.measure = 'ratio' then wilson_upper(b.sum_numerator, b.sum_denominator, z_of_level(0.95)) * b.per
      when b.measure = 'rate' then rate_upper(b.sum_numerator, b.sum_denominator, b.per, 0.95)
    end as upper_95,
    case b.route when 'as_is' then b.numerator when 'division' then case when not b.is_missing then b.sum_numerator end end as numerator,
    case b.route when 'as_is' then b.denominator when 'division' then case when not b.is_missing then b.sum_denominator end end as denominator,
    w.unit, w.value_kind, w.status,
    coalesce(b.new_missing_reason, case when b.to_code is null then 'not_comparable' end) as missing_reason,
    case
      when b.route = 'as_is' and b.lower_95 is not null and b.upper_95 is not null then null
      when b.new_value is null then 'no_value'
      when b.route = 'division' then null
      when b.route = 'as_is' then b.interval_missing_reason
      else 'not_computed'
    end as interval_missing_reason,
    case when b.route is null then 'not_possible' else b.how end as harmonisation,
    coalesce(b.note, 'unproven') as note,
    b.parts, b.old_codes,
    case when b.route = 'mean' then b.weight_concept end as weight_concept,
    case when b.route = 'mean' then b.weight_period end as weight_period,
    case when b.route = 'mean' then b.weight_table end as weight_table,
    case when b.route = 'mean' then replace(b.weight_instead_of, '{age_group}', b.age_group::varchar) end as weight_instead_of,
    w.area_vintage as source_vintage, w.break_before,
    -- What is put together of several areas is as reliable as the least of these, and never more than converted figures are.
    case when b.new_value is null then null when b.route = 'as_is' then b.reliability else greatest(b.reliability, 'B') end
      as reliability,
    case
      when b.new_value is null then null
      when b.route <> 'as_is' and b.reliability = 'A' then 'converted'
      else b.reliability_reason
    end as reliability_reason
  from wanted as w
  left join brought_over as b
    on b.indicator_id = w.indicator_id and b.to_code = w.to_code and b.area_vintage = w.area_vintage
    and b.period = w.period and b.sex = w.sex and b.age_group = w.age_group
)
select
  v.indicator_id, v.area_code, v.area_level, v.area_vintage, v.period, v.period_start, v.period_end, v.sex, v.age_group, v.value, v.lower_95,
  v.upper_95, v.numerator, v.denominator, v.unit, v.value_kind, v.status, v.missing_reason, v.interval_missing_reason,
  v.harmonisation, v.note, v.parts, v.old_codes, v.weight_concept, replace(v.weight_concept, '_', ' ') as weight_name, v.weight_period,
  v.weight_table, v.weight_instead_of, v.source_vintage, v.break_before,
  v.reliability, v.reliability_reason, n.notice
from (
  select
    indicator_id, area_code, area_level, area_vintage, period, period_start, period_end, sex, age_group, value, lower_95,
    upper_95, numerator, denominator, unit, value_kind, status, missing_reason, interval_missing_reason, harmonisation,
    note, area_vintage as source_vintage, break_before, reliability, reliability_reason
  from as_published
  union all by name
  select * from harmonised
) as v
cross join input.setting as n
order by v.indicator_id, v.area_code, v.period, v.sex, v.age_group
