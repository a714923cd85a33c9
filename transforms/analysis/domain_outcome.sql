-- How many figures of a domain are worse or better than the country in each judged area: of those that speak for their construct,
-- by their interval; beside it by the 5 % rule, of register figures without one. A domain is worse when at least half of its judged
-- figures is: one of many would be so by chance.
select
  c.area_code::varchar as area_code, c.area_level, c.domain,
  count(*) filter (where c.outcome <> 'not_compared') as judged,
  count(*) filter (where c.outcome = 'worse') as worse,
  count(*) filter (where c.outcome = 'better') as better,
  count(*) filter (where c.outcome = 'worse' and c.value_kind = 'model_estimate') as worse_estimates,
  count(*) filter (where c.outcome = 'better' and c.value_kind = 'model_estimate') as better_estimates,
  count(*) filter (where c.register_difference = 'worse') as worse_by_rule,
  count(*) filter (where c.register_difference = 'better') as better_by_rule,
  coalesce(worse / nullif(judged, 0)::double >= 0.5, false) as is_worse,
  coalesce(better / nullif(judged, 0)::double >= 0.5, false) as is_better
from analysis.against_country as c
join analysis.voice as v on v.indicator_id = c.indicator_id::varchar and v.area_level = c.area_level and v.is_voice
where c.polarity <> 'neutral' and (c.outcome <> 'not_compared' or c.register_difference is not null)
group by c.area_code, c.area_level, c.domain
order by c.area_code, c.domain
