import type { Warehouse } from '../../transforms/warehouse.ts';

/** A programme with what its rules propose and what people decided last; dates as text. */
export interface ProgrammeRow {
  programme_id: string;
  name_nl: string;
  name_en: string;
  status: string;
  status_note: string | null;
  programme_line: string;
  pillar: string;
  owner: string;
  target_group: string;
  period_from: string;
  period_until: string | null;
  evidence_level: string;
  control_group: string | null;
  as_of: string | null;
  proposal: string;
  proposal_reason: string;
  missing: string | null;
  next_due: string | null;
  last_verdict: string | null;
  last_verdict_on: string | null;
  last_verdict_by: string | null;
  last_verdict_reason: string | null;
}

/** The newest figure of a KPI in one area. */
export interface KpiRow {
  programme_id: string;
  kpi_id: string;
  name_nl: string;
  stage: string;
  area_name: string;
  period: string;
  value: number | null;
  lower_95: number | null;
  upper_95: number | null;
  unit: string;
  direction: string;
  target: number;
  target_by: string;
  status: string;
  status_reason: string;
}

export interface RuleRow {
  programme_id: string;
  rule_text: string;
  due: string;
  result: string;
  explanation: string;
  lacking: string | null;
  failing_names: string | null;
  answered_on: string | null;
  answered_by: string | null;
  answer_note: string | null;
}

export interface OutcomeRow {
  programme_id: string;
  outcome_nl: string;
  explanation: string;
}

/** A buurt on which problems pile up, with the domains on which nothing runs. */
export interface GapRow {
  area_name: string;
  gemeente: string;
  population: number | null;
  themes_worse: number;
  without: string;
  estimated: boolean;
}

export interface ProgrammeFacts {
  programme: ProgrammeRow;
  areas: string[];
  kpis: KpiRow[];
  rules: RuleRow[];
  outcomes: OutcomeRow[];
}

/** The newest name of each area; those of wijken bear a number that says nothing to readers. */
const NAMED = `(
  select area_code as code, regexp_replace(max_by(name, area_vintage), '^Wijk [0-9]+ ', '') as name
  from gold.area group by area_code
)`;

/** Everything that the overview shows of each programme, in the order of the tables. */
export async function readProgrammes(warehouse: Warehouse): Promise<ProgrammeFacts[]> {
  const programmes = await warehouse.all<ProgrammeRow & { area_names: string }>(PROGRAMMES);
  const kpis = await warehouse.all<KpiRow>(KPIS);
  const rules = await warehouse.all<RuleRow>(RULES);
  const outcomes = await warehouse.all<OutcomeRow>(OUTCOMES);
  return programmes.map(({ area_names, ...programme }) => {
    const isOwn = (one: { programme_id: string }) => one.programme_id === programme.programme_id;
    return {
      programme,
      areas: area_names.split('|'),
      kpis: kpis.filter(isOwn),
      rules: rules.filter(isOwn),
      outcomes: outcomes.filter(isOwn),
    };
  });
}

const PROGRAMMES = `
  select
    p.programme_id, p.name_nl, p.name_en, p.status, p.status_note, p.programme_line, p.pillar, p.owner, p.target_group,
    p.period_from::varchar as period_from, p.period_until::varchar as period_until, p.evidence_level, p.control_group,
    v.as_of::varchar as as_of, v.proposal, v.proposal_reason, v.missing, v.next_due::varchar as next_due,
    v.last_verdict, v.last_verdict_on::varchar as last_verdict_on, v.last_verdict_by, v.last_verdict_reason,
    (
      select string_agg(coalesce(n.name, i.area_name, i.area_code), '|' order by n.name, i.area_code)
      from gold.intervention as i left join ${NAMED} as n on n.code = i.area_code
      where i.programme_id = p.programme_id
    ) as area_names
  from gold.programme as p
  join gold.programme_verdict as v on v.programme_id = p.programme_id
  order by p.programme_id`;

const KPIS = `
  select
    k.programme_id, k.kpi_id, k.name_nl, k.stage, coalesce(n.name, k.area_code) as area_name, k.period, k.value, k.lower_95,
    k.upper_95, k.unit, k.direction, k.target, k.target_by::varchar as target_by, k.status, k.status_reason
  from gold.programme_kpi as k
  left join ${NAMED} as n on n.code = k.area_code
  where k.is_latest
  order by k.programme_id, k.kpi_no, area_name, k.area_code`;

const RULES = `
  select
    r.programme_id, r.rule_text, r.due::varchar as due, r.result, r.explanation, r.lacking,
    (
      select string_agg(coalesce(n.name, f.code), '|' order by f.code)
      from (select unnest(string_split(r.failing_areas, '|')) as code) as f
      left join ${NAMED} as n on n.code = f.code
    ) as failing_names,
    r.answered_on::varchar as answered_on, r.answered_by, r.answer_note
  from gold.programme_rule as r
  order by r.programme_id, r.due, r.kpi_id, r.rule_no`;

const OUTCOMES = `
  select o.programme_id, i.name_nl as outcome_nl, o.explanation
  from gold.kpi_outcome as o
  join gold.indicator as i on i.indicator_id = o.outcome_id
  order by o.programme_id, o.kpi_id, o.outcome_id`;

/** Two significantly worse domains or more is called piling up here; those on which nothing runs are named. */
export const readGaps = (warehouse: Warehouse): Promise<GapRow[]> =>
  warehouse.all<GapRow>(`
    select
      g.area_name, n.name as gemeente, any_value(g.population)::integer as population, any_value(g.themes_worse) as themes_worse,
      string_agg(g.domain, '|' order by g.domain) as without,
      coalesce(bool_or(g.caution is not null), false) as estimated
    from gold.intervention_gap as g
    left join ${NAMED} as n on n.code = g.gemeente_code
    where g.area_level = 'buurt' and g.themes_worse >= 2 and not g.has_intervention and g.basis in ('significant', 'both')
    group by g.area_code, g.area_name, n.name
    order by themes_worse desc, count(*) desc, n.name, g.area_name, g.area_code`);
