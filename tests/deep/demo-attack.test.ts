import path from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../../pipelines/project.ts';
import { amountOf, oneIn } from '../support/depth.ts';
import { EXCERPT_FLAGS, latestFolder, tempFolder, vieProcess } from '../support/pipeline.ts';
import { type Attack, attackPeriod, together, told } from './worlds/attack.ts';
import { worldsIn } from './worlds/demo-worlds.ts';
import { printedBy } from './worlds/printed.ts';

test('nothing that the demo hides is known to who reads all that partners see', async context => {
  const data = await tempFolder('data');
  const ended = await vieProcess(['run', '--demo', '--data', data, ...EXCERPT_FLAGS]);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  const folder = await latestFolder(path.join(data, 'demo'));
  const printed = [await printedBy('partner', folder)];
  const attacks: Attack[] = [];
  const worlds = await worldsIn(folder, await loadProject({ env: {} }));
  const every = amountOf('indicators and periods of the demo that are attacked: one in');
  for (const world of oneIn(every, worlds))
    attacks.push(await attackPeriod(world, { period: world.periods[0] ?? '', printed }));
  const attack = together(attacks);
  await context.annotate(told(attack));
  expect(attack.findings).toEqual([]);
  expect(attack.attacked).toBeGreaterThan(500);
});
