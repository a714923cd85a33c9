import { expect, test } from 'vitest';
import { prepare, release } from './worlds/build.ts';
import { drawWorld } from './worlds/draw.ts';
import { SCHEMES } from './worlds/schemes.ts';

test('proto', async () => {
  for (const seed of [1, 2]) {
    const world = drawWorld(seed, SCHEMES);
    const built = await prepare(world);
    for (const stage of world.stages) {
      const t = Date.now();
      const c = process.cpuUsage();
      const report = await release(built, stage);
      const d = process.cpuUsage(c);
      console.log(seed, stage.events, report.state, report.reason, Date.now() - t, (d.user + d.system) / 1e6, JSON.stringify(report.deliveries?.map(x => x.state)), report.checks.filter(one=>one.result==='fail'));
    }
  }
  expect(1).toBe(1);
});
