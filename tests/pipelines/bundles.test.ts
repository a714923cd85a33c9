import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { configSchema } from '../../indicators/config.ts';
import { activeBundles, dueBundles } from '../../pipelines/bundles.ts';
import type { Project } from '../../pipelines/project.ts';
import { tempFolder } from '../support/pipeline.ts';

const bundle = (id: string, times_a_year: number, region = 'RG-X') => ({
  id,
  title: id,
  times_a_year,
  region,
});

const project = {
  loaded: {
    config: configSchema.parse({
      area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0928'] }] }],
      bundles: [bundle('twee', 2), bundle('drie', 3), bundle('elders', 2, 'RG-Y')],
    }),
  },
} as unknown as Project;

test('a bundle about a group that this config does not have sleeps', () => {
  expect(activeBundles(project).map(one => one.id)).toEqual(['twee', 'drie']);
});

test('one is due in each part of the year in which none was made', async () => {
  const folder = await tempFolder('due');
  const dueOn = async (day: string) => (await dueBundles(project, folder, day)).map(one => one.id);
  expect(await dueOn('2026-02-01')).toEqual(['twee', 'drie']);
  for (const made of ['twee-2026-03-15', 'drie-2026-04-30', 'pakket-GM0928-2026-11-01'])
    await fs.mkdir(path.join(folder, made));
  // Half years end with June, thirds with April and August.
  expect(await dueOn('2026-04-30')).toEqual([]);
  expect(await dueOn('2026-05-01')).toEqual(['drie']);
  expect(await dueOn('2026-06-30')).toEqual(['drie']);
  expect(await dueOn('2026-07-01')).toEqual(['twee', 'drie']);
  expect(await dueOn('2027-03-15')).toEqual(['twee', 'drie']);
});
