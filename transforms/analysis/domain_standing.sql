-- The mean z of each domain in each judged area, and its rank among all Dutch areas of the level (1 = least unfavourable; equal
-- ones share the lowest). z of buurten and wijken is kept between -3 and 3: with few people one figure could decide a mean.
with
domain_mean as (
  select
    p.area_level, p.area_code, c.domain,
    count(*) as indicators_present,
    -- Decimal, so that the order of the sum is of no account.
    ten_places(
      sum(truncated_z(p.z, p.area_level in ('buurt', 'wijk'))::decimal(18, 10))::double / count(*)
    ) as score
  from analysis.peer as p
  join analysis.composite_indicator as c
    on c.indicator_id::indicator_text = p.indicator_id and c.area_level = p.area_level and not c.is_left_out
  where p.z is not null and p.area_code not in (select area_code from analysis.reused_code)
  group by p.area_level, p.area_code, c.domain
),
placed as (
  select
    *,
    rank() over (partition by area_level, domain order by score) as rank_from_least,
    count(*) over (partition by area_level, domain) as areas
  from domain_mean
)
select
  a.area_code, a.area_level, p.domain, p.indicators_present, p.score, p.rank_from_least, p.areas
from placed as p
join analysis.judged_area as a on a.area_code::area_text = p.area_code
order by a.area_code, p.domain
