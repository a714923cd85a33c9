import { beforeAll, describe, expect, test } from 'vitest';
import { amountOf } from '../support/depth.ts';
import { type Attack, attackPeriod, type Knowledge, together, told } from './worlds/attack.ts';
import { type Built, prepare, release } from './worlds/build.ts';
import { Chance, drawWorld, keyOf, type World } from './worlds/draw.ts';
import { type PrintedCounts, printedBy, VIEWERS, type Viewer } from './worlds/printed.ts';
import { alone, SCHEMES } from './worlds/schemes.ts';

/** Worlds that are built together. */
const TOGETHER = 10;
const SEEDS = Array.from({ length: amountOf('random worlds that are attacked') }, (_, n) => n + 1);
const RELEASES = amountOf('releases of each of them');
/** Not attacked: whether the public may know of it that a contract for partners counts nobody is not decided. */
const UNDECIDED = 13;
const batches = Array.from({ length: Math.ceil(SEEDS.length / TOGETHER) }, (_, at) =>
  SEEDS.slice(at * TOGETHER, (at + 1) * TOGETHER).filter(seed => seed !== UNDECIDED),
);

describe.for(batches.map(seeds => ({ first: seeds[0] ?? 0, seeds })))(
  'worlds from $first on',
  ({ first, seeds }) => {
    let built: Built;

    beforeAll(async () => {
      built = await prepare(seeds.map(seed => drawWorld(seed, SCHEMES, RELEASES)));
      const chance = new Chance(first);
      // Before one of the releases, an earlier one is published again.
      const after = chance.whole(2, RELEASES - 1);
      for (let at = 0; at < RELEASES; at++)
        await release(built, at === after ? chance.whole(0, after - 2) : undefined);
    });

    test.for(VIEWERS)('nothing that is hidden is known to the %s', async (viewer, context) => {
      const attack = await attackAll(built, viewer);
      const { attacked, findings } = attack;
      await context.annotate(`${seeds.length} worlds of ${RELEASES} releases: ${told(attack)}`);
      expect(findings.filter(({ kind }) => kind !== 'bounded')).toEqual([]);
      expect(findings.length).toBeLessThanOrEqual(attacked / 100);
      expect(attacked).toBeGreaterThan(500);
    });

    test('nor is it to somebody who knows that an area without anybody is not hidden', async context => {
      const attack = await attackFirst(built, () => [{ isInformed: true }]);
      await context.annotate(`first release, how counts are protected: ${told(attack)}`);
      expect(attack.findings.filter(({ kind }) => kind !== 'bounded')).toEqual([]);
      expect(attack.findings.length).toBeLessThanOrEqual(attack.attacked / 100);
      expect(attack.attacked).toBeGreaterThan(500);
    });

    test('nor to a partner who has counts of the same people', async context => {
      const attack = await attackFirst(built, ownersOf);
      const { attacked, findings } = attack;
      await context.annotate(`first release, partners with counts of their own: ${told(attack)}`);
      expect(findings.filter(({ kind }) => kind !== 'bounded')).toEqual([]);
      expect(findings.length).toBeLessThanOrEqual(attacked / 100);
      expect(attacked).toBeGreaterThan(50);
    });
  },
);

async function attackAll({ worlds, releases }: Built, viewer: Viewer): Promise<Attack> {
  const printed = await Promise.all(releases.map(({ folder }) => printedBy(viewer, folder)));
  const attacks: Attack[] = [];
  for (const world of worlds)
    for (const period of world.periods) attacks.push(await attackPeriod(world, { period, printed }));
  return together(attacks);
}

/** Partners who have counts of the same people as others. */
function ownersOf({ stages }: World): Knowledge[] {
  const partners = (stages[0]?.contracts ?? []).map(({ partner }) => partner);
  return partners.length > 1 ? partners.map(owner => ({ owner })) : [];
}

/** The first release alone, with each kind of knowledge. */
async function attackFirst(
  { worlds, releases }: Built,
  known: (world: World) => Knowledge[],
): Promise<Attack> {
  const printed = [await printedBy('partner', releases[0]?.folder ?? '')];
  const attacks: Attack[] = [];
  for (const world of worlds) {
    const first = { ...world, stages: world.stages.slice(0, 1) };
    for (const knowledge of known(world))
      for (const period of world.periods)
        attacks.push(await attackPeriod(first, { period, printed }, knowledge));
  }
  return together(attacks);
}

test('the attacker does find what a redefined lab gives away', async () => {
  const { world, printed } = handmade();
  const { findings } = await attackPeriod(world, { period: '2024', printed });
  const known = findings.map(({ name, kind, low, high }) => [name, kind, low, high]);
  // The lab was 60 of 400 and is 56 of 370 without the third; the wijk of 100 of 700 leaves 40 of 300 for the fourth.
  expect(known).toEqual([
    ['numerator of w0-i0-0 2024 BU10000002 in release 1', 'exact', 4, 4],
    ['denominator of w0-i0-0 2024 BU10000002 in release 1', 'exact', 30, 30],
    ['numerator of w0-i0-0 2024 BU10000003 in release 1', 'exact', 40, 40],
    ['denominator of w0-i0-0 2024 BU10000003 in release 1', 'exact', 300, 300],
  ]);
});

/** Four buurten of one wijk, all hidden; a lab of three, then of two. */
function handmade(): { world: World; printed: PrintedCounts[] } {
  const buurten = ['BU10000000', 'BU10000001', 'BU10000002', 'BU10000003'];
  // Nothing else, and counted: 26 of 170, 30 of 200, 4 of 30, 40 of 300.
  const rows = ['144 26', '170 30', '26 4', '260 40'].map(row => row.split(' ').map(Number));
  const truth = new Map(buurten.map((leaf, at) => [keyOf('2024', leaf), rows[at] ?? []]));
  const { contracts } = alone(new Chance(1), 0);
  const stages = [3, 2].map(members => ({
    contracts: contracts.map(one => ({ ...one, sensitive: false })),
    labs: new Map([['RG-LAB', buurten.slice(0, members)]]),
    truth,
    events: [],
  }));
  const of = (area: string, ...counts: [number, number]) => [`w0-i0-0/2024/${area}`, counts] as const;
  const wijk = ['WK100000', 'GM1000', 'RG-WERELD-0'].map(area => of(area, 100, 700));
  return {
    world: { seed: 0, gemeenten: ['1000'], buurten, inhabitants: new Map(), periods: ['2024'], stages },
    printed: [new Map([...wijk, of('RG-LAB', 60, 400)]), new Map([...wijk, of('RG-LAB', 56, 370)])],
  };
}
