-- Which indicators enter the scores of several indicators, per level, in the order of their domains. An index made of two or
-- more other judged indicators of which one is there too would count these twice, and is left out. One made of a single other
-- shows another side of it and stays, as does a part whose whole is there. A model estimate is predicted from its ingredients,
-- not made of them, and stays.
with
level_indicator as (
  select distinct f.indicator_id, f.area_level, f.domain, t.weight
  from analysis.profile_figure as f
  join input.theme as t on t.domain = f.domain
  where f.is_judged and f.reason is null
),
named_ingredient as (
  select indicator_id, unnest(string_split(derived_from, '|')) as ingredient
  from input.indicator
  where derived_from is not null and value_kind <> 'model_estimate'
),
judged_indicator as (
  select indicator_id from input.indicator where polarity <> 'neutral' and status = 'active'
),
called as (
  select indicator_id, indicator_id as name from judged_indicator
  union
  select j.indicator_id, t.concept
  from judged_indicator as j
  join input.indicator_term as t on t.indicator_id = j.indicator_id and t.role in ('value', 'numerator')
),
made_of as (
  select n.indicator_id, n.ingredient, c.indicator_id as other_id
  from named_ingredient as n
  join called as c on c.name = n.ingredient and c.indicator_id <> n.indicator_id
),
index_size as (
  select indicator_id, count(distinct ingredient) as ingredients
  from made_of
  group by indicator_id
),
held_twice as (
  select l.indicator_id, l.area_level, any_value(s.ingredients) as ingredients
  from level_indicator as l
  join index_size as s on s.indicator_id = l.indicator_id
  join made_of as m on m.indicator_id = l.indicator_id
  join level_indicator as o on o.indicator_id = m.other_id and o.area_level = l.area_level
  group by l.indicator_id, l.area_level
),
-- A part whose whole is there too.
part as (
  select l.indicator_id, l.area_level
  from level_indicator as l
  join input.indicator as i on i.indicator_id = l.indicator_id
  semi join (
    select o.area_level, w.construct
    from level_indicator as o
    join input.indicator as w on w.indicator_id = o.indicator_id
  ) as whole on whole.area_level = l.area_level and list_contains(string_split(i.part_of, '|'), whole.construct)
)
select
  l.indicator_id, l.area_level, l.domain, l.weight,
  coalesce(h.ingredients > 1, false) as is_left_out,
  coalesce(h.ingredients = 1, false) or p.indicator_id is not null and coalesce(h.ingredients, 0) < 2 as is_overlapping
from level_indicator as l
left join held_twice as h on h.indicator_id = l.indicator_id and h.area_level = l.area_level
left join part as p on p.indicator_id = l.indicator_id and p.area_level = l.area_level
order by l.indicator_id, l.area_level
