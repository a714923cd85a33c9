import { expect, test } from 'vitest';
import { cases } from './cases.ts';
import { type Given, goldWorld } from './warehouse.ts';

const TABLES = ['indicator_value', 'comparison', 'goal_progress', 'aggregation'];

/** A gemeente of two buurten in a group, against the country and its rest; `by` sets the figures of a case apart. */
const given = (by: number): Given => ({
  tables: TABLES,
  config: {
    area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0928'] }] }],
    benchmarks: [
      { code: 'NL', name_nl: 'NL', name_en: 'NL', area: 'NL' },
      { code: 'REST', name_nl: 'rest', name_en: 'rest', area: 'NL', without: 'RG-X' },
    ],
  },
  editions: [
    {
      id: '2024',
      margins: true,
      figures: [
        {
          concept: 'roken',
          of: {
            NL: [20 + by, 19 + by, 21 + by],
            GM0001: [30 + by, 28, 44],
            GM0928: by > 5 ? null : [25, 24, 26],
            BU00010000: 30,
            BU09280000: 20 + by,
          },
        },
        {
          concept: 'inwoners',
          unit: 'aantal',
          of: { NL: 9000 * by, GM0001: 600, GM0928: 400 * by, BU00010000: 300, BU09280000: 10 * by },
        },
      ],
    },
  ],
  indicators: [
    {
      id: 'roken',
      value: 'roken',
      value_kind: 'survey',
      weight: { concept: 'inwoners' },
      polarity: 'lower_better',
    },
    { id: 'inwoners', value: 'inwoners', measure: 'sum', unit: 'aantal' },
  ],
  goals: [
    {
      id: 'doel',
      name_nl: 'Doel',
      name_en: 'Goal',
      goal: 'Trendbreuk',
      population: 'RG-X',
      benchmark: { rest_of: 'NL' },
      rule: 'parity',
      baseline: '2024',
      indicators: ['roken'],
    },
  ],
});

const caseOf = cases({ tables: TABLES });
const shared = [2, 1, 9].map(by => caseOf(given(by)));

test('a case that shares a world looks as it does alone', async () => {
  const { warehouse: alone } = await goldWorld(given(1));
  // The version of a baseline is a hash with the name of its table.
  const allBut: Record<string, string> = { goal_progress: 'exclude (baseline_version)' };
  for (const table of TABLES) {
    const sql = `select * ${allBut[table] ?? ''} from gold.${table} order by all`;
    const rows = await alone.all(sql);
    expect(rows.length).toBeGreaterThan(0);
    expect(await shared[1]?.warehouse.all(sql)).toEqual(rows);
  }
});

test('cases do not see each other, whatever they are asked', async () => {
  const countryOf = async (at: number) =>
    shared[at]?.warehouse.all(
      `select area_code, indicator_id, value from gold.indicator_value where area_code = 'NL' and indicator_id = 'roken'`,
    );
  expect(await countryOf(0)).toEqual([{ area_code: 'NL', indicator_id: 'roken', value: 22 }]);
  expect(await countryOf(2)).toEqual([{ area_code: 'NL', indicator_id: 'roken', value: 29 }]);
});

test('a query whose rows do not say whose they are is refused', async () => {
  await expect(shared[0]?.warehouse.all('select value from gold.indicator_value')).rejects.toThrow(
    /Whose is/,
  );
});

test('a case that comes too late is refused', async () => {
  await shared[0]?.warehouse.all('select area_code from gold.indicator_value');
  expect(() => caseOf(given(3))).toThrow(/made already/);
});
