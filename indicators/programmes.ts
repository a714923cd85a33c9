import type { Row, Warehouse } from '../transforms/warehouse.ts';
import { type Intervention, type Kpi, type Programme, periodEnd } from './programme.ts';

/** What can be said of a KPI in a period, in the order in which it is decided; see transforms/gold/programme_kpi.sql. */
export const KPI_STATUSES = ['no_data', 'reached', 'baseline', 'on_track', 'behind', 'cannot_tell'] as const;

/** What comes of a go/no-go rule, over its areas; see transforms/analysis/rule_result.sql. */
export const RULE_RESULTS = ['not_due', 'fails', 'holds', 'holds_partly', 'no_data', 'cannot_tell'] as const;

/** What is proposed for a programme, in the order in which it is decided; see transforms/gold/programme_verdict.sql. */
export const PROPOSALS = ['stop', 'adjust', 'cannot_tell', 'continue', 'too_early'] as const;

export const CLAIMS = ['none', 'association_only', 'effect_testable'] as const;

export interface Programmes {
  programmes: Programme[];
  /** Interventions that belong to no programme. */
  interventions: Intervention[];
}

/** Puts programmes, their KPIs, rules and verdicts, and all interventions into the input tables. */
export async function declareProgrammes(
  warehouse: Warehouse,
  { programmes, interventions }: Programmes,
): Promise<void> {
  const all = [...programmes, ...interventions];
  await warehouse.insert('input.intervention', all.map(interventionRow));
  await warehouse.insert('input.intervention_area', all.flatMap(areaRows));
  await warehouse.insert('input.intervention_domain', all.flatMap(domainRows));
  await warehouse.insert('input.programme', programmes.map(programmeRow));
  await warehouse.insert('input.kpi', programmes.flatMap(kpiRows));
  await warehouse.insert('input.kpi_area', programmes.flatMap(kpiAreaRows));
  await warehouse.insert('input.kpi_outcome', programmes.flatMap(outcomeRows));
  await warehouse.insert('input.programme_rule', programmes.flatMap(ruleRows));
  await warehouse.insert('input.programme_verdict', programmes.flatMap(verdictRows));
}

const interventionRow = (one: Intervention): Row => ({
  intervention_id: one.id,
  name_nl: one.name_nl,
  name_en: one.name_en,
  status: one.status,
  status_note: one.status_note ?? null,
  owner: one.owner,
  target_group: one.target_group,
  area_vintage: one.area_vintage,
  period_from: one.period.from,
  period_until: one.period.until ?? null,
  evidence_level: one.evidence,
});

const areaRows = ({ id, areas }: Intervention): Row[] =>
  areas.map(area_code => ({ intervention_id: id, area_code }));

const domainRows = ({ id, domains }: Intervention): Row[] =>
  domains.map(domain => ({ intervention_id: id, domain }));

const programmeRow = (programme: Programme): Row => ({
  programme_id: programme.id,
  programme_line: programme.line,
  pillar: programme.pillar,
  ses_theme: programme.ses_theme,
  control_group: programme.control_group ?? null,
});

const kpiRows = ({ id, kpis }: Programme): Row[] =>
  kpis.map((kpi, at) => ({
    programme_id: id,
    kpi_id: kpi.id,
    kpi_no: at + 1,
    name_nl: kpi.name_nl,
    name_en: kpi.name_en,
    stage: kpi.stage,
    indicator_id: kpi.indicator,
    age_group: kpi.age_group ?? null,
    direction: kpi.direction,
    target: kpi.target.value,
    target_by: kpi.target.by,
    baseline_period: kpi.baseline,
    baseline_end: periodEnd(kpi.baseline) ?? null,
  }));

const kpiAreaRows = ({ id, kpis, areas }: Programme): Row[] =>
  kpis.flatMap(kpi =>
    (kpi.areas ?? areas).map(area_code => ({ programme_id: id, kpi_id: kpi.id, area_code })),
  );

const outcomeRows = ({ id, kpis }: Programme): Row[] =>
  kpis.flatMap(kpi => kpi.outcomes.map(outcome_id => ({ programme_id: id, kpi_id: kpi.id, outcome_id })));

const ruleRows = ({ id, kpis }: Programme): Row[] =>
  kpis.flatMap(kpi => kpi.rules.map((rule, at) => ruleRow(id, kpi, { ...rule, rule_no: at + 1 })));

type NumberedRule = Kpi['rules'][number] & { rule_no: number };

const ruleRow = (programme_id: string, kpi: Kpi, rule: NumberedRule): Row => ({
  programme_id,
  kpi_id: kpi.id,
  rule_no: rule.rule_no,
  due: rule.by,
  threshold: rule.threshold ?? null,
  question: rule.question ?? null,
  answer_holds: rule.answer?.holds ?? null,
  answered_on: rule.answer?.date ?? null,
  answered_by: rule.answer?.by ?? null,
  answer_note: rule.answer?.note ?? null,
  otherwise: rule.otherwise,
});

const verdictRows = ({ id, verdicts }: Programme): Row[] =>
  verdicts.map(({ date, verdict, by, reason }) => ({
    programme_id: id,
    verdict_on: date,
    verdict,
    verdict_by: by,
    verdict_reason: reason,
  }));
