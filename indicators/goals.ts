import type { Row, Warehouse } from '../transforms/warehouse.ts';
import type { Goal } from './declaration.ts';

/** What can be said of a goal in a period, in the order in which it is decided; see transforms/gold/goal_progress.sql. */
export const GOAL_STATUSES = [
  'not_comparable',
  'no_gap_at_baseline',
  'baseline',
  'reversed',
  'target_met_confirmed',
  'target_met',
  'on_track',
  'behind',
  'met',
  'not_met',
  'cannot_tell',
] as const;

/** Puts the goals of this region into the input tables. */
export async function declareGoals(warehouse: Warehouse, goals: Goal[]): Promise<void> {
  await warehouse.insert('input.goal', goals.map(goalRow));
  await warehouse.insert('input.goal_indicator', goals.flatMap(indicatorRows));
  await warehouse.insert('input.printed_figure', goals.flatMap(printedRows));
}

const goalRow = ({ benchmark, ...goal }: Goal): Row => ({
  goal_id: goal.id,
  name_nl: goal.name_nl,
  name_en: goal.name_en,
  goal: goal.goal,
  population_code: goal.population,
  benchmark_code: 'area' in benchmark ? benchmark.area : benchmark.rest_of,
  is_rest: 'rest_of' in benchmark,
  rule: goal.rule,
  close_share: goal.share ?? null,
  deadline: goal.deadline ?? null,
});

const indicatorRows = ({ id, indicators, baseline, baselines }: Goal): Row[] =>
  indicators.map(indicator_id => ({
    goal_id: id,
    indicator_id,
    baseline_period: baselines[indicator_id] ?? baseline ?? null,
  }));

const printedRows = ({ id, printed }: Goal): Row[] =>
  printed.map(({ indicator, area, period, value, source, difference }) => ({
    goal_id: id,
    indicator_id: indicator,
    area_code: area,
    period,
    value,
    printed_in: source,
    difference_reason: difference,
  }));
