/* ---
title:
  nl: "Ongelijkheid: verschil tussen de onderkant en de bovenkant van de sociaaleconomische ladder, in de regio en het land"
  en: "Inequality: difference between the bottom and the top of the socio-economic ladder, in the region and the country"
key: [indicator_id, area_level, extent]
place: 186
columns:
  indicator_id: printed_figure.indicator_id
  area_level: {nl: Niveau van de gebieden die zijn geordend, en: Level of the areas that are ranked, codes: area.area_level}
  extent:
    nl: "Waarover: region (de gebieden van de regio) of country (alle Nederlandse)"
    en: "Over which areas: region or country"
    codes:
      region: [gebieden van de regio, areas of the region]
      country: [alle Nederlandse gebieden, all Dutch areas]
  domain: indicator.domain
  period: comparison.period
  age_group: comparison.age_group
  unit: indicator.unit
  ranking_indicator:
    nl: "Indicator die de gebieden ordent, van laag naar hoog: de eerste van de configuratie die kan"
    en: "Indicator that ranks the areas from low to high: the first of the config that can"
  ranking_period: {nl: Nieuwste periode daarvan, en: Newest period of it}
  areas: {nl: Aantal geordende gebieden, en: Number of areas ranked}
  people:
    nl: "Aantal mensen daarin: de noemers van het cijfer, anders inwoners"
    en: "People in these: the denominators of the figure, else inhabitants"
  fifth_1:
    nl: Waarde van het vijfde deel van de mensen in de laagst geordende gebieden
    en: Value of the fifth of the people in the areas ranked lowest
  fifth_2: {nl: Idem van het tweede vijfde deel, en: The same of the second fifth}
  fifth_3: {nl: Idem van het derde vijfde deel, en: The same of the third fifth}
  fifth_4: {nl: Idem van het vierde vijfde deel, en: The same of the fourth fifth}
  fifth_5: {nl: Idem van het hoogste vijfde deel, en: The same of the highest fifth}
  mean: {nl: Gemiddelde over alle mensen, en: Mean over all people}
  slope_index:
    nl: "Helling (slope index of inequality): verschil tussen onderkant en bovenkant op de rechte lijn door de vijf delen;
      positief = aan de onderkant ongunstiger"
    en: "Slope index of inequality: bottom against top on the line through the fifths; positive = worse at the bottom"
  slope_lower: {nl: "Ondergrens (95%) daarvan, door loting met een vast begin", en: "Lower 95% limit of it, by seeded simulation"}
  slope_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  relative_index:
    nl: "Verhouding (relative index of inequality) van onderkant en bovenkant op die lijn; boven 1 = aan de onderkant
      ongunstiger"
    en: "Relative index of inequality: ratio of bottom and top on that line; above 1 = worse at the bottom"
  relative_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it}
  relative_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  value_kind: indicator.value_kind
  reason:
    nl: "Waarom er geen helling is: no_polarity, made_of_ranking (het cijfer is gemaakt van of geschat met wat ordent, dus
      de helling zou het model tonen), no_ranking (van te weinig gebieden) of too_few_areas (een vijfde deel is leeg)"
    en: Why there is no slope
    codes:
      no_polarity: [hoger is hier niet gunstiger of ongunstiger, higher is not better or worse here]
      made_of_ranking: [het cijfer is gemaakt van of geschat met wat ordent, the figure is made of or estimated from what ranks]
      no_ranking: [van te weinig gebieden is de plaats op de ladder bekend, the place on the ladder is known of too few areas]
      too_few_areas: [te weinig gebieden voor vijf delen, too few areas for five parts]
  limit_reason:
    nl: Waarom er wel een helling maar geen marge is
    en: Why there is a slope without limits
    codes:
      no_margin: [de cijfers hebben geen marges, the figures have no margins]
--- */
-- Slope and relative index of inequality (PHEindicatormethods phe_sii; Low & Low 2004) over fifths of the people. Areas are ranked,
-- not persons: what is seen is how places differ, and persons differ more.
with
fifth_of as (
  select
    {indicator_id: g.indicator_id, area_level: g.area_level, extent: g.extent} as group_key, g.fifth as quantile,
    g.people as population, g.value, 'none' as scale, s.polarity
  from analysis.inequality_group as g
  join analysis.inequality_slice as s on s.indicator_id = g.indicator_id and s.area_level = g.area_level
),
low_is_good as (from fifth_of where polarity = 'lower_better'),
high_is_good as (from fifth_of where polarity = 'higher_better'),
fitted as (
  from slope_index('low_is_good', 5, -1)
  union all
  from slope_index('high_is_good', 5, 1)
),
described as (
  select
    indicator_id, area_level, extent, any_value(ranking_period order by fifth) as ranking_period, sum(areas)::integer as areas,
    sum(people::decimal(18, 2))::double as people, list(value order by fifth) as fifths
  from analysis.inequality_group
  group by indicator_id, area_level, extent
),
asked as (
  select s.*, unnest(['region', 'country']) as extent from analysis.inequality_slice as s
),
answered as (
  select
    a.*, d.ranking_period, d.areas, d.people, d.fifths, f.overall, f.sii, f.rii, l.slope_lower, l.slope_upper, l.relative_lower,
    l.relative_upper,
    coalesce(
      a.reason, case when d.areas is null then 'no_ranking' when f.sii is null then 'too_few_areas' end
    ) as why_not
  from asked as a
  left join described as d on d.indicator_id = a.indicator_id and d.area_level = a.area_level and d.extent = a.extent
  left join fitted as f
    on f.group_key.indicator_id = a.indicator_id and f.group_key.area_level = a.area_level and f.group_key.extent = a.extent
  left join input.slope_limit as l
    on l.indicator_id = a.indicator_id::varchar and l.area_level = a.area_level and l.extent = a.extent
)
select
  r.indicator_id, r.area_level, r.extent, r.domain, r.period, r.age_group, r.unit, r.ranking_indicator,
  case when r.why_not is null then r.ranking_period end as ranking_period,
  case when r.why_not is null then r.areas end as areas,
  case when r.why_not is null then r.people end as people,
  case when r.why_not is null then ten_places(r.fifths[1]) end as fifth_1,
  case when r.why_not is null then ten_places(r.fifths[2]) end as fifth_2,
  case when r.why_not is null then ten_places(r.fifths[3]) end as fifth_3,
  case when r.why_not is null then ten_places(r.fifths[4]) end as fifth_4,
  case when r.why_not is null then ten_places(r.fifths[5]) end as fifth_5,
  case when r.why_not is null then ten_places(r.overall) end as mean,
  case when r.why_not is null then ten_places(r.sii) end as slope_index,
  ten_places(r.slope_lower) as slope_lower,
  ten_places(r.slope_upper) as slope_upper,
  -- A ratio asks for a zero that means none, and a line that stays above it.
  case when r.why_not is null and not r.is_score and r.rii > 0 then ten_places(r.rii) end as relative_index,
  case when not r.is_score and r.rii > 0 then ten_places(r.relative_lower) end as relative_lower,
  case when not r.is_score and r.rii > 0 then ten_places(r.relative_upper) end as relative_upper,
  r.value_kind,
  r.why_not as reason,
  case when r.why_not is null and r.slope_lower is null then 'no_margin' end as limit_reason,
  s.notice
from answered as r
cross join input.setting as s
order by r.indicator_id, r.area_level, r.extent
