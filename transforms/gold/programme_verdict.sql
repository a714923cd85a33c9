/* ---
title:
  nl: Voorstel per programma (doorgaan, bijsturen of stoppen) met de gronden, naast het laatste besluit
  en: Proposal per programme (continue, adjust or stop) with its grounds, beside the last decision
key: [programme_id]
place: 250
columns:
  programme_id: programme_rule.programme_id
  as_of: programme_rule.as_of
  proposal:
    nl: "Voorstel uit de regels: stop (stoppen), adjust (bijsturen), cannot_tell (eerst meten), continue (doorgaan) of
      too_early (te vroeg)"
    en: "What the rules propose: stop, adjust, cannot_tell, continue or too_early"
    codes:
      stop: [stoppen, stop]
      adjust: [bijsturen, adjust]
      cannot_tell: [eerst meten, measure first]
      continue: [doorgaan, continue]
      too_early: [nog te vroeg, too early]
  proposal_reason:
    nl: Reden van het voorstel
    en: Reason of the proposal, in Dutch
    sentences:
      stop: Een regel waarbij is afgesproken te stoppen, is niet gehaald.
      fails: Een of meer regels zijn niet gehaald.
      holds_partly: Een of meer regels zijn niet overal gehaald.
      no_rules: Er zijn geen regels afgesproken.
      rest_not_judged: Wat te toetsen was, is gehaald; van de rest ontbreken gegevens.
      not_judged: Er ontbreken gegevens om de regels te toetsen. Dat is geen grond om te stoppen.
      continue: Alle regels waarvan de toetsdatum voorbij is, zijn gehaald.
      too_early: De eerste toetsdatum is nog niet bereikt.
  rules: {nl: Aantal regels, en: Number of rules}
  rules_due: {nl: Daarvan met een toetsdatum die is bereikt, en: "Of these, due"}
  rules_hold: {nl: Gehaald, en: That hold}
  rules_partly: {nl: Niet overal gehaald, en: That hold in some areas only}
  rules_fail: {nl: Niet gehaald, en: That fail}
  rules_not_judged: {nl: Niet te toetsen, en: That cannot be judged}
  holding: {nl: "Gehaalde regels, gescheiden door |", en: "Rules that hold, separated by |"}
  failing: {nl: "Niet (overal) gehaalde regels, gescheiden door |", en: "Rules that fail, separated by |"}
  not_judged: {nl: "Niet te toetsen regels, gescheiden door |", en: "Rules not judged, separated by |"}
  missing: {nl: Wat ontbreekt, en: "What is missing, in Dutch"}
  next_due: {nl: Eerstvolgende toetsdatum, en: Next day on which a rule is due}
  last_verdict:
    nl: "Laatste besluit van mensen: continue, adjust of stop"
    en: Last decision by people
    codes: programme_verdict.proposal
  last_verdict_on: {nl: Dag van dat besluit, en: Day of that decision}
  last_verdict_by: {nl: Wie besloot, en: Who decided}
  last_verdict_reason: {nl: Reden van dat besluit, en: "Reason of that decision, in Dutch"}
  verdicts: {nl: Aantal besluiten tot nu toe, en: Decisions so far}
--- */
-- What the go/no-go rules propose for each programme, with the grounds and what is missing, beside the last decision that people
-- took. People decide; without data nothing is ever stopped.
with
rule_count as (
  select
    programme_id,
    count(*) as rules,
    count(*) filter (where is_due) as rules_due,
    count(*) filter (where result = 'holds') as rules_hold,
    count(*) filter (where result = 'holds_partly') as rules_partly,
    count(*) filter (where result = 'fails') as rules_fail,
    count(*) filter (where result in ('no_data', 'cannot_tell')) as rules_not_judged,
    count(*) filter (where result = 'fails' and proposes = 'stop') as grounds_to_stop,
    string_agg(rule_text, '|' order by kpi_id, rule_no) filter (where result = 'holds') as holding,
    string_agg(rule_text, '|' order by kpi_id, rule_no) filter (where result in ('fails', 'holds_partly')) as failing,
    string_agg(rule_text, '|' order by kpi_id, rule_no) filter (where result in ('no_data', 'cannot_tell')) as not_judged,
    string_agg(distinct lacking, ' ' order by lacking) as missing,
    min(due) filter (where not is_due) as next_due
  from gold.programme_rule
  group by programme_id
),
last_verdict as (
  select *, count(*) over (partition by programme_id) as verdicts
  from input.programme_verdict
  qualify row_number() over (partition by programme_id order by verdict_on desc) = 1
),
proposed as (
  select
    p.programme_id, d.as_of, c.* exclude (programme_id), l.verdict_on, l.verdict, l.verdict_by, l.verdict_reason, l.verdicts,
    case
      when c.grounds_to_stop > 0 then 'stop'
      when c.rules_fail + c.rules_partly > 0 then 'adjust'
      when c.rules is null or c.rules_not_judged > 0 then 'cannot_tell'
      when c.rules_due > 0 then 'continue'
      else 'too_early'
    end as proposal
  from input.programme as p
  cross join analysis.as_of as d
  left join rule_count as c on c.programme_id = p.programme_id
  left join last_verdict as l on l.programme_id = p.programme_id
)
select
  p.programme_id, p.as_of, p.proposal,
  case p.proposal
    when 'adjust' then if(p.rules_fail > 0, 'fails', 'holds_partly')
    when 'cannot_tell' then case
      when p.rules is null then 'no_rules'
      when p.rules_hold > 0 then 'rest_not_judged'
      else 'not_judged'
    end
    else p.proposal
  end as proposal_reason,
  coalesce(p.rules, 0)::integer as rules,
  coalesce(p.rules_due, 0)::integer as rules_due,
  coalesce(p.rules_hold, 0)::integer as rules_hold,
  coalesce(p.rules_partly, 0)::integer as rules_partly,
  coalesce(p.rules_fail, 0)::integer as rules_fail,
  coalesce(p.rules_not_judged, 0)::integer as rules_not_judged,
  p.holding, p.failing, p.not_judged, p.missing, p.next_due,
  p.verdict as last_verdict,
  p.verdict_on as last_verdict_on,
  p.verdict_by as last_verdict_by,
  p.verdict_reason as last_verdict_reason,
  coalesce(p.verdicts, 0)::integer as verdicts,
  s.notice
from proposed as p
cross join input.setting as s
order by p.programme_id
