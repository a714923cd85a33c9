import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { diffReleases, type IndicatorDiff } from '../../pipelines/diff.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { type Cell, keyOf, putValues } from './values.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});

async function difference(before: Cell[], after: Cell[]): Promise<IndicatorDiff[]> {
  await putValues(warehouse, 'previous', before);
  await putValues(warehouse, 'gold', after);
  return diffReleases(warehouse, projectRoot());
}

/** What differs for one indicator, counted cell by cell. */
function counted(id: string, before: Cell[], after: Cell[]): IndicatorDiff | undefined {
  const own = (cells: Cell[]) =>
    new Map(cells.filter(cell => cell.indicator_id === id).map(cell => [keyOf(cell), cell]));
  const [old, now] = [own(before), own(after)];
  const both = [...now].flatMap(([key, cell]) => {
    const earlier = old.get(key);
    return earlier ? [{ earlier, cell }] : [];
  });
  const changes = both.flatMap(({ earlier, cell }) =>
    earlier.value === null || cell.value === null ? [] : [Math.abs(cell.value - earlier.value)],
  );
  const revised = both.filter(({ earlier, cell }) => earlier.snapshot_id !== cell.snapshot_id);
  const found: IndicatorDiff = {
    indicator_id: id,
    new_cells: [...now.keys()].filter(key => !old.has(key)).length,
    gone_cells: [...old.keys()].filter(key => !now.has(key)).length,
    changed_cells: both.filter(({ earlier, cell }) => earlier.value !== cell.value).length,
    lost_values: both.filter(({ earlier, cell }) => earlier.value !== null && cell.value === null).length,
    equal_cells: both.filter(({ earlier, cell }) => earlier.value === cell.value).length,
    largest_change: changes.length ? Math.max(...changes) : null,
    revised_tables: [...new Set(revised.map(({ cell }) => cell.table_id))].sort().join(', ') || null,
  };
  return found.new_cells + found.gone_cells + found.changed_cells > 0 ? found : undefined;
}

const value = fc.option(
  fc.integer({ min: -50, max: 50 }).map(n => n / 4),
  { freq: 4 },
);
const cell = fc.record({
  area_code: fc.constantFrom('GM0001', 'GM0002', 'NL'),
  area_vintage: fc.constantFrom(2020, 2024),
  period: fc.constantFrom('2016', '2020'),
  sex: fc.constantFrom('total', 'm'),
  age_group: fc.constantFrom('total', '18+'),
  value,
  table_id: fc.constantFrom('A', 'B'),
  snapshot_id: fc.constantFrom('s1', 's2'),
});
type Drawn = Omit<Cell, 'indicator_id'>;

/** A small table, and what a revision makes of it: cells go, come, and get another value or another snapshot. */
const revision = fc
  .record({
    before: fc.uniqueArray(cell, { selector: one => keyOf({ ...one, indicator_id: '' }), maxLength: 12 }),
    fate: fc.array(fc.constantFrom('stays', 'stays', 'goes', 'changes', 'revised'), {
      minLength: 12,
      maxLength: 12,
    }),
    values: fc.array(value, { minLength: 12, maxLength: 12 }),
    added: fc.array(cell, { maxLength: 4 }),
  })
  .map(({ before, fate, values, added }) => {
    const after = new Map<string, Drawn>();
    for (const one of added) after.set(keyOf({ ...one, indicator_id: '' }), one);
    for (const [at, one] of before.entries()) {
      const key = keyOf({ ...one, indicator_id: '' });
      after.delete(key);
      if (fate[at] === 'stays') after.set(key, one);
      if (fate[at] === 'changes') after.set(key, { ...one, value: values[at] ?? null });
      if (fate[at] === 'revised') after.set(key, { ...one, snapshot_id: 's3', value: values[at] ?? null });
    }
    return { before, after: [...after.values()] };
  });

test('counts what is new, gone, changed, lost and equal as a count by hand does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(revision, { minLength: 20, maxLength: 30 }), async revisions => {
      // Each revision is an indicator of its own, so that one query answers many cases.
      const name = (n: number) => `indicator-${String(n).padStart(2, '0')}`;
      const named = (side: 'before' | 'after'): Cell[] =>
        revisions.flatMap((one, n) => one[side].map(drawn => ({ ...drawn, indicator_id: name(n) })));
      const [before, after] = [named('before'), named('after')];
      const expected = revisions.flatMap((_, n) => counted(name(n), before, after) ?? []);
      expect(await difference(before, after)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

describe('the difference between two releases', () => {
  const one: Cell = {
    indicator_id: 'een',
    area_code: 'GM0001',
    area_vintage: 2020,
    period: '2020',
    sex: 'total',
    age_group: 'total',
    value: 10,
    table_id: 'T',
    snapshot_id: 's1',
  };

  test('is nothing when they hold the same values, also when a snapshot was fetched anew', async () => {
    expect(await difference([one], [one])).toEqual([]);
    expect(await difference([one], [{ ...one, snapshot_id: 's2' }])).toEqual([]);
  });

  test('shows a value that became absent as changed and lost, with no size', async () => {
    const [found] = await difference([one], [{ ...one, value: null }]);
    expect(found).toMatchObject({ changed_cells: 1, lost_values: 1, gone_cells: 0, largest_change: null });
  });

  test('shows a value that came in an empty cell as changed', async () => {
    const [found] = await difference([{ ...one, value: null }], [one]);
    expect(found).toMatchObject({ changed_cells: 1, lost_values: 0 });
  });

  test('tells zero from absent', async () => {
    const [found] = await difference([{ ...one, value: 0 }], [{ ...one, value: null }]);
    expect(found).toMatchObject({ changed_cells: 1, lost_values: 1 });
  });

  test('gives the largest change and the tables that were revised', async () => {
    const two = { ...one, area_code: 'GM0002', table_id: 'U' };
    const [found] = await difference(
      [one, two],
      [
        { ...one, value: 12.5, snapshot_id: 's2' },
        { ...two, value: 9, snapshot_id: 's2' },
      ],
    );
    // 10 became 12.5, 10 became 9
    expect(found).toMatchObject({ changed_cells: 2, largest_change: 2.5, revised_tables: 'T, U' });
  });

  test('lists an indicator that is gone altogether, and one that is new', async () => {
    const found = await difference([one], [{ ...one, indicator_id: 'twee' }]);
    expect(found.map(row => [row.indicator_id, row.new_cells, row.gone_cells])).toEqual([
      ['een', 0, 1],
      ['twee', 1, 0],
    ]);
  });
});
