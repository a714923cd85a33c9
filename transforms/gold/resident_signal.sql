/* ---
title:
  nl: Wat bewoners antwoordden in wijkpeilingen van partners, naast de cijfers
  en: What residents answered in surveys of partners, beside the figures
key: [source_id, area_code, area_vintage, period, question, answer]
place: 290
columns:
  source_id: {nl: Peiling, en: Survey}
  area_code: area.area_code
  area_level: {nl: Gebiedsniveau, en: Area level, codes: area.area_level}
  area_vintage: {nl: Jaar van de gebiedsindeling, en: Year of the area classification}
  period: period.period
  question: {nl: Vraag, en: "Question, in Dutch"}
  answer: {nl: Antwoord, en: "Answer, in Dutch"}
  respondents: {nl: Aantal mensen dat antwoordde, en: Number of people who answered}
  share: {nl: Deel dat dit antwoord gaf (%), en: Share that gave this answer (%)}
  lower_95: {nl: Ondergrens van het 95%-interval (Wilson), en: Lower 95% limit (Wilson)}
  upper_95: {nl: Bovengrens van het 95%-interval (Wilson), en: Upper 95% limit (Wilson)}
  missing_reason:
    nl: "Waarom er geen waarde is: suppressed betekent te weinig antwoorden, of te weinig mensen die dit wel of niet antwoordden"
    en: "Why there is no value: suppressed means too few answers, or too few who gave this one or did not"
    codes: indicator_value.missing_reason
  citation: source.citation
--- */
-- What residents answered in surveys of partners: shares with their interval, and nothing where too few answered, or too few gave
-- an answer or did not.
with
answer as (
  select
    e.source_id, s.area_code, p.area_level, e.area_vintage, s.period, s.question, s.answer, s.n, s.share, e.citation,
    d.min_n, d.min_count, d.shows_extremes, round(s.n * s.share / 100) as gave, s.n - gave as did_not
  from restricted.signal as s
  join restricted.delivery as d using (edition_no)
  join input.edition as e using (edition_no)
  join input.area_prefix as p on p.prefix = left(s.area_code, 2)
  where d.access = 'public'
),
judged as (
  select
    *,
    n < min_n or gave between 1 and min_count - 1 or did_not between 1 and min_count - 1
    or not shows_extremes and (gave = 0 or did_not = 0) as is_unsafe
  from answer
),
-- All answers to a question come to everybody: the hidden ones together must not be few either.
asked as (
  select
    * exclude (is_unsafe),
    not (is_unsafe or coalesce(sum(gave) over smaller, 0) < min_count and bool_or(is_unsafe) over question) as is_shown
  from judged
  window
    question as (partition by source_id, area_code, period, question),
    smaller as (
      partition by source_id, area_code, period, question order by is_unsafe desc, gave, answer
      rows between unbounded preceding and 1 preceding
    )
)
select
  a.source_id, a.area_code, a.area_level, a.area_vintage, a.period, a.question, a.answer,
  case when a.is_shown then a.n::integer end as respondents,
  case when a.is_shown then a.share end as share,
  case when a.is_shown then ten_places(wilson_lower(a.n * a.share / 100, a.n, z_of_level(0.95)) * 100) end as lower_95,
  case when a.is_shown then ten_places(wilson_upper(a.n * a.share / 100, a.n, z_of_level(0.95)) * 100) end as upper_95,
  case when not a.is_shown then 'suppressed' end as missing_reason,
  a.citation,
  n.notice
from asked as a
cross join input.setting as n
order by a.source_id, a.area_code, a.period, a.question, a.answer
