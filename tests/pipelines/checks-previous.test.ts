import { describe, expect, test } from 'vitest';
import { checked, INHABITANTS, soundWorld } from './checked.ts';

/** The values as they are, with another value in some of them. */
const previously = (value: string, more = '') =>
  `select * replace (${value} as value) from gold.indicator_value ${more}`;

describe('coverage', () => {
  test('a value that was there in the release before and is not now blocks', async () => {
    const world = await soundWorld();
    const previous = previously('value');
    await world.warehouse.run('create table before as from gold.indicator_value');
    await world.warehouse.run(
      "update gold.indicator_value set value = null, missing_reason = 'suppressed' where area_code = 'WK000100' and indicator_id = 'roken'",
    );
    const { coverage } = await checked(world, {
      only: 'coverage',
      previous: previous.replace('gold.indicator_value', 'before'),
    });
    expect(coverage).toMatchObject({ result: 'fail', findings: 1 });
    expect(coverage?.shown[0]).toMatchObject({ indicator_id: 'roken', period: '2020' });
    expect(coverage?.shown[0]?.detail).toBe('wijk (indeling 2020): 2 values before, 1 now');
  });

  test('is judged by vintage: what one gains does not make up for what the other loses', async () => {
    const world = await soundWorld();
    const { warehouse } = world;
    const wijken = "from gold.indicator_value where indicator_id = 'roken' and area_level = 'wijk'";
    await warehouse.run(
      `insert into gold.indicator_value by name select * replace (2024 as area_vintage) ${wijken}`,
    );
    await warehouse.run('create table before as from gold.indicator_value');
    await warehouse.run(
      `update gold.indicator_value set value = null
       where indicator_id = 'roken' and area_vintage = 2024 and area_code = 'WK000100'`,
    );
    await warehouse.run(
      `insert into gold.indicator_value by name
       select * replace ('BU00010000' as area_code) ${wijken} and area_vintage = 2020 and area_code = 'WK000100'`,
    );
    const { coverage } = await checked(world, { only: 'coverage', previous: 'select * from before' });
    expect(coverage?.shown.map(finding => finding.detail)).toEqual([
      'wijk (indeling 2024): 2 values before, 1 now',
    ]);
  });

  test('a value that protection of a delivery takes away does not', async () => {
    const world = await soundWorld({ delivered: ['bron'] });
    await world.warehouse.run('create table before as from gold.indicator_value');
    await world.warehouse.run(
      "update gold.indicator_value set value = null, missing_reason = 'suppressed' where area_code = 'WK000100' and indicator_id = 'roken'",
    );
    const { coverage } = await checked(world, { only: 'coverage', previous: 'select * from before' });
    expect(coverage?.result).toBe('pass');
  });

  test('nor does a group of which protection takes a member away', async () => {
    const LAB = {
      code: 'RG-LAB',
      name_nl: 'Lab',
      name_en: 'Lab',
      members: [{ areas: ['WK000100', 'WK000101'] }],
    };
    const world = await soundWorld({ delivered: ['bron'], config: { area_groups: [LAB] } });
    const lose = (area: string, reason: string) =>
      world.warehouse.run(
        `update gold.indicator_value set value = null, missing_reason = '${reason}'
         where area_code = '${area}' and indicator_id = 'inwoners'`,
      );
    await world.warehouse.run('create table before as from gold.indicator_value');
    const look = async () => {
      const { coverage } = await checked(world, { only: 'coverage', previous: 'select * from before' });
      return coverage?.shown.map(({ detail }) => detail);
    };
    await lose('RG-LAB', 'below_coverage');
    expect(await look()).toEqual(['regio (indeling 2020): 1 values before, 0 now']);
    await lose('WK000100', 'suppressed');
    expect(await look()).toEqual([]);
  });

  test('an indicator that is gone altogether blocks, on every level', async () => {
    const world = await soundWorld();
    await world.warehouse.run('create table before as from gold.indicator_value');
    await world.warehouse.run("delete from gold.indicator_value where indicator_id = 'roken'");
    const { coverage } = await checked(world, { only: 'coverage', previous: 'select * from before' });
    // land, gemeente, wijk and buurt
    expect(coverage).toMatchObject({ result: 'fail', findings: 4 });
    expect(coverage?.shown.map(finding => finding.detail)).toContain(
      'buurt (indeling 2020): 2 values before, 0 now',
    );
  });

  test('values that are new are welcome', async () => {
    const { coverage } = await checked(await soundWorld(), {
      only: 'coverage',
      previous: previously('value', "where area_level = 'land'"),
    });
    expect(coverage?.result).toBe('pass');
  });
});

describe('magnitude', () => {
  test('values of which half changed by more than a quarter are reported', async () => {
    // 100 became 130: 30 %
    const { magnitude } = await checked(await soundWorld(), {
      only: 'magnitude',
      previous: previously('value / 1.3'),
    });
    expect(magnitude?.result).toBe('warn');
    expect(magnitude?.shown.map(finding => finding.indicator_id)).toContain('roken');
    expect(magnitude?.shown[0]?.detail).toContain('changed by more than 30.0 %');
  });

  test('values that are ten times as large block: a unit has changed', async () => {
    const { magnitude } = await checked(await soundWorld(), {
      only: 'magnitude',
      previous: previously('value / 10'),
    });
    expect(magnitude?.result).toBe('fail');
  });

  test('a change of less than a quarter is normal', async () => {
    const { magnitude } = await checked(await soundWorld(), {
      only: 'magnitude',
      previous: previously('value / 1.2'),
    });
    expect(magnitude?.result).toBe('pass');
  });

  test('one area that changed much does not stand for all', async () => {
    // One of the two wijken, and one of the two buurten: the median is half of their change, 20 %.
    const { magnitude } = await checked(await soundWorld(), {
      only: 'magnitude',
      previous: previously("case when area_code like '%0100' then value / 1.4 else value end"),
    });
    expect(magnitude?.result).toBe('pass');
  });

  test('what counts as too much is set in the config', async () => {
    const { magnitude } = await checked(await soundWorld(), {
      only: 'magnitude',
      previous: previously('value / 1.2'),
      config: { thresholds: { magnitude_warn: 0.1, magnitude_fail: 0.15 } },
    });
    expect(magnitude?.result).toBe('fail');
  });

  test('a value that was zero has no relative change', async () => {
    const { magnitude } = await checked(await soundWorld(), {
      only: 'magnitude',
      previous: previously('0::double'),
    });
    expect(magnitude?.result).toBe('pass');
  });
});

describe('a finding that the config accepts', () => {
  const accept = (check: string, indicator: string, period?: string) => ({
    checks: {
      accept: [{ check, indicator, reason: 'announced by the source', ...(period ? { period } : {}) }],
    },
  });
  const tenTimes = previously('value / 10', "where indicator_id = 'roken'");
  const judged = async (config: object) =>
    (await checked(await soundWorld(), { only: 'magnitude', previous: tenTimes, config }))['magnitude'];

  test('does not block, and stays visible', async () => {
    const check = await judged(accept('magnitude', 'roken'));
    expect(check?.result).toBe('pass');
    expect(check?.findings).toBe(4);
    expect(new Set(check?.shown.map(finding => finding.severity))).toEqual(new Set(['accepted']));
  });

  test('is accepted for its period only, when one is named', async () => {
    expect((await judged(accept('magnitude', 'roken', '2020')))?.result).toBe('pass');
    expect((await judged(accept('magnitude', 'roken', '2016')))?.result).toBe('fail');
  });

  test('is accepted for its indicator and its check only', async () => {
    expect((await judged(accept('magnitude', 'inwoners')))?.result).toBe('fail');
    expect((await judged(accept('coverage', 'roken')))?.result).toBe('fail');
  });

  test('may name an indicator that this release does not have', async () => {
    expect((await judged(accept('magnitude', 'bestaat-niet')))?.result).toBe('fail');
  });

  test('may name a check whose findings are about areas, not indicators', async () => {
    const codes = [...Object.keys(INHABITANTS), 'GM0002'];
    const areas = Object.fromEntries(codes.map(code => [code, code]));
    const world = await soundWorld({ given: { areas } });
    const results = await checked(world, { only: 'dropped_area', config: accept('dropped_area', 'roken') });
    expect(results['dropped_area']?.result).toBe('warn');
  });

  test('needs a reason', async () => {
    const config = { checks: { accept: [{ check: 'magnitude', indicator: 'roken', reason: 'ok' }] } };
    await expect(checked(await soundWorld(), { config })).rejects.toThrow(/reason/);
  });
});

test('of many findings the worst come first, and the rest is counted', async () => {
  const world = await soundWorld();
  await world.warehouse.run(
    `insert into gold.indicator_value by name
     select 'roken' as indicator_id, 'GM0001' as area_code, 'gemeente' as area_level, i::integer as area_vintage,
       '2020' as period, 'total' as sex, 'total' as age_group, 101 as value, '%' as unit
     from range(50) as t(i)`,
  );
  const { range } = await checked(world, { only: 'range' });
  expect(range?.findings).toBe(50);
  expect(range?.shown).toHaveLength(20);
});
