import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hierarchicalTable } from '../../../transforms/protect/hierarchy.ts';
import { suppress } from '../../../transforms/protect/suppress.ts';
import type { CountTable } from '../../../transforms/protect/table.ts';
import { amountOf } from '../../support/depth.ts';
import { attackerOf, leavesOf, type World } from './attacker.ts';
import * as check from './checks.ts';

const TABLES = amountOf('random hierarchies that are attacked');

/** Many counts near the threshold, zeros, and now and then a large one. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 }) },
);

/** Two or three wijken of one to three buurten in a region, sets of buurten that cut through them, one to three categories. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }),
    labs: fc.array(fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 4 }), { maxLength: 2 }),
    categories: fc.integer({ min: 1, max: 3 }),
    counts: fc.array(count, { minLength: 54, maxLength: 54 }),
  })
  .map(({ sizes, labs, categories, counts }) => {
    const buurten = sizes.flatMap((size, wijk) => Array.from({ length: size }, (_, n) => `BU${wijk}${n}`));
    const wijken = sizes.map((_, wijk) => `WK${wijk}`);
    const parents = new Map<string, string | undefined>([
      ...buurten.map(code => [code, `WK${code.charAt(2)}`] as const),
      ...wijken.map(code => [code, 'RG'] as const),
      ['RG', undefined],
    ]);
    const members = (places: number[]) => [...new Set(places.map(n => buurten[n % buurten.length] ?? ''))];
    const overlapping = new Map(labs.map((places, n) => [`LL${n}`, members(places)]));
    const names = Array.from({ length: categories }, (_, n) => `c${n}`);
    const keys = buurten.flatMap(leaf =>
      names.flatMap(name => ['in', 'out'].map(side => `${leaf}/${name}/${side}`)),
    );
    const atoms = new Map(keys.map((key, n) => [key, counts[n] ?? 0]));
    return { parents, overlapping, categories: names, atoms };
  });

const rules = fc.record({
  threshold: fc.constantFrom(5, 10),
  zerosUnsafe: fc.boolean(),
  shares: fc.boolean(),
  buurten: fc.boolean(),
  before: fc.array(fc.nat(200), { maxLength: 3 }),
  prefer: fc.array(fc.nat(200), { maxLength: 3 }),
});

type Rules = typeof rules extends fc.Arbitrary<infer One> ? One : never;

function tableOf(world: World, { threshold, zerosUnsafe, shares, buurten, before, prefer }: Rules) {
  const atom = (leaf: string, category: string | undefined, side: string) =>
    world.atoms.get(`${leaf}/${category}/${side}`) ?? 0;
  // Without denominators, nobody is outside the numerator.
  const people = shares ? world.atoms : new Map([...world.atoms].filter(([key]) => key.endsWith('/in')));
  const made = hierarchicalTable({
    parents: world.parents,
    overlapping: world.overlapping,
    categories: world.categories,
    numerator: (leaf, category) => atom(leaf, category, 'in'),
    ...(shares && {
      denominator: (leaf: string, category?: string) =>
        atom(leaf, category, 'in') + atom(leaf, category, 'out'),
    }),
    published: area => buurten || !area.startsWith('BU'),
  });
  const printed = (cells: number[]) =>
    new Set(cells.filter(cell => cell < made.cells.length && !made.table.virtual.has(cell)));
  const table: CountTable = {
    ...made.table,
    threshold,
    zerosUnsafe,
    primaries: new Map([...printed(before)].map(cell => [cell, 'before' as const])),
    prefer: printed(prefer),
  };
  return { made, table, world: { ...world, atoms: people } };
}

test('nobody gets closer than the threshold to a hidden count, in tables with overlapping areas', async context => {
  const seen = { hidden: 0, tables: 0 };
  await fc.assert(
    fc.asyncProperty(worlds, rules, async (drawn, rule) => {
      const { made, table, world } = tableOf(drawn, rule);
      const { hidden, failures } = await suppress(table);
      expect(failures).toEqual([]);
      const isSeen = (cell: number) => !hidden.has(cell) && !made.table.virtual.has(cell);
      const attacker = attackerOf(world, made, isSeen);
      const situation = { world, made, table, hidden, attacker };
      check.smallCountsAreHidden(situation);
      check.nothingFollowsExactly(situation);
      check.unionsAreLarge(situation);
      check.differencesAreLarge(situation);
      await check.boundsAreWide(situation);
      seen.tables++;
      seen.hidden += hidden.size;
    }),
    { numRuns: TABLES, seed: 20261126 },
  );
  expect(seen.hidden).toBeGreaterThan(2 * TABLES);
  await context.annotate(`${seen.tables} tables, ${seen.hidden} hidden cells, no leak`);
});

test('what was printed before protects nothing, and what cannot be protected is named', async context => {
  let named = 0;
  await fc.assert(
    fc.asyncProperty(
      worlds,
      rules,
      fc.array(fc.nat(200), { minLength: 1, maxLength: 8 }),
      async (drawn, rule, places) => {
        const { made, table: plain, world } = tableOf(drawn, { ...rule, before: [] });
        const known = new Set(
          places.filter(cell => cell < made.cells.length && !made.table.virtual.has(cell)),
        );
        const table = { ...plain, known };
        const { hidden, failures } = await suppress(table);
        const isSeen = (cell: number) =>
          (!hidden.has(cell) || known.has(cell)) && !made.table.virtual.has(cell);
        const attacker = attackerOf(world, made, isSeen);
        const situation = { world, made, table, hidden, attacker };
        const failed = new Set(failures.map(({ cell }) => cell));
        await check.boundsAreWide(situation, cell => failed.has(cell));
        for (const cell of known) if (!check.isSafe(table, cell)) expect(failed).toContain(cell);
        named += failed.size;
      },
    ),
    { numRuns: Math.min(60, TABLES), seed: 20261126 },
  );
  expect(named).toBeGreaterThan(Math.min(60, TABLES) / 6);
  await context.annotate(`${named} cells named that nothing protects`);
});

test('the same table is protected in the same way', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, rules, async (world, rule) => {
      const { table } = tableOf(world, rule);
      expect([...(await suppress(table)).hidden]).toEqual([...(await suppress(table)).hidden]);
    }),
    { numRuns: Math.min(30, TABLES), seed: 20261126 },
  );
});

test('the drawn areas do overlap', () => {
  const drawn = fc.sample(worlds, { numRuns: 100, seed: 20261126 });
  const cuts = drawn.filter(world =>
    [...world.overlapping.values()].some(leaves =>
      [...new Set(world.parents.values())].some(area => {
        const within = area?.startsWith('WK') ? leavesOf(world, area) : [];
        const common = within.filter(leaf => leaves.includes(leaf)).length;
        return common > 0 && common < within.length && common < leaves.length;
      }),
    ),
  );
  expect(cuts.length).toBeGreaterThan(25);
});
