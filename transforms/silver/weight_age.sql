-- The ages that the exact weight of an indicator is about, where that is declared: from the first to below the last.
with
declared as (
  select
    i.indicator_id, a.age_group, i.weight_from_age, i.weight_until_age,
    case when i.weight_by_age_group then regexp_extract(a.age_group, '^(\d+)(?:\+|-(\d+))$', ['first_age', 'last_age']) end as n
  from input.indicator as i
  join input.indicator_age as a on a.indicator_id = i.indicator_id
)
select
  indicator_id, age_group,
  coalesce(nullif(n['first_age'], '')::integer, weight_from_age, 0) as from_age,
  coalesce(nullif(n['last_age'], '')::integer + 1, weight_until_age, 999) as until_age
from declared
where coalesce(nullif(n['first_age'], '')::integer, weight_from_age, weight_until_age) is not null
order by indicator_id, age_group
