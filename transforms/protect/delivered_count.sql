/* ---
title:
  nl: Geleverde aantallen, opgeteld naar wijk, gemeente en regio, met wat anderen niet te zien krijgen
  en: Delivered counts, added up to wijk, gemeente and region, with what others do not get to see
key: [source_id, concept, area_code, period, sex, age_group]
columns:
  source_id: {nl: Levering, en: Delivery}
  concept: {nl: Wat er geteld is, en: What was counted}
  area_code: {nl: Gebiedscode, en: Area code}
  area_level: {nl: Gebiedsniveau, en: Area level, codes: area.area_level}
  area_vintage: {nl: Jaar van de gebiedsindeling, en: Year of the area classification}
  period: {nl: Periode, en: Period}
  sex: {nl: Geslacht, en: Sex, codes: indicator_value.sex}
  age_group: {nl: Leeftijdsgroep, en: Age group}
  count: {nl: Aantal, en: Count}
  is_hidden: {nl: Of anderen het niet te zien krijgen, en: Whether it is hidden from others}
  reason: {nl: Waarom niet, en: Why it is hidden}
--- */
-- Every count of the deliveries, with what others do not see of it and why.
insert into restricted.delivered_count by name
select
  s.edition_no, d.source_id, s.concept, s.area_code, coalesce(p.area_level, 'regio') as area_level, e.area_vintage, s.period, s.sex,
  s.age_group, s.count,
  not s.is_whole or h.reason is not null as is_hidden,
  case when h.reason is not null then h.reason when s.is_whole then null when is_leaf then 'source' else 'incomplete' end as reason
from (
  -- Of an area of which something was not counted nothing is shown: the rest of its row was not protected.
  from delivered_sum as s
  select
    s.*,
    bool_and(s.count is not null) over (partition by s.edition_no, s.period, s.sex, s.age_group, s.area_code) as is_whole,
    exists (from restricted.count as c where c.edition_no = s.edition_no and c.area_code = s.area_code) as is_leaf
) as s
join restricted.delivery as d using (edition_no)
join input.edition as e using (edition_no)
left join input.area_prefix as p on p.prefix = left(s.area_code, 2)
left join hidden_area as h
  on h.edition_no = s.edition_no and h.period = s.period and h.sex = s.sex and h.age_group = s.age_group
  and h.area_code = s.area_code
order by d.source_id, s.concept, s.area_code, s.period, s.sex, s.age_group;
