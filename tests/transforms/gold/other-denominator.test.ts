import { describe, expect } from 'vitest';
import { cases, each, testCase } from '../../support/cases.ts';
import { type Given, type GivenEdition, type indicator, rowOf, valuesOf } from '../../support/warehouse.ts';
import { group, inhabitants, three } from './three.ts';

type Declared = Parameters<typeof indicator>[0];

const CRIMES: Declared = {
  id: 'misdrijven-per-1000',
  source: 'politie',
  measure: 'rate',
  unit: 'per 1 000 inwoners',
  numerator: 'misdrijven',
  denominator: 'kwb/inwoners',
};

/** Crimes of the three gemeenten on the vintage of 2025. */
const crimes = (of = three(120, 30, 6), given: Partial<GivenEdition> = {}): GivenEdition => ({
  source: 'politie',
  id: '2025',
  table: '47018NED',
  figures: [{ concept: 'misdrijven', unit: 'aantal', of }],
  ...given,
});

const caseOf = cases({ tables: ['indicator_value'], config: group() });

/** A look at the rate of one area. */
function rateOf(area: string, editions: GivenEdition[], declared: Declared = {}) {
  const seen = caseOf({ editions, indicators: [{ ...CRIMES, ...declared }] });
  return () => rowOf(seen, `area_code = '${area}'`);
}
const first = (editions: GivenEdition[], declared?: Declared) => rateOf('GM0001', editions, declared);
const ofGroup = (editions: GivenEdition[]) => rateOf('RG-X', editions);

/** A look at all values of a case. */
function values(given: Partial<Given>) {
  const seen = caseOf(given);
  return () => valuesOf(seen);
}

// GM0001: 120 crimes, 24,000 inhabitants: 120 / 24,000 x 1,000 = 5
const SIZES = three(24_000, 10_000, 1_000);

describe('a rate over inhabitants of another source', () => {
  testCase(
    'divides by those of the same vintage and year, and names their table',
    first([crimes(), inhabitants('2025', SIZES)]),
    seen => {
      expect(seen).toMatchObject({
        value: 5,
        numerator: 120,
        denominator: 24_000,
        unit: 'per 1 000 inwoners',
        missing_reason: null,
        table_id: '47018NED',
        method: 'teller gedeeld door noemer; interval: Byar; noemer: inwoners 2025 (K2025)',
      });
    },
  );

  // 120 / 30,000 x 1,000 = 4
  const later = crimes(undefined, {
    figures: [{ concept: 'misdrijven', period: '2026', of: three(120, 30, 6) }],
  });
  testCase(
    'takes the year before when the year itself is not there, and says so',
    first([later, inhabitants('2025', three(30_000, 1, 1))]),
    seen => {
      expect(seen).toMatchObject({
        value: 4,
        method: 'teller gedeeld door noemer; interval: Byar; noemer: inwoners 2025 (K2025, 1 jaar eerder)',
      });
    },
  );

  const both = inhabitants('2025', SIZES, {
    figures: ['2024', '2025', '2026'].map((period, at) => ({
      concept: 'inwoners',
      period,
      of: three([60_000, 24_000, 12_000][at] ?? 0, 1, 1),
    })),
  });
  testCase('takes the year itself when both are there', first([crimes(), both]), seen => {
    expect(seen.value).toBe(5);
  });

  const elsewhere: [what: string, edition: GivenEdition][] = [
    [
      'two years before',
      inhabitants('2025', SIZES, { figures: [{ concept: 'inwoners', period: '2023', of: SIZES }] }),
    ],
    [
      'of a later year',
      inhabitants('2025', SIZES, { figures: [{ concept: 'inwoners', period: '2026', of: SIZES }] }),
    ],
    ['of another vintage', inhabitants('2025', SIZES, { vintage: 2024 })],
    ['of one sex', inhabitants('2025', SIZES, { figures: [{ concept: 'inwoners', sex: 'v', of: SIZES }] })],
    ['of nobody known', inhabitants('2025', three(null, null, null))],
    ['of another area', inhabitants('2025', { GM0002: 10_000 })],
  ];
  for (const [what, edition] of elsewhere) {
    testCase(`has no value with inhabitants ${what}`, first([crimes(), edition]), seen => {
      expect(seen).toMatchObject({
        value: null,
        numerator: 120,
        denominator: null,
        missing_reason: 'no_denominator',
        method: expect.stringContaining('noemer: inwoners'),
      });
    });
  }

  // 120 / 20,000 x 1,000 = 6
  const yearBefore = crimes(undefined, {
    figures: [{ concept: 'misdrijven', period: '2024', of: three(120, 30, 6) }],
  });
  const flagged = inhabitants('2025', SIZES, { flags: { GM0001: '1', GM0002: '3' } });
  const then = inhabitants('2024', three(20_000, 10_000, 1000));
  testCase(
    'takes those of the vintage of the year itself where the area is proven to be the same, and only there',
    each(first([yearBefore, flagged, then]), rateOf('GM0002', [yearBefore, flagged, then])),
    ([same, changed]) => {
      expect(same).toMatchObject({
        value: 6,
        method: expect.stringContaining('noemer: inwoners 2024 (K2024)'),
      });
      expect(changed).toMatchObject({ value: null, missing_reason: 'no_denominator' });
    },
  );

  testCase(
    'has no value over zero inhabitants, and says that it is zero',
    first([crimes(), inhabitants('2025', three(0, 1, 1))]),
    seen => {
      expect(seen).toMatchObject({
        value: null,
        missing_reason: 'zero_denominator',
      });
    },
  );

  testCase(
    'keeps the reason of a numerator that is absent',
    first([crimes(three(null, 30, 6)), inhabitants('2025', SIZES)]),
    seen => {
      expect(seen).toMatchObject({
        value: null,
        missing_reason: 'not_published',
      });
    },
  );

  testCase('of no crimes is zero', first([crimes(three(0, 30, 6)), inhabitants('2025', SIZES)]), seen => {
    expect(seen).toMatchObject({
      value: 0,
      missing_reason: null,
    });
  });

  // 120 / (10,000 + 5,000) x 1,000 = 8
  const ages: GivenEdition = {
    source: 'kwb',
    id: '2025',
    table: 'K',
    figures: [
      { concept: 'inwoners_15_25', of: three(10_000, 1, 1) },
      { concept: 'inwoners_25_45', of: three(5_000, 1, 1) },
    ],
  };
  const declared: Declared = { denominator: ['kwb/inwoners_15_25', 'kwb/inwoners_25_45'] };
  testCase(
    'adds up several concepts, and names what they stand in for',
    each(
      first([crimes(), ages], declared),
      first([crimes(), ages], {
        ...declared,
        denominator_note: '15-45 in plaats van 12-45 jaar',
      }),
    ),
    ([seen, noted]) => {
      expect(seen).toMatchObject({
        value: 8,
        denominator: 15_000,
        method:
          'teller gedeeld door noemer; interval: Byar; noemer: inwoners 15 25 + inwoners 25 45 2025 (K)',
      });
      expect(noted.method).toBe(
        'teller gedeeld door noemer; interval: Byar; noemer: 15-45 in plaats van 12-45 jaar 2025 (K)',
      );
    },
  );
});

testCase(
  'a group divides the sum of the crimes by the sum of the inhabitants',
  ofGroup([crimes(), inhabitants('2025', SIZES)]),
  value => {
    // (120 + 30 + 6) / (24,000 + 10,000 + 1,000) x 1,000 = 156 / 35 = 4.457142857…
    expect(value.value).toBeCloseTo(4.457142857, 9);
    expect(value).toMatchObject({
      numerator: 156,
      denominator: 35_000,
      coverage: 1,
      method:
        'som van tellers gedeeld door som van noemers van 3 gebieden; interval: Byar; noemer: inwoners 2025 (K2025)',
    });
  },
);

testCase(
  'a group of which a member has no denominator has no value',
  ofGroup([crimes(), inhabitants('2025', three(24_000, 10_000, null))]),
  seen => {
    expect(seen).toMatchObject({
      value: null,
      missing_reason: 'no_denominator',
    });
  },
);

// 120 / 600 x 1,000 = 200
const own = crimes(undefined, {
  figures: [
    { concept: 'misdrijven', of: three(120, 30, 6) },
    { concept: 'inwoners', of: three(600, 1, 1) },
  ],
});
testCase(
  'an indicator with its own denominator pays no heed to that of another source',
  first([own, inhabitants('2025', SIZES)], { denominator: 'inwoners' }),
  value => {
    expect(value).toMatchObject({ value: 200, method: 'teller gedeeld door noemer; interval: Byar' });
  },
);

const figures = (['total', 'm', 'v'] as const).map((sex, at) => ({
  concept: 'levensverwachting',
  period: '2013/2016',
  sex,
  of: { GM0928: [78.5, 76.1, 80.9][at] ?? 0 },
}));
testCase(
  'figures of men and women come out beside those of all',
  values({
    config: {},
    editions: [{ id: '2020', figures }],
    indicators: [{ value: 'levensverwachting', unit: 'jaar' }],
  }),
  rows => {
    expect(rows.map(row => [row['sex'], row.value])).toEqual([
      ['m', 76.1],
      ['total', 78.5],
      ['v', 80.9],
    ]);
  },
);
