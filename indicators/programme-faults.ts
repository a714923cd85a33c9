/** A part of a programme that does not fit the others, and what to do. */
export interface Fault {
  message: string;
  path: PropertyKey[];
  hint: string;
}

/** The parts of an intervention that must fit together. */
interface Described {
  status: string;
  status_note?: string | undefined;
  areas: string[];
  period: { from: string; until?: string | undefined };
  domains: string[];
}

interface Rule {
  threshold?: number | undefined;
  question?: string | undefined;
  answer?: unknown;
}

interface Kpi {
  id: string;
  stage: string;
  indicator: string;
  areas?: string[] | undefined;
  outcomes: string[];
  rules: Rule[];
}

interface Programme extends Described {
  kpis: Kpi[];
  verdicts: { date: string }[];
}

/** What does not fit together within one intervention: status, areas, domains and period. */
export function faultsOfIntervention({ status, status_note, areas, period, domains }: Described): Fault[] {
  const faults = [
    ...doubled(areas, 'area', at => ['areas', at]),
    ...doubled(domains, 'domain', at => ['domains', at]),
  ];
  if (status === 'draft' && !status_note)
    faults.push({
      message: "status 'draft' needs a status_note that says why",
      path: ['status'],
      hint: 'Add `status_note`: what is an example, or not yet adopted.',
    });
  if (period.until && period.until < period.from)
    faults.push({
      message: `it ends on ${period.until}, before it begins`,
      path: ['period', 'until'],
      hint: 'Let `until` be later than `from`.',
    });
  return faults;
}

/** What does not fit together within one programme, its KPIs and rules included. */
export function faultsOfProgramme(programme: Programme): Fault[] {
  const { kpis, verdicts } = programme;
  const dates = verdicts.map(({ date }) => date);
  return [
    ...faultsOfIntervention(programme),
    ...doubled(
      kpis.map(kpi => kpi.id),
      'KPI',
      at => ['kpis', at, 'id'],
    ),
    ...doubled(dates, 'verdict', at => ['verdicts', at, 'date']),
    ...faultsOfChain(kpis),
    ...kpis.flatMap((kpi, at) => faultsOfKpi(kpi, ['kpis', at])),
  ];
}

function doubled(given: string[], what: string, pathOf: (at: number) => PropertyKey[]): Fault[] {
  return given.flatMap((one, at) =>
    given.indexOf(one) === at
      ? []
      : [
          {
            message: `${what} '${one}' stands here for the second time`,
            path: pathOf(at),
            hint: `Give each ${what} once.`,
          },
        ],
  );
}

function faultsOfChain(kpis: Kpi[]): Fault[] {
  if (kpis.some(kpi => kpi.stage === 'output')) return [];
  return [
    {
      message: 'the chain of KPIs has no output',
      path: ['kpis'],
      hint: 'Begin with a KPI of `stage: output`: whom the programme reaches. Without it, no result can be ascribed.',
    },
  ];
}

function faultsOfKpi(kpi: Kpi, path: PropertyKey[]): Fault[] {
  const own = kpi.outcomes.indexOf(kpi.indicator);
  return [
    ...doubled(kpi.areas ?? [], 'area', at => [...path, 'areas', at]),
    ...doubled(kpi.outcomes, 'outcome', at => [...path, 'outcomes', at]),
    ...(own < 0
      ? []
      : [
          {
            message: `'${kpi.indicator}' measures the KPI itself and is no outcome of it`,
            path: [...path, 'outcomes', own],
            hint: 'Name indicators that the KPI should move in the end.',
          },
        ]),
    ...kpi.rules.flatMap((rule, at) => faultsOfRule(rule, [...path, 'rules', at])),
  ];
}

function faultsOfRule({ threshold, question, answer }: Rule, path: PropertyKey[]): Fault[] {
  if ((threshold === undefined) === (question === undefined))
    return [
      {
        message: 'a rule is either a threshold or a question',
        path,
        hint: 'Write `threshold: 60` or `question: …`, and the date as `by: 2026-07-01`.',
      },
    ];
  if (answer && question === undefined)
    return [
      {
        message: 'only a question takes an answer',
        path: [...path, 'answer'],
        hint: 'A threshold is answered by the figures: remove `answer`.',
      },
    ];
  return [];
}
