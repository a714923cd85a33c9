-- What differs from the country in each judged area, and how strongly: of the figures that speak for their construct, where the
-- interval says so, not more than eight years old (two rounds of the Gezondheidsmonitor) and not of class D. Size is the
-- difference in standard deviations between Dutch areas of the level (Glass 1976); certainty is the part of the difference that
-- lies outside the interval, halved where the class is C (model estimates too) or unknown. So size × certainty of a measured figure
-- is the least difference that chance leaves.
with
judged as (
  select
    c.*, i.construct, i.part_of, l.sd,
    abs(c.difference) as gap,
    case when c.numerator_low is null then c.lower_95 else c.lower_rounded end as lower_limit,
    case when c.numerator_low is null then c.upper_95 else c.upper_rounded end as upper_limit,
    at_least(0, greatest(lower_limit - c.benchmark_value, c.benchmark_value - upper_limit)) as least_gap
  from analysis.against_country as c
  join analysis.voice as v on v.indicator_id = c.indicator_id::varchar and v.area_level = c.area_level and v.is_voice
  join input.indicator as i on i.indicator_id = c.indicator_id::varchar
  left join analysis.level_spread as l on l.indicator_id = c.indicator_id and l.area_level = c.area_level
  cross join analysis.as_of as n
  where
    c.polarity <> 'neutral' and c.outcome in ('better', 'worse') and c.reliability <> 'D'
    and c.is_small_difference is distinct from true and c.period_end > n.as_of - interval 8 year
)
select
  j.indicator_id::varchar as indicator_id, j.area_code::varchar as area_code, j.area_level, j.domain, j.construct, j.outcome,
  j.period::varchar as period, j.age_group::varchar as age_group, j.value, j.lower_limit as lower_95, j.upper_limit as upper_95,
  j.unit::varchar as unit, j.benchmark_code, j.benchmark_value, j.polarity, j.value_kind::varchar as value_kind,
  j.reliability::varchar as reliability,
  ten_places(j.gap / j.sd) as size,
  ten_places(j.least_gap / j.gap * certainty_weight(j.reliability)) as certainty,
  -- A part beside its whole says the same once more.
  w.area_code is not null as is_part
from judged as j
left join (
  select distinct p.area_code, p.indicator_id
  from judged as p
  join judged as whole
    on whole.area_code = p.area_code and whole.outcome = p.outcome and list_contains(string_split(p.part_of, '|'), whole.construct)
) as w on w.area_code = j.area_code and w.indicator_id = j.indicator_id
order by j.area_code, j.indicator_id
