import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { differs, type IndicatorDiff } from '../../output/revision/revision.ts';
import { compareIndicators } from '../../pipelines/diff.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { type Cell, type Edition, keyOf, putRelease } from './values.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});

interface Given {
  /** Declarations or code are not those of the older release. */
  isRedefined?: boolean;
  /** Indicators whose own declaration is another one. */
  redefined?: string[] | null;
  /** Editions beside those of the cells, before and after. */
  editions?: [Edition[], Edition[]];
}

async function compared(before: Cell[], after: Cell[], given: Given = {}): Promise<IndicatorDiff[]> {
  await putRelease(warehouse, 'previous', before, given.editions?.[0]);
  await putRelease(warehouse, 'gold', after, given.editions?.[1]);
  const { isRedefined = false, redefined = [] } = given;
  return compareIndicators(warehouse, projectRoot(), { isChanged: isRedefined, redefined });
}

const difference = async (...given: Parameters<typeof compared>): Promise<IndicatorDiff[]> =>
  (await compared(...given)).filter(differs);

type Counted = Omit<
  IndicatorDiff,
  | 'name_nl'
  | 'unit'
  | 'by_new_period'
  | 'by_source_revision'
  | 'by_definition'
  | 'by_either'
  | 'cause'
  | 'revised_tables'
>;

/** What differs for one indicator, counted cell by cell. */
function counted(id: string, before: Cell[], after: Cell[]): Counted {
  const own = (cells: Cell[]) =>
    new Map(cells.filter(cell => cell.indicator_id === id).map(cell => [keyOf(cell), cell]));
  const [old, now] = [own(before), own(after)];
  const both = [...now].flatMap(([key, cell]) => {
    const earlier = old.get(key);
    return earlier ? [{ earlier: earlier.value, value: cell.value }] : [];
  });
  const changes = both.flatMap(({ earlier, value }) =>
    earlier === null || value === null || earlier === value
      ? []
      : [{ earlier, by: Math.abs(value - earlier) }],
  );
  const sizes = changes.map(change => change.by).sort((a, b) => a - b);
  const shares = changes.filter(one => one.earlier !== 0).map(one => one.by / Math.abs(one.earlier));
  const middle = [
    sizes[Math.floor((sizes.length - 1) / 2)] ?? 0,
    sizes[Math.ceil((sizes.length - 1) / 2)] ?? 0,
  ];
  return {
    indicator_id: id,
    new_cells: [...now.keys()].filter(key => !old.has(key)).length,
    gone_cells: [...old.keys()].filter(key => !now.has(key)).length,
    changed_cells: both.filter(({ earlier, value }) => earlier !== value).length,
    lost_values: both.filter(({ earlier, value }) => earlier !== null && value === null).length,
    equal_cells: both.filter(({ earlier, value }) => earlier === value).length,
    median_change: sizes.length ? ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2 : null,
    largest_change: sizes.length ? Math.max(...sizes) : null,
    largest_relative_change: shares.length ? Math.max(...shares) : null,
  };
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
});
type Drawn = Omit<Cell, 'indicator_id' | 'snapshot_id'>;
const placeOf = (one: Drawn): string => keyOf({ ...one, indicator_id: '', snapshot_id: '' });

/** A small table, and what a revision makes of it: cells go, come, and get another value. */
const revision = fc
  .record({
    before: fc.uniqueArray(cell, { selector: placeOf, maxLength: 12 }),
    fate: fc.array(fc.constantFrom('stays', 'stays', 'goes', 'changes'), { minLength: 12, maxLength: 12 }),
    values: fc.array(value, { minLength: 12, maxLength: 12 }),
    added: fc.array(cell, { maxLength: 4 }),
  })
  .map(({ before, fate, values, added }) => {
    const after = new Map<string, Drawn>();
    for (const one of added) after.set(placeOf(one), one);
    for (const [at, one] of before.entries()) {
      after.delete(placeOf(one));
      if (fate[at] === 'stays') after.set(placeOf(one), one);
      if (fate[at] === 'changes') after.set(placeOf(one), { ...one, value: values[at] ?? null });
    }
    return { before, after: [...after.values()] };
  });

describe('any two releases', () => {
  // Each revision is an indicator of its own, so that one query answers many cases.
  const name = (n: number) => `indicator-${String(n).padStart(2, '0')}`;
  const drawn = fc.record({
    revisions: fc.array(revision, { minLength: 20, maxLength: 30 }),
    isRevised: fc.record({ A: fc.boolean(), B: fc.boolean() }),
    isRedefined: fc.boolean(),
    redefined: fc.constantFrom<(string[] | null)[]>(null, [], ['indicator-00', 'indicator-01']),
  });

  test('are counted as a count by hand does, and the counts are consistent', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ revisions, isRevised, isRedefined, redefined }) => {
        const snapshot = (table: string, isAfter: boolean) =>
          `${table}${isAfter && isRevised[table as 'A' | 'B'] ? 2 : 1}`;
        const named = (side: 'before' | 'after'): Cell[] =>
          revisions.flatMap((one, n) =>
            one[side].map(own => {
              return { ...own, indicator_id: name(n), snapshot_id: snapshot(own.table_id, side === 'after') };
            }),
          );
        const [before, after] = [named('before'), named('after')];
        const found = await compared(before, after, { isRedefined, redefined });
        const present = revisions.flatMap((one, n) =>
          one.before.length + one.after.length ? [counted(name(n), before, after)] : [],
        );
        expect(found).toMatchObject(present);
        expect(found).toHaveLength(present.length);
        for (const row of found) {
          const cells = (list: Cell[]) => list.filter(one => one.indicator_id === row.indicator_id).length;
          expect(row.new_cells + row.changed_cells + row.equal_cells).toBe(cells(after));
          expect(row.gone_cells + row.changed_cells + row.equal_cells).toBe(cells(before));
          const differences = row.new_cells + row.changed_cells + row.gone_cells;
          const { by_new_period, by_source_revision, by_definition, by_either } = row;
          expect(by_new_period + by_source_revision + by_definition + by_either).toBe(differences);
          expect(row.cause === null).toBe(differences === 0);
          expect(row.lost_values).toBeLessThanOrEqual(row.changed_cells);
          if (!isRedefined) expect([by_definition, by_either]).toEqual([0, 0]);
        }
      }),
      { numRuns: 20 },
    );
  });
});

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

describe('the difference between two releases', () => {
  test('is nothing when they hold the same values, also when a snapshot was fetched anew', async () => {
    expect(await difference([one], [one])).toEqual([]);
    expect(await difference([one], [{ ...one, snapshot_id: 's2' }])).toEqual([]);
  });

  test('shows a value that became absent as changed and lost, with no size', async () => {
    const [found] = await difference([one], [{ ...one, value: null }]);
    expect(found).toMatchObject({ changed_cells: 1, lost_values: 1, gone_cells: 0, largest_change: null });
    expect(found).toMatchObject({ median_change: null, largest_relative_change: null });
  });

  test('shows a value that came in an empty cell as changed', async () => {
    const [found] = await difference([{ ...one, value: null }], [one]);
    expect(found).toMatchObject({ changed_cells: 1, lost_values: 0 });
  });

  test('tells zero from absent, and gives a change from zero no share', async () => {
    const [lost] = await difference([{ ...one, value: 0 }], [{ ...one, value: null }]);
    expect(lost).toMatchObject({ changed_cells: 1, lost_values: 1 });
    const [found] = await difference([{ ...one, value: 0 }], [{ ...one, value: 3 }]);
    expect(found).toMatchObject({ largest_change: 3, largest_relative_change: null });
  });

  test('gives the sizes of the changes and the tables that were revised, with their snapshots', async () => {
    const at = (area_code: string, more: Partial<Cell>) => ({ ...one, area_code, ...more });
    const [found] = await difference(
      [at('GM0001', {}), at('GM0002', { table_id: 'U' }), at('GM0003', { value: 2 }), at('GM0004', {})],
      [
        at('GM0001', { value: 12.5, snapshot_id: 's2' }),
        at('GM0002', { value: 9, table_id: 'U', snapshot_id: 'u2' }),
        at('GM0003', { value: 0, snapshot_id: 's2' }),
        at('GM0004', { snapshot_id: 's2' }),
      ],
    );
    // 10 became 12.5, 10 became 9, 2 became 0: by 2.5, 1 and 2, which is 25, 10 and 100 %.
    expect(found).toEqual({
      indicator_id: 'een',
      name_nl: 'Naam van een',
      unit: '%',
      new_cells: 0,
      gone_cells: 0,
      changed_cells: 3,
      lost_values: 0,
      equal_cells: 1,
      median_change: 2,
      largest_change: 2.5,
      largest_relative_change: 1,
      by_new_period: 0,
      by_source_revision: 3,
      by_definition: 0,
      by_either: 0,
      revised_tables: 'T (s1 → s2), U (s1 → u2)',
      cause: 'source_revision',
    });
  });

  test('lists an indicator that is gone altogether, and one that is new', async () => {
    const found = await difference([one], [{ ...one, indicator_id: 'twee' }], { isRedefined: true });
    expect(found.map(row => [row.indicator_id, row.new_cells, row.gone_cells, row.cause])).toEqual([
      ['een', 0, 1, 'definition'],
      ['twee', 1, 0, 'definition'],
    ]);
  });
});

describe('the cause of a difference', () => {
  const causeOf = async (...given: Parameters<typeof compared>) => (await difference(...given))[0]?.cause;
  const other = { ...one, value: 11 };
  const next: Cell = { ...one, period: '2021', snapshot_id: 's2' };

  test('is the source when the snapshot of the figure is another one, also when definitions changed', async () => {
    const revised = { ...other, snapshot_id: 's2' };
    expect(await causeOf([one], [revised])).toBe('source_revision');
    expect(await causeOf([one], [revised], { isRedefined: true })).toBe('source_revision');
  });

  test('cannot be told when the own declaration changed too, or may have', async () => {
    const revised = { ...other, snapshot_id: 's2' };
    for (const redefined of [['een'], null]) {
      const [found] = await difference([one], [revised], { isRedefined: true, redefined });
      expect(found).toMatchObject({ cause: 'mixed', by_either: 1, by_source_revision: 0 });
    }
    expect(await causeOf([one], [revised], { isRedefined: true, redefined: ['twee'] })).toBe(
      'source_revision',
    );
  });

  test('is the definition when snapshots are the same', async () => {
    expect(await causeOf([one], [other], { isRedefined: true })).toBe('definition');
    expect(await causeOf([one], [], { isRedefined: true })).toBe('definition');
    const more = { ...one, area_code: 'NL' };
    expect(await causeOf([one], [one, more], { isRedefined: true })).toBe('definition');
    // The snapshot already held this period; a declaration let it in.
    expect(await causeOf([one], [one, { ...one, period: '2019' }], { isRedefined: true })).toBe('definition');
  });

  test.each(['denominator_table', 'weight_table'])('is the source of the %s', async column => {
    const weighed = { ...other, [column]: '85984NED' };
    const edition = { edition_id: 'kwb', table_id: '85984NED' };
    const editions: Given['editions'] = [
      [{ ...edition, snapshot_id: 'k1' }],
      [{ ...edition, snapshot_id: 'k2' }],
    ];
    const [found] = await difference([one], [weighed], { isRedefined: true, editions });
    expect(found).toMatchObject({ cause: 'source_revision', revised_tables: '85984NED (k1 → k2)' });
    const same: Given['editions'] = [editions[0], editions[0]];
    expect(await causeOf([one], [weighed], { isRedefined: true, editions: same })).toBe('definition');
  });

  test('must be a source when declarations and code are the same', async () => {
    expect(await causeOf([one], [other], { isRedefined: false })).toBe('source_revision');
  });

  test('is a new period, or an edition that was not there', async () => {
    expect(await causeOf([one], [{ ...one, snapshot_id: 's2' }, next])).toBe('new_period');
    const edition: Cell = { ...one, area_vintage: 2024, table_id: 'V', snapshot_id: 'v1' };
    expect(await causeOf([one], [one, edition], { isRedefined: true })).toBe('new_period');
  });

  test('is the source for a cell that came or went with a revision', async () => {
    const area: Cell = { ...one, area_code: 'GM0002', snapshot_id: 's2' };
    expect(await causeOf([one], [{ ...one, snapshot_id: 's2' }, area])).toBe('source_revision');
    expect(await causeOf([one, { ...one, area_code: 'GM0002' }], [{ ...one, snapshot_id: 's2' }])).toBe(
      'source_revision',
    );
  });

  test('is mixed when there is more than one, and each is counted', async () => {
    const [found] = await difference([one], [{ ...other, snapshot_id: 's2' }, next]);
    expect(found).toMatchObject({
      cause: 'mixed',
      by_new_period: 1,
      by_source_revision: 1,
      by_definition: 0,
    });
  });
});
