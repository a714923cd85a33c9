-- The values of the latest period for the country, the area groups, and the gemeenten that belong to one.
with
-- The country, the area groups, and the gemeenten that belong to one.
shown_area as (
  select area_code, area_vintage, name, area_groups
  from gold.area
  where area_level in ('land', 'regio') or (area_level = 'gemeente' and area_groups is not null)
),
shown_value as (
  select v.*, a.name, a.area_groups
  from gold.indicator_value as v
  join shown_area as a on a.area_code = v.area_code and a.area_vintage = v.area_vintage
  where v.is_preferred and (getvariable('asked_indicator') is null or v.indicator_id = getvariable('asked_indicator'))
),
newest as (
  select indicator_id, arg_max(period::varchar, (period_end, period::varchar)) as period
  from shown_value
  where value is not null
  group by indicator_id
)
select v.indicator_id::varchar as indicator_id, v.period::varchar as period, v.area_code::varchar as area_code,
  v.area_level::varchar as area_level, v.area_vintage, v.name, v.area_groups, v.sex::varchar as sex,
  v.age_group::varchar as age_group, v.value, v.lower_95, v.upper_95, v.unit::varchar as unit,
  v.status::varchar as status, v.missing_reason::varchar as missing_reason,
  v.interval_missing_reason::varchar as interval_missing_reason, v.coverage,
  v.reliability::varchar as reliability, v.reliability_reason::varchar as reliability_reason,
  v.computation::varchar as computation, v.method, v.table_id::varchar as table_id,
  case when v.value = 0 then r.zero_up_to end::integer as zero_up_to
from shown_value as v
join newest as n on n.indicator_id = v.indicator_id and n.period = v.period::varchar
left join gold.rounding as r
  on r.indicator_id = v.indicator_id and r.area_level = v.area_level and r.area_vintage = v.area_vintage and r.period = v.period
order by indicator_id, v.area_level = 'gemeente', v.name, area_code, age_group, sex
