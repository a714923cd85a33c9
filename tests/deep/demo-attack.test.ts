import path from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../../pipelines/project.ts';
import { amountOf, oneIn } from '../support/depth.ts';
import { latestFolder, tempFolder, vieProcess } from '../support/pipeline.ts';
import { attackPeriod, type Finding } from './worlds/attack.ts';
import { worldsIn } from './worlds/demo-worlds.ts';
import { printedBy } from './worlds/printed.ts';

test('nothing that the demo hides is known to who reads all that partners see', async context => {
  const data = await tempFolder('data');
  const flags = ['--only-tables', 'indicator_value', '--only-exports', 'parquet'];
  const ended = process.env['DEMO']
    ? { code: 0, stderr: '' }
    : await vieProcess(['run', '--demo', '--data', data, ...flags]);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  const folder = await latestFolder(path.join(data, 'demo'));
  const printed = [await printedBy('partner', folder)];
  const findings: Finding[] = [];
  let [attacked, shares] = [0, 0];
  const worlds = await worldsIn(folder, await loadProject({ env: {} }));
  for (const world of oneIn(
    amountOf('indicators and periods of the demo that are attacked: one in'),
    worlds,
  )) {
    const found = await attackPeriod(world, { period: world.periods[0] ?? '', printed });
    attacked += found.attacked;
    shares += found.shares;
    findings.push(...found.findings);
  }
  const of = (kind: Finding['kind']) => findings.filter(one => one.kind === kind).length;
  await context.annotate(
    `${attacked} hidden cells attacked, ${of('exact')} exact, ${of('narrow')} narrow; ${shares} shares, ${of('share')} certain`,
  );
  expect(findings).toEqual([]);
  expect(attacked).toBeGreaterThan(1000);
});
