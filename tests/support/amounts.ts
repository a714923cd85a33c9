/** How deep tests go that are long by nature: one seed of each, a part, or all. */
export type Depth = 'seed' | 'part' | 'all';

/** What is long by nature, and how much of it each depth does. */
export const AMOUNTS = {
  'random hierarchies that are attacked': { seed: 20, part: 100, all: 500 },
  'wijken that are attacked by who knows the algorithm': { seed: 8, part: 40, all: 200 },
  'schedules and moments that are drawn': { seed: 100, part: 500, all: 1000 },
  'faults of a connector, once and always: one in': { seed: 5, part: 2, all: 1 },
  'of those on real data: one in': { seed: 2, part: 1, all: 1 },
  'releases that the red team compares': { seed: 1, part: 2, all: 2 },
  'cells that the red team attacks: one kind in': { seed: 3, part: 2, all: 1 },
  'indicators and periods of the demo that are attacked: one in': { seed: 0, part: 3, all: 1 },
  'random worlds that are attacked': { seed: 0, part: 8, all: 50 },
  'releases of each of them': { seed: 0, part: 3, all: 5 },
  'numbers of threads that are compared': { seed: 2, part: 2, all: 3 },
  'kills of a run at random moments': { seed: 0, part: 6, all: 20 },
  'kills of a run at steps of its publication: one in': { seed: 0, part: 2, all: 1 },
  'kills while a delivery is taken up': { seed: 0, part: 6, all: 20 },
  'first runs that race for the lock': { seed: 0, part: 60, all: 500 },
  'publications under the eye of a reader': { seed: 0, part: 3, all: 8 },
  'tables in the releases of the runs that are killed': { seed: 4, part: 4, all: 29 },
} satisfies Record<string, Record<Depth, number>>;

/** From the environment: `VIE_TEST_DEPTH=part`; default: all. */
export const depthAsked = (): Depth => (process.env['VIE_TEST_DEPTH'] === 'part' ? 'part' : 'all');

/** What a run leaves out, in a line each. */
export const leftOut = (depth: Depth): string[] =>
  Object.entries(AMOUNTS).flatMap(([what, amounts]) =>
    amounts[depth] === amounts.all ? [] : [`  ${what} ${amounts[depth]}, not ${amounts.all}`],
  );
