import { ReleaseAttacker, type Terms } from '../../pipelines/release-attacker.ts';
import { type Atoms, areasOf, countIn, keyOf, type Stage, type World } from './draw.ts';
import type { PrintedCounts } from './printed.ts';
import { measuresOf, type Row, ratiosOf } from './ratios.ts';

/** Inhabitants are published in fives. */
const ROUNDING = 4;

const uncounted = (leaf: string, counted: string, version: number): string =>
  `${leaf}/not ${counted}/${version}`;

/** What somebody outside makes of the releases of a world: sums over the parts of the population in its smallest areas. */
export class WorldAttacker {
  readonly world: World;
  /** The partner that looks, if it is one with counts of its own. */
  readonly owner: string | undefined;
  /** It knows how counts are protected. */
  isInformed = false;
  readonly #period: string;
  readonly #attacker = new ReleaseAttacker();
  /** Without any release: what is open, and nothing else. */
  readonly #before = new ReleaseAttacker();

  constructor(world: World, period: string, owner?: string) {
    this.world = world;
    this.owner = owner;
    this.#period = period;
    this.#learnWhatStayed();
    if (owner) this.#learnOwn(owner);
    this.#learnOpen();
  }

  #atomsOf = (stage: number, leaf: string): Atoms =>
    this.world.stages[stage]?.truth.get(keyOf(this.#period, leaf)) ?? [];

  /** The first release with the same row: unknowns are named after it. */
  #version(stage: number, leaf: string): number {
    const now = this.#atomsOf(stage, leaf).join();
    return this.world.stages.findIndex((_, at) => this.#atomsOf(at, leaf).join() === now);
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
      return `${leaf}/${this.world.stages.findIndex((_, at) => this.count(atoms, [leaf], at) === now)}`;
    });
    return `${atoms.join()} ${unknowns.sort().join()}`;
  }

  #learn(terms: Terms, sum: number): void {
    this.#attacker.learn(terms, sum);
    this.#before.learn(terms, sum);
  }

  /** Counts that were not corrected are the same in each release. */
  #learnWhatStayed(): void {
    const { stages, buurten } = this.world;
    const counted = new Map<string, number[]>();
    for (const ratio of stages.flatMap(stage => ratiosOf(this.world, stage)))
      for (const atoms of Object.values(measuresOf(ratio))) counted.set(atoms.join(), atoms);
    for (const leaf of buurten)
      for (const atoms of counted.values())
        for (const stage of stages.keys()) this.#learnSame(leaf, atoms, stage);
  }

  #learnSame(leaf: string, atoms: number[], stage: number): void {
    const now = this.count(atoms, [leaf], stage);
    const earlier = this.world.stages.findIndex((_, at) => this.count(atoms, [leaf], at) === now);
    if (this.#version(earlier, leaf) === this.#version(stage, leaf)) return;
    const difference = new Map(this.terms(atoms, [leaf], stage));
    for (const name of this.terms(atoms, [leaf], earlier).keys()) difference.set(name, -1);
    this.#learn(difference, 0);
  }

  /** Whoever delivered counts has them all. */
  #learnOwn(owner: string): void {
    for (const [stage, { contracts }] of this.world.stages.entries())
      for (const { partner, counts } of contracts)
        for (const { atoms } of partner === owner ? counts : [])
          for (const leaf of this.world.buurten)
            this.#learn(this.terms(atoms, [leaf], stage), this.count(atoms, [leaf], stage));
  }

  /** Nobody is counted who does not live there. */
  #learnOpen(): void {
    const { stages, buurten, inhabitants } = this.world;
    const counted = new Map<string, number[]>();
    for (const { numerator, denominator } of stages.flatMap(stage => ratiosOf(this.world, stage)))
      if (!denominator) counted.set(numerator.join(), numerator);
    for (const [sign, atoms] of counted)
      for (const leaf of buurten)
        for (const version of new Set(stages.map((_, at) => this.#version(at, leaf)))) {
          const people = inhabitants.get(leaf);
          const all = new Map(this.terms(atoms, [leaf], version));
          all.set(uncounted(leaf, sign, version), 1);
          if (people !== undefined) this.#learn(all, people + ROUNDING);
        }
  }

  read(stage: number, printed: PrintedCounts): void {
    const current = this.world.stages[stage] as Stage;
    const areas = areasOf(this.world, current.labs);
    for (const { indicator, numerator, denominator } of ratiosOf(this.world, current))
      for (const [area, leaves] of areas) {
        const counts = printed.get(`${indicator}/${this.#period}/${area}`);
        if (!counts || counts[0] === null) continue;
        this.#attacker.learn(this.terms(numerator, leaves, stage), counts[0]);
        if (denominator && counts[1] !== null)
          this.#attacker.learn(this.terms(denominator, leaves, stage), counts[1]);
      }
  }

  /** Who knows how counts are protected knows that an area without anybody is not hidden, unless it was before. */
  learnOfHidden(stage: number, printed: PrintedCounts): void {
    this.isInformed = true;
    const ratios = ratiosOf(this.world, this.world.stages[stage] as Stage);
    const everybody = [...new Set(ratios.flatMap(({ denominator = [] }) => denominator))];
    const isPrinted = (leaf: string) =>
      ratios.some(({ indicator }) => printed.has(`${indicator}/${this.#period}/${leaf}`));
    for (const leaf of everybody.length > 0 ? this.world.buurten : []) {
      if (isPrinted(leaf)) continue;
      const others = new Map(this.terms(everybody, [leaf], stage));
      this.#attacker.learn(others.set(`${leaf}/but one`, -1), 1);
    }
  }

  /** Who is left and who is counted of a row, so many times each; of a public whole, who is left is what it leaves. */
  weighed(
    { ratio, leaves, stage }: Pick<Row, 'ratio' | 'leaves' | 'stage'>,
    [rest, own]: [number, number],
  ): Terms {
    const { numerator = [], complement } = measuresOf(ratio);
    const times = (names: Iterable<string>, count: number) => [...names].map(name => [name, count] as const);
    const left = complement
      ? this.terms(complement, leaves, stage).keys()
      : leaves.map(leaf => uncounted(leaf, numerator.join(), this.#version(stage, leaf)));
    return new Map([...times(left, rest), ...times(this.terms(numerator, leaves, stage).keys(), own)]);
  }

  follows = (terms: Terms): boolean => this.#attacker.follows(terms);
  bounds = (sums: readonly Terms[]) => this.#attacker.bounds(sums);
  /** What is known without any release. */
  boundsBefore = (sums: readonly Terms[]) => this.#before.bounds(sums);
}
