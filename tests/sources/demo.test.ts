import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listFiles, sha256File } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { demoCountry } from '../../sources/demo/areas.ts';
import { writeRecordings } from '../../sources/demo/generator.ts';
import { DEMO_SERVICES } from '../../sources/demo/recorder.ts';
import { replayTransport } from '../../sources/demo/replay.ts';
import { recordingsFolder } from '../support/pipeline.ts';
import { hasShared, sharedFolder } from '../support/shared.ts';
import { tempFolder } from './fixtures.ts';

const root = projectRoot();
/** Beekdaelen, Brunssum, Heerlen, Kerkrade, Landgraaf, Simpelveld, Voerendaal. */
const PARKSTAD = ['GM1954', 'GM0899', 'GM0917', 'GM0928', 'GM0882', 'GM0965', 'GM0986'];

interface Item {
  Key: string;
  Title: string;
  Municipality?: string;
}

const hashes = async (folder: string): Promise<[string, string][]> =>
  Promise.all(
    (await listFiles(folder)).map(
      async (name): Promise<[string, string]> => [name, await sha256File(path.join(folder, name))],
    ),
  );

async function replayed<T>(
  folder: string,
  address: string,
): Promise<{ value: T[]; next: string | undefined }> {
  const transport = await replayTransport(folder);
  const { status, body } = await transport(address, new AbortController().signal);
  expect(status, address).toBe(200);
  const page = JSON.parse(gunzipSync(body).toString()) as { value: T[]; 'odata.nextLink'?: string };
  return { value: page.value, next: page['odata.nextLink'] };
}

const address = (
  table: 'opendata/84799NED' | 'dataderden/50090NED',
  api: 'Api' | 'Feed',
  set: string,
): string => {
  const [service, id] = table.split('/') as [keyof typeof DEMO_SERVICES, string];
  return `${DEMO_SERVICES[service]}/OData${api}/odata/${id}/${set}?$format=json`;
};

describe('the recordings of the demo', () => {
  const folder = recordingsFolder();

  test('are the same bytes in another folder, replace those of another generation, and are then left alone', async () => {
    const other = await tempFolder();
    await fs.writeFile(path.join(other, 'generation.json'), '{"generation":0}');
    await fs.writeFile(path.join(other, 'of-old.gz'), 'old');
    await writeRecordings(root, other);
    const made = await hashes(other);
    expect(made.length).toBeGreaterThan(10);
    expect(made).toEqual(await hashes(folder));
    await fs.writeFile(path.join(other, 'mark'), 'still here');
    await writeRecordings(root, other);
    expect(await listFiles(other)).toContain('mark');
  }, 120_000);

  test('hold all 257 areas of Parkstad under their real codes', async () => {
    const { value } = await replayed<Item>(folder, address('opendata/84799NED', 'Feed', 'WijkenEnBuurten'));
    const codes = value.map(item => item.Key.trim());
    const parkstad = value
      .filter(item => PARKSTAD.includes(item.Municipality ?? ''))
      .map(one => one.Key.trim());
    expect(new Set(codes).size).toBe(codes.length);
    expect(parkstad).toHaveLength(257);
    for (const gemeente of PARKSTAD) expect(parkstad).toContain(gemeente);
    expect(value.every(item => item.Key.length === 10)).toBe(true);
  });

  test.skipIf(!hasShared)('hold exactly the areas of Parkstad in the real table of 2020', async () => {
    const file = path.join(sharedFolder, 'reference/extracts/84799NED_v3_TypedDataSet_parkstad.jsonl');
    const real = (await fs.readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { WijkenEnBuurten: string }).WijkenEnBuurten.trim())
      .filter(code => code !== 'NL00');
    const { value } = await replayed<Item>(folder, address('opendata/84799NED', 'Feed', 'WijkenEnBuurten'));
    const made = value.map(item => item.Key.trim());
    expect(real).toHaveLength(257);
    expect(real.filter(code => !made.includes(code))).toEqual([]);
  });

  test('have pages that lead from one to the next, with as many rows as announced', async () => {
    const info = address('dataderden/50090NED', 'Api', 'TableInfos');
    const { value: infos } = await replayed<{ RecordCount: number; Title: string }>(folder, info);
    const ids: number[] = [];
    let pages = 0;
    for (let url: string | undefined = address('dataderden/50090NED', 'Feed', 'TypedDataSet'); url; pages++) {
      const page: { value: { ID: number }[]; next: string | undefined } = await replayed(folder, url);
      ids.push(...page.value.map(row => row.ID));
      url = page.next;
    }
    expect(pages).toBeGreaterThan(1);
    expect(ids).toHaveLength(infos[0]?.RecordCount ?? 0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(infos[0]?.Title).toContain('SYNTHETISCHE DEMODATA');
  });
});

test('the towns of the mines carry more than the country, and the villages around them less than the towns', async () => {
  const { country } = await demoCountry(root);
  const burdenOf = (codes: string[]) =>
    country.parts.filter(({ code }) => codes.includes(code)).map(({ burden }) => burden);
  const towns = burdenOf(['GM0882', 'GM0899', 'GM0917', 'GM0928']);
  const villages = burdenOf(['GM0965', 'GM0986', 'GM1954']);
  expect([towns.length, villages.length]).toEqual([4, 3]);
  expect(Math.min(...towns)).toBeGreaterThan(country.burden);
  expect(Math.min(...towns)).toBeGreaterThan(Math.max(...villages));
});

test('an address that was not recorded is answered with 404, never from the network', async () => {
  const transport = await replayTransport(await tempFolder());
  const answer = await transport('https://opendata.cbs.nl/elsewhere', new AbortController().signal);
  expect(answer.status).toBe(404);
});
