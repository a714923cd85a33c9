-- Every area in every vintage, with its place in the hierarchy.
with
listed as (
  select e.area_vintage, i.area_code, i.name, i.municipality, e.edition_key, e.edition_no, e.area_list
  from input.area_item as i
  join input.edition as e on e.edition_no = i.edition_no
),
with_data as (
  select distinct t.edition_no, k.area_code
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id
  join input.edition as e on e.edition_no = t.edition_no
  join input.area_key as k on k.area_no = c.area_no
  where e.area_list = 'historic'
),
existing as (
  select l.area_vintage, l.area_code, l.name, l.municipality, l.edition_key
  from listed as l
  left join with_data as d on d.edition_no = l.edition_no and d.area_code = l.area_code
  where l.area_list = 'exact' or d.area_code is not null
),
vintage as (
  select distinct area_vintage from existing
),
declared as (
  select v.area_vintage, r.area_code, r.name, null as municipality, '' as edition_key
  from input.region as r
  join vintage as v on v.area_vintage between r.valid_from and r.valid_until
),
-- A source that has no name for an area repeats its code; any other name is better.
named as (
  select
    area_vintage,
    area_code,
    first(name order by name = area_code or name is null, edition_key) as name,
    max(municipality) as municipality
  from (select * from existing union all select * from declared)
  group by area_vintage, area_code
),
change_flag as (
  select e.area_vintage, x.area_code, min(x.text) as change_flag
  from input.area_text as x
  join input.edition as e on e.edition_no = x.edition_no
  where x.concept = 'indelingswijziging'
  group by e.area_vintage, x.area_code
),
placed as (
  select
    n.area_code,
    n.area_vintage,
    p.area_level,
    trim(n.name) as name,
    case when p.area_level = 'buurt' then 'WK' || substr(n.area_code, 3, 6) end as wijk_code,
    case
      when p.area_level in ('buurt', 'wijk') then coalesce(nullif(trim(n.municipality), ''), 'GM' || substr(n.area_code, 3, 4))
      when p.area_level = 'gemeente' then n.area_code
    end as gemeente_code,
    f.change_flag
  from named as n
  join input.area_prefix as p on p.prefix = left(n.area_code, 2)
  left join change_flag as f on f.area_code = n.area_code and f.area_vintage = n.area_vintage
),
region_of as (
  select
    gemeente_code,
    max(area_code) filter (where area_level = 'provincie') as provincie_code,
    max(area_code) filter (where area_level = 'corop') as corop_code,
    max(area_code) filter (where area_level = 'ggd') as ggd_code
  from input.region_gemeente
  group by gemeente_code
),
-- The table Gebieden in Nederland says it for every gemeente of its own vintage; elsewhere the declaration stands.
stated as (
  select
    e.area_vintage,
    x.area_code as gemeente_code,
    max(x.text) filter (where x.concept = 'provincie_code') as provincie_code,
    max(x.text) filter (where x.concept = 'corop_code') as corop_code,
    max(x.text) filter (where x.concept = 'ggd_code') as ggd_code
  from input.area_text as x
  join input.edition as e on e.edition_no = x.edition_no
  where x.concept in ('provincie_code', 'corop_code', 'ggd_code')
  group by e.area_vintage, x.area_code
),
successor as (
  select vintage, old_code, new_code from input.recode
),
areas as (
  select
    a.area_code,
    a.area_vintage,
    a.area_level,
    a.name,
    case
      when a.area_level = 'buurt' then a.wijk_code
      when a.area_level = 'wijk' then a.gemeente_code
      when a.area_level = 'gemeente' then coalesce(t.provincie_code, r.provincie_code, 'NL')
      when a.area_level <> 'land' then 'NL'
    end as parent_code,
    a.wijk_code,
    a.gemeente_code,
    coalesce(t.provincie_code, r.provincie_code) as provincie_code,
    coalesce(t.corop_code, r.corop_code) as corop_code,
    coalesce(t.ggd_code, r.ggd_code) as ggd_code,
    a.change_flag,
    coalesce(s.new_code, 'BU' || substr(w.new_code, 3, 6) || right(a.area_code, 2)) as successor_code,
    coalesce(s.vintage, w.vintage) as successor_vintage
  from placed as a
  left join region_of as r on r.gemeente_code = a.gemeente_code
  left join stated as t on t.gemeente_code = a.gemeente_code and t.area_vintage = a.area_vintage
  left join successor as s on s.old_code = a.area_code and s.vintage > a.area_vintage
  left join successor as w on w.old_code = a.wijk_code and w.vintage > a.area_vintage
),
groups as (
  select
    g.group_code as area_code,
    v.area_vintage,
    'regio' as area_level,
    g.name_nl as name,
    'NL' as parent_code,
    null as wijk_code,
    null as gemeente_code,
    null as provincie_code,
    null as corop_code,
    null as ggd_code,
    null as change_flag,
    null as successor_code,
    null as successor_vintage
  from input.area_group as g
  join input.area_group_member as m on m.group_code = g.group_code
  join vintage as v on v.area_vintage between m.valid_from and m.valid_until
  group by all
)
select * from areas
union all
select * from groups
order by area_code, area_vintage
