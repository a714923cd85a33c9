import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles, sha256File } from '../../kernel/files.ts';
import { excerptOf } from '../../pipelines/excerpt.ts';
import { run } from '../../pipelines/run.ts';
import { amountOf, oneIn } from '../support/depth.ts';
import { manifestIn } from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { leakingTables, namedIn, printedSecrets } from './access.ts';
import { type Attacked, attack, printedIn, type Slice } from './attack.ts';
import {
  CONTRACTS,
  type Contract,
  corrected,
  type DeliveredRow,
  type DeliveredWorld,
  deliver,
  deliveredWorld,
  demoOf,
  drawRows,
  type Release,
  realAreas,
  release,
} from './delivered-world.ts';
import { ReleaseAttacker } from './release-attacker.ts';

/** `min_cell` of each of the contracts. */
const MIN_CELL = 10;
/** Two buurten of one wijk and three of another. */
const CROSSING = ['BU09171100', 'BU09171101', 'BU09172000', 'BU09172001', 'BU09172004'];
/** A wijk without the buurt of which next to nobody is counted. */
const ALMOST = ['BU09173000', 'BU09173001'];
const LEFT_OUT = 'BU09173002';
const LABS = new Map([
  ['RG-LAB-CROSSING', CROSSING],
  ['RG-LAB-ALMOST', ALMOST],
]);
/** Contract, and the period that is delivered once more. */
const CORRECTED = new Map([
  ['huurachterstand-orib', '2024-K4'],
  ['jgz-overgewicht', '2023/2024'],
  ['monitor-jeugd', '2023'],
]);
/** Indicator with its contract, and the places of numerator and denominator among the counts. */
const PUBLIC: [indicator: string, contract: string, places: [number, number]][] = [
  ['huurachterstand', 'huurachterstand-orib', [1, 0]],
  ['overgewicht-jeugd-jgz', 'jgz-overgewicht', [1, 0]],
];
const PARTNERS: typeof PUBLIC = [
  ['ervaren-gezondheid-jeugd', 'monitor-jeugd', [1, 0]],
  ['gepest-jeugd', 'monitor-jeugd', [3, 2]],
];

const RELEASES = amountOf('releases that the red team compares');
const ONE_KIND_IN = amountOf('cells that the red team attacks: one kind in');
/** Where one release is enough, three tables are too, in every form in which they leave the house. */
const excerpt =
  RELEASES > 1
    ? undefined
    : excerptOf({
        tables: ['indicator_value', 'comparison', 'trend'],
        exports: ['parquet', 'csv', 'arrow', 'duckdb'],
      });

let world: DeliveredWorld;
const releases: Release[] = [];
const folders: string[] = [];
/** What was delivered, by contract: what each release was made of. */
const delivered: Map<string, DeliveredRow[]>[] = [new Map(), new Map()];
const areas = new Map<'BU' | 'WK', Map<string, string[]>>();

beforeAll(async () => {
  for (const prefix of ['BU', 'WK'] as const) areas.set(prefix, await geography(prefix));
  world = await deliveredWorld(LABS);
  for (const [n, contract] of CONTRACTS.entries()) {
    const rows = (await drawRows(contract, 4711 + n)).map(smallWhereLeftOut);
    delivered[0]?.set(contract.id, rows);
    await deliver(world, contract, rows);
  }
  releases.push(await release(world, excerpt));
  for (const [n, contract] of RELEASES > 1 ? CONTRACTS.entries() : []) {
    const rows = delivered[0]?.get(contract.id) ?? [];
    const again = CORRECTED.get(contract.id);
    const changed = corrected(
      rows.filter(({ period }) => period === again),
      1147 + n,
    ).map(grownWhereLeftOut);
    delivered[1]?.set(contract.id, [...rows.filter(({ period }) => period !== again), ...changed]);
    if (changed.length > 0) await deliver(world, contract, changed);
  }
  if (RELEASES > 1) releases.push(await release(world));
  folders.push(...releases.map(({ folder }) => folder));
});

const smallWhereLeftOut = (row: DeliveredRow): DeliveredRow =>
  row.area === LEFT_OUT ? { ...row, counts: row.counts.map((_, at) => (at % 2 === 0 ? 60 : 3)) } : row;

const grownWhereLeftOut = (row: DeliveredRow): DeliveredRow =>
  row.area === LEFT_OUT ? { ...row, counts: [90, 30] } : row;

/** Every area of the region with the areas that were delivered in it. */
async function geography(prefix: 'BU' | 'WK'): Promise<Map<string, string[]>> {
  const leaves = await realAreas(prefix);
  const found = new Map<string, string[]>(leaves.map(leaf => [leaf, [leaf]]));
  const add = (code: string, leaf: string) => found.set(code, [...(found.get(code) ?? []), leaf]);
  for (const leaf of leaves) {
    if (prefix === 'BU') add(`WK${leaf.slice(2, 8)}`, leaf);
    add(`GM${leaf.slice(2, 6)}`, leaf);
    add('RG-PARKSTAD', leaf);
    for (const [code, members] of LABS) if (members.includes(leaf)) add(code, leaf);
  }
  return found;
}

function slicesOf(indicators: typeof PUBLIC): Slice[] {
  return indicators.flatMap(([indicator, id, places]) => {
    const contract = CONTRACTS.find(one => one.id === id) as Contract;
    return contract.periods.flatMap(period =>
      contract.ages.map(age => ({
        indicator,
        period: period.replace('-K', 'KW0'),
        age: age || 'total',
        areas: areas.get(contract.prefix) ?? new Map(),
        truth: delivered.slice(0, RELEASES).map(one => truthOf(one.get(id) ?? [], { period, age, places })),
      })),
    );
  });
}

function truthOf(
  rows: DeliveredRow[],
  { period, age, places }: { period: string; age: string; places: [number, number] },
): Map<string, readonly [number, number]> {
  const own = rows.filter(row => row.period === period && row.age === age);
  return new Map(own.map(({ area, counts }) => [area, [counts[places[0]] ?? 0, counts[places[1]] ?? 0]]));
}

/** What must stay out of sight: counts of hidden rows, and small counts that follow from areas that differ a little. */
const isSecret = ({ isArea, measure, count }: Attacked): boolean =>
  (isArea && measure !== 'complement') || (count > 0 && count < MIN_CELL);

async function recovered(slices: Slice[], below: string[]): Promise<{ found: string[]; attacked: number }> {
  let attacked = 0;
  const found: string[] = [];
  for (const slice of oneIn(ONE_KIND_IN, slices)) {
    const cells = await attack(
      slice,
      folders.map(folder => below.map(name => `${folder}/${name}`)),
    );
    const secrets = cells.filter(isSecret);
    attacked += secrets.length;
    for (const { release: at, area, measure, count, low, high, follows } of secrets)
      if (follows || high - low < MIN_CELL - 1e-4)
        found.push(
          `${slice.indicator} ${slice.period} ${slice.age}, release ${at + 1}: ${measure} ${count} of ${area} lies in ${low} to ${high}${follows ? ', and follows' : ''}`,
        );
  }
  return { found, attacked };
}

test.runIf(RELEASES > 1)('a correction of partners alone gives a new release', () => {
  const [first, second] = releases.map(({ report }) => report);
  expect([first?.state, second?.state]).toEqual(['published', 'published']);
  expect(second?.release_id).not.toBe(first?.release_id);
  expect(second?.editions.find(({ key }) => key === 'kwb/2024')?.state).toBe('unchanged');
  expect(second?.deliveries?.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
});

test('a lab is shown, but not beside a wijk that differs from it by 3', async () => {
  for (const slice of slicesOf(PUBLIC)) {
    const printed = await printedIn([path.join(folders[0] ?? '', 'public')], slice);
    expect(printed.has('RG-LAB-CROSSING')).toBe(true);
    const isBeside = ['WK091730', 'RG-LAB-ALMOST'].every(area => printed.has(area));
    expect(isBeside, `${slice.indicator} ${slice.period} ${slice.age}`).toBe(false);
  }
});

test('nobody recovers a hidden count from what is public, in all releases together', async context => {
  const { found, attacked } = await recovered(slicesOf(PUBLIC), ['public']);
  await context.annotate(`${attacked} hidden cells attacked, ${found.length} recovered`);
  expect(found).toEqual([]);
  expect(attacked).toBeGreaterThan(100);
});

test('nor does a partner from what partners see beside it', async context => {
  const { found, attacked } = await recovered(slicesOf([...PUBLIC, ...PARTNERS]), ['public', 'partners']);
  await context.annotate(`${attacked} hidden cells attacked, ${found.length} recovered`);
  expect(found).toEqual([]);
  expect(attacked).toBeGreaterThan(100);
});

test('the attacker does find what sums give away', async () => {
  const attacker = new ReleaseAttacker();
  const sum = (...names: string[]) => new Map(names.map(name => [name, 1]));
  attacker.learn(sum('a', 'b', 'c'), 30);
  attacker.learn(sum('a', 'b'), 12);
  attacker.learn(sum('b', 'd'), 7);
  expect([attacker.follows(sum('c')), attacker.follows(sum('a'))]).toEqual([true, false]);
  // c is 30 - 12; b is at most 7 with d, so that a is at least 5.
  expect(await attacker.bounds([sum('c'), sum('a'), sum('b')])).toEqual([
    { low: 18, high: 18 },
    { low: 5, high: 12 },
    { low: 0, high: 7 },
  ]);
});

test('no table says anything of an area of which the counts are hidden', async context => {
  let secrets = 0;
  for (const slice of slicesOf(PUBLIC)) {
    for (const [at, folder] of folders.entries()) {
      const { found, rows } = await printedSecrets(path.join(folder, 'public'), slice, at);
      expect(found).toEqual([]);
      secrets += rows;
    }
  }
  await context.annotate(`${secrets} rows of hidden areas`);
  expect(secrets).toBeGreaterThan(100);
});

describe('who sees what', () => {
  const last = (...parts: string[]) => path.join(folders.at(-1) ?? '', ...parts);
  const CLOSED = ['ervaren-gezondheid-jeugd', 'gepest-jeugd', 'doorstroom-buurt'];

  test('nothing public is about an indicator that is not', async () => {
    expect(await leakingTables(last('public'), CLOSED)).toEqual([]);
    expect((await leakingTables(last('public'), ['huurachterstand'])).length).toBeGreaterThan(10);
    const names = await listFiles(last('public'));
    const own = names.filter(name => CLOSED.some(id => name.includes(id)));
    expect(own.filter(name => !/^(dictionary|site\/indicator)\//.test(name))).toEqual([]);
  });

  test('the pages of such an indicator describe it, and hold no figure of it', async context => {
    const site = last('public', 'site');
    if (!(await listFiles(last('public'))).includes('site/index.html'))
      return context.skip('Excerpts have no site: it is read where whole releases are attacked.');
    for (const id of CLOSED)
      expect(await fs.readFile(path.join(site, `indicator/${id}.html`), 'utf8')).not.toMatch(
        /class="(ranked|drawing)/,
      );
    const dataOf = async (name: string) => {
      const text = await fs.readFile(path.join(site, 'data', name), 'utf8');
      return JSON.parse(text.slice(text.indexOf(',') + 1, text.lastIndexOf(')'))) as [number | string][];
    };
    const ids = (await dataOf('indicatoren.js')).map(([id]) => id);
    const shards = (await listFiles(path.join(site, 'data/gebied'))).map(name => dataOf(`gebied/${name}`));
    const told = new Set((await Promise.all(shards)).flat().map(([at]) => ids[Number(at)]));
    expect(CLOSED.filter(id => told.has(id))).toEqual([]);
    expect(told).toContain('huurachterstand');
  });

  test('partners see what is for partners, and each its own counts', async () => {
    const warehouse = await openWarehouse();
    for (const form of ['parquet', 'csv']) {
      const seen = (column: string, ...parts: string[]) =>
        namedIn(warehouse, last(...parts.slice(0, -1), `${parts.at(-1)}.${form}`), column);
      expect(await seen('indicator_id', 'partners', 'indicator_value')).toEqual(CLOSED.slice(0, 2));
      const counts = (partner: string) => seen('source_id', 'owner', partner, 'delivered_count');
      expect(await counts('orib')).toEqual(['huurachterstand-orib']);
      expect(await counts('ggd-zuid-limburg')).toEqual(['jgz-overgewicht', 'monitor-jeugd']);
      expect(await counts('gemeenten-parkstad')).toEqual(['verhuizingen']);
      const own = await seen('indicator_id', 'owner', 'gemeenten-parkstad', 'indicator_value');
      expect(own).toEqual(['doorstroom-buurt']);
    }
    const owners = ['gemeenten-parkstad', 'ggd-zuid-limburg', 'orib'];
    expect((await fs.readdir(last('owner'))).sort()).toEqual(owners);
    expect(await listFiles(last('owner/orib'))).toEqual([
      'delivered_count.csv',
      'delivered_count.parquet',
      'manifest.json',
    ]);
  });

  test('the operating system lets in whom the folders are for', async () => {
    const mode = async (name: string) => (await fs.stat(last(name))).mode & 0o777;
    expect([await mode('partners'), await mode('owner')]).toEqual([0o700, 0o711]);
    for (const partner of await fs.readdir(last('owner'))) expect(await mode(`owner/${partner}`)).toBe(0o700);
  });

  test('the manifests of the parts list every file', async () => {
    const { outputs } = await manifestIn(last());
    const names = (await listFiles(last())).filter(name => !name.endsWith('manifest.json'));
    expect(outputs.map(file => file.path).sort()).toEqual(names.sort());
    for (const file of outputs.filter(({ path: name }) => /^(partners|owner)\//.test(name)))
      expect(await sha256File(last(file.path))).toBe(file.sha256);
  });
});

test.runIf(RELEASES > 1)(
  'what the first release hid is hidden in the second, though more are counted',
  async () => {
    const warehouse = await openWarehouse();
    const rows = await Promise.all(
      folders.map(folder =>
        warehouse.all(
          `select c.count::integer as count, is_hidden, value from '${folder}/owner/orib/delivered_count.parquet' as c
         join '${folder}/public/indicator_value.parquet' as v on v.area_code = c.area_code and v.period = c.period
         where concept = 'achterstand' and c.area_code = '${LEFT_OUT}' and c.period = '2024KW04'
           and indicator_id = 'huurachterstand'`,
        ),
      ),
    );
    expect(rows).toEqual([
      [{ count: 3, is_hidden: true, value: null }],
      [{ count: 30, is_hidden: true, value: null }],
    ]);
  },
);

test.runIf(RELEASES > 1)('nothing new is no release, and a rebuild gives the same bytes', async () => {
  const again = async (options: { rebuild?: boolean; offline?: boolean }) => {
    const { project, effects } = await demoOf(world);
    return run(project, options, effects);
  };
  expect(await again({})).toMatchObject({ state: 'unchanged', deliveries: [] });
  const rebuilt = await again({ offline: true, rebuild: true });
  expect(rebuilt.state).toBe('verified');
  expect(rebuilt.release_id).toBe(releases[1]?.report.release_id);
});
