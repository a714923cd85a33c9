import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { run } from '../../pipelines/run.ts';
import { compiledProject } from '../support/compiled.ts';
import { amountOf } from '../support/depth.ts';
import { configFile, demo, EXCERPT, reducedProject, tempFolder } from '../support/pipeline.ts';

const PUBLISHES = amountOf('publications under the eye of a reader');

interface Seen {
  looks: number;
  releases: string[];
  absent: number;
  retired: number;
  mixed: string[];
}

const excerpt = inject('depth') === 'all' ? undefined : EXCERPT;

let root: string;
let data: string;
beforeAll(async () => {
  root = await reducedProject();
  data = await tempFolder('data');
});

/** Publishes a release that differs from the others by its config. */
async function publish(n: number): Promise<string | null> {
  const config = await configFile(`publish: {csv: none}\nthresholds: {coverage: 0.${500 + n}}\n`, root);
  const { project, effects } = await demo({ root, data, config });
  const report = await run(project, { offline: n > 0, excerpt }, effects);
  expect(report.state).toBe('published');
  return report.release_id;
}

test(`a reader that resolves \`latest\` once sees one whole release, through ${PUBLISHES} publishes`, async () => {
  await publish(0);
  const script = path.join(await compiledProject(), 'dist/tests/reliability/processes/reader.js');
  const reader = spawn(process.execPath, [script, path.join(data, 'latest')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  reader.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(reader.stdout, 'data');
  const ids = new Set<string | null>();
  for (let n = 1; n <= PUBLISHES; n++) ids.add(await publish(n));
  reader.kill('SIGTERM');
  const [code] = (await once(reader, 'close')) as [number];
  expect(code).toBe(0);
  const seen = JSON.parse(said.replace('reading\n', '')) as Seen;
  expect(seen.mixed).toEqual([]);
  expect(seen.absent).toBe(0);
  expect(ids.size).toBe(PUBLISHES);
  expect(seen.looks).toBeGreaterThan(0);
});
