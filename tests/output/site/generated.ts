import fc from 'fast-check';
import { wordsOf } from '../../../transforms/tables.ts';
import { figure } from './given.ts';

const codes = (column: string): fc.Arbitrary<string | null> =>
  fc.option(fc.constantFrom(...Object.keys(wordsOf(column))), { nil: null });

/** A figure as the tables could give it, and as they should not: every combination of codes. */
export const FIGURE = fc
  .record({
    value: fc.option(fc.double({ min: -100, max: 100, noNaN: true }), { nil: null }),
    missing_reason: codes('indicator_value.missing_reason'),
    outcome: codes('comparison.outcome'),
    outcome_reason: codes('comparison.reason'),
    register_difference: codes('comparison.outcome'),
    trend: codes('trend.trend'),
    judgement: codes('trend.judgement'),
    trend_reason: codes('trend.reason'),
  })
  .map(figure);
