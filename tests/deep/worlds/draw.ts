import { seeded } from '../../pipelines/delivered-world.ts';

/** What a smallest area of a period has: how many people are in each part of the population; the parts exclude each other. */
export type Atoms = readonly number[];

/** A count of a contract: the parts of the population that it adds up. */
export interface WorldCount {
  name: string;
  atoms: number[];
  /** Name of the count of this contract that it is a part of. */
  of?: string;
  rare?: boolean;
  /** What the contract says of the counts of others. */
  links?: Record<string, string>;
  /** What it was called before. */
  replaces?: string;
}

export interface WorldContract {
  id: string;
  partner: string;
  access: 'public' | 'partners' | 'owner';
  sensitive: boolean;
  minCell: number;
  counts: WorldCount[];
  /** Indicators that are made of it: numerator and denominator. */
  ratios: [numerator: string, denominator: string][];
  replaces?: string;
}

/** What everybody sees of the world at one moment, and what is true. */
export interface Stage {
  contracts: WorldContract[];
  labs: ReadonlyMap<string, readonly string[]>;
  truth: ReadonlyMap<string, Atoms>;
  events: string[];
}

export interface World {
  seed: number;
  /** Digits of its gemeenten. */
  gemeenten: string[];
  buurten: string[];
  /** Inhabitants as they are published: in fives. */
  inhabitants: ReadonlyMap<string, number>;
  periods: string[];
  stages: Stage[];
}

export const OPEN = 'kwb/inwoners';

export const keyOf = (period: string, leaf: string): string => `${period}/${leaf}`;

/** Chances of one seed. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seeded(seed * 7919 + 17);
    for (let n = 0; n < 5; n++) this.#next();
  }

  is = (share: number): boolean => this.#next() < share;
  /** From `low` to `high`. */
  whole = (low: number, high: number): number => low + Math.floor(this.#next() * (high - low + 1));
  one = <T>(list: readonly T[]): T => list[this.whole(0, list.length - 1)] as T;
  some = <T>(list: readonly T[], count: number): T[] =>
    list
      .map(value => ({ value, at: this.#next() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, count)
      .map(({ value }) => value);
  share = (): number => this.#next();
}

function drawBuurten(chance: Chance, gemeenten: readonly string[]): string[] {
  const wanted = chance.whole(8, 25);
  const wijken = gemeenten.flatMap(gemeente =>
    Array.from({ length: chance.whole(1, 3) }, (_, at) => `${gemeente}0${at}`),
  );
  const placed = Array.from({ length: wanted }, (_, n) => wijken[n] ?? chance.one(wijken));
  return placed.map((wijk, n) => `BU${wijk}${String(n).padStart(2, '0')}`).sort();
}

/** Contracts about one population, the parts of which are known by their number: none has nothing else, one …. */
export interface Scheme {
  contracts: WorldContract[];
  /** Shares of the parts. */
  shares: number[];
}

export type SchemeOf = (chance: Chance, seed: number) => Scheme;

/** Parts of the whole, of which each is drawn around its share. */
function drawAtoms(chance: Chance, shares: readonly number[]): number[] {
  const next = chance.share();
  const people =
    next < 0.12 ? chance.whole(0, 3) : Math.floor((next < 0.3 ? 1500 : 250) * chance.share() ** 2) + 3;
  const atoms = shares.map(() => 0);
  let left = people;
  for (const [at, share] of shares.entries()) {
    if (at === 0) continue;
    const part = Math.min(left, Math.floor(people * share * 2 * chance.share() + chance.share()));
    atoms[at] = part;
    left -= part;
  }
  atoms[0] = left;
  return atoms;
}

function corrected(chance: Chance, atoms: Atoms): number[] {
  const changed = [...atoms];
  const at = chance.whole(0, atoms.length - 1);
  changed[at] = Math.max(0, (changed[at] ?? 0) + chance.whole(-6, 6));
  return changed;
}

export function drawLabs(chance: Chance, seed: number, buurten: readonly string[]): Map<string, string[]> {
  const count = chance.whole(1, 3);
  return new Map(
    Array.from({ length: count }, (_, n) => [
      `RG-LAB-${seed}-${n}`,
      chance.some(buurten, chance.whole(2, Math.min(8, buurten.length - 1))).sort(),
    ]),
  );
}

/** One or two buurten more or less in one of the labs, or all others. */
function redefined(
  chance: Chance,
  labs: Stage['labs'],
  buurten: readonly string[],
): Map<string, readonly string[]> {
  const changed = new Map(labs);
  const code = chance.one([...labs.keys()]);
  const members = labs.get(code) ?? [];
  const others = buurten.filter(one => !members.includes(one));
  const kept = members.length > 2 && chance.is(0.6) ? chance.some(members, members.length - 1) : [...members];
  const added = chance.is(0.5) ? chance.some(others, 1) : [];
  changed.set(code, [...kept, ...added].sort());
  return changed;
}

type Event = (chance: Chance, stage: Stage, world: Pick<World, 'buurten'>) => Stage;

const EVENTS: Record<string, Event> = {
  corrections: (chance, stage) => ({
    ...stage,
    truth: new Map(
      [...stage.truth].map(([key, atoms]) => [key, chance.is(0.15) ? corrected(chance, atoms) : atoms]),
    ),
  }),
  'a redefined lab': (chance, stage, { buurten }) => ({
    ...stage,
    labs: redefined(chance, stage.labs, buurten),
  }),
  'another contract id': (chance, stage) => {
    const chosen = chance.one(stage.contracts);
    const id = `${chosen.id}n`;
    return {
      ...stage,
      contracts: stage.contracts.map(one =>
        one === chosen ? { ...one, id, replaces: one.id } : relinked(one, chosen.id, id),
      ),
    };
  },
  'another name of a count': (chance, stage) => {
    const chosen = chance.one(stage.contracts);
    const count = chance.one(chosen.counts);
    return {
      ...stage,
      contracts: stage.contracts.map(one =>
        one === chosen
          ? renamed(one, count.name)
          : relinked(one, `${chosen.id}/${count.name}`, `${chosen.id}/${count.name}n`),
      ),
    };
  },
};

const relinked = (contract: WorldContract, from: string, to: string): WorldContract => ({
  ...contract,
  counts: contract.counts.map(count => ({
    ...count,
    ...(count.links
      ? {
          links: Object.fromEntries(
            Object.entries(count.links).map(([link, target]) => [
              link,
              target === from || target.startsWith(`${from}/`) ? to + target.slice(from.length) : target,
            ]),
          ),
        }
      : {}),
  })),
});

function renamed(contract: WorldContract, name: string): WorldContract {
  const other = (one: string) => (one === name ? `${name}n` : one);
  return {
    ...contract,
    counts: contract.counts.map(count => ({
      ...count,
      name: other(count.name),
      ...(count.of ? { of: other(count.of) } : {}),
      ...(count.name === name ? { replaces: name } : {}),
    })),
    ratios: contract.ratios.map(([numerator, denominator]) => [other(numerator), other(denominator)]),
  };
}

/** Names are declared as replaced in the release in which they are. */
const settled = (stage: Stage): Stage => ({
  contracts: stage.contracts,
  labs: stage.labs,
  truth: stage.truth,
  events: [],
});

/** A world of a seed: two or three gemeenten, 8 to 25 buurten, 1 to 4 periods and so many releases. */
export function drawWorld(seed: number, schemes: readonly SchemeOf[], releases: number): World {
  const chance = new Chance(seed);
  const gemeenten = Array.from({ length: chance.whole(2, 3) }, (_, n) => `${1000 + 10 * seed + n}`);
  const buurten = drawBuurten(chance, gemeenten);
  const { contracts, shares } = schemes[seed % schemes.length]?.(chance, seed) ?? {
    contracts: [],
    shares: [],
  };
  const isOpen = contracts.some(({ ratios }) => ratios.some(([, denominator]) => denominator === OPEN));
  const periods = ['2024', '2023', '2022', '2021'].slice(0, isOpen ? 1 : chance.whole(2, 4));
  const truth = new Map<string, Atoms>();
  for (const period of periods)
    for (const leaf of buurten) truth.set(keyOf(period, leaf), drawAtoms(chance, shares));
  const inhabitants = new Map(
    buurten.map(leaf => {
      const people = Math.max(...periods.map(period => sum(truth.get(keyOf(period, leaf)) ?? [])));
      return [leaf, 5 * Math.round((people + chance.whole(0, chance.is(0.3) ? 10 : 400)) / 5)];
    }),
  );
  const stages: Stage[] = [{ contracts, labs: drawLabs(chance, seed, buurten), truth, events: [] }];
  while (stages.length < releases) stages.push(nextStage(chance, stages, { buurten }));
  return { seed, gemeenten, buurten, inhabitants, periods, stages };
}

function nextStage(chance: Chance, stages: Stage[], world: Pick<World, 'buurten'>): Stage {
  let stage = settled(stages.at(-1) as Stage);
  const chosen = new Set(['corrections', chance.one(Object.keys(EVENTS)), chance.one(Object.keys(EVENTS))]);
  if (chance.is(0.2)) chosen.delete('corrections');
  if (chosen.size === 0) chosen.add('a redefined lab');
  for (const name of chosen) {
    stage = EVENTS[name]?.(chance, stage, world) ?? stage;
    stage = { ...stage, events: [...stage.events, name] };
  }
  return stage;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What a count says of an area. */
export const countIn = (atoms: Atoms, count: WorldCount): number =>
  sum(count.atoms.map(at => atoms[at] ?? 0));

/** Area group of all of a world. */
export const regionOf = ({ seed }: Pick<World, 'seed'>): string => `RG-WERELD-${seed}`;

/** The areas of every level, with the smallest areas that they consist of. */
export function areasOf(world: Pick<World, 'seed' | 'buurten'>, labs: Stage['labs']): Map<string, string[]> {
  const areas = new Map<string, string[]>();
  const add = (code: string, leaf: string) => areas.set(code, [...(areas.get(code) ?? []), leaf]);
  for (const leaf of world.buurten)
    for (const code of [leaf, `WK${leaf.slice(2, 8)}`, `GM${leaf.slice(2, 6)}`, regionOf(world)])
      add(code, leaf);
  for (const [code, members] of labs) for (const leaf of members) add(code, leaf);
  return areas;
}
