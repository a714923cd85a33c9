/* ---
title:
  nl: "Bevindingen: per gebied de weinige uitspraken die standhouden, de sterkste eerst, en wat niet te zeggen is"
  en: "Findings: per area the few statements that hold, the strongest first, and what cannot be said"
key: [area_code, place]
place: 12
columns:
  area_code: {nl: "Gebied: buurt, wijk, gemeente of gebiedsgroep", en: "Area: buurt, wijk, gemeente or area group"}
  place:
    nl: "Volgorde binnen het gebied, naar score; ten hoogste 12. Wat niet te zeggen is staat achteraan. Geen rangorde van
        gebieden"
    en: "Order within the area, by score; 12 at most. What cannot be said comes last. No ranking of areas"
  finding:
    nl: Soort uitspraak
    en: Kind of statement
    codes:
      domain: [thema verschilt van Nederland, theme differs from the country]
      figure: [cijfer verschilt van Nederland, figure differs from the country]
      excess: [om hoeveel mensen het gaat, how many people it is about]
      piles_up: [meer slechte cijfers bijeen dan gewoon, more bad figures together than usual]
      piles_up_in_part: ["idem, voor zover bekend", "the same, as far as is known"]
      region_wide: [speelt in de hele regio, region-wide]
      gemeente_wide: [speelt in de hele gemeente, gemeente-wide]
      nothing_runs: [geen interventie bekend, no intervention known]
      trend: [wordt beter of slechter, getting better or worse]
      since_previous: [anders dan de vorige meting, differs from the measurement before]
      goal: [hoe het doel ervoor staat, where the goal stands]
      goal_cannot_tell: [doel nog niet te beoordelen, goal cannot be judged yet]
      goal_share: [aandeel in de achterstand van een doel, share in the gap of a goal]
      hot_spot: [deel van een groep ongunstige buurten, part of a cluster of unfavourable buurten]
      hot_spots: [buurten in een groep ongunstige buurten, buurten in unfavourable clusters]
      no_figures: [geen cijfers, no figures]
      nothing_judged: [niets te beoordelen, nothing can be judged]
      little_judged: [veel niet te beoordelen, much cannot be judged]
      no_difference: [geen verschil gebleken, no difference shown]
      only_weak: [alleen zwakke verschillen, weak differences only]
  found_in: {nl: Tabel waarin de rij staat waarop de uitspraak berust, en: Table of the row that the statement rests on}
  area_level: comparison.area_level
  area_vintage: comparison.area_vintage
  area_name:
    nl: Naam van het gebied, zoals in de zin
    en: Name of the area, as in the sentence
    sentences: {gemeente: "{own_name}", regio: "{own_name}", wijk: "wijk {own_name}", buurt: "buurt {own_name}"}
  domain: indicator.domain
  domains: {nl: "Domeinen waarover de uitspraak gaat, gescheiden door |", en: "Domains it is about, separated by |"}
  indicator_id: goal_progress.indicator_id
  goal_id: goal_progress.goal_id
  period: comparison.period
  age_group: comparison.age_group
  value: comparison.value
  lower_95: {nl: "Ondergrens (95%), met de afronding van de bron", en: "Lower 95% limit, with the rounding of the source"}
  upper_95: {nl: "Bovengrens (95%), met de afronding van de bron", en: "Upper 95% limit, with the rounding of the source"}
  unit: indicator.unit
  benchmark_code: comparison.benchmark_code
  benchmark_value:
    nl: Waarde waarmee is vergeleken (van Nederland, de vorige meting, de referentie van het doel of de buren)
    en: Value compared with (of the country, the measurement before, the reference of the goal or the neighbours)
  since: {nl: "Eerste of vorige meting, bij een verandering", en: "First or previous measurement, of a change"}
  verdict:
    nl: Oordeel dat de tabel van found_in geeft
    en: Verdict that the table of found_in gives
    codes: [comparison.outcome, trend.judgement, goal_progress.status, domain_breadth.scope, hot_spot.spot]
  "n":
    nl: "Aantal waarom het gaat: cijfers met dat oordeel, buurten in een groep, cijfers zonder oordeel"
    en: "Number it is about: figures with that verdict, buurten in a cluster, figures without verdict"
  n_of:
    nl: "Van hoeveel: cijfers met een oordeel, getoetste buurten, alle cijfers"
    en: "Of how many: figures judged, buurten tested, all figures"
  n_estimated:
    nl: Hoeveel van de cijfers met dat oordeel modelschattingen zijn
    en: How many of the figures with that verdict are model estimates
  persons: excess_persons.excess
  persons_lower: excess_persons.excess_lower
  persons_upper: excess_persons.excess_upper
  share:
    nl: "Aandeel (0-1): gebieden met minstens zoveel stapeling, of deel van de achterstand van het doel"
    en: "Share (0-1): areas where as much piles up, or of the gap of the goal"
  share_of_people: {nl: Aandeel (0-1) van het gebied in de mensen van het doel, en: Share (0-1) of the area in the people of the goal}
  change: {nl: "Helling per jaar (trend) of achterstand (doel)", en: "Slope per year (trend) or gap (goal)"}
  change_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it}
  change_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  reliability: indicator_value.reliability
  value_kind: indicator.value_kind
  reason:
    nl: Waarom het niet te zeggen is
    en: Why it cannot be said
    codes: [comparison.reason, indicator_value.missing_reason]
  size:
    nl: Grootte in standaardafwijkingen tussen Nederlandse gebieden van het niveau (Glass 1976); bij stapeling naar haar zeldzaamheid
    en: Size in standard deviations between Dutch areas of the level (Glass 1976); of piling up by its rarity
  certainty:
    nl: "Zekerheid (0-1): het deel van het verschil dat buiten het interval ligt, gehalveerd bij een schatting en bij
        klasse C of
      onbekend; bij stapeling het deel van de cijfers dat is beoordeeld, schattingen voor de helft"
    en: "Certainty (0-1): the part of the difference outside the interval, halved for an estimate and for class C or unknown;
      of piling up the part of the figures that is judged, estimates for half"
  score: {nl: Grootte maal zekerheid; daarop staat de volgorde, en: "Size times certainty, which orders them"}
  statement_nl:
    nl: De uitspraak in een zin
    en: The statement in Dutch
    sentences:
      domain: "{theme_nl}: {n} van de {n_of} cijfers [{verdict=worse}slechter][{verdict=better}beter] dan in Nederland[,
        waarvan {n_estimated} geschat]. Het
        duidelijkst: in {area_name} {fact_nl}; in Nederland is dat {benchmark_nl} ({period}; 95%-interval hier {lower_nl} tot
        {upper_nl}).[{value_kind=model_estimate} Dit is een schatting, geen meting.]"
      figure: "[{verdict=worse}Slechter][{verdict=better}Beter] dan in Nederland: in {area_name} {fact_nl}; in Nederland is dat
        {benchmark_nl} ({period}; 95%-interval hier {lower_nl} tot {upper_nl}).[{value_kind=model_estimate} Dit is een
        schatting,
        geen meting.]"
      excess: "Met het cijfer van Nederland had {area_name} ongeveer {persons_nl} [{polarity=lower_better}minder]\
        [{polarity=higher_better}meer] {people_nl} ({period}; 95%-interval {persons_lower_nl} tot
        {persons_upper_nl}).[{value_kind=model_estimate} Dit is een schatting, geen meting.]"
      piles_up: "Van de {n_of} cijfers van {area_name} zijn er {n} slechter dan in Nederland[ (waarvan {n_estimated}
        geschat)], op
        {domains_worse} van de {domains_judged} thema's. Zoveel of meer slechte cijfers heeft {share_nl} van de Nederlandse
        [{area_level=gemeente}gemeenten]\
        [{area_level=wijk}wijken][{area_level=buurt}buurten]. Het hoeven niet dezelfde mensen te zijn."
      piles_up_in_part: "Van de {n_of} cijfers van {area_name} die te vergelijken zijn, zijn er {n} slechter dan in
        Nederland[ (waarvan {n_estimated}
        geschat)], op
        {domains_worse} van de {domains_judged} thema's. Zoveel of meer slechte cijfers heeft {share_nl} van de Nederlandse
        [{area_level=gemeente}gemeenten][{area_level=wijk}wijken][{area_level=buurt}buurten]. Het hoeven niet dezelfde mensen te
        zijn."
      region_wide: "Speelt in de hele regio[{area_level=gemeente}, niet alleen in {area_name}]: {domains_nl}."
      gemeente_wide: "Speelt in heel {area_name}, maar niet in de hele regio: {domains_nl}."
      nothing_runs: "Slechter dan in Nederland, maar in {area_name} is geen interventie bekend: {domains_nl}. Wat niet is
        opgegeven, kan er wel zijn.[{value_kind=model_estimate} Het sterkste cijfer is een schatting, geen meting.]"
      trend: "[{verdict=worsening}Het wordt slechter][{verdict=improving}Het wordt beter]: in {area_name} {fact_nl} ({period}).
        Sinds {since} [{direction=up}stijgt][{direction=down}daalt] dat elk jaar met ongeveer {change_nl} punt (95%-interval
        {change_lower_nl} tot {change_upper_nl})."
      since_previous: "[{verdict=worse}Slechter][{verdict=better}Beter] dan de vorige meting: in {area_name} {fact_nl}
        ({period};
        95%-interval {lower_nl} tot {upper_nl}). In {since} was dat {benchmark_nl}[ (toen {age_before} jaar)].[ Nederland
        ging toen van
        {country_before_nl} naar {country_nl}.]"
      goal: "Doel ‘{goal_nl}’: {verdict}. In {area_name} {fact_nl}; dat is een [{direction=up}achterstand]\
        [{direction=down}voorsprong] van {change_nl} punt ({period}; 95%-interval {change_lower_nl} tot {change_upper_nl})."
      goal_cannot_tell: "Doel ‘{goal_nl}’: nog niet te beoordelen. {status_reason} (Cijfer van {period}.)[ De afgesproken
        verandering is
        waarschijnlijk te zien vanaf {first_likely_year}.]"
      goal_share: "Van de achterstand van {population_name} ([{people_nl}][{name_instead_nl}]) zit {share_nl} in
        {area_name}; daar
        woont {share_of_people_nl} van de mensen ({period}). Gemeenten zonder achterstand tellen negatief mee. Doel:
        ‘{goal_nl}’."
      hot_spot: "Samen met buurten eromheen vormt {area_name} een groep met slechte cijfers: hier {fact_nl}, bij de buren
        gemiddeld {benchmark_nl} ({period}).[{value_kind=model_estimate} Dit zijn schattingen, geen metingen.]"
      hot_spots: "{n} van de {n_of} buurten in {area_name} liggen in een groep buurten met [{polarity=lower_better}veel
        {people_nl}][{polarity=higher_better}weinig {people_nl}][een slecht cijfer voor ‘{name_instead_nl}’]
        ({period}).[{value_kind=model_estimate} Dit zijn schattingen, geen metingen.]"
      no_figures: "Over {area_name} is niets te zeggen, want er zijn geen cijfers: {reason}."
      nothing_judged: "Of {area_name} verschilt van Nederland, is bij geen van de {n_of} cijfers te zeggen. Meestal geldt:
        {reason}."
      little_judged: "Bij {n} van de {n_of} cijfers van {area_name} is niet te zeggen of ze verschillen van Nederland.
        Meestal geldt:
        {reason}."
      no_difference: "Van de {n} cijfers van {area_name} die te vergelijken zijn, verschilt er geen aantoonbaar van Nederland."
      only_weak: "De verschillen tussen {area_name} en Nederland zijn klein, oud of niet betrouwbaar genoeg om te noemen."
  statement_en:
    nl: De uitspraak in het Engels
    en: The statement in a sentence
    sentences:
      domain: "{theme_en}: {n} of {n_of} figures [{verdict=worse}worse][{verdict=better}better] than in the Netherlands[, of
        which {n_estimated} estimated]. Most clearly: in {area_name} {fact_en}; in the Netherlands it is {benchmark_en}
        ({period}; 95% interval here {lower_en} to
        {upper_en}).[{value_kind=model_estimate} This is an estimate, not a measurement.]"
      figure: "[{verdict=worse}Worse][{verdict=better}Better] than in the Netherlands: in {area_name} {fact_en}; in the
        Netherlands
        it is {benchmark_en} ({period}; 95% interval here {lower_en} to {upper_en}).[{value_kind=model_estimate} This is an
        estimate, not a measurement.]"
      excess: "At the figure of the Netherlands {area_name} would have about {persons_en} [{polarity=lower_better}fewer]\
        [{polarity=higher_better}more] {people_en} ({period}; 95% interval {persons_lower_en} to
        {persons_upper_en}).[{value_kind=model_estimate} This is an estimate, not a measurement.]"
      piles_up: "Of the {n_of} figures of {area_name} {n} are worse than in the Netherlands[ ({n_estimated} of them
        estimated)], on {domains_worse} of {domains_judged}
        themes. As many bad figures or more has {share_en} of the Dutch [{area_level=gemeente}gemeenten]\
        [{area_level=wijk}wijken][{area_level=buurt}buurten]. They need not be the same people."
      piles_up_in_part: "Of the {n_of} figures of {area_name} that can be compared {n} are worse than in the Netherlands[
        ({n_estimated} of them
        estimated)], on
        {domains_worse} of {domains_judged} themes. As many bad figures or more has {share_en} of the Dutch
        [{area_level=gemeente}gemeenten][{area_level=wijk}wijken][{area_level=buurt}buurten]. They need not be the same people."
      region_wide: "This is so in all of the region[{area_level=gemeente}, not only in {area_name}]: {domains_en}."
      gemeente_wide: "This is so in all of {area_name}, but not in all of the region: {domains_en}."
      nothing_runs: "Worse than in the Netherlands, but no intervention is known in {area_name}: {domains_en}. What is not
        reported
        may exist.[{value_kind=model_estimate} The strongest figure is an estimate, not a measurement.]"
      trend: "[{verdict=worsening}Getting worse][{verdict=improving}Getting better]: in {area_name} {fact_en} ({period}). Since
        {since} it [{direction=up}rises][{direction=down}falls] by about {change_en} points a year (95% interval
        {change_lower_en}
        to {change_upper_en})."
      since_previous: "[{verdict=worse}Worse][{verdict=better}Better] than the measurement before: in {area_name} {fact_en}
        ({period}; 95% interval {lower_en} to {upper_en}). In {since} it was {benchmark_en}[ (ages {age_before})].[ The
        Netherlands went from {country_before_en} to {country_en}.]"
      goal: "Goal ‘{goal_en}’: {verdict}. In {area_name} {fact_en}; that is a [{direction=up}gap][{direction=down}lead] of
        {change_en} points ({period}; 95% interval {change_lower_en} to {change_upper_en})."
      goal_cannot_tell: "Goal ‘{goal_en}’: cannot be judged yet ({verdict}; figure of {period}).[ The agreed change can
        likely be
        seen from {first_likely_year}.]"
      goal_share: "Of the gap of {population_name} ([{people_en}][{name_instead_en}]) {share_en} is in {area_name}, where
        {share_of_people_en} of the people live ({period}). Gemeenten without a gap count as negative. Goal: ‘{goal_en}’."
      hot_spot: "With buurten around it {area_name} forms a cluster of unfavourable figures: here {fact_en}, in its neighbours
        {benchmark_en} on average ({period}).[{value_kind=model_estimate} These are estimates, not measurements.]"
      hot_spots: "{n} of {n_of} buurten in {area_name} lie in a cluster of buurten with [{polarity=lower_better}many
        {people_en}][{polarity=higher_better}few {people_en}][an unfavourable figure for ‘{name_instead_en}’]
        ({period}).[{value_kind=model_estimate} These are estimates, not measurements.]"
      no_figures: "Nothing can be said of {area_name}, for there are no figures: {reason}."
      nothing_judged: "Whether {area_name} differs from the Netherlands cannot be said of any of {n_of} figures. Mostly because:
        {reason}."
      little_judged: "Of {n} of {n_of} figures of {area_name} it cannot be said whether they differ from the Netherlands. Mostly
        because: {reason}."
      no_difference: "Of the {n} figures of {area_name} that can be compared none shows a difference from the Netherlands."
      only_weak: "The differences between {area_name} and the Netherlands are small, old or not reliable enough to be told."
--- */
-- The few statements with which a report begins: the strongest of analysis.finding_candidate, some of each family at most, and what
-- cannot be said at the end. Each is no more than a row of another table says.
with
-- How many of a family an area is told at most; equally strong ones come in this order.
family as (
  from (values
    ('worse', 4, 1), ('piling_up', 1, 2), ('excess', 1, 3), ('region_wide', 1, 4), ('gemeente_wide', 1, 5), ('nothing_runs', 1, 6),
    ('change', 2, 7), ('goal', 2, 8), ('goal_share', 1, 9), ('hot_spot', 1, 10), ('better', 2, 11), ('unsaid', 1, 12)
  ) as f(family, at_most, turn)
),
candidate as (
  from analysis.finding_candidate
  union all by name
  select 'only_weak' as finding, 'unsaid' as family, 'comparison' as found_in, a.area_code, a.area_level, 0 as size, 0 as certainty
  from analysis.judged_area as a
  anti join analysis.finding_candidate as c on c.area_code = a.area_code
),
scored as (
  select c.*, ten_places(coalesce(c.size * c.certainty, 0)) as score, f.at_most, f.turn
  from candidate as c
  join family as f on f.family = c.family
),
told as (
  select *
  from scored
  qualify row_number() over (partition by area_code, family order by score desc, finding, domain, indicator_id, goal_id) <= at_most
),
placed as (
  select
    *,
    row_number() over (
      partition by area_code order by family = 'unsaid', score desc, turn, finding, domain, indicator_id, goal_id
    ) as place,
    count(*) filter (where family = 'unsaid') over (partition by area_code) as unsaid
  from told
),
kept as (
  select *, row_number() over (partition by area_code order by place) as new_place
  from placed
  where place <= 12 - unsaid or family = 'unsaid'
),
domain_names as (
  select d.area_code, d.finding, string_agg(t.domain_en, ', ' order by d.domain) as domains_en
  from (select area_code, finding, unnest(string_split(domains, '|')) as domain from kept where domains is not null) as d
  join input.theme as t on t.domain = d.domain
  group by d.area_code, d.finding
),
-- Figures as they stand in a sentence: with as many decimals as show the difference and the interval.
measured as (
  select
    k.* exclude (place), k.new_place as place, a.area_vintage, regexp_replace(a.name, '^Wijk\s?\d+\s', '') as own_name,
    i.statement, i.people, i.name_nl as indicator_nl, i.name_en as indicator_en, t.domain_en, g.name_nl as goal_nl,
    g.name_en as goal_en, p.name as population_name,
    case when k.unit = '%' then '%' else '' end as sign,
    decimals_to_show(coalesce(
      least(coalesce(greatest(k.lower_95 - k.benchmark_value, k.benchmark_value - k.upper_95), abs(k.value - k.benchmark_value)),
        k.upper_95 - k.lower_95),
      0.1
    )) as decimals,
    case when k.finding = 'trend' or abs(k.change) < 10 then 1 else 0 end as change_decimals,
    case when k.change < 0 then 'down' else 'up' end as direction,
    n.domains_en
  from kept as k
  left join domain_names as n on n.area_code = k.area_code and n.finding = k.finding
  join analysis.judged_area as a on a.area_code = k.area_code
  left join input.indicator as i on i.indicator_id = k.indicator_id
  left join input.theme as t on t.domain = k.domain
  left join input.goal as g on g.goal_id = k.goal_id
  left join analysis.judged_area as p on p.area_code = k.population_code
),
written as (
  select
    * exclude (sign),
    figure_text(value, decimals) || sign as value_en,
    figure_text(lower_95, decimals) as lower_en,
    figure_text(upper_95, decimals) || sign as upper_en,
    figure_text(benchmark_value, decimals) || sign as benchmark_en,
    figure_text(country_before, decimals) || sign as country_before_en,
    figure_text(country_value, decimals) || sign as country_en,
    figure_text(about(persons), 0) as persons_en,
    figure_text(about(persons_lower), 0) as persons_lower_en,
    figure_text(about(persons_upper), 0) as persons_upper_en,
    figure_text(100 * share, if(share < 0.1, 1, 0)) || '%' as share_en,
    figure_text(100 * share_of_people, 0) || '%' as share_of_people_en,
    figure_text(abs(change), change_decimals) as change_en,
    figure_text(case when finding = 'trend' then least(abs(change_lower), abs(change_upper))
      when direction = 'down' then -change_upper else change_lower end, change_decimals) as change_lower_en,
    figure_text(case when finding = 'trend' then greatest(abs(change_lower), abs(change_upper))
      when direction = 'down' then -change_lower else change_upper end, change_decimals) as change_upper_en
  from measured
),
translated as (
  select
    *, dutch_figure(value_en) as value_nl, dutch_figure(lower_en) as lower_nl, dutch_figure(upper_en) as upper_nl,
    dutch_figure(benchmark_en) as benchmark_nl, dutch_figure(country_before_en) as country_before_nl,
    dutch_figure(country_en) as country_nl, dutch_figure(persons_en) as persons_nl,
    dutch_figure(persons_lower_en) as persons_lower_nl, dutch_figure(persons_upper_en) as persons_upper_nl,
    dutch_figure(share_en) as share_nl, dutch_figure(share_of_people_en) as share_of_people_nl,
    dutch_figure(change_en) as change_nl, dutch_figure(change_lower_en) as change_lower_nl,
    dutch_figure(change_upper_en) as change_upper_nl
  from written
)
select
  w.area_code, w.place::integer as place, w.finding, w.found_in, w.area_level, w.area_vintage, w.area_level as area_name,
  w.domain, w.domains, w.indicator_id, w.goal_id, w.period, w.age_group, w.value, w.lower_95, w.upper_95, w.unit,
  w.benchmark_code, w.benchmark_value, w.since, w.verdict, w.n::integer as n, w.n_of::integer as n_of,
  w.estimates::integer as n_estimated, w.persons, w.persons_lower,
  w.persons_upper, w.share, w.share_of_people, w.change, w.change_lower, w.change_upper, w.reliability, w.value_kind, w.reason,
  w.size, w.certainty, w.score, w.finding as statement_nl, w.finding as statement_en,
  w.own_name, w.domains_worse, w.domains_judged, w.polarity, w.direction, w.status_reason, w.first_likely_year, w.population_name,
  w.goal_nl,  w.goal_en, w.age_before, case when w.people is null then w.indicator_nl end as name_instead_nl,
  case when w.people is null then w.indicator_en end as name_instead_en, w.people.nl as people_nl, w.people.en as people_en,
  upper(left(w.domain, 1)) || substr(w.domain, 2) as theme_nl, w.domain_en as theme_en,
  replace(w.domains, '|', ', ') as domains_nl, w.domains_en,
  coalesce(replace(w.statement.nl, '{value}', w.value_nl), concat_ws(' ', '‘' || w.indicator_nl || '’', w.value_nl)) as fact_nl,
  coalesce(replace(w.statement.en, '{value}', w.value_en), concat_ws(' ', '‘' || w.indicator_en || '’', w.value_en)) as fact_en,
  w.lower_nl, w.lower_en, w.upper_nl, w.upper_en, w.benchmark_nl, w.benchmark_en, w.country_before_nl,
  w.country_before_en, w.country_nl, w.country_en, w.persons_nl,
  w.persons_en, w.persons_lower_nl, w.persons_lower_en, w.persons_upper_nl, w.persons_upper_en, w.share_nl, w.share_en,
  w.share_of_people_nl, w.share_of_people_en, w.change_nl, w.change_en, w.change_lower_nl, w.change_lower_en, w.change_upper_nl,
  w.change_upper_en, s.notice
from translated as w
cross join input.setting as s
order by w.area_code, w.place
