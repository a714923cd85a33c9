import { describe, expect } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import { loadProject } from '../../../pipelines/project.ts';
import { each, testCase } from '../../support/cases.ts';
import type { Cell, Given } from '../../support/warehouse.ts';
import { A, B, C, counts, MERGE, now, SPLIT, seriesCases } from './series.ts';

const seriesOf = seriesCases();

const COUNT = { id: 'inwoners', measure: 'sum', unit: 'aantal', value: 'inwoners' } as const;
const SHARE = { id: 'aandeel', measure: 'ratio', numerator: 'jong', denominator: 'inwoners' } as const;
const MEAN = { id: 'roken', value: 'roken', weight: { concept: 'inwoners' } } as const;

/** A look at what each area of a series comes to, and how. */
function told(given: Given, where?: string) {
  const look = seriesOf(given, where);
  return async () =>
    (await look()).map(({ area_code, value, missing_reason, harmonisation }) => [
      area_code,
      value ?? missing_reason,
      harmonisation,
    ]);
}

const { recodes, followed } = await loadProject({ root: projectRoot(), env: {} });

describe('Beekdaelen', () => {
  // Inhabitants at the merger, from the CBS description of GM1954: 15,187 + 7,782 + 12,758 = 35,727.
  const OLD = { GM0951: 15_187, GM0881: 7782, GM0962: 12_758, BU08810009: 40, BU09620009: 70 };
  const NEW = { GM1954: 35_938, BU19540009: 45, BU19540509: 75 };
  const of = (figures: Given['indicators'], share: Record<string, Cell>, weights = OLD) => {
    return seriesOf({
      recodes,
      followed,
      indicators: figures ?? [],
      editions: [
        { id: '2018', figures: [counts('inwoners', weights), { concept: 'roken', of: share }] },
        { id: '2019', figures: [counts('inwoners', NEW)], flags: { BU19540009: '2', BU19540509: '2' } },
      ],
    });
  };

  testCase(
    'has the inhabitants of its three gemeenten in the years before, and each buurt its own',
    of([COUNT], {}),
    rows => {
      const [code, period] = ['area_code', 'period'] as const;
      expect(
        rows.map(row => [row[code], row[period], row.value, row.harmonisation, row.harmonisation_note]),
      ).toEqual([
        ['BU19540009', '2018', 40, 'recoded', 'indeling 2018: zelfde grens, toen BU08810009'],
        ['BU19540009', '2019', 45, 'none', 'gepubliceerd op indeling 2019'],
        ['BU19540509', '2018', 70, 'recoded', 'indeling 2018: zelfde grens, toen BU09620009'],
        ['BU19540509', '2019', 75, 'none', 'gepubliceerd op indeling 2019'],
        ['GM1954', '2018', 35_727, 'recoded', 'indeling 2018: samen GM0881, GM0951, GM0962'],
        ['GM1954', '2019', 35_938, 'none', 'gepubliceerd op indeling 2019'],
      ]);
    },
  );

  testCase(
    'has the mean of a published share of its three gemeenten, weighed by inhabitants',
    of([MEAN], { GM0951: 20, GM0881: 30, GM0962: 10 }),
    rows => {
      // (15,187 x 20 + 7,782 x 30 + 12,758 x 10) / 35,727 = 664,780 / 35,727 = 18.6072
      expect(rows).toMatchObject([
        {
          area_code: 'GM1954',
          harmonisation: 'recoded',
          numerator: null,
          interval_missing_reason: 'not_computed',
        },
      ]);
      expect(rows[0]?.value).toBeCloseTo(18.6072, 4);
      expect(rows[0]?.harmonisation_note).toBe(
        'indeling 2018: samen GM0881, GM0951, GM0962; gewicht: inwoners 2018 (T2018)',
      );
    },
  );

  testCase(
    'has no share where that of Schinnen is absent',
    of([MEAN], { GM0951: 20, GM0881: 30, GM0962: null }),
    rows => {
      expect(rows).toMatchObject([
        { value: null, missing_reason: 'not_published', harmonisation: 'recoded' },
      ]);
    },
  );
});

describe('an area that flags prove the same', () => {
  const given = (flags: Record<string, string>, years: string[]): Given => ({
    indicators: [{ value: 'roken' }],
    editions: [
      { id: '2021', margins: true, figures: [{ concept: 'roken', of: { [A]: [20, 18, 22], [B]: null } }] },
      ...years.map(id => ({ id, areas: { [A]: 'a', [B]: 'b' }, flags })),
    ],
  });

  testCase(
    'keeps its published share with its margins, and the reason where it has none',
    seriesOf(given({ [A]: '1', [B]: '1' }, ['2022', '2023'])),
    seen => {
      expect(seen).toMatchObject([
        {
          area_code: A,
          area_vintage: 2023,
          source_vintage: 2021,
          value: 20,
          lower_95: 18,
          upper_95: 22,
          harmonisation: 'unchanged',
          harmonisation_note: 'indeling 2021: zelfde code en grens',
          interval_missing_reason: null,
        },
        { area_code: B, value: null, missing_reason: 'not_published', interval_missing_reason: 'no_value' },
      ]);
    },
  );

  const unproven: [why: string, flags: Record<string, string>, years: string[]][] = [
    ['a year of flags is absent', { [A]: '1', [B]: '1' }, ['2023']],
    ['the code is in use for another area', { [A]: '3', [B]: '3' }, ['2022', '2023']],
  ];
  for (const [what, flags, years] of unproven) {
    testCase(
      `is not comparable when ${what}: a row that says so, not a guess`,
      seriesOf(given(flags, years)),
      seen => {
        const row = {
          value: null,
          lower_95: null,
          missing_reason: 'not_comparable',
          harmonisation: 'not_possible',
          harmonisation_note: 'indeling 2021: grens gewijzigd of niet aangetoond gelijk aan die van 2023',
        };
        expect(seen).toMatchObject([row, row]);
      },
    );
  }
});

describe('a split by addresses, 60 % and 40 %', () => {
  const split = (given: Partial<Given>, figures: { concept: string; of: Record<string, Cell> }[]): Given => ({
    addresses: SPLIT,
    editions: [{ id: '2020', empty_cell: 'suppressed', figures }, now([B, C])],
    ...given,
  });

  testCase(
    'divides a count by weight',
    told(split({ indicators: [COUNT] }, [counts('inwoners', { [A]: 1000 })])),
    seen => {
      expect(seen).toEqual([
        [B, 600, 'address_weighted'],
        [C, 400, 'address_weighted'],
      ]);
    },
  );

  testCase(
    'divides numerator and denominator of a share, which itself stays',
    seriesOf(
      split({ indicators: [SHARE] }, [counts('jong', { [A]: 150 }), counts('inwoners', { [A]: 1000 })]),
    ),
    seen => {
      expect(seen).toMatchObject([
        { area_code: B, value: 15, numerator: 90, denominator: 600 },
        { area_code: C, value: 15, numerator: 60, denominator: 400 },
      ]);
    },
  );

  testCase(
    'keeps the reason of what is withheld',
    told(split({ indicators: [COUNT] }, [counts('inwoners', { [A]: null, BU00990000: 1 })])),
    seen => {
      expect(seen).toEqual([
        [B, 'suppressed', 'address_weighted'],
        [C, 'suppressed', 'address_weighted'],
      ]);
    },
  );

  testCase(
    'does not divide a published share of which no count is known',
    seriesOf(split({ indicators: [{ value: 'roken' }] }, [{ concept: 'roken', of: { [A]: 20 } }])),
    rows => {
      expect(rows).toMatchObject([
        { area_code: B, value: null, missing_reason: 'not_comparable', harmonisation: 'not_possible' },
        { area_code: C, value: null, missing_reason: 'not_comparable', harmonisation: 'not_possible' },
      ]);
      expect(rows[0]?.harmonisation_note).toBe('indeling 2020: geen aantal om de delen mee te wegen');
    },
  );
});

describe('a merge by addresses', () => {
  const merge = (indicators: Given['indicators'], of: Record<string, Record<string, Cell>>): Given => ({
    addresses: MERGE,
    indicators: indicators ?? [],
    editions: [
      {
        id: '2020',
        margins: true,
        empty_cell: 'suppressed',
        figures: Object.entries(of).map(([concept, cells]) => ({ concept, of: { BU00990000: 1, ...cells } })),
      },
      now([C]),
    ],
  });

  testCase('adds counts up', told(merge([COUNT], { inwoners: { [A]: 1000, [B]: 250 } })), seen => {
    expect(seen).toEqual([[C, 1250, 'address_weighted']]);
  });

  // (150 + 100) / (1000 + 250) = 20 %; the mean of 15 % and 40 % would be 27.5 %
  testCase(
    'divides the sum of numerators by the sum of denominators',
    seriesOf(merge([SHARE], { jong: { [A]: 150, [B]: 100 }, inwoners: { [A]: 1000, [B]: 250 } })),
    seen => {
      expect(seen).toMatchObject([{ area_code: C, value: 20, numerator: 250, denominator: 1250 }]);
    },
  );

  // (1000 x 10 + 250 x 30) / 1250 = 14
  testCase(
    'weighs a published share, whose margins then are not known',
    seriesOf(
      merge([MEAN], {
        roken: { [A]: [10, 8, 12], [B]: [30, 25, 35] },
        inwoners: { [A]: 1000, [B]: 250 },
      }),
    ),
    seen => {
      expect(seen).toMatchObject([
        {
          value: 14,
          lower_95: null,
          upper_95: null,
          interval_missing_reason: 'not_computed',
          harmonisation_note:
            'indeling 2020: naar adressen omgerekend uit 2 gebieden; gewicht: inwoners 2020 (T2020)',
        },
      ]);
    },
  );

  testCase(
    'has no sum and no share when one part is withheld',
    told(
      merge([COUNT, SHARE, MEAN], {
        inwoners: { [A]: 1000, [B]: null },
        jong: { [A]: 150, [B]: 100 },
        roken: { [A]: 10, [B]: 30 },
      }),
    ),
    seen => {
      expect(seen).toEqual([
        [C, 'suppressed', 'address_weighted'],
        [C, 'suppressed', 'address_weighted'],
        [C, 'not_comparable', 'not_possible'],
      ]);
    },
  );

  testCase(
    'a part in which nobody lives takes nothing from a mean',
    told(merge([MEAN], { roken: { [A]: 10, [B]: null }, inwoners: { [A]: 1000, [B]: 0 } })),
    seen => {
      expect(seen).toEqual([[C, 10, 'address_weighted']]);
    },
  );
});

describe('which figures make the series', () => {
  const figure = (period: string, value: number) => ({ concept: 'x', period, of: { [A]: value } });
  testCase(
    'only the preferred edition of a period',
    seriesOf({
      indicators: [{ value: 'x', breaks: [{ period: '2020', reason: 'andere vraag' }] }],
      editions: [
        { id: '2020', figures: [figure('2016', 1), figure('2020', 2)] },
        { id: '2024', figures: [figure('2020', 3), figure('2024', 4)], flags: { [A]: '1' } },
      ],
    }),
    rows => {
      expect(rows.map(row => [row['period'], row.value ?? row.missing_reason, row['break_before']])).toEqual([
        ['2016', 'not_comparable', null],
        ['2020', 3, 'andere vraag'],
        ['2024', 4, null],
      ]);
    },
  );

  const followed = [{ name: 'x', from: 2012, until: 2024, gemeenten: ['GM0001', 'GM0002'], changes: [] }];
  const group = { code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002'] }] };
  const given: Given = {
    config: { area_groups: [group] },
    indicators: [COUNT],
    editions: [
      { id: '2020', figures: [counts('inwoners', { GM0001: 100, GM0002: 50 })] },
      now(['GM0001', 'GM0002']),
    ],
  };
  const where = "area_code = 'RG-X'";
  testCase(
    'a group figure is taken over where the group is the same area',
    each(told(given, where), told({ ...given, followed }, where)),
    ([first, second]) => {
      expect(first).toEqual([['RG-X', 'not_comparable', 'not_possible']]);
      expect(second).toEqual([['RG-X', 150, 'unchanged']]);
    },
  );

  // Surveys of 2018 have the register of 2017 beside them: (300 x 10 + 100 x 30) / 400 = 15
  const recodes = [
    { name: 'merger', vintage: 2019, gemeenten: { GM0001: 'GM0009', GM0002: 'GM0009' }, wijken: {} },
  ];
  const apart = [{ name: 'x', from: 2018, until: 2018, gemeenten: ['GM0001', 'GM0002'], changes: [] }];
  const merged: Given = {
    recodes,
    indicators: [MEAN],
    editions: [
      { source: 'kwb', id: '2017', figures: [counts('inwoners', { GM0001: 300, GM0002: 100 })] },
      { id: '2018', figures: [{ concept: 'roken', of: { GM0001: 10, GM0002: 30 } }] },
      now(['GM0009']),
      { source: 'kwb', id: '2019', areas: { GM0009: 'x' } },
    ].filter(edition => edition.id !== '2024'),
  };
  testCase(
    'weights of another year serve where the part is proven to be the same area in both',
    each(
      told({ ...merged, followed: apart }),
      told(merged),
      told({ ...merged, followed: apart.map(one => ({ ...one, from: 2016 })) }),
    ),
    ([first, second, longer]) => {
      expect(first).toEqual([['GM0009', 15, 'recoded']]);
      expect(longer).toEqual(first);
      expect(second).toEqual([['GM0009', 'not_comparable', 'not_possible']]);
    },
  );
});
