import { describe, expect, test } from 'vitest';
import { VieError } from '../../kernel/errors.ts';
import { checkContract } from '../../sources/contract.ts';
import type { ResolvedTopic, TopicColumn } from '../../sources/topics.ts';
import { declareSource } from './fixtures.ts';

const source = (contract: 'freeze' | 'evolve') =>
  declareSource(`
id: kwb
connector: cbs-odata-v3
service: opendata
contract: ${contract}
dimensions: {area: WijkenEnBuurten}
topics: {inkomen: GemiddeldInkomenPerInwoner}
editions: {"2020": {table: 84799NED}}
`).value;

const INCOME: TopicColumn = {
  key: 'GemiddeldInkomenPerInwoner_72',
  title: 'Gemiddeld inkomen per inwoner',
  path: ['Inkomen'],
  unit: 'x 1 000 euro',
  decimals: 1,
  datatype: 'Double',
  defaultMeaning: 'Impossible',
};
const CARS: TopicColumn = {
  ...INCOME,
  key: 'PersonenautoS_99',
  title: 'Auto',
  path: ['Vervoer'],
  unit: 'aantal',
};

/** A table with these columns, of which the income is used. */
const table = (income: Partial<TopicColumn> = {}, ...others: TopicColumn[]) => {
  const used: ResolvedTopic = { concept: 'inkomen', ...INCOME, ...income };
  const { concept: _concept, ...column } = used;
  return { topics: [used], available: [column, ...others] };
};

const hold = (mode: 'freeze' | 'evolve', after: ReturnType<typeof table>, before = table({}, CARS)) => {
  try {
    checkContract(source(mode), before, after);
    return undefined;
  } catch (error) {
    return error instanceof VieError ? error : undefined;
  }
};

describe.each(['freeze', 'evolve'] as const)('under %s', mode => {
  test('an equal table is taken over', () => {
    expect(hold(mode, table({}, CARS))).toBeUndefined();
  });

  test('suffixes may move', () => {
    const moved = table({ key: 'GemiddeldInkomenPerInwoner_75' }, { ...CARS, key: 'PersonenautoS_102' });
    expect(hold(mode, moved)).toBeUndefined();
  });

  test('another unit of a column that we use is refused: income in euro is not income in thousands', () => {
    const error = hold(mode, table({ unit: 'euro' }, CARS));
    expect(error).toMatchObject({ code: 'contract', exitCode: 65 });
    expect(error?.where.field).toBe('GemiddeldInkomenPerInwoner_72');
    expect(error?.message).toContain("from Double in 'x 1 000 euro' to Double in 'euro'");
    expect(error?.hint).toContain('stays in use');
  });

  test('another type of a column that we use is refused', () => {
    expect(hold(mode, table({ datatype: 'String' }, CARS))?.message).toContain('to String in');
  });

  test('a concept that was not used before has nothing to be held against', () => {
    const before = { ...table({}, CARS), topics: [] };
    expect(hold(mode, table({ unit: 'euro' }, CARS), before)).toBeUndefined();
  });
});

describe('a column that we do not use', () => {
  const fuel = { ...CARS, key: 'Elektrisch_103' };

  test('may come, go or change its type under evolve', () => {
    expect(hold('evolve', table({}, CARS, fuel))).toBeUndefined();
    expect(hold('evolve', table())).toBeUndefined();
    expect(hold('evolve', table({}, { ...CARS, datatype: 'String' }))).toBeUndefined();
  });

  test('that comes is refused under freeze, by its name', () => {
    expect(hold('freeze', table({}, CARS, fuel))?.message).toMatch(/gained Vervoer > Elektrisch > Double/);
  });

  test('that goes is refused under freeze, by its name', () => {
    expect(hold('freeze', table())?.message).toMatch(/lost Vervoer > PersonenautoS > Double/);
  });

  test('that changes its type or its group is refused under freeze', () => {
    expect(hold('freeze', table({}, { ...CARS, datatype: 'String' }))?.message).toMatch(/lost .*gained/);
    expect(hold('freeze', table({}, { ...CARS, path: ['Wonen'] }))?.message).toMatch(/lost .*gained/);
  });

  test('may change its unit', () => {
    expect(hold('freeze', table({}, { ...CARS, unit: 'per 1 000 inwoners' }))).toBeUndefined();
  });
});

test('between platforms, keys and types of columns may differ, but never the unit', () => {
  const v4 = { ...table({ key: 'M000224', datatype: 'Float' }), platform: 'v4' as const };
  expect(hold('freeze', v4)).toBeUndefined();
  const inEuro = { ...table({ key: 'M000224', unit: 'euro' }), platform: 'v4' as const };
  expect(hold('freeze', inEuro)?.message).toContain("to Double in 'euro'");
});
