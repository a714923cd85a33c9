import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, sha256File } from '../../../kernel/files.ts';
import { writeSite } from '../../../output/site/write.ts';
import { tempFolder } from '../../support/pipeline.ts';
import { writtenSite } from './world.ts';

test('the same tables give the same bytes', async () => {
  const { job, folder } = await writtenSite();
  const again = await tempFolder('again');
  await writeSite({ ...job, folder: again });
  const names = await listFiles(folder);
  expect(await listFiles(path.join(again, 'site'))).toEqual(names);
  expect(names.length).toBeGreaterThan(40);
  for (const name of names)
    expect(await sha256File(path.join(again, 'site', name)), name).toBe(
      await sha256File(path.join(folder, name)),
    );
});
