import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { loadProject } from '../../pipelines/project.ts';
import type { Cell, Given } from '../support/warehouse.ts';
import { A, B, C, counts, MERGE, now, SPLIT, seriesOf } from './series.ts';

const COUNT = { id: 'inwoners', measure: 'sum', unit: 'aantal', value: 'inwoners' } as const;
const SHARE = { id: 'aandeel', measure: 'ratio', numerator: 'jong', denominator: 'inwoners' } as const;
const MEAN = { id: 'roken', value: 'roken', weight: { concept: 'inwoners' } } as const;

const told = async (given: Given, where?: string) =>
  (await seriesOf(given, where)).map(({ area_code, value, missing_reason, harmonisation }) => [
    area_code,
    value ?? missing_reason,
    harmonisation,
  ]);

describe('Beekdaelen', () => {
  // Inhabitants at the merger, from the CBS description of GM1954: 15,187 + 7,782 + 12,758 = 35,727.
  const OLD = { GM0951: 15_187, GM0881: 7782, GM0962: 12_758, BU08810009: 40, BU09620009: 70 };
  const NEW = { GM1954: 35_938, BU19540009: 45, BU19540509: 75 };
  const of = async (figures: Given['indicators'], share: Record<string, Cell>, weights = OLD) => {
    const { recodes, followed } = await loadProject({ root: projectRoot(), env: {} });
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

  test('has the inhabitants of its three gemeenten in the years before, and each buurt its own', async () => {
    const rows = await of([COUNT], {});
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
  });

  test('has the mean of a published share of its three gemeenten, weighed by inhabitants', async () => {
    // (15,187 x 20 + 7,782 x 30 + 12,758 x 10) / 35,727 = 664,780 / 35,727 = 18.6072
    const rows = await of([MEAN], { GM0951: 20, GM0881: 30, GM0962: 10 });
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
  });

  test('has no share where that of Schinnen is absent', async () => {
    const rows = await of([MEAN], { GM0951: 20, GM0881: 30, GM0962: null });
    expect(rows).toMatchObject([{ value: null, missing_reason: 'not_published', harmonisation: 'recoded' }]);
  });
});

describe('an area that flags prove the same', () => {
  const given = (flags: Record<string, string>, years: string[]): Given => ({
    indicators: [{ value: 'roken' }],
    editions: [
      { id: '2021', margins: true, figures: [{ concept: 'roken', of: { [A]: [20, 18, 22], [B]: null } }] },
      ...years.map(id => ({ id, areas: { [A]: 'a', [B]: 'b' }, flags })),
    ],
  });

  test('keeps its published share with its margins, and the reason where it has none', async () => {
    expect(await seriesOf(given({ [A]: '1', [B]: '1' }, ['2022', '2023']))).toMatchObject([
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
  });

  test.each([
    ['a year of flags is absent', { [A]: '1', [B]: '1' }, ['2023']],
    ['the code is in use for another area', { [A]: '3', [B]: '3' }, ['2022', '2023']],
  ])('is not comparable when %s: a row that says so, not a guess', async (_, flags, years) => {
    const row = {
      value: null,
      lower_95: null,
      missing_reason: 'not_comparable',
      harmonisation: 'not_possible',
      harmonisation_note: 'indeling 2021: grens gewijzigd of niet aangetoond gelijk aan die van 2023',
    };
    expect(await seriesOf(given(flags, years))).toMatchObject([row, row]);
  });
});

describe('a split by addresses, 60 % and 40 %', () => {
  const split = (given: Partial<Given>, figures: { concept: string; of: Record<string, Cell> }[]): Given => ({
    addresses: SPLIT,
    editions: [{ id: '2020', empty_cell: 'suppressed', figures }, now([B, C])],
    ...given,
  });

  test('divides a count by weight', async () => {
    const given = split({ indicators: [COUNT] }, [counts('inwoners', { [A]: 1000 })]);
    expect(await told(given)).toEqual([
      [B, 600, 'address_weighted'],
      [C, 400, 'address_weighted'],
    ]);
  });

  test('divides numerator and denominator of a share, which itself stays', async () => {
    const given = split({ indicators: [SHARE] }, [
      counts('jong', { [A]: 150 }),
      counts('inwoners', { [A]: 1000 }),
    ]);
    expect(await seriesOf(given)).toMatchObject([
      { area_code: B, value: 15, numerator: 90, denominator: 600 },
      { area_code: C, value: 15, numerator: 60, denominator: 400 },
    ]);
  });

  test('keeps the reason of what is withheld', async () => {
    const given = split({ indicators: [COUNT] }, [counts('inwoners', { [A]: null, BU00990000: 1 })]);
    expect(await told(given)).toEqual([
      [B, 'suppressed', 'address_weighted'],
      [C, 'suppressed', 'address_weighted'],
    ]);
  });

  test('does not divide a published share of which no count is known', async () => {
    const given = split({ indicators: [{ value: 'roken' }] }, [{ concept: 'roken', of: { [A]: 20 } }]);
    const rows = await seriesOf(given);
    expect(rows).toMatchObject([
      { area_code: B, value: null, missing_reason: 'not_comparable', harmonisation: 'not_possible' },
      { area_code: C, value: null, missing_reason: 'not_comparable', harmonisation: 'not_possible' },
    ]);
    expect(rows[0]?.harmonisation_note).toBe('indeling 2020: geen aantal om de delen mee te wegen');
  });
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

  test('adds counts up', async () => {
    expect(await told(merge([COUNT], { inwoners: { [A]: 1000, [B]: 250 } }))).toEqual([
      [C, 1250, 'address_weighted'],
    ]);
  });

  test('divides the sum of numerators by the sum of denominators', async () => {
    // (150 + 100) / (1000 + 250) = 20 %; the mean of 15 % and 40 % would be 27.5 %
    const given = merge([SHARE], { jong: { [A]: 150, [B]: 100 }, inwoners: { [A]: 1000, [B]: 250 } });
    expect(await seriesOf(given)).toMatchObject([
      { area_code: C, value: 20, numerator: 250, denominator: 1250 },
    ]);
  });

  test('weighs a published share, whose margins then are not known', async () => {
    // (1000 x 10 + 250 x 30) / 1250 = 14
    const given = merge([MEAN], {
      roken: { [A]: [10, 8, 12], [B]: [30, 25, 35] },
      inwoners: { [A]: 1000, [B]: 250 },
    });
    expect(await seriesOf(given)).toMatchObject([
      {
        value: 14,
        lower_95: null,
        upper_95: null,
        interval_missing_reason: 'not_computed',
        harmonisation_note:
          'indeling 2020: naar adressen omgerekend uit 2 gebieden; gewicht: inwoners 2020 (T2020)',
      },
    ]);
  });

  test('has no sum and no share when one part is withheld', async () => {
    const given = merge([COUNT, SHARE, MEAN], {
      inwoners: { [A]: 1000, [B]: null },
      jong: { [A]: 150, [B]: 100 },
      roken: { [A]: 10, [B]: 30 },
    });
    expect(await told(given)).toEqual([
      [C, 'suppressed', 'address_weighted'],
      [C, 'suppressed', 'address_weighted'],
      [C, 'not_comparable', 'not_possible'],
    ]);
  });

  test('a part in which nobody lives takes nothing from a mean', async () => {
    const given = merge([MEAN], { roken: { [A]: 10, [B]: null }, inwoners: { [A]: 1000, [B]: 0 } });
    expect(await told(given)).toEqual([[C, 10, 'address_weighted']]);
  });
});

describe('which figures make the series', () => {
  test('only the preferred edition of a period', async () => {
    const figure = (period: string, value: number) => ({ concept: 'x', period, of: { [A]: value } });
    const given: Given = {
      indicators: [{ value: 'x', breaks: [{ period: '2020', reason: 'andere vraag' }] }],
      editions: [
        { id: '2020', figures: [figure('2016', 1), figure('2020', 2)] },
        { id: '2024', figures: [figure('2020', 3), figure('2024', 4)], flags: { [A]: '1' } },
      ],
    };
    const rows = await seriesOf(given);
    expect(rows.map(row => [row['period'], row.value ?? row.missing_reason, row['break_before']])).toEqual([
      ['2016', 'not_comparable', null],
      ['2020', 3, 'andere vraag'],
      ['2024', 4, null],
    ]);
  });

  test('a group figure is taken over where the group is the same area', async () => {
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
    expect(await told(given, where)).toEqual([['RG-X', 'not_comparable', 'not_possible']]);
    expect(await told({ ...given, followed }, where)).toEqual([['RG-X', 150, 'unchanged']]);
  });

  test('weights of another year serve where the part is proven to be the same area in both', async () => {
    // Surveys of 2018 have the register of 2017 beside them: (300 x 10 + 100 x 30) / 400 = 15
    const recodes = [
      { name: 'merger', vintage: 2019, gemeenten: { GM0001: 'GM0009', GM0002: 'GM0009' }, wijken: {} },
    ];
    const followed = [{ name: 'x', from: 2018, until: 2018, gemeenten: ['GM0001', 'GM0002'], changes: [] }];
    const given: Given = {
      recodes,
      indicators: [MEAN],
      editions: [
        { source: 'kwb', id: '2017', figures: [counts('inwoners', { GM0001: 300, GM0002: 100 })] },
        { id: '2018', figures: [{ concept: 'roken', of: { GM0001: 10, GM0002: 30 } }] },
        now(['GM0009']),
        { source: 'kwb', id: '2019', areas: { GM0009: 'x' } },
      ].filter(edition => edition.id !== '2024'),
    };
    expect(await told({ ...given, followed })).toEqual([['GM0009', 15, 'recoded']]);
    expect(await told(given)).toEqual([['GM0009', 'not_comparable', 'not_possible']]);
  });
});
