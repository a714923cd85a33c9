-- The ages that the exact weight of an indicator is about, where its name says so: from the first to below the last.
with
named as (
  select
    i.indicator_id, a.age_group,
    regexp_extract(
      replace(i.weight_instead_of, '{age_group}', a.age_group),
      '^(?:inwoners|bevolking) (?:van (\d+) jaar en ouder|(?:van (\d+) )?tot (\d+) jaar|(\d+)\+|(\d+)-(\d+))$',
      ['older', 'from_age', 'until_age', 'plus', 'first_age', 'last_age']
    ) as n
  from input.indicator as i
  join input.indicator_age as a on a.indicator_id = i.indicator_id
)
select
  indicator_id, age_group,
  coalesce(nullif(n['older'], ''), nullif(n['plus'], ''), nullif(n['from_age'], ''), nullif(n['first_age'], ''), '0')::integer
    as from_age,
  coalesce(nullif(n['until_age'], '')::integer, nullif(n['last_age'], '')::integer + 1, 999) as until_age
from named
where concat(n['older'], n['plus'], n['until_age'], n['last_age']) <> ''
order by indicator_id, age_group
