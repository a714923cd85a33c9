import fs from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../../../kernel/root.ts';
import type { RunReport } from '../../../pipelines/report.ts';
import { run } from '../../../pipelines/run.ts';
import { wideAnswers } from '../../../sources/demo/odata-v3.ts';
import { DEMO_SERVICES, Recorder } from '../../../sources/demo/recorder.ts';
import { demo, EXCERPT, latestFolder, tempFolder, vie } from '../../support/pipeline.ts';
import { tinyTable } from '../../transforms/tiny.ts';
import { areasOf, countIn, keyOf, type Stage, type World } from './draw.ts';
import {
  configText,
  contractText,
  type Declared,
  indicatorsOf,
  indicatorText,
  KWB,
  REGIONS,
} from './texts.ts';

/** Worlds that lie beside each other in one project, and the releases made so far: one build is made for all of them. */
export interface Built {
  worlds: World[];
  root: string;
  data: string;
  inbox: string;
  recordings: string;
  releases: { folder: string; report: RunReport }[];
}

async function record(worlds: World[]): Promise<string> {
  const folder = await tempFolder('recordings');
  const people = new Map<string, number>([['NL01', 0]]);
  for (const world of worlds)
    for (const [code, leaves] of areasOf(world, new Map())) {
      if (code.startsWith('RG-')) continue;
      const here = leaves.reduce((all, leaf) => all + (world.inhabitants.get(leaf) ?? 0), 0);
      people.set(code, here);
      if (code.startsWith('GM')) people.set('NL01', here + (people.get('NL01') ?? 0));
    }
  const table = tinyTable('85984NED', [...people.keys()].sort(), {
    cell: (_, { code }) => people.get(code) ?? 0,
  });
  const recorder = new Recorder(folder);
  await recorder.record(wideAnswers(table, DEMO_SERVICES.opendata));
  await recorder.finish();
  return folder;
}

/** A project without contracts: these come with each stage. */
export async function prepare(worlds: World[]): Promise<Built> {
  const root = await tempFolder('worlds');
  for (const room of ['transforms', 'output', 'kernel', 'pipelines', 'node_modules'])
    await fs.symlink(path.join(projectRoot(), room), path.join(root, room));
  const ofKwb = ['source: kwb', 'measure: sum', 'value: inwoners', 'unit: aantal', 'value_kind: register'];
  const files = {
    'package.json': '{"version": "1"}\n',
    'sources/kwb.yaml': KWB,
    'sources/areas/regions.yaml': REGIONS,
    'sources/areas/recodes.yaml': 'recodes: []\n',
    'indicators/inwoners.yaml': indicatorText('inwoners', ofKwb),
    'indicators/themes.yaml': await fs.readFile(path.join(projectRoot(), 'indicators/themes.yaml')),
  };
  for (const [name, content] of Object.entries(files)) await write(root, name, content);
  const [data, inbox] = [await tempFolder('data'), await tempFolder('inbox')];
  return { worlds, root, data, inbox, recordings: await record(worlds), releases: [] };
}

async function write(root: string, name: string, content: string | Buffer): Promise<void> {
  const file = path.join(root, name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, content);
}

async function declare({ worlds, root }: Built, stages: Stage[]): Promise<void> {
  const declared: Declared[] = worlds.map((world, at) => ({ world, stage: stages[at] as Stage }));
  await write(root, 'config.yaml', configText(declared));
  for (const folder of ['sources/partners', 'indicators/partners'])
    await fs.rm(path.join(root, folder), { recursive: true, force: true });
  for (const { world, stage } of declared) {
    for (const contract of stage.contracts)
      await write(root, `sources/partners/${contract.id}.yaml`, contractText(contract, world));
    for (const { id, text } of indicatorsOf(world, stage))
      await write(root, `indicators/partners/${id}.yaml`, text);
  }
}

/** Delivers each contract whole where it is new or something of it changed. */
async function deliver({ worlds, inbox, releases }: Built, stages: Stage[]): Promise<void> {
  for (const [at, world] of worlds.entries()) {
    const before = world.stages[releases.length - 1];
    for (const contract of (stages[at] as Stage).contracts) {
      const text = deliveryOf(world, stages[at] as Stage, contract.id);
      if (before && deliveryOf(world, before, contract.id) === text) continue;
      await write(inbox, `${contract.partner}/${contract.id}-${releases.length + 1}.csv`, text);
    }
  }
}

function deliveryOf({ periods, buurten }: World, { contracts, truth }: Stage, id: string): string {
  const counts = contracts.find(one => one.id === id)?.counts ?? [];
  const rows = periods.flatMap(period =>
    buurten.map(leaf => {
      const atoms = truth.get(keyOf(period, leaf)) ?? [];
      return [leaf, period, ...counts.map(count => countIn(atoms, count))].join(';');
    }),
  );
  return [['gebied', 'jaar', ...counts.map(({ name }) => name)].join(';'), ...rows, ''].join('\r\n');
}

/** Makes the next release; `again`: which one is published once more before. */
export async function release(built: Built, again?: number): Promise<RunReport> {
  const { worlds, root, data, inbox, recordings, releases } = built;
  const config = path.join(root, 'config.yaml');
  const earlier = again === undefined ? undefined : releases[again];
  if (earlier) {
    const args = ['publish', path.basename(earlier.folder), '--data', data, '--config', config];
    const { code, stderr } = await vie(args, { root });
    if (code !== 0) throw new Error(`Release ${again} cannot be published again: ${stderr}`);
  }
  const stages = worlds.map(({ stages: all }) => all[releases.length] as Stage);
  await declare(built, stages);
  await deliver(built, stages);
  const { project, effects } = await demo({ root, data, config, recordings });
  const loaded = { ...project.loaded, inbox };
  const report = await run({ ...project, loaded }, { excerpt: EXCERPT }, effects);
  if (report.state === 'blocked')
    throw new Error(
      `Release ${releases.length + 1} is blocked: ${report.reason} ${JSON.stringify(report.checks.filter(one => one.result === 'fail'))}`,
    );
  releases.push({ folder: await latestFolder(data), report });
  return report;
}
