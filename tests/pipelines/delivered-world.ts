import fs from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import type { Excerpt } from '../../output/release.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { run } from '../../pipelines/run.ts';
import {
  configFile,
  copyProject,
  type Demo,
  demo,
  FEW,
  latestFolder,
  tempFolder,
  withoutYardsticks,
} from '../support/pipeline.ts';

/** Counts of one smallest area, period and age group, as the partner wrote them. */
export interface DeliveredRow {
  area: string;
  period: string;
  age: string;
  counts: number[];
}

/** What one contract asks for, and how counts are drawn for it. */
export interface Contract {
  id: string;
  file: string;
  heading: string;
  prefix: 'BU' | 'WK';
  periods: string[];
  ages: string[];
  draw: (random: () => number) => number[];
}

const whole = (value: number): number => Math.floor(value);

/** One in eight areas has next to nobody; else up to `largest`, most of them small. */
const people = (random: () => number, largest: number): number =>
  random() < 0.12 ? whole(4 * random()) : whole(largest * random() * random()) + 3;

const affected = (random: () => number, of: number, share: number): number =>
  Math.min(of, whole(of * share * 2 * random() + random()));

const pair = (random: () => number, largest: number, share: number): [number, number] => {
  const of = people(random, largest);
  return [of, affected(random, of, share)];
};

export const CONTRACTS: Contract[] = [
  {
    id: 'huurachterstand-orib',
    file: 'orib/huurachterstand.csv',
    heading: 'buurt;kwartaal;huurders;achterstand_2m',
    prefix: 'BU',
    periods: ['2024-K3', '2024-K4'],
    ages: [''],
    draw: random => pair(random, 700, 0.15),
  },
  {
    id: 'jgz-overgewicht',
    file: 'ggd-zuid-limburg/overgewicht.csv',
    heading: 'gebied;schooljaar;contactmoment;gemeten;overgewicht',
    prefix: 'BU',
    periods: ['2023/2024'],
    ages: ['5-6', '10-11', '13-14'],
    draw: random => pair(random, 300, 0.3),
  },
  {
    id: 'monitor-jeugd',
    file: 'ggd-zuid-limburg/monitor-jeugd.csv',
    heading: 'gebied;jaar;EBEGK3S2_geldig;EBEGK3S2;SBRLK3S34_geldig;SBRLK3S34',
    prefix: 'WK',
    periods: ['2021', '2023'],
    ages: [''],
    draw: random => [...pair(random, 250, 0.4), ...pair(random, 250, 0.1)],
  },
  {
    id: 'verhuizingen',
    file: 'gemeenten-parkstad/verhuizingen.csv',
    heading: 'buurt;jaar;gevestigd;vertrokken',
    prefix: 'BU',
    periods: ['2024'],
    ages: [''],
    draw: random => [people(random, 200), people(random, 200)],
  },
];

const INDICATORS = [
  ...FEW,
  'huurachterstand',
  'overgewicht-jeugd-jgz',
  'gepest-jeugd',
  'ervaren-gezondheid-jeugd',
  'doorstroom-buurt',
  'themes',
];

/** Numbers from 0 to 1, the same for the same seed (Park and Miller 1988). */
export function seeded(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Codes of the real buurten and wijken of the region. */
export async function realAreas(prefix: 'BU' | 'WK'): Promise<string[]> {
  const text = await fs.readFile(path.join(projectRoot(), 'sources/demo/areas.csv'), 'utf8');
  return [...text.matchAll(/^(BU|WK)\w+/gm)].map(([code]) => code).filter(code => code.startsWith(prefix));
}

/** A delivery of every area; `largest` of the draws belongs to the contract. */
export async function drawRows(contract: Contract, seed: number): Promise<DeliveredRow[]> {
  const random = seeded(seed);
  const areas = await realAreas(contract.prefix);
  return contract.periods.flatMap(period =>
    contract.ages.flatMap(age => areas.map(area => ({ area, period, age, counts: contract.draw(random) }))),
  );
}

/** One in `every` rows is corrected by 1 to 5: who was counted, or of how many. */
export function corrected(rows: DeliveredRow[], seed: number, every = 8): DeliveredRow[] {
  const random = seeded(seed);
  return rows.map(row => {
    if (random() * every >= 1) return row;
    const counts = [...row.counts];
    for (let at = 0; at < counts.length; at += 2) {
      const of = Math.max(0, (counts[at] ?? 0) + whole(11 * random()) - 5);
      const part = (counts[at + 1] ?? 0) + (random() < 0.6 ? whole(11 * random()) - 5 : 0);
      counts[at] = of;
      counts[at + 1] = Math.max(0, Math.min(of, part));
    }
    return { ...row, counts };
  });
}

/** A project with the contracts above, on one edition of one source. */
export async function deliveredProject(): Promise<string> {
  const root = await copyProject();
  const remove = (...parts: string[]) => fs.rm(path.join(root, ...parts), { recursive: true });
  const contracts = CONTRACTS.map(({ id }) => `partners/${id}.yaml`);
  for (const name of await listFiles(path.join(root, 'sources'))) {
    const isOther = /^(partners\/)?[^/]+\.yaml$/.test(name) && ![...contracts, 'kwb.yaml'].includes(name);
    if (isOther) await remove('sources', name);
  }
  await remove('indicators', 'goals');
  for (const name of await listFiles(path.join(root, 'indicators'))) {
    if (name.endsWith('.yaml') && !INDICATORS.includes(path.basename(name, '.yaml')))
      await remove('indicators', name);
  }
  await remove('indicators', 'armoede/schulden-jongvolwassenen.yaml');
  await remove('indicators', 'leefstijl/roken-vapen-jongvolwassenen.yaml');
  await withoutYardsticks(root);
  return root;
}

export interface DeliveredWorld {
  root: string;
  data: string;
  inbox: string;
  config: string;
  /** Files delivered so far. */
  files: number;
}

/** A world with labs that cut through wijken: code and buurten. */
export async function deliveredWorld(labs: ReadonlyMap<string, readonly string[]>): Promise<DeliveredWorld> {
  const root = await deliveredProject();
  const groups = [...labs].map(
    ([code, members]) =>
      `  - {code: ${code}, name_nl: ${code}, name_en: ${code}, members: [{from: 2024, until: 2024, areas: [${members.join(', ')}]}]}`,
  );
  const config = await configFile(
    [
      'sources: {kwb: {editions: ["2024"]}}',
      'region: RG-PARKSTAD',
      'judged: {wijk: RG-PARKSTAD}',
      'benchmarks: [{code: PARKSTAD, name_nl: Parkstad, name_en: Parkstad, area: RG-PARKSTAD}]',
      'area_groups:',
      '  - code: RG-PARKSTAD',
      '    name_nl: Parkstad Limburg',
      '    name_en: Parkstad Limburg',
      '    members: [{from: 2019, areas: [GM0882, GM0899, GM0917, GM0928, GM0965, GM0986, GM1954]}]',
      ...groups,
      '',
    ].join('\n'),
    root,
  );
  return { root, data: await tempFolder('data'), inbox: await tempFolder('inbox'), config, files: 0 };
}

/** Puts rows in the inbox as the partner of the contract writes them. */
export async function deliver(
  world: DeliveredWorld,
  contract: Contract,
  rows: DeliveredRow[],
): Promise<void> {
  const { dir, name } = path.parse(contract.file);
  const folder = path.join(world.inbox, dir);
  await fs.mkdir(folder, { recursive: true });
  const lines = rows.map(({ area, period, age, counts }) =>
    [area, period, ...(age ? [age] : []), ...counts].join(';'),
  );
  const file = path.join(folder, `${name}-${++world.files}.csv`);
  await fs.writeFile(file, `${[contract.heading, ...lines].join('\r\n')}\r\n`);
}

export interface Release {
  report: RunReport;
  folder: string;
}

export async function demoOf({ root, data, config, inbox }: DeliveredWorld): Promise<Demo> {
  const made = await demo({ root, data, config });
  return { ...made, project: { ...made.project, loaded: { ...made.project.loaded, inbox } } };
}

export async function release(world: DeliveredWorld, excerpt?: Excerpt): Promise<Release> {
  const { project, effects } = await demoOf(world);
  const report = await run(project, { excerpt }, effects);
  return { report, folder: await latestFolder(world.data) };
}
