import type { Row } from '../../../transforms/warehouse.ts';

/** Rows of published tables, by name. */
export type Gold = Record<string, Row[]>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** The rows of a table that hold these values. */
const rowsWith = (gold: Gold, table: string, wanted: Record<string, unknown>): Row[] =>
  (gold[table] ?? []).filter(row =>
    Object.entries(wanted).every(([name, value]) => text(row[name]) === text(value)),
  );

const own = (row: Row, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(names.map(name => [name, row[name]]));

const NOT_A_GOAL_VERDICT = [
  'not_comparable',
  'no_gap_at_baseline',
  'baseline',
  'before_programme',
  'cannot_tell',
];

/** The rows of `comparison` with the country that count where indicators are counted. */
function counting(row: Row, gold: Gold): Row[] {
  return rowsWith(gold, 'comparison', {
    ...own(row, 'area_code'),
    benchmark_code: 'NL',
    is_main: true,
  }).filter(one => {
    const [about] = rowsWith(gold, 'indicator', own(one, 'indicator_id'));
    const speaks = text(about?.['voice_levels']).split('|').includes(text(one['area_level']));
    return speaks && about?.['polarity'] !== 'neutral';
  });
}

/** Whether the interval of a row lies on the side of the benchmark that its verdict says. */
function isOutside(row: Row, verdict: unknown): boolean {
  const isHigh = (verdict === 'worse') === (row['polarity'] === 'lower_better');
  const benchmark = Number(row['benchmark_value']);
  return isHigh ? Number(row['lower_95']) > benchmark : Number(row['upper_95']) < benchmark;
}

/** What is said of a figure against the country: judged by its interval, reliable, of the kind it says, once per construct. */
function faultsOfFigure(row: Row, gold: Gold): string[] {
  const key = own(row, 'area_code', 'indicator_id', 'period', 'age_group', 'benchmark_code');
  const [found, ...others] = rowsWith(gold, 'comparison', { ...key, is_main: true });
  if (!found || others.length > 0) return ['no comparison'];
  const isOfDomain = (one: Row) =>
    rowsWith(gold, 'indicator', own(one, 'indicator_id'))[0]?.['domain'] === row['domain'];
  const judged = counting(row, gold).filter(one => one['outcome'] !== 'not_compared' && isOfDomain(one));
  return [
    ...(found['outcome'] === row['verdict'] ? [] : ['another outcome']),
    ...(found['reason'] === null ? [] : ['refused']),
    ...(isOutside(found, row['verdict']) ? [] : ['within the interval']),
    ...(found['reliability'] !== 'D' && found['reliability'] === row['reliability'] ? [] : ['unreliable']),
    ...(text(found['value']) === text(row['value']) ? [] : ['another value']),
    ...(judged.includes(found) ? [] : ['not the voice of its construct']),
    ...(found['is_small_difference'] === true ? ['small'] : []),
    ...faultsOfModel(row, found),
    ...(row['finding'] !== 'domain' && row['finding'] !== 'figure' ? [] : faultsOfCount(row, judged)),
  ];
}

/** A model is called one; nothing else is. */
const faultsOfModel = (row: Row, found: Row): string[] =>
  (found['value_kind'] === 'model_estimate') === /schatting/.test(text(row['statement_nl']))
    ? []
    : ['estimate not named'];

function faultsOfCount(row: Row, judged: Row[]): string[] {
  const alike = judged.filter(one => one['outcome'] === row['verdict']);
  const same = alike.length;
  const estimated = alike.filter(one => one['value_kind'] === 'model_estimate').length;
  const isCounted =
    row['n'] === same && row['n_of'] === judged.length && Number(row['n_estimated'] ?? 0) === estimated;
  const isTheme = same >= judged.length / 2 && judged.length > 1;
  return [
    ...(isCounted ? [] : ['miscounted']),
    ...(row['finding'] === 'domain' && !isTheme ? ['no theme'] : []),
  ];
}

function faultsOfDomains(row: Row, holds: (domain: string) => boolean): string[] {
  const domains = text(row['domains']).split('|');
  return domains.filter(domain => !holds(domain)).map(domain => `not said of ${domain}`);
}

const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

function faultsOfCumulation(row: Row, gold: Gold): string[] {
  const [found] = rowsWith(gold, 'cumulation', own(row, 'area_code'));
  return [
    ...unless(found?.['share_reason'] === null && found['country_share'] === row['share'], 'share refused'),
    ...unless(found?.['worse'] === row['n'] && found?.['judged'] === row['n_of'], 'miscounted'),
    ...unless(Number(found?.['domains_worse']) > 1, 'one domain'),
    ...unless((found?.['count_reason'] === null) === (row['finding'] === 'piles_up'), 'count refused'),
  ];
}

function faultsOfUnsaid(row: Row, gold: Gold): string[] {
  const all = rowsWith(gold, 'comparison', { ...own(row, 'area_code'), benchmark_code: 'NL', is_main: true });
  const judged = counting(row, gold).filter(one => one['outcome'] !== 'not_compared');
  const different = judged.filter(one => one['outcome'] !== 'similar');
  switch (row['finding']) {
    case 'no_figures':
      return unless(judged.length === 0, 'there are figures');
    case 'nothing_judged':
      return unless(judged.length === 0 && all.some(one => one['value'] !== null), 'something is judged');
    case 'little_judged':
      return unless(judged.length > 0 && row['n'] === Number(row['n_of']) - judged.length, 'miscounted');
    case 'no_difference':
      return unless(different.length === 0 && row['n'] === judged.length, 'there is a difference');
    default:
      return unless(different.length > 0, 'no difference at all');
  }
}

function faultsOfSpots(row: Row, gold: Gold): string[] {
  const area = text(row['area_code']);
  const within = rowsWith(gold, 'hot_spot', own(row, 'indicator_id')).filter(
    one => one['p'] !== null && text(one['area_code']).startsWith(`BU${area.slice(2)}`),
  );
  const found = within.filter(one => one['spot'] === 'unfavourable_cluster');
  return unless(row['finding'] === 'hot_spot' ? found.length === 1 : found.length === row['n'], 'no cluster');
}

const CHECKS: Record<string, (row: Row, gold: Gold) => string[]> = {
  domain: faultsOfFigure,
  figure: faultsOfFigure,
  excess: (row, gold) => [
    ...faultsOfFigure(row, gold),
    ...unless(
      rowsWith(gold, 'excess_persons', own(row, 'area_code', 'indicator_id', 'benchmark_code')).some(
        one =>
          one['reason'] === null &&
          one['interval_reason'] === null &&
          one['outcome'] === 'worse' &&
          Number(one['excess_lower']) > 0 &&
          one['excess'] === row['persons'],
      ),
      'no number of people',
    ),
  ],
  piles_up: faultsOfCumulation,
  piles_up_in_part: faultsOfCumulation,
  region_wide: faultsOfBreadth,
  gemeente_wide: faultsOfBreadth,
  nothing_runs: (row, gold) =>
    faultsOfDomains(row, domain =>
      rowsWith(gold, 'intervention_gap', { ...own(row, 'area_code'), domain, has_intervention: false }).some(
        one => one['basis'] !== 'far_from_mean' && one['in_part'] === null,
      ),
    ),
  trend: (row, gold) =>
    unless(
      rowsWith(gold, 'trend', {
        ...own(row, 'area_code', 'indicator_id', 'age_group'),
        judgement: row['verdict'],
      }).length === 1,
      'no trend',
    ),
  since_previous: (row, gold) =>
    rowsWith(
      gold,
      'comparison',
      own(row, 'area_code', 'indicator_id', 'period', 'age_group', 'benchmark_code'),
    )
      .map(one =>
        one['outcome'] === row['verdict'] &&
        one['reason'] === null &&
        one['reliability'] !== 'D' &&
        one['value_kind'] !== 'model_estimate' &&
        one['benchmark_code'] === 'VORIGE'
          ? ''
          : 'refused',
      )
      .filter(Boolean),
  goal: (row, gold) => faultsOfGoal(row, gold, false),
  goal_cannot_tell: (row, gold) => faultsOfGoal(row, gold, true),
  goal_share: (row, gold) =>
    unless(
      rowsWith(gold, 'goal_part', own(row, 'area_code', 'indicator_id', 'goal_id', 'period')).some(
        one => one['reason'] === null && one['share_of_gap'] === row['share'],
      ) &&
        rowsWith(gold, 'goal_progress', own(row, 'indicator_id', 'goal_id', 'period')).every(
          one => Number(one['gap_lower']) > 0,
        ),
      'no proven gap',
    ),
  hot_spot: faultsOfSpots,
  hot_spots: faultsOfSpots,
};

function faultsOfBreadth(row: Row, gold: Gold): string[] {
  return faultsOfDomains(
    row,
    domain =>
      rowsWith(gold, 'domain_breadth', {
        ...own(row, 'area_code'),
        subject_kind: 'domain',
        subject_id: domain,
        scope: row['finding'],
      }).length === 1,
  );
}

function faultsOfGoal(row: Row, gold: Gold, isRefused: boolean): string[] {
  const found = rowsWith(gold, 'goal_progress', {
    ...own(row, 'goal_id', 'indicator_id', 'period'),
    population_code: row['area_code'],
    status: row['verdict'],
  });
  return [
    ...unless(found.length === 1, 'no such status'),
    ...unless(NOT_A_GOAL_VERDICT.includes(text(row['verdict'])) === isRefused, 'not a verdict'),
    ...unless(
      found.every(one => one['value_kind'] !== 'model_estimate'),
      'a model',
    ),
  ];
}

/** Why a finding is not what the tables say; nothing when it is. Each kind is looked up in the table it rests on. */
export const supports = (row: Row, gold: Gold): string[] => [
  ...(CHECKS[text(row['finding'])] ?? faultsOfUnsaid)(row, gold),
  ...unless(text(row['statement_nl']).length > 0 && text(row['statement_en']).length > 0, 'no sentence'),
];
