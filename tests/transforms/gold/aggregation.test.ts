import { describe, expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, each, testCase } from '../../support/cases.ts';
import { type Cell, type Figure, type Given, type GivenEdition, goldWorld } from '../../support/warehouse.ts';
import { group, MEMBERS, SMOKERS, three } from './three.ts';

type Declared = NonNullable<Given['indicators']>[number];

interface Whole extends Row {
  indicator_id: string;
  area_code: string;
  part_level: string;
  method: string;
}

/** GM0001 is two buurten, both in its one wijk. */
const [GM, WK, A, B] = ['GM0001', 'WK000100', 'BU00010000', 'BU00010001'] as const;
const near = (value: number) => expect.closeTo(value, 6) as number;

const caseOf = cases({ tables: ['aggregation'] });

/** A look at the rows of gold.aggregation of a case. */
function wholes(editions: GivenEdition[], indicators: Declared[], config = group()) {
  const { warehouse } = caseOf({ config, editions, indicators });
  return () =>
    warehouse.all<Whole>(
      'select * from gold.aggregation order by indicator_id, area_code, part_level, sex, age_group',
    );
}

const only = (rows: Whole[], what: Partial<Whole>): Whole => {
  const found = rows.filter(row => Object.entries(what).every(([name, value]) => row[name] === value));
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} rows with ${JSON.stringify(what)}`);
};

/** One figure of both buurten and of the gemeente. */
const figure = (concept: string, a: Cell, b: Cell, gemeente?: Cell, more: Partial<Figure> = {}): Figure => ({
  concept,
  unit: 'aantal',
  of: { [A]: a, [B]: b, ...(gemeente === undefined ? {} : { [GM]: gemeente }) },
  ...more,
});

/** Areas of the tests, listed also where they have no figure. */
const AREAS = Object.fromEntries([...MEMBERS, WK, A, B].map(code => [code, code]));
const edition = (figures: Figure[], more: Partial<GivenEdition> = {}): GivenEdition => ({
  id: '2020',
  areas: AREAS,
  figures,
  ...more,
});
const kwb = (figures: Figure[], more: Partial<GivenEdition> = {}) =>
  edition(figures, { source: 'kwb', table: 'K', ...more });

/** A look at what the buurten say of the gemeente. */
function gemeente(figures: Figure[], declared: Declared, counts: Figure[] = []): () => Promise<Whole> {
  const editions = [edition(figures), ...(counts.length > 0 ? [kwb(counts)] : [])];
  const look = wholes(editions, [{ id: 'x', ...declared }]);
  return async () => only(await look(), { area_code: GM, part_level: 'buurt' });
}

describe('a count', () => {
  const SUM: Declared = { measure: 'sum', unit: 'aantal', value: 'n' };

  testCase('of a whole is the sum of its parts', gemeente([figure('n', 600, 400, 1001)], SUM), seen => {
    expect(seen).toMatchObject({
      area_level: 'gemeente',
      parts: 2,
      coverage_by: 'parts',
      value_from_parts: 1000,
      lower_bound: 1000,
      upper_bound: 1000,
      published_value: 1001,
      is_within: false,
      difference: 1,
      weight_bound: null,
      method: 'som van 2 buurten',
    });
  });

  testCase(
    'with a part that is hidden of what a partner delivered is any number more than the rest, whatever kind of figure it is',
    async () => {
      const { warehouse } = await goldWorld({
        tables: ['aggregation'],
        config: group(),
        editions: [edition([figure('n', 600, 'suppressed')], { source: 'levering' })],
        indicators: [{ id: 'x', source: 'levering', value_kind: 'register', ...SUM }],
        restricted: { delivery: [{ edition_no: 0, source_id: 'levering', partner: 'ggd' }] },
      });
      const rows = await warehouse.all<Whole>('select * from gold.aggregation');
      return only(rows, { area_code: GM, part_level: 'buurt' });
    },
    // What is hidden to protect others is no count of 1 to 9.
    seen => expect(seen).toMatchObject({ parts_suppressed: 1, lower_bound: 600, upper_bound: null }),
  );

  const suppressed: [published: number, is_within: boolean][] = [
    [605, true],
    [612, false],
  ];
  for (const [published, is_within] of suppressed) {
    testCase(
      `with a suppressed part is 1 to 9 more than the rest: ${published}`,
      gemeente([figure('n', 600, 'suppressed', published)], SUM),
      seen => {
        expect(seen).toMatchObject({
          parts_missing: 1,
          parts_suppressed: 1,
          coverage: 0.5,
          value_from_parts: null,
          value_missing_reason: 'below_coverage',
          lower_bound: 601,
          upper_bound: 609,
          is_within,
        });
      },
    );
  }

  testCase('with a missing part is at least the rest', gemeente([figure('n', 600, null, 599)], SUM), seen => {
    expect(seen).toMatchObject({
      lower_bound: 600,
      upper_bound: null,
      bounds_missing_reason: 'no_range',
      is_within: false,
    });
  });

  // Twenty buurten of 10, 15 or 20: each 4 off at most, up or down, together 80.
  const codes = Array.from({ length: 21 }, (_, at) => `BU000100${String(at).padStart(2, '0')}`);
  const of = Object.fromEntries(codes.map((code, at) => [code, 10 + 5 * (at % 3)]));
  testCase(
    'of rounded parts is known within the rounding of each',
    wholes(
      [{ id: '2020', figures: [{ concept: 'n', unit: 'aantal', of: { ...of, [GM]: 316, [WK]: 315 } }] }],
      [{ id: 'x', ...SUM }],
    ),
    rows => {
      // Seven times 10 + 15 + 20 is 315; 21 × 4 = 84.
      expect(only(rows, { area_code: GM, part_level: 'buurt' })).toMatchObject({
        value_from_parts: 315,
        lower_bound: 231,
        upper_bound: 399,
        is_within: true,
        method: 'som van 21 buurten; aantallen zijn afgerond op 5',
      });
      expect(only(rows, { area_code: GM, part_level: 'wijk' })).toMatchObject({ parts: 1, is_within: false });
    },
  );

  testCase(
    'in thousands is known to half of its last decimal',
    gemeente([figure('n', 1.2, 2.3, 3.6, { unit: 'x 1 000', decimals: 1 })], {
      ...SUM,
      unit: 'x 1 000',
    }),
    row => {
      // 3.5 ± 0.05 for each part; 3.6 is 3.55 to 3.65.
      expect(row).toMatchObject({ lower_bound: near(3.4), upper_bound: near(3.6), is_within: true });
    },
  );
});

describe('a ratio', () => {
  const RATIO: Declared = { measure: 'ratio', numerator: 'x', denominator: 'n' };
  const bothOf = (x: [Cell, Cell, Cell], n: [Cell, Cell, Cell]) => [figure('x', ...x), figure('n', ...n)];

  // 91 of 110; the mean of 10 % and 90 % would be 50 %.
  testCase('adds up before it divides', gemeente(bothOf([1, 90, 91], [10, 100, 110]), RATIO), seen => {
    expect(seen).toMatchObject({
      value_from_parts: near((91 / 110) * 100),
      lower_bound: near((91 / 110) * 100),
      upper_bound: near((91 / 110) * 100),
      coverage_by: 'denominator',
      is_within: true,
      difference: 0,
    });
  });

  // Of 110 persons, 10 have a figure: 1 to 101 of them are cases, and 2 to 10 when a count of 1 to 9 is hidden.
  const x1: [string, Cell, number, number][] = [
    ['missing', null, (1 / 110) * 100, (101 / 110) * 100],
    ['suppressed', 'suppressed', (2 / 110) * 100, (10 / 110) * 100],
  ];
  for (const [what, cell, low, high] of x1) {
    testCase(
      `with a ${what} numerator lies between what its denominator allows`,
      gemeente(bothOf([1, cell, 50], [10, 100, 110]), RATIO),
      seen => {
        expect(seen).toMatchObject({
          coverage: near(10 / 110),
          value_from_parts: null,
          value_missing_reason: 'below_coverage',
          lower_bound: near(low),
          upper_bound: near(high),
        });
      },
    );
  }

  // 30 of 100, and at most 20 more persons: 30 / 120 to 50 / 120.
  const figures = bothOf([30, null, 31], [100, null, 120]);
  testCase(
    'without a denominator is bounded by inhabitants',
    each(gemeente(figures, RATIO, [figure('inwoners', 180, 20)]), gemeente(figures, RATIO)),
    ([first, second]) => {
      expect(first).toMatchObject({
        coverage: 0.9,
        coverage_by: 'inhabitants',
        value_from_parts: 30,
        lower_bound: 25,
        upper_bound: near((50 / 120) * 100),
        is_within: true,
      });
      expect(second).toMatchObject({
        coverage_by: 'parts',
        upper_bound: 100,
        lower_bound: null,
        bounds_missing_reason: 'no_denominator',
      });
    },
  );

  testCase(
    'of a place where nobody lives takes nothing from the whole',
    gemeente(bothOf([30, 0, 30], [100, 0, 100]), RATIO),
    seen => {
      expect(seen).toMatchObject({
        parts_missing: 0,
        coverage: 1,
        value_from_parts: 30,
        lower_bound: 30,
        upper_bound: 30,
      });
    },
  );
});

describe('a published percentage with the right weight', () => {
  const EXACT: Declared = { value: 'p', weight: { concept: 'inwoners' } };
  const PEOPLE = [figure('inwoners', 600, 400)];
  const share = (a: Cell, b: Cell, whole: Cell, decimals?: number) => [
    figure('p', a, b, whole, { unit: '%', ...(decimals === undefined ? {} : { decimals }) }),
  ];

  // 15 × 0.6 + 25 × 0.4 = 19
  testCase('is the weighted mean of its parts', gemeente(share(15, 25, 19), EXACT, PEOPLE), seen => {
    expect(seen).toMatchObject({
      value_from_parts: 19,
      lower_bound: 19,
      upper_bound: 19,
      coverage_by: 'weight',
      weight_bound: 'exact',
      weight_effect_low: null,
      is_within: true,
      method: 'gewogen gemiddelde van 2 buurten; gewicht: inwoners 2020 (K)',
    });
  });

  // 15 × 0.6 + 0 × 0.4 and 15 × 0.6 + 100 × 0.4
  testCase(
    'with a missing part has the ends of the scale for it',
    gemeente(share(15, null, 50), EXACT, PEOPLE),
    seen => {
      expect(seen).toMatchObject({
        coverage: 0.6,
        value_missing_reason: 'below_coverage',
        lower_bound: 9,
        upper_bound: 49,
        is_within: false,
      });
    },
  );

  // 18.95 to 19.05 by its parts; 19.1 stands for 19.05 to 19.15.
  const rounded: [published: number, is_within: boolean][] = [
    [19.1, true],
    [19.2, false],
  ];
  for (const [published, is_within] of rounded) {
    testCase(
      `is known to half of the last decimal: ${published}`,
      gemeente(share(15, 25, published, 1), EXACT, PEOPLE),
      seen => {
        expect(seen).toMatchObject({
          lower_bound: near(18.95),
          upper_bound: near(19.05),
          is_within,
        });
      },
    );
  }

  testCase(
    'has no value without any weight, and lies between its parts',
    gemeente(share(15, 25, 20), EXACT),
    seen => {
      expect(seen).toMatchObject({
        value_missing_reason: 'no_denominator',
        coverage_by: 'parts',
        lower_bound: 15,
        upper_bound: 25,
        weight_bound: 'none',
      });
    },
  );

  testCase(
    'is weighed on its own vintage only: an equal code may be another area',
    wholes([edition(share(15, 25, 19)), kwb(PEOPLE, { id: '2019', vintage: 2019 })], [{ id: 'x', ...EXACT }]),
    rows => {
      expect(only(rows, { area_code: GM, part_level: 'buurt' })['weight_bound']).toBe('none');
    },
  );
});

describe('a weight that stands in for another', () => {
  // Persons of 18 and older: 800 to 900 in A (of 1,000), 500 to 700 in B.
  const AGES = [
    figure('inwoners', 1000, 1000),
    figure('inwoners_0_15', 100, 300),
    figure('inwoners_15_25', 100, 200),
    figure('inwoners_25_45', 300, 200),
    figure('inwoners_45_65', 300, 200),
    figure('inwoners_65plus', 200, 100),
  ];
  const share = (age: string, a: Cell, b: Cell, whole: Cell) => [
    figure('p', a, b, whole, { unit: '%', age }),
  ];
  type Ages = Omit<NonNullable<Declared['weight']>, 'concept'>;
  const OWN: Ages = { instead_of: 'inwoners {age_group}', by_age_group: true };
  const declared = (age: string, ages = OWN): Declared => ({
    value: 'p',
    age_group: age,
    weight: { concept: 'inwoners', ...ages },
  });

  // Least: (900 × 10 + 500 × 20) / 1400; largest: (800 × 10 + 700 × 20) / 1500. By all inhabitants it would be 15.
  const aged: [published: number, is_within: boolean][] = [
    [14, true],
    [15, false],
  ];
  for (const [published, is_within] of aged) {
    testCase(
      `for an age group is bounded by age bands: ${published}`,
      gemeente(share('18+', 10, 20, published), declared('18+'), AGES),
      seen => {
        expect(seen).toMatchObject({
          value_from_parts: 15,
          weight_bound: 'age_bands',
          weight_effect_low: near(19_000 / 1400),
          weight_effect_high: near(22_000 / 1500),
          lower_bound: near(19_000 / 1400),
          upper_bound: near(22_000 / 1500),
          is_within,
          method:
            'gewogen gemiddelde van 2 buurten; gewicht: inwoners 2020 (K) in plaats van inwoners 18+; het juiste gewicht is begrensd met leeftijdsgroepen',
        });
      },
    );
  }

  // Least: A at 900 with 10, B missing at its largest, 700, with 0; largest: A at 800, B at 700 with 100.
  testCase(
    'is bounded together with what is missing',
    gemeente(share('18+', 10, null, 14), declared('18+'), AGES),
    seen => {
      expect(seen).toMatchObject({
        lower_bound: near(8000 / 1500),
        upper_bound: near(78_000 / 1500),
        weight_effect_low: 10,
        weight_effect_high: 10,
      });
    },
  );

  // No band lies within 16-25: there may be nobody of these ages in an area.
  const cases: [age: string, ages: Ages, bound: string][] = [
    ['19+', OWN, 'age_bands'],
    ['15-24', OWN, 'age_bands'],
    ['16-25', OWN, 'part_values'],
    ['total', { instead_of: 'inwoners van 15 tot 75 jaar', from_age: 15, until_age: 75 }, 'age_bands'],
    ['total', { instead_of: 'een andere naam', from_age: 15, until_age: 75 }, 'age_bands'],
    ['total', { instead_of: 'inwoners van 15 jaar en ouder', from_age: 15 }, 'age_bands'],
    ['total', { instead_of: 'inwoners tot 18 jaar', until_age: 18 }, 'age_bands'],
    ['total', { instead_of: 'inwoners van 15 tot 75 jaar' }, 'part_values'],
    ['total', { instead_of: 'verzekerden' }, 'part_values'],
  ];
  const ages = [...new Set(cases.map(([age]) => age))];
  testCase(
    'is bounded where it is declared which ages it is about; its name decides nothing',
    wholes(
      [edition(ages.flatMap(age => share(age, 10, 20, 15))), kwb(AGES)],
      cases.map(([age, given], at) => ({ id: `x${at}`, ...declared(age, given) })),
    ),
    rows => {
      const found = rows.filter(row => row.area_code === GM && row.part_level === 'buurt');
      expect(found.map(row => [row['age_group'], row['weight_bound']])).toEqual(
        cases.map(([age, , bound]) => [age, bound]),
      );
    },
  );

  // Nothing is known of the weights: from 10 to 20, and with half missing (10 + 0) / 2 to (10 + 100) / 2.
  const NAMED = declared('total', { instead_of: 'verzekerden' });
  testCase(
    'that nothing bounds leaves the least and the largest part',
    each(
      gemeente(share('total', 10, 20, 15), NAMED, AGES),
      gemeente(share('total', 10, null, 15), NAMED, AGES),
    ),
    ([known, missing]) => {
      expect(known).toMatchObject({
        weight_effect_low: 10,
        weight_effect_high: 20,
        lower_bound: 10,
        upper_bound: 20,
      });
      expect(missing).toMatchObject({ weight_effect_low: 10, lower_bound: 5, upper_bound: 55 });
    },
  );

  // Households of B are not known, so inhabitants weigh: (10 × 1000 + 20 × 1000) / 2000.
  testCase(
    'is inhabitants where a part lacks the right count',
    gemeente(share('total', 10, 20, 15), { value: 'p', weight: { concept: 'huishoudens' } }, [
      ...AGES,
      figure('huishoudens', 400, null),
    ]),
    row => {
      expect(row).toMatchObject({ value_from_parts: 15, weight_bound: 'part_values' });
      expect(row.method).toContain('gewicht: inwoners 2020 (K) in plaats van huishoudens');
    },
  );
});

describe('a group of gemeenten', () => {
  const editions = (more: Figure['of'] = {}) => [
    kwb([{ concept: 'inwoners', unit: 'aantal', of: three(100, 300, 600) }]),
    edition([{ concept: 'roken', of: { ...three(10, 20, 40), ...more } }]),
  ];

  // (10 × 100 + 20 × 300 + 40 × 600) / 1000 = 31
  testCase('has no figure of a source when it is computed', wholes(editions(), [SMOKERS]), seen => {
    expect(seen).toMatchObject([
      {
        area_code: 'RG-X',
        part_level: 'gemeente',
        value_from_parts: 31,
        published_value: null,
        is_within: null,
      },
    ]);
  });

  testCase(
    'follows the coverage of the config',
    each(
      wholes(editions({ GM0001: null }), [SMOKERS], group(0.9)),
      wholes(editions({ GM0001: null }), [SMOKERS], group(0.95)),
    ),
    ([most, few]) => {
      // 300 + 600 of 1,000; (20 × 300 + 40 × 600) / 900
      expect(most).toMatchObject([{ coverage: 0.9, value_from_parts: near(100 / 3) }]);
      expect(few).toMatchObject([{ value_from_parts: null, value_missing_reason: 'below_coverage' }]);
    },
  );
});

const of = (a: number, b: number) => ({ [A]: a, [B]: b, [GM]: a + b });
const years = (given: Record<string, Figure['of']>) =>
  Object.entries(given).map(([period, cells]) => ({ concept: 'n', period, unit: 'aantal', of: cells }));
testCase(
  'only the newest period that has figures of the parts is added up, of the preferred edition',
  wholes(
    [
      edition(years({ 2019: of(1, 2), 2020: of(3, 4), 2021: { [GM]: 9 } })),
      edition(years({ 2020: of(30, 40) }), { id: '2021', table: 'T2021', vintage: 2021 }),
    ],
    [{ id: 'x', measure: 'sum', unit: 'aantal', value: 'n' }],
  ),
  rows => {
    expect(rows.filter(row => row.part_level === 'buurt')).toMatchObject([
      { area_code: GM, period: '2020', area_vintage: 2021, value_from_parts: 70 },
      { area_code: WK, period: '2020', area_vintage: 2021, value_from_parts: 70 },
    ]);
  },
);

testCase(
  'without area groups nothing is added up',
  wholes([edition([figure('n', 1, 2, 3)])], [{ measure: 'sum', unit: 'aantal', value: 'n' }], {}),
  seen => {
    expect(seen).toEqual([]);
  },
);
