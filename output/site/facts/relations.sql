-- Of every two domains the strongest relation over areas that chance does not explain, per level of areas; only between figures that are
-- made independently of each other and have a favourable side.
with
strongest as (
  select
    c.area_level::varchar as area_level, c.indicator_x::varchar as indicator_x, c.indicator_y::varchar as indicator_y, c.spearman,
    c.lower_95, c.upper_95, c.areas::integer as areas
  from gold.co_occurrence as c
  join gold.indicator as x on x.indicator_id::varchar = c.indicator_x::varchar
  join gold.indicator as y on y.indicator_id::varchar = c.indicator_y::varchar
  where
    c.spearman is not null and c.q <= 0.05 and (c.lower_95 > 0 or c.upper_95 < 0) and c.domain_x <> c.domain_y
    and x.polarity <> 'neutral' and y.polarity <> 'neutral'
  qualify row_number() over (
    partition by c.area_level, least(c.domain_x, c.domain_y), greatest(c.domain_x, c.domain_y)
    order by abs(c.spearman) desc, c.indicator_x, c.indicator_y
  ) = 1
)
select area_level, indicator_x, indicator_y, spearman, lower_95, upper_95, areas
from strongest
qualify row_number() over (partition by area_level order by abs(spearman) desc, indicator_x, indicator_y) <= 12
order by list_position(['buurt', 'wijk', 'gemeente'], area_level), abs(spearman) desc, indicator_x, indicator_y
