import fs from 'node:fs/promises';
import path from 'node:path';
import { readJson, sha256, toJson, writeDurable } from '../../kernel/files.ts';
import { demoCountry, sum } from './areas.ts';
import { Recorder } from './recorder.ts';
import { kwbTable, monitorCsv, populationTable, rivmTable, youngAdultTable } from './services.ts';

/** Changes when the recordings change, so that an older set is made anew. */
const GENERATION = 1;

/** Writes the recorded answers of a made-up country; the same files on every machine. */
export async function writeRecordings(root: string, folder: string): Promise<void> {
  const marker = path.join(folder, 'generation.json');
  const stamp = {
    generation: GENERATION,
    areas: sha256(await fs.readFile(path.join(root, 'sources/demo/areas.csv'))),
  };
  if (toJson((await readJson(marker)) ?? null) === toJson(stamp)) return;
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(folder, { recursive: true });
  const { gemeenten, former } = await demoCountry(root);
  const country = sum({ code: 'NL', name: 'Nederland', gemeente: '', parts: gemeenten });
  const recorder = new Recorder(folder);
  for (const year of [2020, 2024] as const) await recorder.table(kwbTable(year, country));
  for (const edition of ['2020', '2022', '2024'] as const) await recorder.table(rivmTable(edition, country));
  await recorder.table(youngAdultTable(country));
  await recorder.table(populationTable(country, former));
  const in2016 = [...gemeenten.filter(area => area.code !== 'GM1954'), ...former];
  await recorder.file('Gezondheidsmonitor20_85012NED.csv', monitorCsv(2020, country, gemeenten));
  await recorder.file('Gezondheidsmonitor16_83674NED.csv', monitorCsv(2016, country, in2016));
  await recorder.finish();
  await writeDurable(marker, toJson(stamp));
}
