/* ---
title:
  nl: Waarde van elke indicator per gebied en periode, met marges, herkomst en reden van ontbreken
  en: Value of each indicator per area and period, with margins, provenance and reason when absent
key: [indicator_id, area_code, area_vintage, period, sex, age_group]
place: 10
steps: 170000
in_order: true
columns:
  indicator_id:
    nl: Indicator, zie tabel indicator
    en: Indicator, see table indicator
    type: indicator_text
    values: input.indicator.indicator_id
  area_code:
    nl: Gebiedscode (CBS; NL = Nederland, RG- = gebiedsgroep)
    en: Area code (CBS; NL = country, RG- = area group)
    type: area_text
    values: silver.area.area_code
  area_level:
    nl: land, landsdeel, provincie, corop, ggd, gemeente, wijk, buurt of regio
    en: Level of the area
    type: level_text
    codes: area.area_level
  area_vintage:
    nl: Jaar van de gebiedsindeling waarop het cijfer staat
    en: Year of the area classification of the figure
    type: integer
  period:
    nl: "Periode: 2020, 2020KW01, 2020MM03 of 2013/2016"
    en: "Period: 2020, 2020KW01, 2020MM03 or 2013/2016"
    type: period_text
    values: input.period_item.period
  period_start: {nl: Eerste dag van de periode, en: First day of the period, type: date}
  period_end: {nl: Laatste dag van de periode, en: Last day of the period, type: date}
  sex:
    nl: total, m of v
    en: total, m or v
    type: sex_text
    codes: {total: [totaal, total], m: [mannen, men], v: [vrouwen, women]}
  age_group:
    nl: "Leeftijdsgroep: total, 18+, 65+, 16-25 …"
    en: "Age group: total, 18+, 65+, 16-25 …"
    type: age_text
    values: input.indicator_age.age_group
  value:
    nl: Waarde in de eenheid van kolom unit; leeg = ontbreekt, zie missing_reason
    en: Value in the unit of column unit; empty = absent, see missing_reason
    type: double
  lower_95: {nl: Ondergrens van het 95%-interval, en: Lower limit of the 95% interval, type: double}
  upper_95: {nl: Bovengrens van het 95%-interval, en: Upper limit of the 95% interval, type: double}
  numerator:
    nl: Teller, als de waarde uit aantallen is berekend
    en: Numerator, when computed from counts
    type: double
  denominator:
    nl: Noemer, als de waarde uit aantallen is berekend
    en: Denominator, when computed from counts
    type: double
  unit:
    nl: Eenheid zoals de bron die geeft
    en: Unit as the source gives it
    type: unit_text
    values: [input.indicator.unit, input.topic.unit]
  value_kind:
    nl: register, survey (enquête), model_estimate (modelschatting), partner_count of derived (afgeleid)
    en: Kind of figure; kinds never mix in one indicator
    type: kind_text
    codes: indicator.value_kind
  status:
    nl: final (definitief), provisional (voorlopig), revised_provisional (nader voorlopig) of unspecified
    en: Status according to the source
    type: status_text
    codes:
      final: [definitief, final]
      provisional: [voorlopig, provisional]
      revised_provisional: [nader voorlopig, revised provisional]
      unspecified: [niet vermeld, not stated]
  missing_reason:
    nl: "Waarom de waarde ontbreekt: not_measured, not_published, suppressed, not_applicable (kan niet bestaan,
      bijvoorbeeld in een opgeheven gemeente), below_coverage, awaiting_source, zero_denominator, no_denominator, rounding
      (door de afronding van de bron zou het aandeel boven 100% komen); in een reeks ook not_comparable"
    en: Why the value is absent
    type: reason_text
    codes:
      not_measured: [in deze periode niet gemeten, not measured in this period]
      not_published: [door de bron niet gepubliceerd, not published by the source]
      not_applicable:
        [
          "kan niet bestaan, bijvoorbeeld in een opgeheven gemeente",
          "cannot exist, such as in a gemeente that was dissolved"
        ]
      not_comparable: [niet vergelijkbaar, not comparable]
      suppressed: ["afgeschermd: te weinig waarnemingen of herleidbaar", "suppressed: too few observations or disclosive"]
      below_coverage: [te weinig onderdelen van het gebied hebben een waarde, too few parts of the area have a value]
      awaiting_source: [nog niet geleverd door de bron, not yet delivered by the source]
      zero_denominator: ["de noemer is nul: er is niemand om over te tellen", the denominator is zero]
      no_denominator: [geen noemer of gewicht om mee op te tellen, no denominator or weight to aggregate with]
      rounding: [door afronding van de bron boven 100%, above 100% by the rounding of the source]
  interval_missing_reason:
    nl: "Waarom het interval ontbreekt: no_margins, no_value, not_published, not_computed"
    en: Why the interval is absent
    type: interval_reason_text
    codes:
      no_margins: [de bron geeft geen marges, the source gives no margins]
      no_value: [er is geen waarde, there is no value]
      not_published: [marge niet gepubliceerd, margin not published]
      not_computed: [marge niet berekend, margin not computed]
  coverage:
    nl: Aandeel (0-1, naar gewicht) van de onderdelen dat een waarde heeft; leeg bij een gepubliceerd cijfer
    en: Share (0-1, by weight) of the parts that have a value; empty for a published figure
    type: double
  computation:
    nl: "Hoe de waarde tot stand kwam: published, published_sum, division, sum, weighted_mean of division_of_sums"
    en: How the value came about
    type: computation_text
    codes:
      published: [gepubliceerd, published]
      published_sum: [som van gepubliceerde aantallen, sum of published counts]
      division: [teller gedeeld door noemer, numerator divided by denominator]
      sum: [som, sum]
      weighted_mean: [gewogen gemiddelde, weighted mean]
      division_of_sums: [som van tellers gedeeld door som van noemers, sum of numerators divided by sum of denominators]
  published_as:
    nl: Gebied onder welke code de bron het cijfer van een gebiedsgroep geeft
    en: Area as which the source gives the figure of an area group
    type: area_text
  parts:
    nl: Aantal gebieden waaruit het cijfer van een gebiedsgroep is berekend
    en: Number of areas that the figure of an area group is computed from
    type: integer
  weight_concept:
    nl: Aantal waarmee die gebieden zijn gewogen
    en: Count that these areas are weighed by
    type: concept_text
    values: input.indicator.weight_concept
  weight_period: {nl: Periode van dat aantal, en: Period of that count, type: period_text}
  weight_table: {nl: Tabel van dat aantal, en: Table of that count, type: table_text}
  denominator_period:
    nl: Periode van de noemer, als die uit een andere tabel komt
    en: Period of the denominator, when it comes from another table
    type: period_text
  denominator_table: {nl: Tabel van die noemer, en: Table of that denominator, type: table_text}
  interval_method:
    nl: "Hoe het interval wordt berekend: wilson, exact, byar, independent of correlated; leeg als het dat van de bron
      is of er geen is"
    en: How the interval is computed; empty when it is that of the source or there is none
    type: interval_method_text
    codes:
      wilson: [Wilson, Wilson]
      exact: [exact (Poisson), exact (Poisson)]
      byar: [Byar, Byar]
      independent:
        [
          "uit de marges van de gebieden, als onafhankelijke steekproeven",
          "from the margins of the areas, as independent samples"
        ]
      correlated:
        [
          "ruim, alsof alle schattingen dezelfde kant op afwijken",
          "wide, as if all estimates err to the same side"
        ]
  reliability:
    nl: "Betrouwbaarheid: A, B, C of D naar de standaardfout als deel van de waarde (uit het interval en de afronding van de bron;
      grenzen 10, 25 en 50%, naar het Australische statistiekbureau); een modelschatting is hoogstens C, een cijfer van een
      deel van de gebieden hoogstens B. Leeg zonder waarde"
    en: "Reliability A to D by relative standard error (from the interval and the rounding of the source; limits 10, 25 and 50%,
      after ABS 8146.0); a model estimate is C at best, a figure of a part of the areas B. Empty without value"
    type: reliability_text
    codes:
      A: [betrouwbaar, reliable]
      B: [betrouwbaar genoeg voor de meeste doelen, reliable enough for most purposes]
      C: [voorzichtig gebruiken, use with caution]
      D: [te onbetrouwbaar voor algemeen gebruik, too unreliable for general use]
      unknown: [niet te zeggen, cannot be told]
  reliability_reason:
    nl: "Wat die klasse bepaalt; leeg bij A"
    en: What decides that class; empty for A
    type: reliability_reason_text
    codes:
      margin: [de marge, the margin]
      rounding: [de afronding van de bron, the rounding of the source]
      model_estimate: ["het is een modelschatting, geen meting", "it is a model estimate, no measurement"]
      coverage: [een deel van de gebieden heeft geen waarde, a part of the areas has no value]
      converted: [omgerekend naar een andere gebiedsindeling, converted to another area classification]
      no_margin: [er zijn geen marges, there are no margins]
      score: [een score heeft geen nulpunt, a score has no zero]
  method:
    nl: Hoe de waarde tot stand kwam, in woorden
    en: How the value came about (in Dutch)
    type: varchar
    text:
      - "{computation}[ als {published_name} ({published_as})][ van {parts} gebieden]"
      - "[; gewicht: {weight_name}[ {weight_period} ({weight_table}[, {weight_years_before} jaar eerder]\
        [, {weight_years_after} jaar later])][ in plaats van {weight_instead_of}]]"
      - "[; interval: {interval_method}]"
      - "[; noemer: {denominator_name}[ {denominator_period} ({denominator_table}[, {denominator_years_before} jaar eerder])]]"
  break_before:
    nl: Reden waarom de periode niet met eerdere is te vergelijken; leeg als dat wel kan
    en: Why the period cannot be compared with earlier ones; empty when it can
    type: break_text
    values: input.indicator_break.reason
  is_preferred:
    nl: Waar voor de nieuwste editie die de periode heeft; gebruik alleen die in analyses
    en: True for the newest edition that has the period; use only those in analyses
    type: boolean
  source_id:
    nl: Bron, zie tabel source
    en: Source, see table source
    type: source_text
    values: input.edition.source_id
  table_id: {nl: Tabel van de bron, en: Table of the source, type: table_text, values: input.edition.table_id}
  snapshot_id:
    nl: Inhoudshash van de opgehaalde tabel; bij een levering een willekeurig kenmerk
    en: Content hash of the downloaded table; of a delivery a random id
    type: snapshot_text
    values: input.edition.snapshot_id
--- */
-- The values of some indicators (variable indicator_ids), published levels first, then the area groups of the config.
-- In the order of the key, and the steps too: every export takes the rows as they lie.
with
indicator as (
  select
    * replace (indicator_id::indicator_text as indicator_id),
    measure = 'ratio' and unit = '%' and coalesce(range_high, 100) = 100 as is_share
  from input.indicator
  where list_contains(getvariable('indicator_ids'), indicator_id)
),
term as (
  select i.indicator_id, r.role, t.topic_id, t.edition_no, t.decimals, t.unit::unit_text as unit
  from indicator as i
  join input.indicator_term as r on r.indicator_id::indicator_text = i.indicator_id and r.source_id = i.source_id
  join input.topic as t on t.concept = r.concept
  join input.edition as e on e.edition_no = t.edition_no and e.source_id = i.source_id
),
other_denominator as (
  select
    i.indicator_id, d.edition_no, d.slice_no, d.area_no, d.denominator,
    d.denominator_period::period_text as denominator_period, d.denominator_table::table_text as denominator_table
  from silver.other_denominator as d
  join indicator as i on i.indicator_id = d.indicator_id::indicator_text
),
term_count as (
  select
    i.indicator_id,
    count(*) filter (where r.source_id = i.source_id) as n_own,
    count(*) filter (where r.role = 'value') as n_value,
    count(*) filter (where r.role = 'numerator') as n_numerator,
    count(*) filter (where r.role = 'denominator') as n_denominator,
    bool_or(r.source_id <> i.source_id) as is_other,
    n_own = 2 and n_numerator = 1 and n_denominator = 1 as is_pair,
    string_agg(replace(r.concept, '_', ' '), ' + ' order by r.concept) filter (where r.role = 'denominator') as denominator_names
  from indicator as i
  join input.indicator_term as r on r.indicator_id::indicator_text = i.indicator_id
  group by i.indicator_id
),
slice as (
  select i.indicator_id, s.slice_no, s.period, s.sex, s.age_group
  from indicator as i
  join input.indicator_age as a on a.indicator_id::indicator_text = i.indicator_id
  join input.slice as s on s.age_group = a.age_group
),
area as (
  select i.indicator_id, k.area_no, k.area_code::area_text as area_code, p.area_level::level_text as area_level
  from indicator as i
  join input.indicator_level as l on l.indicator_id::indicator_text = i.indicator_id
  join input.area_prefix as p on p.area_level = l.area_level
  join input.area_key as k on left(k.area_code, 2) = p.prefix
  union all
  -- Deliveries give the figures of groups themselves; where inhabitants are wanted too, members are added up.
  select i.indicator_id, k.area_no, k.area_code::area_text, 'regio'::level_text
  from indicator as i
  join term_count as n on n.indicator_id = i.indicator_id and not n.is_other
  join input.indicator_level as l on l.indicator_id::indicator_text = i.indicator_id and l.area_level = 'regio'
  join input.area_key as k on k.area_code in (select group_code from input.area_group)
),
used as (
  select t.indicator_id, c.edition_no, c.slice_no, c.area_no, c.value, c.lower_95, c.upper_95,
    c.missing_reason::reason_text as missing_reason,
    c.interval_missing_reason::interval_reason_text as interval_missing_reason, t.role, t.unit
  from silver.cell as c
  join term as t on t.topic_id = c.topic_id
),
-- Most shares have one numerator and one denominator: a join costs half of what adding up does.
pair_of as (
  select u.* replace (u.value::decimal(24, 6) as value)
  from used as u
  join term_count as n on n.indicator_id = u.indicator_id and n.is_pair
),
-- Terms side by side, one row per cell; a sum misses when one of its terms does. A lone term is its own row.
own_cell as (
  select
    u.indicator_id, u.edition_no, u.slice_no, u.area_no,
    case when u.role = 'value' then u.value end::decimal(24, 6) as term_value,
    case when u.role = 'numerator' then u.value end::decimal(24, 6) as term_numerator,
    case when u.role = 'denominator' then u.value end::decimal(24, 6) as term_denominator,
    u.lower_95, u.upper_95, u.unit as source_unit, u.missing_reason, u.interval_missing_reason
  from used as u
  join term_count as n on n.indicator_id = u.indicator_id
  where n.n_own = 1
  union all
  select
    indicator_id, edition_no, slice_no, area_no, null, n.value, d.value, null, null, null,
    least(n.missing_reason, d.missing_reason), least(n.interval_missing_reason, d.interval_missing_reason)
  from (from pair_of where role = 'numerator') as n
  full join (from pair_of where role = 'denominator') as d using (indicator_id, edition_no, slice_no, area_no)
  union all
  select
    u.indicator_id, u.edition_no, u.slice_no, u.area_no,
    case when count(u.value) filter (where u.role = 'value') = max(n.n_value)
      then sum(u.value::decimal(24, 6)) filter (where u.role = 'value') end,
    case when count(u.value) filter (where u.role = 'numerator') = max(n.n_numerator)
      then sum(u.value::decimal(24, 6)) filter (where u.role = 'numerator') end,
    case when count(u.value) filter (where u.role = 'denominator') = max(n.n_denominator)
      then sum(u.value::decimal(24, 6)) filter (where u.role = 'denominator') end,
    max(u.lower_95) filter (where u.role = 'value'), max(u.upper_95) filter (where u.role = 'value'),
    max(u.unit) filter (where u.role = 'value'),
    min(u.missing_reason), min(u.interval_missing_reason)
  from used as u
  join term_count as n on n.indicator_id = u.indicator_id
  where n.n_own > 1 and not n.is_pair
  group by u.indicator_id, u.edition_no, u.slice_no, u.area_no
),
cell as materialized (
  select
    c.* replace (
      coalesce(c.term_denominator, d.denominator) as term_denominator,
      coalesce(c.missing_reason, case when n.is_other and d.denominator is null then 'no_denominator'::reason_text end) as missing_reason
    ),
    d.denominator_period, d.denominator_table
  from own_cell as c
  join slice as s on s.indicator_id = c.indicator_id and s.slice_no = c.slice_no
  join term_count as n on n.indicator_id = c.indicator_id
  left join other_denominator as d
    on d.indicator_id = c.indicator_id and d.edition_no = c.edition_no and d.slice_no = c.slice_no and d.area_no = c.area_no
),
published as materialized (
  select
    c.indicator_id, c.edition_no, a.area_no, a.area_code, a.area_level, c.slice_no,
    case
      when i.measure in ('published', 'sum') then c.term_value::double
      when not (i.is_share and rounded_above_whole(c.term_numerator, c.term_denominator))
        then (c.term_numerator / nullif(c.term_denominator, 0))::double * i.per
    end as value,
    case when i.measure in ('ratio', 'rate') then c.term_numerator::double end as numerator,
    case when i.measure in ('ratio', 'rate') then c.term_denominator::double end as denominator,
    case when i.measure = 'published' then c.lower_95 end as lower_95,
    case when i.measure = 'published' then c.upper_95 end as upper_95,
    coalesce(case when i.measure in ('published', 'sum') then nullif(c.source_unit, '') end, i.unit)::unit_text as unit,
    coalesce(
      c.missing_reason,
      case
        when i.measure in ('ratio', 'rate') and c.term_denominator = 0 then 'zero_denominator'::reason_text
        when i.is_share and rounded_above_whole(c.term_numerator, c.term_denominator) then 'rounding'::reason_text
      end
    ) as missing_reason,
    case when i.measure = 'published' then c.interval_missing_reason else 'not_computed'::interval_reason_text end
      as interval_missing_reason,
    null::level_text as part_level,
    null::double as coverage,
    case
      when i.measure in ('ratio', 'rate') then 'division'
      when i.measure = 'sum' and n.n_value > 1 then 'published_sum'
      else 'published'
    end::computation_text as computation,
    null::area_text as published_as,
    null::varchar as published_name,
    null::integer as parts,
    null::period_text as weight_period,
    null::table_text as weight_table,
    c.denominator_period, c.denominator_table,
    null::interval_method_text as interval_method
  from cell as c
  join area as a on a.indicator_id = c.indicator_id and a.area_no = c.area_no
  join indicator as i on i.indicator_id = c.indicator_id
  join term_count as n on n.indicator_id = c.indicator_id
),
published_group as (
  select g.group_code, g.preference, g.area_code::area_text as area_code, a.area_vintage, a.name
  from silver.area as a
  join input.area_group_published as g on g.area_code = a.area_code
),
-- Where a source publishes the figure of a group itself, that figure is taken over.
group_published as (
  select p.* replace (null as area_no, g.group_code::area_text as area_code, 'regio'::level_text as area_level,
    p.area_level as part_level, p.area_code as published_as, case when p.computation = 'published' then g.name end as published_name)
  from published as p
  join input.edition as e on e.edition_no = p.edition_no
  join published_group as g on g.area_code = p.area_code and g.area_vintage = e.area_vintage
  where p.value is not null
  qualify row_number() over (partition by p.indicator_id, g.group_code, p.edition_no, p.slice_no order by g.preference) = 1
),
to_compute as (
  select distinct p.indicator_id, g.group_code, p.edition_no, e.area_vintage, p.slice_no, s.period
  from published as p
  join input.edition as e on e.edition_no = p.edition_no
  join slice as s on s.indicator_id = p.indicator_id and s.slice_no = p.slice_no
  join silver.area_group_member as g on g.area_vintage = e.area_vintage and g.member_code = p.area_code::varchar
  anti join (from group_published union all from published) as q
    on q.indicator_id = p.indicator_id and q.area_code::varchar = g.group_code and q.edition_no = p.edition_no and q.slice_no = p.slice_no
),
group_size as (
  select group_code, area_vintage, count(*) as members
  from silver.area_group_member
  group by all
),
member_cell as (
  select c.*
  from cell as c
  semi join (
    select k.area_no
    from input.area_key as k
    join silver.area_group_member as g on g.member_code = k.area_code
  ) as m on m.area_no = c.area_no
),
member as (
  select
    n.indicator_id, n.group_code, n.edition_no, n.slice_no, n.period, g.member_code, l.area_level as part_level,
    s.members,
    case when i.measure in ('ratio', 'rate') then c.term_numerator / nullif(c.term_denominator, 0) else c.term_value end as value,
    c.term_value, c.term_numerator, c.term_denominator,
    case
      when i.measure in ('ratio', 'rate') then c.term_denominator
      when i.measure = 'published' then d.value::decimal(18, 2)
      else 1
    end as weight,
    case when i.measure = 'published' then weight * se_of_interval(c.lower_95, c.upper_95) end as weighted_error,
    c.missing_reason, c.source_unit, c.denominator_period, c.denominator_table,
    w.weight_table, w.weight_period
  from to_compute as n
  join group_size as s on s.group_code = n.group_code and s.area_vintage = n.area_vintage
  join silver.area_group_member as g on g.group_code = n.group_code and g.area_vintage = n.area_vintage
  join input.area_key as k on k.area_code = g.member_code
  join input.area_prefix as l on l.prefix = left(g.member_code, 2)
  join indicator as i on i.indicator_id = n.indicator_id
  left join member_cell as c
    on c.indicator_id = n.indicator_id and c.area_no = k.area_no and c.edition_no = n.edition_no and c.slice_no = n.slice_no
  left join silver.set_weight as w
    on w.weight_concept = i.weight_concept and w.set_code = n.group_code and w.area_vintage = n.area_vintage
    and w.period = n.period
  left join silver.denominator as d
    on d.concept = i.weight_concept and d.area_code = g.member_code and d.table_id = w.weight_table
    and d.area_vintage = w.weight_vintage and d.period = w.weight_period
),
group_total as (
  select
    m.indicator_id, m.group_code, m.edition_no, m.slice_no, m.period, m.members,
    sum(m.term_value) as total_value,
    sum(m.term_numerator) filter (where m.value is not null) as total_numerator,
    sum(m.term_denominator) filter (where m.value is not null) as total_denominator,
    sum(m.value::decimal(18, 6) * m.weight::decimal(18, 2)) as weighted_sum,
    sum(m.weight) filter (where m.value is not null) as weight_present,
    sum(m.weight) as weight_all,
    count(m.weight) as members_weighed,
    count(m.value) as members_present,
    sum(pow(m.weighted_error, 2) order by m.member_code) as squared_errors,
    sum(m.weighted_error order by m.member_code) as added_errors,
    count(m.weighted_error) as members_with_error,
    max(m.source_unit) as source_unit,
    min(m.part_level) as part_level,
    min(m.missing_reason) as missing_reason,
    max(m.denominator_period) as denominator_period,
    max(m.denominator_table) as denominator_table,
    min(m.weight_table) as weight_table,
    min(m.weight_period) as weight_period
  from member as m
  group by all
),
group_coverage as (
  select
    t.*,
    case
      when t.members_weighed = t.members then coalesce(t.weight_present, 0) / nullif(t.weight_all, 0)
      when t.members_present = 0 then 0
    end::double as coverage,
    -- Samples of gemeenten are drawn apart; estimates of one model err together, and rho = 1 is the safe upper limit.
    case when t.members_with_error = t.members then
      z_of_level(0.95) * case when i.value_kind = 'model_estimate' then t.added_errors else sqrt(t.squared_errors) end
        / nullif(t.weight_all, 0)::double
    end as margin
  from group_total as t
  join indicator as i on i.indicator_id = t.indicator_id
),
-- A sum lacks whatever one member lacks.
least_coverage as (
  select i.indicator_id, case when i.measure = 'sum' then 1 else s.coverage end as least_coverage
  from indicator as i
  cross join input.setting as s
),
group_computed as materialized (
  select
    t.indicator_id, t.edition_no, null::integer as area_no, t.group_code::area_text as area_code,
    'regio'::level_text as area_level, t.slice_no,
    case
      when t.coverage is null or t.coverage < least_coverage then null
      when i.measure = 'sum' then t.total_value::double
      when i.measure = 'published' then t.weighted_sum::double / t.weight_present::double
      else (t.total_numerator / nullif(t.total_denominator, 0))::double * i.per
    end as value,
    case when i.measure in ('ratio', 'rate') and t.coverage >= least_coverage then t.total_numerator::double end as numerator,
    case when i.measure in ('ratio', 'rate') and t.coverage >= least_coverage then t.total_denominator::double end as denominator,
    case when i.measure = 'published' then value - t.margin end as lower_95,
    case when i.measure = 'published' then value + t.margin end as upper_95,
    coalesce(case when i.measure in ('published', 'sum') then nullif(t.source_unit, '') end, i.unit)::unit_text as unit,
    case
      when t.members_weighed = t.members and t.weight_all = 0 and t.missing_reason is null then 'zero_denominator'
      when t.members_present = 0 then coalesce(t.missing_reason, 'not_published')
      when t.coverage is null then 'no_denominator'
      when t.coverage < least_coverage then 'below_coverage'
    end::reason_text as missing_reason,
    'not_computed'::interval_reason_text as interval_missing_reason,
    t.part_level::level_text as part_level,
    t.coverage,
    case i.measure when 'sum' then 'sum' when 'published' then 'weighted_mean' else 'division_of_sums' end::computation_text
      as computation,
    null::area_text as published_as,
    null::varchar as published_name,
    t.members::integer as parts,
    case when i.measure = 'published' then t.weight_period::period_text end as weight_period,
    case when i.measure = 'published' then t.weight_table::table_text end as weight_table,
    t.denominator_period, t.denominator_table,
    case
      when i.measure = 'ratio' then 'wilson'
      when i.measure = 'rate' then if(coalesce(t.total_numerator < 10, false), 'exact', 'byar')
      when i.measure = 'published' and t.margin is not null then if(i.value_kind = 'model_estimate', 'correlated', 'independent')
    end::interval_method_text as interval_method
  from group_coverage as t
  join indicator as i on i.indicator_id = t.indicator_id
  join least_coverage as x on x.indicator_id = t.indicator_id
),
all_levels as (
  select * from published
  union all
  select * from group_published
  union all
  select * from group_computed
),
-- A published figure is rounded to its last decimal, counts to a step that each level has.
printed as (
  select indicator_id, edition_no, sum(decimals_variance(decimals)) as decimals_variance
  from term
  where role = 'value'
  group by indicator_id, edition_no
),
level_step as materialized (
  select
    s.indicator_id, u.edition_no, s.slice_no, u.area_level::level_text as area_level, u.value_variance, u.numerator_variance,
    u.denominator_variance
  from analysis.rounding_step as u
  join slice as s on s.indicator_id::varchar = u.indicator_id and s.period = u.period
),
-- What all areas of one slice of an edition have in common.
frame as materialized (
  select
    s.indicator_id, e.edition_no, s.slice_no, e.area_vintage, s.period::period_text as period, p.period_start, p.period_end,
    s.sex::sex_text as sex, s.age_group::age_text as age_group, i.value_kind::kind_text as value_kind,
    i.measure, i.per, i.weight_concept::concept_text as weight_concept,
    coalesce(i.denominator_note, case when c.is_other then c.denominator_names end) as denominator_name,
    replace(i.weight_instead_of, '{age_group}', s.age_group) as weight_instead_of,
    p.status::status_text as status, b.reason::break_text as break_before, i.source_id::source_text as source_id,
    e.table_id::table_text as table_id, e.snapshot_id::snapshot_text as snapshot_id, n.notice::notice_text as notice,
    d.decimals_variance, i.is_score
  from (select distinct indicator_id, edition_no from term) as t
  join indicator as i on i.indicator_id = t.indicator_id
  join slice as s on s.indicator_id = t.indicator_id
  join term_count as c on c.indicator_id = t.indicator_id
  join input.edition as e on e.edition_no = t.edition_no
  join input.period_item as p on p.edition_no = e.edition_no and p.period = s.period
  left join input.indicator_break as b on b.indicator_id::indicator_text = s.indicator_id and b.period = s.period
  left join printed as d on d.indicator_id = s.indicator_id and d.edition_no = e.edition_no
  cross join input.setting as n
),
filled_slice as (
  select indicator_id, edition_no, slice_no from published where value is not null
  union
  select indicator_id, edition_no, slice_no from group_computed where value is not null
),
-- The newest edition that has a period is the one that analyses use.
preferred as (
  select f.indicator_id, f.period, max_by(f.edition_no, (f.area_vintage, f.table_id::varchar)) as edition_no
  from frame as f
  semi join filled_slice as v
    on v.indicator_id = f.indicator_id and v.edition_no = f.edition_no and v.slice_no = f.slice_no
  group by f.indicator_id, f.period
),
marked_frame as materialized (
  select f.*, p.edition_no is not null as is_preferred
  from frame as f
  left join preferred as p
    on p.indicator_id = f.indicator_id and p.period = f.period and p.edition_no = f.edition_no
),
-- Intervals of counts come last, and what only words are made of after the rows are sorted: carried through the steps before
-- they take memory that is not there.
figure as (
  select
    f.indicator_id,
    v.area_code,
    v.area_level,
    f.area_vintage,
    f.period,
    f.period_start,
    f.period_end,
    f.sex,
    f.age_group,
    v.value,
    case f.measure
      when 'ratio' then wilson_lower(v.numerator, v.denominator, z_of_level(0.95)) * f.per
      when 'rate' then rate_lower(v.numerator, v.denominator, f.per, 0.95)
      else v.lower_95
    end as lower_95,
    case f.measure
      when 'ratio' then wilson_upper(v.numerator, v.denominator, z_of_level(0.95)) * f.per
      when 'rate' then rate_upper(v.numerator, v.denominator, f.per, 0.95)
      else v.upper_95
    end as upper_95,
    v.numerator,
    v.denominator,
    v.unit,
    f.value_kind,
    f.status,
    case when v.value is null then coalesce(v.missing_reason, 'not_published') end as missing_reason,
    case
      when v.lower_95 is not null and v.upper_95 is not null then null
      when v.value is null then 'no_value'
      when f.measure = 'ratio' and v.numerator <= v.denominator or f.measure = 'rate' then null
      else v.interval_missing_reason
    end as interval_missing_reason,
    v.coverage,
    v.computation,
    v.published_as,
    v.parts,
    case when v.computation = 'weighted_mean' then f.weight_concept end as weight_concept,
    v.weight_period,
    v.weight_table,
    v.denominator_period,
    v.denominator_table,
    case
      when v.computation <> 'division' then v.interval_method
      when f.measure = 'ratio' then 'wilson'
      when v.numerator < 10 then 'exact'
      else 'byar'
    end as interval_method,
    case
      when v.computation = 'published' then v.published_name
      when v.computation = 'weighted_mean' then f.weight_instead_of
      when v.computation in ('division', 'division_of_sums') then f.denominator_name
    end as named,
    case
      when f.measure in ('ratio', 'rate')
        then quotient_variance(v.value, v.denominator, f.per, u.numerator_variance, u.denominator_variance)
      when f.measure = 'sum' then u.value_variance
      else f.decimals_variance
    end * case when v.computation in ('sum', 'division_of_sums') then v.parts else 1 end as rounding_variance,
    f.is_score,
    f.break_before,
    f.is_preferred,
    f.source_id,
    f.table_id,
    f.snapshot_id,
    f.notice
  from all_levels as v
  join marked_frame as f
    on f.indicator_id = v.indicator_id and f.edition_no = v.edition_no and f.slice_no = v.slice_no
  left join level_step as u
    on u.indicator_id = v.indicator_id and u.edition_no = v.edition_no and u.slice_no = v.slice_no
    and u.area_level = coalesce(v.part_level, v.area_level)
  order by f.indicator_id, v.area_code, f.area_vintage, f.period, f.sex, f.age_group
),
with_se as (
  select *, se_of_interval(lower_95, upper_95) as se from figure
),
with_relative_error as (
  select *, relative_error(value, se, rounding_variance) as rse from with_se
),
with_error as (
  select *, error_class(rse) as error from with_relative_error
),
-- Each step is worked out once per row: within one select, every mention of it would be.
with_reliability as (
  select
    *,
    reliability_class(
      value, error, is_reliability_unknown(is_score, value_kind, interval_missing_reason),
      reliability_limit(value_kind, coverage, false)
    ) as reliability
  from with_error
)
select
  indicator_id, area_code, area_level, area_vintage, period, period_start, period_end, sex, age_group, value, lower_95, upper_95,
  numerator, denominator, unit, value_kind, status, missing_reason, interval_missing_reason, coverage, computation,
  published_as, parts, weight_concept, weight_period, weight_table, denominator_period, denominator_table, interval_method,
  break_before, is_preferred, source_id, table_id, snapshot_id, notice,
  reliability,
  reliability_decider(reliability::varchar, error, is_score, se, rounding_variance, value_kind, coverage) as reliability_reason,
  case when computation = 'published' then named end as published_name,
  replace(weight_concept::varchar, '_', ' ') as weight_name,
  years_between(weight_period, period) as weight_years_before,
  years_between(period, weight_period) as weight_years_after,
  case when computation = 'weighted_mean' then named end as weight_instead_of,
  case when computation in ('division', 'division_of_sums') then named end as denominator_name,
  years_between(denominator_period, period) as denominator_years_before
from with_reliability
