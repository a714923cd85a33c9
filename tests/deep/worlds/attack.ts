import { ReleaseAttacker, type Terms } from '../../pipelines/release-attacker.ts';
import {
  type Atoms,
  areasOf,
  countIn,
  keyOf,
  OPEN,
  type Stage,
  type World,
  type WorldContract,
  type WorldCount,
} from './draw.ts';
import type { PrintedCounts } from './printed.ts';
import { indicatorId } from './texts.ts';

/** Inhabitants are published in fives. */
const ROUNDING = 4;
const EXACT = 1e-6;
const SLACK = 1e-4;

/** A sum of counts that is not printed, and what follows of it from all that is. */
export interface Finding {
  /** Where it is, and what. */
  name: string;
  count: number;
  low: number;
  high: number;
  kind: 'exact' | 'narrow' | 'share';
}

export interface Attack {
  attacked: number;
  shares: number;
  findings: Finding[];
}

/** A ratio of a contract, as a sum of parts of the population. */
interface Ratio {
  indicator: string;
  contract: WorldContract;
  numerator: number[];
  /** Undefined where it is public. */
  denominator: number[] | undefined;
  rare: boolean;
}

const measuresOf = ({ numerator, denominator }: Ratio): Record<string, number[]> => ({
  numerator,
  ...(denominator ? { denominator, complement: denominator.filter(at => !numerator.includes(at)) } : {}),
});

function ratiosOf(world: World, { contracts }: Stage): Ratio[] {
  return contracts.flatMap((contract, at) =>
    contract.ratios.map(([numerator, denominator], n) => {
      const find = (name: string) => contract.counts.find(count => count.name === name) as WorldCount;
      const whole = denominator === OPEN ? undefined : find(denominator).atoms;
      const { atoms, rare = false } = find(numerator);
      return { indicator: indicatorId(world, at, n), contract, numerator: atoms, denominator: whole, rare };
    }),
  );
}

/** What somebody outside makes of the releases of a world: sums over the parts of the population in its smallest areas. */
export class WorldAttacker {
  readonly #world: World;
  readonly #period: string;
  readonly #attacker = new ReleaseAttacker();
  /** Without any release: what is open, and nothing else. */
  readonly #before = new ReleaseAttacker();

  constructor(world: World, period: string) {
    this.#world = world;
    this.#period = period;
    this.#learnWhatStayed();
    if (world.stages[0]?.contracts.some(({ ratios }) => ratios.some(([, of]) => of === OPEN)))
      this.#learnOpen();
  }

  #atomsOf = (stage: number, leaf: string): Atoms =>
    this.#world.stages[stage]?.truth.get(keyOf(this.#period, leaf)) ?? [];

  /** The first release with the same row: unknowns are named after it. */
  #version(stage: number, leaf: string): number {
    const now = this.#atomsOf(stage, leaf).join();
    return this.#world.stages.findIndex((_, at) => this.#atomsOf(at, leaf).join() === now);
  }

  terms(atoms: readonly number[], leaves: readonly string[], stage: number): Terms {
    return new Map(
      leaves.flatMap(leaf => atoms.map(at => [`${leaf}/${at}/${this.#version(stage, leaf)}`, 1] as const)),
    );
  }

  count(atoms: readonly number[], leaves: readonly string[], stage: number): number {
    const count = { name: '', atoms: [...atoms] };
    return leaves.reduce((all, leaf) => all + countIn(this.#atomsOf(stage, leaf), count), 0);
  }

  /** The same wherever the same people are counted and the count of each leaf was not corrected. */
  sign(atoms: readonly number[], leaves: readonly string[], stage: number): string {
    const unknowns = leaves.map(leaf => {
      const now = this.count(atoms, [leaf], stage);
      return `${leaf}/${this.#world.stages.findIndex((_, at) => this.count(atoms, [leaf], at) === now)}`;
    });
    return `${atoms.join()} ${unknowns.sort().join()}`;
  }

  #learn(terms: Terms, sum: number): void {
    this.#attacker.learn(terms, sum);
    this.#before.learn(terms, sum);
  }

  /** Counts that were not corrected are the same in each release. */
  #learnWhatStayed(): void {
    const { stages, buurten } = this.#world;
    const counted = new Map<string, number[]>();
    for (const ratio of stages.flatMap(stage => ratiosOf(this.#world, stage)))
      for (const atoms of Object.values(measuresOf(ratio))) counted.set(atoms.join(), atoms);
    for (const leaf of buurten)
      for (const atoms of counted.values())
        for (const stage of stages.keys()) this.#learnSame(leaf, atoms, stage);
  }

  #learnSame(leaf: string, atoms: number[], stage: number): void {
    const now = this.count(atoms, [leaf], stage);
    const earlier = this.#world.stages.findIndex((_, at) => this.count(atoms, [leaf], at) === now);
    if (this.#version(earlier, leaf) === this.#version(stage, leaf)) return;
    const difference = new Map(this.terms(atoms, [leaf], stage));
    for (const name of this.terms(atoms, [leaf], earlier).keys()) difference.set(name, -1);
    this.#learn(difference, 0);
  }

  /** Nobody is counted who does not live there. */
  #learnOpen(): void {
    const { stages, buurten, inhabitants } = this.#world;
    for (const leaf of buurten)
      for (const version of new Set(stages.map((_, at) => this.#version(at, leaf)))) {
        const all = new Map(this.terms([1], [leaf], version));
        all.set(`${leaf}/uncounted/${version}`, 1);
        this.#learn(all, (inhabitants.get(leaf) ?? 0) + ROUNDING);
      }
  }

  read(stage: number, printed: PrintedCounts): void {
    const current = this.#world.stages[stage] as Stage;
    const areas = areasOf(this.#world, current.labs);
    for (const { indicator, numerator, denominator } of ratiosOf(this.#world, current))
      for (const [area, leaves] of areas) {
        const counts = printed.get(`${indicator}/${this.#period}/${area}`);
        if (!counts) continue;
        this.#attacker.learn(this.terms(numerator, leaves, stage), counts[0]);
        if (denominator) this.#attacker.learn(this.terms(denominator, leaves, stage), counts[1]);
      }
  }

  follows = (terms: Terms): boolean => this.#attacker.follows(terms);
  bounds = (sums: readonly Terms[]) => this.#attacker.bounds(sums);
  /** What is known without any release. */
  boundsBefore = (sums: readonly Terms[]) => this.#before.bounds(sums);
}

interface Target {
  name: string;
  ratio: Ratio;
  stage: number;
  measure: string;
  leaves: readonly string[];
  terms: Terms;
  count: number;
  isArea: boolean;
}

/** Pieces into which areas of a release cut each other, or areas of two releases. */
function* piecesOf(areas: Map<string, readonly string[]>): Generator<[string, readonly string[]]> {
  const large = [...areas].filter(([, leaves]) => leaves.length > 1);
  for (const [one, leaves] of large)
    for (const [other, others] of large) {
      const rest = leaves.filter(leaf => !others.includes(leaf));
      if (one === other || rest.length === leaves.length || rest.length === 0) continue;
      yield [`${one} without ${other}`, rest];
      yield [`${one} and ${other}`, leaves.filter(leaf => others.includes(leaf))];
    }
}

/** Areas of a release, and those of all releases with what lies between them. */
function placesOf(world: World, stage: number): Map<string, { leaves: readonly string[]; isArea: boolean }> {
  const own = areasOf(world, world.stages[stage]?.labs ?? new Map());
  const all = new Map<string, readonly string[]>(own);
  for (const [at, { labs }] of world.stages.entries())
    for (const [code, members] of labs) all.set(`${code} of ${at}`, members);
  const places = new Map<string, { leaves: readonly string[]; isArea: boolean }>();
  const known = new Set<string>();
  const add = (name: string, leaves: readonly string[], isArea: boolean) => {
    const sign = [...leaves].sort().join();
    if (known.has(sign)) return;
    known.add(sign);
    places.set(name, { leaves, isArea });
  };
  for (const [code, leaves] of own) add(code, leaves, true);
  for (const [name, leaves] of piecesOf(all)) add(name, leaves, false);
  return places;
}

/** Everything of a period that is not printed, once each. */
function targetsOf(
  world: World,
  attacker: WorldAttacker,
  { period, printed }: { period: string; printed: PrintedCounts[] },
) {
  const targets = new Map<string, Target>();
  const shown = new Set<string>();
  for (const [stage, current] of world.stages.entries())
    for (const [name, { leaves, isArea }] of placesOf(world, stage))
      for (const ratio of ratiosOf(world, current))
        for (const [measure, atoms] of Object.entries(measuresOf(ratio))) {
          const terms = attacker.terms(atoms, leaves, stage);
          const sign = attacker.sign(atoms, leaves, stage);
          if (isArea && printed[stage]?.has(`${ratio.indicator}/${period}/${name}`)) shown.add(sign);
          const where = `release ${stage + 1}: ${measure} of ${ratio.indicator} ${period} ${name}`;
          if (!targets.has(sign))
            targets.set(sign, {
              name: where,
              ratio,
              stage,
              measure,
              leaves,
              terms,
              isArea,
              count: attacker.count(atoms, leaves, stage),
            });
        }
  return [...targets].flatMap(([sign, target]) => (shown.has(sign) ? [] : [target]));
}

/** What must stay out of sight: counts of areas that are hidden, small counts, and that of sensitive ones nobody is left. */
function isSecret({ isArea, measure, count, ratio: { contract } }: Target): boolean {
  if (count > 0 && count < contract.minCell) return true;
  return isArea && (measure !== 'complement' || (contract.sensitive && count === 0));
}

/** Attacks a period of a world with all its releases. */
export async function attackPeriod(world: World, period: string, printed: PrintedCounts[]): Promise<Attack> {
  const attacker = new WorldAttacker(world, period);
  for (const [stage, counts] of printed.entries()) attacker.read(stage, counts);
  const targets = targetsOf(world, attacker, { period, printed });
  const secrets = targets.filter(isSecret);
  const bounds = await attacker.bounds(secrets.map(({ terms }) => terms));
  const before = await attacker.boundsBefore(secrets.map(({ terms }) => terms));
  const findings = secrets.flatMap(({ name, terms, count, ratio }, at): Finding[] => {
    const { low, high } = bounds[at] ?? { low: 0, high: 0 };
    if (low > count + SLACK || high < count - SLACK)
      throw new Error(`${name} is ${count}, not in ${low} to ${high}.`);
    const wide = Math.min(ratio.contract.minCell, (before[at]?.high ?? 0) - (before[at]?.low ?? 0));
    const isExact = attacker.follows(terms) || high - low < EXACT;
    if (!isExact && high - low >= wide - SLACK) return [];
    return [{ name, count, low, high, kind: isExact ? 'exact' : 'narrow' }];
  });
  const shares = await attackShares(attacker, targets);
  return { attacked: secrets.length, shares: shares.attacked, findings: [...findings, ...shares.findings] };
}

/** Looks for shares of sensitive counts that are certain to be above 90 % or below 10 %. */
async function attackShares(
  attacker: WorldAttacker,
  targets: Target[],
): Promise<{ attacked: number; findings: Finding[] }> {
  const asked = targets.filter(
    ({ measure, ratio, count }) => measure === 'denominator' && ratio.contract.sensitive && count > 0,
  );
  const sums = asked.flatMap(({ ratio, leaves, stage }) => {
    const { numerator = [], complement = [] } = measuresOf(ratio);
    const weighed = (rest: number, own: number): Terms =>
      new Map([
        ...[...attacker.terms(complement, leaves, stage).keys()].map(name => [name, rest] as const),
        ...[...attacker.terms(numerator, leaves, stage).keys()].map(name => [name, own] as const),
      ]);
    return [weighed(9, -1), weighed(-1, 9)];
  });
  const bounds = await attacker.bounds(sums);
  const findings = asked.flatMap(({ name, count, ratio }, at): Finding[] => {
    const [mostRest, mostCounted] = [bounds[2 * at]?.high ?? 0, bounds[2 * at + 1]?.high ?? 0];
    const found: Finding[] = [];
    if (mostRest < -SLACK)
      found.push({ name: `${name}, above 90 %`, count, low: mostRest, high: mostRest, kind: 'share' });
    if (mostCounted < -SLACK && !ratio.rare)
      found.push({ name: `${name}, below 10 %`, count, low: mostCounted, high: mostCounted, kind: 'share' });
    return found;
  });
  return { attacked: asked.length, findings };
}
