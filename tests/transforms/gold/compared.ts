import type { Row } from '../../../transforms/warehouse.ts';
import { cases } from '../../support/cases.ts';
import type { Cell, Given, GivenEdition, indicator } from '../../support/warehouse.ts';

export type Declared = Parameters<typeof indicator>[0];

export const GROUP = {
  area_groups: [
    { code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002', 'GM0003'] }] },
    { code: 'RG-Y', name_nl: 'Y', name_en: 'Y', members: [{ areas: ['GM0001'] }] },
  ],
  benchmarks: [
    { code: 'NL', name_nl: 'Nederland', name_en: 'The Netherlands', area: 'NL' },
    { code: 'REST', name_nl: 'rest', name_en: 'rest', area: 'NL', without: 'GM0001' },
    { code: 'X', name_nl: 'X', name_en: 'X', area: 'RG-X' },
    { code: 'GEMEENTE', name_nl: 'eigen gemeente', name_en: 'own', own: 'gemeente' as const },
    { code: 'VORIGE', name_nl: 'vorige', name_en: 'before', own: 'previous' as const },
  ],
};

export const HEALTH: Declared = {
  id: 'gezond',
  value: 'gezond',
  value_kind: 'survey',
  polarity: 'higher_better',
  weight: { concept: 'inwoners' },
};

/** One edition a year on one vintage, so that series hold all of it. */
export const measured = (
  year: string,
  of: Record<string, Cell>,
  more: Partial<GivenEdition> = {},
): GivenEdition => ({
  id: year,
  vintage: 2024,
  margins: true,
  figures: [{ concept: 'gezond', of }],
  ...more,
});

export const INHABITANTS: GivenEdition = {
  source: 'kwb',
  id: '2024',
  figures: [
    {
      concept: 'inwoners',
      of: { GM0001: 200, GM0002: 300, GM0003: 500, NL: 1000, BU00010101: 50, WK000101: 200 },
    },
  ],
};

type Comparisons = (given: Partial<Given>, alone?: 'alone') => () => Promise<Row[]>;

/** Looks at the rows of gold.comparison of a case; the cases of a test file share worlds of their own. */
export function comparisonCases(): Comparisons {
  const caseOf = cases({ tables: ['comparison'], config: GROUP, indicators: [HEALTH] });
  return (given, alone) => {
    const { warehouse } = caseOf(given, alone);
    return () =>
      warehouse.all(
        'select * from gold.comparison order by indicator_id, area_code, benchmark_code, age_group',
      );
  };
}

export function find(rows: Row[], area: string, benchmark: string): Row {
  const found = rows.filter(row => row['area_code'] === area && row['benchmark_code'] === benchmark);
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} rows of ${area} against ${benchmark}`);
}
