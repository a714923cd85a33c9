import { projectText } from '../../kernel/root.ts';
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
  partners: string | null;
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
  proposes_note: string | null;
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
  domains_worse: number;
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

/** Everything that the overview shows of each programme, in the order of the tables. */
export async function readProgrammes(warehouse: Warehouse): Promise<ProgrammeFacts[]> {
  const programmes = await rowsOf<ProgrammeRow & { area_names: string }>(warehouse, 'programmes');
  const kpis = await rowsOf<KpiRow>(warehouse, 'kpis');
  const rules = await rowsOf<RuleRow>(warehouse, 'rules');
  const outcomes = await rowsOf<OutcomeRow>(warehouse, 'outcomes');
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

/** The buurten on which problems pile up, and nothing runs on at least one of them. */
export const readGaps = (warehouse: Warehouse): Promise<GapRow[]> => rowsOf(warehouse, 'gaps');

const rowsOf = <T>(warehouse: Warehouse, name: string): Promise<T[]> =>
  warehouse.all<T>(projectText(`output/site/facts/${name}.sql`));
