import fs from 'node:fs/promises';
import path from 'node:path';
import { readJson, sha256, toJson, writeDurable } from '../../kernel/files.ts';
import { COUNTRY_FILES, demoCountry } from './areas.ts';
import { Recorder } from './recorder.ts';
import { demoTables } from './tables/index.ts';
import { liveabilityZip } from './tables/liveability.ts';
import { monitorCsv } from './tables/monitor.ts';
import { youngWithoutWork } from './tables/work.ts';

/** Changes when the recordings change, so that an older set is made anew. */
const GENERATION = 4;

const LIVEABILITY = 'resources/open-data-leefbaarometer-meting-2024.zip';

/** Writes the recorded answers of a made-up country; the same files on every machine. */
export async function writeRecordings(root: string, folder: string): Promise<void> {
  const marker = path.join(folder, 'generation.json');
  const files = await Promise.all(COUNTRY_FILES.map(name => fs.readFile(path.join(root, name))));
  const stamp = { generation: GENERATION, areas: sha256(Buffer.concat(files)) };
  if (toJson((await readJson(marker)) ?? null) === toJson(stamp)) return;
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(folder, { recursive: true });
  const country = await demoCountry(root);
  const recorder = new Recorder(folder);
  for (const table of demoTables(country)) await recorder.table(table);
  await recorder.file('Gezondheidsmonitor20_85012NED.csv', monitorCsv(2020, country));
  await recorder.file('Gezondheidsmonitor16_83674NED.csv', monitorCsv(2016, country));
  await recorder.body('leefbaarometer', LIVEABILITY, liveabilityZip(country));
  await recorder.table4(youngWithoutWork(country), { topics: ['NietWerkend'] });
  await recorder.finish();
  await writeDurable(marker, toJson(stamp));
}
