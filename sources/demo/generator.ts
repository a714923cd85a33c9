import fs from 'node:fs/promises';
import path from 'node:path';
import { configSchema } from '../../indicators/config.ts';
import { readDeclaration } from '../../kernel/declare.ts';
import { listDir, readJson, sha256, toJson, writeDurable } from '../../kernel/files.ts';
import { editionsOf, sourceSchema } from '../declaration.ts';
import { COUNTRY_FILES, type DemoCountry, demoCountry, readDemo } from './areas.ts';
import type { DemoDeclaration } from './declaration.ts';
import { statlineCsv, zippedCsv } from './files.ts';
import { wideAnswers } from './odata-v3.ts';
import { longAnswers } from './odata-v4.ts';
import { outlineAnswers, outlinesOf } from './outlines.ts';
import { type Answer, DEMO_SERVICES, Recorder, servedBy } from './recorder.ts';
import { askedOf, type DemoEdition, demoEditions, demoTable } from './tables.ts';

/** Changes when the recordings change though the declarations do not, so that an older set is made anew. */
const GENERATION = 7;

/** Writes the recorded answers of a made-up country about the declared tables; the same files on every machine. */
export async function writeRecordings(root: string, folder: string): Promise<void> {
  const names = (await listDir(path.join(root, 'sources'))).filter(name => name.endsWith('.yaml'));
  const files = [...COUNTRY_FILES, ...names.map(name => `sources/${name}`)];
  const texts = await Promise.all(files.map(name => fs.readFile(path.join(root, name))));
  const marker = path.join(folder, 'generation.json');
  const stamp = { generation: GENERATION, declarations: sha256(Buffer.concat(texts)) };
  if (toJson((await readJson(marker)) ?? null) === toJson(stamp)) return;
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(folder, { recursive: true });
  const sources = await Promise.all(
    names.map(name => readDeclaration(path.join(root, 'sources', name), sourceSchema, root)),
  );
  const editions = sources.flatMap(source => editionsOf(source, configSchema.parse({})));
  const [demo, country] = [await readDemo(root), await demoCountry(root)];
  const recorder = new Recorder(folder);
  for (const one of demoEditions(demo, editions)) await recorder.record(await answersOf(one, country, demo));
  await recorder.finish();
  await writeDurable(marker, toJson(stamp));
}

/** What the service answers about an edition, in the form of its connector. */
async function answersOf(
  one: DemoEdition,
  country: DemoCountry,
  demo: DemoDeclaration,
): Promise<Iterable<Answer>> {
  const { edition, askedBy } = one;
  if (edition.connector === 'ogc-features')
    return outlineAnswers(edition, DEMO_SERVICES[edition.service], outlinesOf(country, demo.outlines));
  const table = demoTable(one, country, demo);
  const file = `${DEMO_SERVICES[servedBy(edition)]}/${edition.file}`;
  if (servedBy(edition) === 'files') return [[file, statlineCsv(table)]];
  if (edition.connector === 'zip-csv') return [[file, await zippedCsv(table, edition)]];
  if (edition.connector === 'cbs-odata-v4') {
    const base = `${DEMO_SERVICES.datasets}/odata/v1/CBS/${table.id}`;
    return longAnswers(table, base, askedOf(edition, table, demo));
  }
  const asked = askedBy.map(other => askedOf(other, table, demo));
  return wideAnswers(table, DEMO_SERVICES[table.service], asked);
}
