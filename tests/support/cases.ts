import { test } from 'vitest';
import { CaseNames, type Taken } from './case-names.ts';
import { type Declared, declared, type Given } from './given.ts';
import { areasOf, vintageOf } from './given-rows.ts';
import { goldOf, type Looked, silverOf, type World } from './warehouse.ts';

/**
 * Cases that share worlds. Call it for every case while tests are declared, not while they run: all cases that can be in one
 * world (same settings, same newest vintage) are then made together, when the first of them is looked at. Each has sources,
 * areas, a country, groups, benchmarks, indicators, goals and programmes of its own, so that none touches another; its rows
 * come back under the names it gave. `common`: what the cases do not say themselves; `alone`: a case that is about the whole
 * build, in a world of its own.
 */
export function cases(common: Partial<Given> & Pick<Given, 'tables'>): AddCase {
  return casesOf(common, given => goldOf(given, common.tables ?? 'all'));
}

/** The same of which only some silver tables are made. */
export const silverCases = (tables: string[], common: Partial<Given> = {}): AddCase =>
  casesOf(common, given => silverOf(given, tables));

type AddCase = (given: Partial<Given>, alone?: 'alone') => Looked;
type Make = (given: Declared) => Promise<World>;

function casesOf(common: Partial<Given>, make: Make): AddCase {
  const worlds = new Map<string, SharedWorld>();
  return (given, alone) => {
    const whole = declared({ editions: [], ...common, ...given });
    const { region, control, ranking } = whole.config;
    const isWhole = region !== undefined || control !== undefined || ranking.length > 0;
    const isAlone = alone !== undefined || isWhole;
    const key = isAlone ? String(worlds.size) : JSON.stringify(settingsOf(whole));
    const world = worlds.get(key) ?? new SharedWorld(make);
    worlds.set(key, world);
    return world.add(whole);
  };
}

/** A test of what is seen of a case, which is declared with the test. */
export function testCase<Seen>(title: string, look: Look<Seen>, judge: (seen: Seen) => unknown): void {
  test(title, async () => {
    await judge(await look());
  });
}

type Look<Seen> = () => Promise<Seen>;

/** One look at several cases. */
export const each =
  <Seen extends unknown[]>(...looks: { [at in keyof Seen]: Look<Seen[at]> }): Look<Seen> =>
  async () =>
    (await Promise.all(looks.map(look => look()))) as Seen;

/** What holds for a whole build. */
function settingsOf({ config, editions, themes, restricted }: Declared) {
  const { area_groups, benchmarks: _, ...settings } = config;
  const vintages = (prefix: string) =>
    editions.flatMap(edition =>
      Object.keys(areasOf(edition)).some(code => code.startsWith(prefix)) ? [vintageOf(edition)] : [],
    );
  const withBuurten = vintages('BU');
  const newest = Math.max(...(withBuurten.length > 0 ? withBuurten : vintages('')));
  return {
    settings,
    themes,
    restricted,
    newest,
    hasBuurten: withBuurten.length > 0,
    hasGroups: area_groups.length > 0,
  };
}

class SharedWorld {
  readonly #make: Make;
  readonly #parts: Declared[] = [];
  readonly #taken: Taken = new Map();
  #made: Promise<World> | undefined;

  constructor(make: Make) {
    this.#make = make;
  }

  add(given: Declared): Looked {
    if (this.#made)
      throw new Error('This world is made already: declare its cases beside the tests, not in them.');
    const names = new CaseNames(this.#parts.length + 1, given, this.#taken);
    this.#parts.push(renamed(given, names));
    return {
      warehouse: {
        all: async <T>(sql: string) => {
          this.#made ??= this.#make(together(this.#parts));
          const { warehouse } = await this.#made;
          const rows = await warehouse.all(names.query(sql));
          return rows.filter(row => names.isOwn(row)).map(row => names.back(row)) as T[];
        },
      },
    };
  }
}

const together = (parts: Declared[]): Declared => {
  const [first] = parts;
  if (!first) throw new Error('A world without cases.');
  const all = <T>(pick: (part: Declared) => T[]): T[] => parts.flatMap(pick);
  return {
    ...first,
    config: {
      ...first.config,
      area_groups: all(({ config }) => config.area_groups),
      benchmarks: all(({ config }) => config.benchmarks),
    },
    areas: {
      regions: all(({ areas }) => areas.regions),
      recodes: all(({ areas }) => areas.recodes),
      followed: all(({ areas }) => areas.followed),
    },
    indicators: all(({ indicators }) => indicators),
    goals: all(({ goals }) => goals),
    programmes: all(({ programmes }) => programmes),
    interventions: all(({ interventions }) => interventions),
    addresses: all(({ addresses }) => addresses),
    editions: all(({ editions }) => editions),
  };
};

/** The same case under the names it has in its world. */
function renamed(given: Declared, names: CaseNames): Declared {
  const { id, codes, benchmark } = names;
  const { region, control } = given.config;
  const [sources, indicators] = [
    given.editions.map(one => one.source ?? 'bron'),
    given.indicators.map(one => one.id),
  ];
  const term = (concept: string) => {
    const [source = '', rest] = concept.split('/');
    return rest === undefined ? concept : `${id(source)}/${rest}`;
  };
  const known = (name: string) => ([...sources, ...indicators].includes(name) ? id(name) : name);
  return {
    ...given,
    config: {
      ...given.config,
      area_groups: codes(given.config.area_groups),
      ...(region ? { region: names.code(region) } : {}),
      ...(control ? { control: id(control) } : {}),
      ranking: given.config.ranking.map(id),
      benchmarks: given.config.benchmarks.map(one => ({ ...codes(one), code: benchmark(one.code) })),
    },
    areas: codes(given.areas),
    indicators: given.indicators.map(one => ({
      ...one,
      id: id(one.id),
      ...(one.source ? { source: id(one.source) } : {}),
      ...(one.denominator ? { denominator: one.denominator.map(term) } : {}),
      derived_from: one.derived_from.map(known),
      ...(one.construct ? { construct: id(one.construct) } : {}),
      part_of: one.part_of.map(id),
      ...(one.fitted_on ? { fitted_on: id(one.fitted_on) } : {}),
    })),
    goals: given.goals.map(one => ({
      ...codes(one),
      id: id(one.id),
      indicators: one.indicators.map(id),
      baselines: Object.fromEntries(
        Object.entries(one.baselines).map(([name, period]) => [id(name), period]),
      ),
      printed: codes(one.printed).map(figure => ({ ...figure, indicator: id(figure.indicator) })),
    })),
    programmes: given.programmes.map(one => ({
      ...codes(one),
      id: id(one.id),
      kpis: codes(one.kpis).map(kpi => ({
        ...kpi,
        indicator: id(kpi.indicator),
        outcomes: kpi.outcomes.map(id),
      })),
    })),
    interventions: codes(given.interventions).map(one => ({ ...one, id: id(one.id) })),
    addresses: given.addresses.map(({ vintage, of }) => ({
      vintage,
      of: Object.fromEntries(Object.entries(of).map(([code, list]) => [names.code(code), list.map(id)])),
    })),
    editions: given.editions.map(one => ({
      ...codes(one),
      source: id(one.source ?? 'bron'),
      table: id(one.table ?? `T${one.id}`),
    })),
  };
}
