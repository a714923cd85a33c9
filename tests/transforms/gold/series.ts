import type { Row } from '../../../transforms/warehouse.ts';
import { cases } from '../../support/cases.ts';
import type { Figure, Given, GivenEdition } from '../../support/warehouse.ts';

/** Buurten of the hand-made splits and merges; all lie in GM0001. */
export const [A, B, C] = ['BU00010000', 'BU00010001', 'BU00010002'] as const;

/** Numbers from-to of one postcode, as addresses. */
export const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `6411AA ${from + n}`);

/** A of 2020 goes for 6 of its 10 addresses to B and for 4 to C. */
export const SPLIT: NonNullable<Given['addresses']> = [
  { vintage: 2020, of: { [A]: numbers(1, 10) } },
  { vintage: 2024, of: { [B]: numbers(1, 6), [C]: numbers(7, 10) } },
];

/** A and B of 2020 together are C. */
export const MERGE: NonNullable<Given['addresses']> = [
  { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(11, 20) } },
  { vintage: 2024, of: { [C]: numbers(1, 20) } },
];

/** The year 2024, with the areas that there are then. */
export const now = (areas: readonly string[], flags: Record<string, string> = {}): GivenEdition => ({
  id: '2024',
  areas: Object.fromEntries(areas.map(code => [code, code])),
  flags,
});

/** Counts of one concept in 2020. */
export const counts = (concept: string, of: Figure['of']): Figure => ({ concept, unit: 'aantal', of });

export interface SeriesRow extends Row {
  area_code: string;
  value: number | null;
  missing_reason: string | null;
  harmonisation: string;
  harmonisation_note: string;
}

/** Looks at rows of gold.indicator_series by area and period; for one test file. */
export function seriesCases() {
  const caseOf = cases({ tables: ['indicator_series'] });
  return (given: Given, where = 'true'): (() => Promise<SeriesRow[]>) => {
    const { warehouse } = caseOf(given);
    return () =>
      warehouse.all(
        `select * from gold.indicator_series where ${where} order by indicator_id, area_code, period, sex, age_group`,
      );
  };
}
