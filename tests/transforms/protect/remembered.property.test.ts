import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VieError } from '../../../kernel/errors.ts';
import type { DeliveredRows, Stage } from '../../../transforms/protect/delivered-rows.ts';
import { hiddenRows } from '../../../transforms/protect/rows.ts';
import { ReleaseAttacker } from '../../pipelines/release-attacker.ts';
import { amountOf } from '../../support/depth.ts';

/** Three wijken of three buurten in one gemeente. */
const LEAVES = Array.from({ length: 9 }, (_, n) => `B${n}`);
const WIJK = (leaf: string): string => `W${Math.floor(Number(leaf.slice(1)) / 3)}`;
const PARENTS = new Map<string, string | undefined>([
  ...LEAVES.map(leaf => [leaf, WIJK(leaf)] as const),
  ...['W0', 'W1', 'W2'].map(code => [code, 'G'] as const),
  ['G', undefined],
]);
const THRESHOLD = 10;

type Counts = [affected: number, rest: number];

interface Made {
  counts: Map<string, Counts>;
  lab: string[];
}

const count = fc.tuple(
  fc.oneof(fc.nat(12), fc.nat(80)),
  fc.oneof({ weight: 1, arbitrary: fc.nat(12) }, { weight: 3, arbitrary: fc.nat(200) }),
);
const lab = fc.subarray(LEAVES, { minLength: 2, maxLength: 6 });
/** Up to five releases: each corrects some counts of the one before, or is made of what an earlier one was made of. */
const releases = fc
  .record({
    first: fc.array(count, { minLength: LEAVES.length, maxLength: LEAVES.length }),
    labs: fc.array(lab, { minLength: 5, maxLength: 5 }),
    next: fc.array(
      fc.oneof(
        fc.record({ back: fc.nat(4) }),
        fc.record({ corrections: fc.array(fc.tuple(fc.nat(LEAVES.length - 1), count), { maxLength: 3 }) }),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ first, labs, next }): Made[] => {
    const made: Counts[][] = [first];
    for (const step of next) {
      const counts = [...((('back' in step ? made[step.back] : made.at(-1)) ?? first) as Counts[])];
      for (const [at, corrected] of 'corrections' in step ? step.corrections : []) counts[at] = corrected;
      made.push(counts);
    }
    return made.map((counts, at) => ({
      counts: new Map(LEAVES.map((leaf, n) => [leaf, counts[n] ?? [0, 0]])),
      lab: labs[at] ?? [],
    }));
  });

const leavesOf = (area: string, own: string[]): string[] => {
  if (area === 'LAB') return own;
  return area === 'G' ? LEAVES : LEAVES.filter(leaf => leaf === area || WIJK(leaf) === area);
};

const AREAS = [...PARENTS.keys(), 'LAB'];

/** The numbers of people in an area: who has the same count as in another release is the same number. */
const terms = ({ counts, lab: own }: Made, area: string, sides: number[]): Map<string, number> =>
  new Map(
    leavesOf(area, own).flatMap(leaf =>
      sides.map(side => [`${leaf} ${side} ${counts.get(leaf)?.[side]}`, 1] as const),
    ),
  );

const sum = ({ counts, lab: own }: Made, area: string, sides: number[]): number =>
  leavesOf(area, own).reduce(
    (total, leaf) => total + sides.reduce((n, side) => n + (counts.get(leaf)?.[side] ?? 0), 0),
    0,
  );

/** Hides what each release must, remembering all before it; undefined: left out, as it cannot be protected. */
async function protect(all: Made[]): Promise<(ReadonlyMap<string, string> | undefined)[]> {
  const past: Stage[] = [];
  const overlapping = new Map<string, string[]>();
  const found: (ReadonlyMap<string, string> | undefined)[] = [];
  const nameOf = (own: string[]): string => `L-${own.join('')}`;
  for (const one of all) {
    const name = nameOf(one.lab);
    overlapping.set(name, one.lab);
    const areas = new Set([...PARENTS.keys(), name]);
    const number = (leaf: string, concept: string): number => sum(one, leaf, concept === 'of' ? [0, 1] : [0]);
    const rows: DeliveredRows = {
      about: 'a world',
      parents: PARENTS,
      overlapping,
      areas,
      count: number,
      pairs: [{ numerator: 'affected', denominator: 'of' }],
      threshold: THRESHOLD,
      isSensitive: false,
      past,
      prefer: new Set(),
    };
    const hidden = await hiddenRows(rows).catch(error => {
      if (error instanceof VieError && error.code === 'contract') return undefined;
      throw error;
    });
    if (hidden) past.push({ count: number, areas, hidden });
    found.push(hidden && new Map([...hidden].map(([area, why]) => [area === name ? 'LAB' : area, why])));
  }
  return found;
}

interface Cell {
  name: string;
  terms: Map<string, number>;
}

/** All that is printed of all releases together, and every count of a hidden row that none of them prints. */
function attackerOf(all: Made[], hidden: (ReadonlyMap<string, string> | undefined)[]) {
  const attacker = new ReleaseAttacker();
  const printed = new Set<string>();
  const secret = new Map<string, Cell>();
  const keyOf = (one: Made, area: string, sides: number[]): string =>
    leavesOf(area, one.lab)
      .map(leaf => `${leaf} ${sides} ${sum(one, leaf, sides)}`)
      .join();
  for (const [at, one] of all.entries()) {
    for (const leaf of LEAVES) {
      for (const other of all.slice(0, at)) learnSameWhole(attacker, { one, other }, leaf);
    }
    for (const area of hidden[at] ? AREAS : []) {
      for (const sides of [[0], [0, 1]]) {
        const own = terms(one, area, sides);
        const key = keyOf(one, area, sides);
        if (!hidden[at]?.has(area)) {
          attacker.learn(own, sum(one, area, sides));
          printed.add(key);
        } else secret.set(key, { name: `${area} of release ${at + 1}, ${sides}`, terms: own });
      }
    }
  }
  for (const key of printed) secret.delete(key);
  return { attacker, secrets: [...secret.values()] };
}

function learnSameWhole(attacker: ReleaseAttacker, { one, other }: { one: Made; other: Made }, leaf: string) {
  if (sum(one, leaf, [0, 1]) !== sum(other, leaf, [0, 1])) return;
  const difference = terms(one, leaf, [0, 1]);
  for (const name of terms(other, leaf, [0, 1]).keys()) difference.set(name, (difference.get(name) ?? 0) - 1);
  for (const [name, times] of difference) if (times === 0) difference.delete(name);
  if (difference.size > 0) attacker.learn(difference, 0);
}

it('no count that releases hid follows from all of them together, or is known more closely than the threshold', async context => {
  let attacked = 0;
  let left = 0;
  await fc.assert(
    fc.asyncProperty(releases, async all => {
      const hidden = await protect(all);
      left += hidden.filter(one => one === undefined).length;
      const { attacker, secrets } = attackerOf(all, hidden);
      attacked += secrets.length;
      // Width alone tells: what follows has none.
      const bounds = await attacker.bounds(secrets.map(one => one.terms));
      for (const [n, { low, high }] of bounds.entries())
        expect(high - low, secrets[n]?.name).toBeGreaterThan(THRESHOLD - 1e-4);
    }),
    { numRuns: amountOf('random hierarchies that are attacked'), seed: 20261129 },
  );
  await context.annotate(`${attacked} hidden counts attacked, ${left} releases left out`);
});
