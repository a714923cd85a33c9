import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, testCase } from '../../support/cases.ts';
import type { Cell, Given, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const INCOME: Declared = {
  id: 'inkomen',
  source: 'inkomens',
  value: 'inkomen',
  value_kind: 'register',
  polarity: 'higher_better',
  unit: 'x 1 000 euro',
};
const FIGURE: Declared = { id: 'cijfer', value: 'cijfer', value_kind: 'survey', polarity: 'lower_better' };

const BUURTEN = Array.from({ length: 10 }, (_, at) => `BU000101${String(at).padStart(2, '0')}`);
const each = <T>(list: T[]): Record<string, T> =>
  Object.fromEntries(list.map((one, at) => [BUURTEN[at] ?? '', one]));

const edition = (
  source: string,
  figures: Record<string, Record<string, Cell>>,
  margins = true,
): GivenEdition => ({
  source,
  id: '2024',
  margins,
  figures: Object.entries(figures).map(([concept, of]) => ({ concept, of })),
});

const caseOf = cases({ tables: ['inequality'], config: { ranking: ['inkomen'] } });

/** A look at one indicator of a case, over the buurten of the region. */
function looking(given: Partial<Given>): (id: string) => () => Promise<Row> {
  const { warehouse } = caseOf(given);
  return id => async () => {
    const rows = await warehouse.all(
      `select * from gold.inequality where area_level = 'buurt' and extent = 'region' order by indicator_id`,
    );
    const found = rows.filter(row => row['indicator_id'] === id);
    expect(found.length).toBe(1);
    return found[0] ?? {};
  };
}

const near = (value: number, digits = 4) => expect.closeTo(value, digits) as number;
const rising = (n: number): Record<string, Cell> => each(Array.from({ length: n }, (_, at) => 20 + at));

/** Slope of five equal groups by PHEindicatormethods. */
const golden = (() => {
  const read = (file: string) =>
    fs
      .readFileSync(path.join(projectRoot(), 'tests/golden', file), 'utf8')
      .trim()
      .split('\n')
      .map(line => line.replaceAll('"', '').split(','));
  const [names = [], ...rows] = read('extra_sii.csv');
  const found = rows.find(([id]) => id === 'lin5') ?? [];
  const of = (name: string): number => Number(found[names.indexOf(name)]);
  const data = read('extra_sii_data.csv').filter(([id]) => id === 'lin5');
  return { of, values: data.map(row => Number(row[3])), errors: data.map(row => Number(row[4])) };
})();

const margin = (value: number, se: number): Cell => [value, value - 1.959964 * se, value + 1.959964 * se];
const LINE = each(golden.values.map((value, at) => margin(value, golden.errors[at] ?? 0)));

const COUNTS: Declared = { measure: 'ratio', numerator: 'a', denominator: 'b', value_kind: 'register' };
const figureOf = (concept: string, more: Declared = {}): Declared => ({
  ...FIGURE,
  id: concept,
  value: concept,
  ...more,
});
const PEOPLE = edition('kwb', { inwoners: each(Array.from({ length: 10 }, () => 2000)) });

const region = looking({
  indicators: [
    INCOME,
    figureOf('lijn'),
    figureOf('meer', { polarity: 'higher_better' }),
    figureOf('vier'),
    figureOf('model', { value_kind: 'model_estimate', derived_from: ['inkomen'] }),
    figureOf('neutraal', { polarity: 'neutral' }),
    { ...FIGURE, id: 'telling', value: undefined, ...COUNTS },
  ],
  editions: [
    edition('inkomens', { inkomen: rising(10) }, false),
    PEOPLE,
    edition('bron', {
      lijn: LINE,
      meer: each([18, 21, 24, 27, 30]),
      vier: each([18, 21, 24, 27]),
      model: LINE,
      neutraal: LINE,
      a: each([60, 20, 40, 35, 30, 30, 25, 25, 10, 30]),
      b: each([100, 300, 200, 200, 200, 200, 200, 200, 100, 300]),
    }),
  ],
});

testCase('is the slope over fifths of the people, with the limits of the reference', region('lijn'), row => {
  // Lower is better: bottom minus top, and bottom divided by top.
  const width = golden.of('exp_sii_upper_mc') - golden.of('exp_sii_lower_mc');
  expect(row).toMatchObject({
    ranking_indicator: 'inkomen',
    areas: 5,
    people: 10_000,
    fifth_1: 30,
    fifth_5: 18,
    mean: golden.of('exp_overall'),
    slope_index: near(-golden.of('exp_sii')),
    relative_index: near(1 / golden.of('exp_rii_ratio')),
    reason: null,
    limit_reason: null,
  });
  expect(Math.abs(Number(row['slope_lower']) + golden.of('exp_sii_upper_mc'))).toBeLessThan(0.02 * width);
  expect(Math.abs(Number(row['slope_upper']) + golden.of('exp_sii_lower_mc'))).toBeLessThan(0.02 * width);
});

testCase('of counts adds up numerators and denominators of the areas of a fifth', region('telling'), row => {
  // 80, 75, 60, 50 and 40 of 400. The fifths lie at .1, .3, .5, .7 and .9; by their distance d to .5:
  // Σ d v = -.4 × 20 - .2 × 18.75 + .2 × 12.5 + .4 × 10 = -5.25 and Σ d² = .4: -13.125. Mean 15.25: ends 21.8125 and 8.6875.
  expect(row).toMatchObject({
    people: 2000,
    fifth_1: 20,
    fifth_2: 18.75,
    fifth_5: 10,
    slope_index: near(13.125),
    relative_index: near(2.510791),
    limit_reason: null,
  });
  expect(Number(row['slope_lower'])).toBeGreaterThan(0);
});

testCase(
  'is positive too where the bottom has less of what is good; without margins no limits',
  region('meer'),
  row => {
    expect(row).toMatchObject({
      slope_index: near(15),
      relative_index: near(31.5 / 16.5),
      slope_lower: null,
      limit_reason: 'no_margin',
    });
  },
);

for (const [id, reason] of [
  ['model', 'made_of_ranking'],
  ['inkomen', 'made_of_ranking'],
  ['neutraal', 'no_polarity'],
  ['vier', 'too_few_areas'],
] as const)
  testCase(`of ${id} is refused: ${reason}`, region(id), row => {
    expect(row).toMatchObject({
      reason,
      slope_index: null,
      relative_index: null,
      fifth_1: null,
      slope_lower: null,
    });
  });

testCase(
  'is refused where too few areas have a rank',
  looking({
    indicators: [INCOME, figureOf('lijn')],
    editions: [edition('inkomens', { inkomen: rising(2) }, false), PEOPLE, edition('bron', { lijn: LINE })],
  })('lijn'),
  row => {
    expect(row).toMatchObject({ reason: 'no_ranking', slope_index: null });
  },
);

testCase(
  'is by the next ranking where the first is made of the same',
  looking({
    config: { ranking: ['ses', 'inkomen'] },
    indicators: [
      INCOME,
      { ...INCOME, id: 'ses', source: 'sessen', value: 'ses', is_score: true, derived_from: ['lijn'] },
      figureOf('lijn'),
    ],
    editions: [
      edition('inkomens', { inkomen: rising(5) }, false),
      edition('sessen', { ses: rising(5) }, false),
      PEOPLE,
      edition('bron', { lijn: LINE }),
    ],
  })('lijn'),
  row => {
    expect(row).toMatchObject({ ranking_indicator: 'inkomen', slope_index: near(15) });
  },
);
