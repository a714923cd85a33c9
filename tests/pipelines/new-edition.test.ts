import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { readJson } from '../../kernel/files.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { run } from '../../pipelines/run.ts';
import { Recorder, type RecordingIndex } from '../../sources/demo/recorder.ts';
import { replayTransport } from '../../sources/demo/replay.ts';
import { quoteText, type Row } from '../../transforms/warehouse.ts';
import {
  demo,
  EXCERPT,
  hashesOf,
  recordingsFolder,
  reducedProject,
  tempFolder,
} from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';

/** What an analyst adds when CBS releases the table of a new year. */
const LINE = '  "2027": {table: 99001NED, lacks: [inwoners_65_80, inwoners_80plus]}\n';

let changed: string[];
let report: RunReport;
let release: string;
let recordings: string;
beforeAll(async () => {
  const root = await reducedProject();
  recordings = await recordTwoYears();
  const data = await tempFolder('data');
  const config = path.join(root, 'config.yaml');
  const settings = await fs.readFile(config, 'utf8');
  await fs.writeFile(config, settings.replace(/^sources: .*\n/m, ''));
  const first = await demo({ root, data, recordings });
  await run(first.project, { excerpt: EXCERPT }, first.effects);
  const before = await hashesOf(root);
  await fs.appendFile(path.join(root, 'sources/kwb.yaml'), LINE);
  const after = await hashesOf(root);
  changed = Object.keys(after).filter(name => after[name] !== before[name]);
  const second = await demo({ root, data, recordings });
  report = await run(second.project, { excerpt: EXCERPT }, second.effects);
  release = path.join(data, 'releases', report.release_id ?? '', 'public');
});

/** KWB of 2024, and the same answers under the id of a year to come. */
async function recordTwoYears(): Promise<string> {
  const folder = await tempFolder('recordings');
  const recorder = new Recorder(folder);
  const index = await readJson<RecordingIndex>(path.join(recordingsFolder(), 'index.json'));
  for (const [url, name] of Object.entries(index ?? {}).filter(([one]) => one.includes('/85984NED/'))) {
    const text = gunzipSync(await fs.readFile(path.join(recordingsFolder(), name))).toString();
    const later = (of: string) =>
      of.replaceAll('85984NED', '99001NED').replaceAll('buurten 2024', 'buurten 2027');
    await recorder.record([
      [url, text],
      [later(url), later(text)],
    ]);
  }
  await recorder.finish();
  return folder;
}

const query = async (sql: string): Promise<Row[]> => {
  const warehouse = await openWarehouse();
  const file = quoteText(path.join(release, 'indicator_value.parquet'));
  return warehouse.all(sql.replace('from indicator_value', `from read_parquet(${file})`));
};

test('a new year of a yearly source is one line in one file', () => {
  expect(changed).toEqual(['sources/kwb.yaml']);
  expect(report.state).toBe('published');
  expect(report.editions.map(({ key, state }) => `${key} ${state}`)).toEqual([
    'kwb/2024 unchanged',
    'kwb/2027 fetched',
  ]);
});

test('its figures are in the release, as the table has them', async () => {
  const transport = await replayTransport(recordings);
  const url = 'https://opendata.cbs.nl/ODataFeed/odata/99001NED/TypedDataSet?$format=json';
  const { body } = await transport(url, new AbortController().signal);
  const { value } = JSON.parse(gunzipSync(body).toString()) as { value: Record<string, string | number>[] };
  const kerkrade = value.find(row => String(row['WijkenEnBuurten']).trim() === 'GM0928');
  expect(kerkrade?.['AantalInwoners_5']).toBeGreaterThan(1000);
  expect(
    await query(
      `select period, area_vintage::integer as vintage, table_id, value from indicator_value
       where indicator_id = 'inwoners' and area_code = 'GM0928' and period = '2027'`,
    ),
  ).toEqual([{ period: '2027', vintage: 2027, table_id: '99001NED', value: kerkrade?.['AantalInwoners_5'] }]);
});

test('nothing of the other years changes', () => {
  expect(report.diff.length).toBeGreaterThan(0);
  for (const one of report.diff) expect(one).toMatchObject({ changed_cells: 0, gone_cells: 0 });
});
