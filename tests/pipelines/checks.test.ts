import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { goldWorld } from '../support/warehouse.ts';
import { checked, INHABITANTS, SMOKING, soundWorld } from './checked.ts';

/** What a check says after a change to sound values. */
const change = async (only: string, sql: string) => {
  const world = await soundWorld();
  await world.warehouse.run(sql);
  return checked(world, { only });
};

/** Other values of an indicator, without their intervals, by area. */
const set = (indicator: string, values: Record<string, number | null>): string =>
  `update gold.indicator_value set value = n.value, lower_95 = null, upper_95 = null,
     missing_reason = case when n.value is null then 'not_published' end
   from (values ${Object.entries(values)
     .map(([area, value]) => `('${area}', ${value}::double)`)
     .join(', ')}) as n (area, value)
   where indicator_id = '${indicator}' and area_code = n.area`;

test('sound values pass every check there is', async () => {
  const files = await fs.readdir(path.join(projectRoot(), 'pipelines/checks'));
  const results = await checked(await soundWorld(), { previous: 'select * from gold.indicator_value' });
  const names = [...files.map(name => name.replace('.sql', '')), 'code'];
  expect(Object.keys(results).sort()).toEqual(names.sort());
  for (const result of Object.values(results)) expect(result).toMatchObject({ result: 'pass', findings: 0 });
});

test('without a release before, there is nothing to compare with, and that is no fault', async () => {
  const results = await checked(await soundWorld());
  expect(results['coverage']?.result).toBe('pass');
  expect(results['magnitude']?.result).toBe('pass');
});

test('a check is called by its first comment line', async () => {
  const results = await checked(await soundWorld());
  expect(results['unique_key']?.title).toBe('Every cell occurs once');
});

describe('publication', () => {
  const details = (results: Awaited<ReturnType<typeof checked>>) =>
    results['publication']?.shown.map(finding => finding.detail);

  test('without a publisher in the config there is no contact, licence and identifier, and nothing goes out', async () => {
    const results = await checked(await soundWorld(), {
      only: 'publication',
      config: { publisher: undefined },
    });
    expect(results['publication']).toMatchObject({ result: 'fail', findings: 1 });
    expect(details(results)?.[0]).toMatch(
      /^the config has no publisher.*`publisher: \{name, email, licence\}`$/,
    );
  });

  test.each([
    ['licence = null', /^\w+\/2020 has no licence$/],
    ["licence = ' '", /^\w+\/2020 has no licence$/],
    ["licence = 'NOG INVULLEN: licentie'", /^\w+\/2020 has no licence$/],
    ['citation = null', /^\w+\/2020 has no citation/],
    ["citation = 'NOG INVULLEN: bronvermelding (85984NED)'", /^\w+\/2020 has no citation/],
  ])('nor of a source with %s', async (set, said) => {
    const results = await change('publication', `update gold.source set ${set}`);
    expect(results['publication']?.result).toBe('fail');
    expect(details(results)).toEqual([expect.stringMatching(said)]);
  });

  test('nor where no figure has a period', async () => {
    expect(details(await change('publication', 'delete from gold.indicator_value'))).toEqual([
      'no figure has a period',
    ]);
  });
});

describe('code', () => {
  test('a code that the header of its table does not list is refused, once', async () => {
    const { code } = await change('code', "update gold.indicator set tier = 'kern'");
    expect(code).toMatchObject({ result: 'fail', findings: 1 });
    expect(code?.shown[0]?.detail).toBe(
      "indicator.tier holds 'kern', which its header does not put in words",
    );
  });

  test('so is one among several in a cell; those it lists, and no code at all, are not', async () => {
    const { code } = await change(
      'code',
      "update gold.indicator set goals = 'Vie|Elders|NOVI', measure = null",
    );
    expect(code?.shown.map(finding => finding.detail)).toEqual([
      "indicator.goals holds 'Elders', which its header does not put in words",
    ]);
  });
});

describe('range', () => {
  const roken = "indicator_id = 'roken' and area_code = 'GM0001'";

  test.each([
    ['above the declared range', 'value = 101, upper_95 = 102'],
    ['below the declared range', 'value = -0.1, lower_95 = -1'],
    ['below its own interval', 'value = 16.9'],
    ['above its own interval', 'value = 21.1'],
    ['that is not a number', "value = 'nan'::double"],
    ['that is infinite', "value = 'infinity'::double"],
  ])('a value %s is refused', async (_, set) => {
    const { range } = await change('range', `update gold.indicator_value set ${set} where ${roken}`);
    expect(range).toMatchObject({ result: 'fail', findings: 1 });
    expect(range?.shown[0]).toMatchObject({ indicator_id: 'roken', period: '2020', area_code: 'GM0001' });
  });

  test('a negative denominator is refused', async () => {
    const { range } = await change(
      'range',
      `update gold.indicator_value set denominator = -1 where ${roken}`,
    );
    expect(range?.result).toBe('fail');
  });

  test('the ends of range and interval are possible values', async () => {
    const { range } = await change(
      'range',
      `update gold.indicator_value set value = 100, lower_95 = 100, upper_95 = 100 where ${roken}`,
    );
    expect(range?.result).toBe('pass');
  });
});

describe('reason', () => {
  test('an absent value without a reason is refused', async () => {
    const { reason } = await change(
      'reason',
      "update gold.indicator_value set value = null where area_code = 'GM0001'",
    );
    expect(reason).toMatchObject({ result: 'fail', findings: 2 });
  });

  test('a value with a reason for its absence is refused', async () => {
    const { reason } = await change(
      'reason',
      "update gold.indicator_value set missing_reason = 'suppressed' where area_code = 'NL' and indicator_id = 'roken'",
    );
    expect(reason?.shown).toMatchObject([{ detail: 'value 19.0 with reason suppressed' }]);
  });
});

test('a cell that occurs twice is refused by unique_key', async () => {
  const { unique_key } = await change(
    'unique_key',
    "insert into gold.indicator_value select * from gold.indicator_value where area_code = 'GM0001' and indicator_id = 'roken'",
  );
  expect(unique_key).toMatchObject({ result: 'fail', findings: 1 });
  expect(unique_key?.shown[0]?.detail).toContain('2 rows for vintage 2020');
});

test('rows that lie in another order than that of the key are refused: exports would publish it', async () => {
  const { order } = await change(
    'order',
    `insert into gold.indicator_value select * from gold.indicator_value where area_code = 'GM0001' and indicator_id = 'inwoners'`,
  );
  expect(order).toMatchObject({ result: 'fail', findings: 1 });
  expect(order?.shown[0]).toMatchObject({ indicator_id: 'inwoners', area_code: 'GM0001' });
});

test('areas of a kind without a level are named, unless they are declared to be left out', async () => {
  const { area_kind } = await change(
    'area_kind',
    "insert into input.area_set_aside values (0, 'XX', 12, 'XX01', false), (0, 'YY', 3, 'YY01', true)",
  );
  expect(area_kind).toMatchObject({ result: 'warn', findings: 1 });
  expect(area_kind?.shown[0]?.detail).toBe(
    '12 areas XX… of bron/2020 are left out: no level is known for them',
  );
});

test('another unit in a column that nobody saw before is a warning', async () => {
  const world = await soundWorld({
    given: { figures: [{ concept: 'roken', unit: 'promille', of: SMOKING }] },
  });
  await world.warehouse.run('update input.topic set is_unverified = true');
  expect((await checked(world, { only: 'unit' }))['unit']).toMatchObject({ result: 'warn', findings: 1 });
});

test('another unit than the declared one is refused once per period, not once per area', async () => {
  const world = await soundWorld({
    given: { figures: [{ concept: 'roken', unit: 'promille', of: SMOKING }] },
  });
  const { unit } = await checked(world, { only: 'unit' });
  expect(unit).toMatchObject({ result: 'fail', findings: 1 });
  expect(unit?.shown[0]?.detail).toBe("the source prints 'promille', the declaration '%'");
});

describe('dropped_area', () => {
  const areas = { ...Object.fromEntries(Object.keys(INHABITANTS).map(code => [code, code])), GM0002: 'B' };
  const config = {
    area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0002'] }] }],
  };
  const changed = async (sql?: string) => {
    const world = await soundWorld({ given: { areas }, config });
    if (sql) await world.warehouse.run(sql);
    return (await checked(world, { only: 'dropped_area' }))['dropped_area'];
  };

  test('an area of the region that is listed but has no row blocks', async () => {
    const found = await changed();
    expect(found).toMatchObject({ result: 'fail', findings: 1 });
    expect(found?.shown[0]).toMatchObject({
      area_code: 'GM0002',
      detail: 'listed in bron/2020 but without a single row',
    });
  });

  test('an area elsewhere is only reported', async () => {
    const found = await changed("update silver.area_group_member set member_code = 'GM0001'");
    expect(found).toMatchObject({ result: 'warn', findings: 1 });
  });

  test('a list that also holds areas of other years says nothing', async () => {
    expect((await changed("update input.edition set area_list = 'historic'"))?.result).toBe('pass');
  });
});

describe('parent_sum', () => {
  const withCounts = async (counts: Record<string, number | null>) =>
    (await change('parent_sum', set('inwoners', counts)))['parent_sum'];

  test('parts that add up to more than the whole are refused', async () => {
    // 1,000 in the country, 1,001 in its only gemeente
    const check = await withCounts({ GM0001: 1001 });
    expect(check?.result).toBe('fail');
    expect(check?.shown[0]).toMatchObject({ area_code: 'NL', period: '2020', indicator_id: 'inwoners' });
    expect(check?.shown[0]?.detail).toContain('add up to 1001');
  });

  test('a whole of up to 1 % more than its parts is reported: some people have no known buurt', async () => {
    // 1,000 in the country, 990 in its gemeente: 1 %; 989 is more
    expect(await withCounts({ GM0001: 990 })).toMatchObject({ result: 'warn', findings: 1 });
    expect(await withCounts({ GM0001: 989 })).toMatchObject({ result: 'fail', findings: 1 });
  });

  test('counts of wijken may differ by the rounding of the source', async () => {
    // Two wijken and their gemeente, each less than 5 off: up to 15
    expect((await withCounts({ WK000100: 615, BU00010000: 615 }))?.result).toBe('pass');
    expect((await withCounts({ WK000100: 616, BU00010000: 616 }))?.result).toBe('fail');
  });

  test('a whole of which a part is absent is not judged', async () => {
    expect((await withCounts({ WK000100: null, BU00010000: null }))?.result).toBe('pass');
  });

  test('totals in thousands may differ by the rounding of each part, and no more', async () => {
    // One part and the total, each rounded to 0.1: at most 2 x 0.05 = 0.1 apart.
    const apart = async (difference: number) => {
      const world = await soundWorld();
      await world.warehouse.run(
        "update input.topic set unit = 'x 1 000', decimals = 1 where concept = 'inwoners'",
      );
      await world.warehouse.run(
        `update gold.indicator_value set value = value + ${difference} where area_code = 'NL' and indicator_id = 'inwoners'`,
      );
      return (await checked(world, { only: 'parent_sum' }))['parent_sum']?.result;
    };
    expect(await apart(-0.1)).toBe('pass');
    expect(await apart(-0.2)).toBe('fail');
  });
});

describe('parent_between', () => {
  const withShare = async (share: number | null, part: number | null = 15) => {
    const values = { NL: share, GM0001: share, WK000100: part, BU00010000: part };
    return (await change('parent_between', set('roken', values)))['parent_between'];
  };

  test('a mean outside its parts is reported, and does not block', async () => {
    // Wijken of 15 and 25 %, gemeente 26 %
    const check = await withShare(26);
    expect(check).toMatchObject({ result: 'warn', findings: 1 });
    expect(check?.shown[0]).toMatchObject({ area_code: 'GM0001', indicator_id: 'roken' });
  });

  test('a mean may differ by the rounding of a decimal', async () => {
    expect((await withShare(25.1))?.result).toBe('pass');
    expect((await withShare(14.9))?.result).toBe('pass');
  });

  test('a mean of which a part is absent is not judged', async () => {
    expect((await withShare(10, null))?.result).toBe('pass');
  });
});

test('a ratio of which a part is printed as a percentage is refused: only counts are divided', async () => {
  const units = { geteld: 'aantal', percentage: '%', promille: 'per 1 000 inwoners' } as const;
  const world = await goldWorld({
    tables: ['indicator_value', 'indicator', 'area', 'source'],
    editions: [
      {
        id: '2024',
        figures: [
          ...Object.entries(units).map(([concept, unit]) => ({ concept, unit, of: { GM0001: 5 } })),
          { concept: 'huishoudens', unit: 'aantal', of: { GM0001: 100 } },
        ],
      },
    ],
    indicators: Object.keys(units).map(id => ({
      id,
      measure: 'ratio',
      numerator: id,
      denominator: 'huishoudens',
    })),
  });
  const { counts } = await checked(world, { only: 'counts' });
  expect(counts).toMatchObject({ result: 'fail', findings: 2 });
  expect(counts?.shown.map(({ indicator_id, detail }) => [indicator_id, detail])).toEqual(
    (['percentage', 'promille'] as const).map(id => [
      id,
      expect.stringContaining(`numerator ${id} is printed in '${units[id]}'`),
    ]),
  );
});

describe('parent_bounds', () => {
  const config = {
    area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001'] }] }],
  };
  const result = async (smoking: typeof SMOKING) =>
    (await checked(await soundWorld({ smoking, config }), { only: 'parent_bounds' }))['parent_bounds'];

  test('a figure that its parts allow passes', async () => {
    expect(await result(SMOKING)).toMatchObject({ result: 'pass' });
  });

  // The buurt of each wijk is the wijk; without a weight the gemeente lies between 15 and 25.
  test('one that they do not allow is a warning that says what they do', async () => {
    const found = await result({ ...SMOKING, GM0001: [26, 24, 28] });
    expect(found).toMatchObject({ result: 'warn', findings: 2 });
    expect(found?.shown[0]).toMatchObject({
      severity: 'warn',
      indicator_id: 'roken',
      period: '2020',
      area_code: 'GM0001',
      detail: '26.0 published (total, total), 2 x buurt allow from 15.0 to 25.0',
    });
  });
});
