import { describe, expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, testCase } from '../../support/cases.ts';
import type { Cell, Given, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const CONFIG = {
  area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002'] }] }],
  benchmarks: [
    { code: 'NL', name_nl: 'Nederland', name_en: 'The Netherlands', area: 'NL' },
    { code: 'GEMEENTE', name_nl: 'eigen gemeente', name_en: 'own', own: 'gemeente' as const },
    { code: 'VORIGE', name_nl: 'vorige', name_en: 'before', own: 'previous' as const },
  ],
};

/** Inhabitants by age: 200 below 15, 100 from 15 to 25, 300, 250 and 150 above; twice as many in GM0002. */
const BANDS = {
  inwoners_0_15: 200,
  inwoners_15_25: 100,
  inwoners_25_45: 300,
  inwoners_45_65: 250,
  inwoners_65plus: 150,
};
const PEOPLE: GivenEdition = {
  source: 'kwb',
  id: '2024',
  figures: [
    ...Object.entries(BANDS).map(([concept, n]) => ({
      concept,
      of: { GM0001: n, GM0002: 2 * n, BU00010101: n / 10 },
    })),
    { concept: 'inwoners', of: { GM0001: 1000, GM0002: 2000, BU00010101: 100 } },
  ],
};

const SMOKING: Declared = {
  id: 'roken',
  value: 'roken',
  value_kind: 'survey',
  polarity: 'lower_better',
  age_group: '18+',
  numerator_nl: 'wie rookt',
  weight: { concept: 'inwoners', instead_of: 'inwoners {age_group}', by_age_group: true },
};

const measured = (of: Record<string, Cell>, concept = 'roken', age = '18+'): GivenEdition => ({
  id: '2024',
  margins: true,
  figures: [{ concept, age, of }],
});

const caseOf = cases({ tables: ['excess_persons'], config: CONFIG, indicators: [SMOKING] });

function excess(given: Partial<Given>): () => Promise<Row[]> {
  const { warehouse } = caseOf(given);
  return () =>
    warehouse.all('select * from gold.excess_persons order by indicator_id, area_code, benchmark_code');
}

function find(rows: Row[], area: string, benchmark = 'NL'): Row {
  const found = rows.filter(row => row['area_code'] === area && row['benchmark_code'] === benchmark);
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} rows of ${area} against ${benchmark}`);
}

describe('a share of adults', () => {
  const look = excess({
    editions: [
      PEOPLE,
      measured({ GM0001: [25, 23, 27], GM0002: [19, 16, 22], BU00010101: 35, NL: [20, 19.8, 20.2] }),
    ],
  });

  testCase(
    'is times the inhabitants of that age: a band cut through counts for its years inside',
    look,
    rows => {
      // 18+: 7 of the 10 years of 15 to 25, and all above: 70 + 300 + 250 + 150 = 770; (25 - 20) % of them = 38.5.
      expect(find(rows, 'GM0001')).toMatchObject({
        excess: 38.5,
        excess_lower: 23.1,
        excess_upper: 53.9,
        persons: 770,
        persons_basis: 'age_share',
        persons_concept: 'inwoners_15_25|inwoners_25_45|inwoners_45_65|inwoners_65plus',
        persons_period: '2024',
        counted: 'wie rookt',
        outcome: 'worse',
        reason: null,
      });
    },
  );

  testCase('may be fewer than at the value of the country', look, rows => {
    // (19 - 20) % of 1,540; limits (16 - 20) % and (22 - 20) %.
    expect(find(rows, 'GM0002')).toMatchObject({ excess: -15.4, excess_lower: -61.6, excess_upper: 30.8 });
  });

  testCase('without margins gives a number without limits, and says so', look, rows => {
    // 77 adults; 15 points above the country, 10 above its gemeente.
    expect(find(rows, 'BU00010101')).toMatchObject({
      excess: 11.55,
      excess_lower: null,
      interval_reason: 'no_interval',
    });
    expect(find(rows, 'BU00010101', 'GEMEENTE')).toMatchObject({ excess: 7.7 });
  });

  testCase('of a group is that of the people of all its gemeenten', look, rows => {
    // Weighed by inhabitants (25 × 1,000 + 19 × 2,000) / 3,000 = 21; 1 % of 770 + 1,540.
    expect(find(rows, 'RG-X')).toMatchObject({ value: 21, persons: 2310, excess: 23.1 });
  });

  testCase('is not set against itself or its own past', look, rows => {
    expect(new Set(rows.map(row => row['benchmark_code']))).toEqual(new Set(['NL', 'GEMEENTE']));
  });
});

testCase(
  'where higher is better, those who lack count',
  excess({
    indicators: [{ ...SMOKING, id: 'gezond', polarity: 'higher_better' }],
    editions: [PEOPLE, measured({ GM0001: [70, 68, 73], NL: [80, 79, 81] })],
  }),
  rows => {
    // (80 - 70) % of 770; limits from 73 and 68.
    expect(find(rows, 'GM0001')).toMatchObject({ excess: 77, excess_lower: 53.9, excess_upper: 92.4 });
  },
);

testCase(
  'ages that are whole bands are no estimate',
  excess({
    indicators: [{ ...SMOKING, age_group: '65+' }],
    editions: [PEOPLE, measured({ GM0001: [30, 28, 32], NL: [20, 19, 21] }, 'roken', '65+')],
  }),
  rows => {
    expect(find(rows, 'GM0001')).toMatchObject({ persons: 150, persons_basis: 'age_bands', excess: 15 });
  },
);

testCase(
  'a rate of counts is times its own denominator, per thousand',
  excess({
    indicators: [
      {
        ...SMOKING,
        age_group: 'total',
        value: undefined,
        weight: undefined,
        value_kind: 'register',
        unit: 'per 1 000',
        measure: 'rate',
        numerator: 'a',
        denominator: 'b',
      },
    ],
    editions: [
      PEOPLE,
      {
        id: '2024',
        figures: [
          { concept: 'a', of: { GM0001: 100, NL: 5000 } },
          { concept: 'b', of: { GM0001: 2000, NL: 200_000 } },
        ],
      },
    ],
  }),
  rows => {
    // 50 against 25 per thousand of 2,000. Byar, 100 cases: 81.36 to 121.63 per 2,000.
    const row = find(rows, 'GM0001');
    expect(row).toMatchObject({
      excess: 50,
      persons: 2000,
      persons_basis: 'denominator',
      persons_concept: 'b',
    });
    expect(row['excess_lower']).toBeCloseTo(31.36, 2);
    expect(row['excess_upper']).toBeCloseTo(71.63, 2);
  },
);

const WEIGHT = { concept: 'inwoners' };
const REFUSED: [reason: string, declared: Declared, given: Partial<Given>][] = [
  ['no_polarity', { ...SMOKING, polarity: 'neutral' }, {}],
  ['not_a_share', { ...SMOKING, unit: 'score', weight: WEIGHT }, {}],
  ['not_persons', { ...SMOKING, weight: { concept: 'huishoudens' } }, {}],
  ['other_people', { ...SMOKING, weight: { ...WEIGHT, instead_of: 'de beroepsbevolking' } }, {}],
  ['no_benchmark', SMOKING, { editions: [PEOPLE, measured({ GM0001: [25, 23, 27] })] }],
  ['no_count', SMOKING, { editions: [measured({ GM0001: [25, 23, 27], BU00010101: 20, NL: 20 })] }],
];
for (const [reason, declared, given] of REFUSED) {
  testCase(
    `${reason} is why there is no number`,
    excess({
      indicators: [declared],
      editions: [PEOPLE, measured({ GM0001: [25, 23, 27], NL: [20, 19, 21] })],
      ...given,
    }),
    rows => {
      expect(find(rows, 'GM0001')).toMatchObject({
        reason,
        excess: null,
        persons: null,
        persons_basis: null,
      });
    },
  );
}

testCase(
  'a count of nearly the same people serves, and is named',
  excess({
    indicators: [
      { ...SMOKING, weight: { ...WEIGHT, instead_of: 'inwoners met bekend inkomen', near: true } },
    ],
    editions: [PEOPLE, measured({ GM0001: [25, 23, 27], NL: [20, 19, 21] })],
  }),
  rows => {
    expect(find(rows, 'GM0001')).toMatchObject({
      persons: 1000,
      persons_basis: 'nearly_same_people',
      excess: 50,
    });
  },
);

testCase(
  'a model estimate gives a number with its caution',
  excess({
    indicators: [{ ...SMOKING, value_kind: 'model_estimate' }],
    editions: [PEOPLE, measured({ GM0001: 25, NL: 20 })],
  }),
  rows => {
    expect(find(rows, 'GM0001')).toMatchObject({ excess: 38.5, interval_reason: 'no_interval' });
    expect(find(rows, 'GM0001')['caution']).toContain('modelschatting');
  },
);
