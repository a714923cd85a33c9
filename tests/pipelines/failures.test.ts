import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Effects } from '../../kernel/effects.ts';
import { toJson } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { describeRun, exitCodeOf } from '../../pipelines/commands/run.ts';
import { foldersOf } from '../../pipelines/folders.ts';
import { lastRun } from '../../pipelines/history.ts';
import { latestRelease } from '../../pipelines/publish.ts';
import { run } from '../../pipelines/run.ts';
import { demoCountry, withParts } from '../../sources/demo/areas.ts';
import {
  configFile,
  demo,
  EXCERPT,
  hashesOf,
  latestFolder,
  reducedProject,
  tempFolder,
} from '../support/pipeline.ts';
import { lostByPowerCut } from '../support/power-cut.ts';

/** Every area of the country of the demo has one row in its table. */
const AREAS = withParts((await demoCountry(projectRoot())).country).length;

let root: string;
let template: string;
let data: string;
let published: string | null;
let lost: string[];
beforeAll(async () => {
  root = await reducedProject();
  template = await tempFolder('data');
  const { project, effects } = await demo({ root, data: template });
  lost = await lostByPowerCut(template, async () => {
    published = (await run(project, { excerpt: EXCERPT }, effects)).release_id;
  });
});
beforeEach(async () => {
  data = await tempFolder('data');
  await fs.cp(template, data, { recursive: true, verbatimSymlinks: true });
});

type Alter = (url: string, text: string) => string | undefined;

/** Answers that differ from the recorded ones; undefined = no connection. */
const altered =
  (alter: Alter) =>
  (recorded: Effects['http']): Effects['http'] =>
  async (url, signal) => {
    const answer = await recorded(url, signal);
    if (answer.status !== 200) return answer;
    const text = alter(url, gunzipSync(answer.body).toString());
    if (text === undefined) throw new Error('ECONNREFUSED');
    return { ...answer, encoding: 'identity', body: Buffer.from(text) };
  };

const broken: Alter = (url, text) => (url.includes('85984NED') ? undefined : text);

/** KWB 2024 is released anew, with something changed in its rows. */
const revised =
  (change: (rows: string) => string): Alter =>
  (url, text) => {
    if (!url.includes('85984NED')) return text;
    if (url.includes('/TableInfos')) return text.replace('2025-12-01T02:00:00', '2026-01-14T02:00:00');
    return url.includes('/TypedDataSet') ? change(text) : text;
  };

async function runWith(alter: Alter, config?: string) {
  const { project, effects } = await demo({
    root,
    data,
    transport: altered(alter),
    ...(config ? { config } : {}),
  });
  const report = await run(project, { excerpt: EXCERPT }, effects);
  return { project, report, said: describeRun(report, project).join('\n') };
}

const releaseHashes = async () => hashesOf(await latestFolder(data));
const snapshotsOf = async (key: string) => (await fs.readdir(path.join(data, 'raw', key))).sort();

test('a power cut at any moment of a first run takes nothing away that had its place', () => {
  expect(lost).toEqual([]);
});

describe('a source that does not answer', () => {
  test('keeps its snapshot; the run goes on, says so last, and ends with 69', async () => {
    const before = await releaseHashes();
    const { report, said } = await runWith(broken);
    expect(report.state).toBe('unchanged');
    expect(report.editions).toMatchObject([
      { key: 'gezondheidsmonitor-jongvolwassenen/2024', state: 'unchanged', error: null },
      { key: 'kwb/2024', state: 'failed', error: { code: 'source', where: { table: '85984NED' } } },
    ]);
    expect(exitCodeOf(report)).toBe(69);
    expect(said).toMatch(
      /FAILED kwb\/2024: .*ECONNREFUSED.*\n {2}where: .*\n {2}do: .*\n.*snapshot from before .* was used\.$/,
    );
    expect(await releaseHashes()).toEqual(before);
  });

  test('does not hold up what the others bring', async () => {
    const config = await configFile('thresholds: {coverage: 0.5}\n', root);
    const { report } = await runWith(broken, config);
    expect(report.state).toBe('published');
    expect(exitCodeOf(report)).toBe(69);
  });

  test('and has no snapshot yet makes no release: that would drop its figures', async () => {
    data = await tempFolder('data');
    await expect(runWith(broken)).rejects.toMatchObject({ exitCode: 69, where: { source: 'kwb' } });
    expect(await latestRelease(foldersOf(data))).toBeUndefined();
    expect(await fs.readdir(path.join(data, 'releases'))).toEqual([]);
  });

  test('is reported in the history of runs', async () => {
    await runWith(broken);
    const last = await lastRun(foldersOf(data));
    expect(last?.editions.find(edition => edition.key === 'kwb/2024')?.error?.exitCode).toBe(69);
  });
});

describe('a source that breaks off', () => {
  test('leaves the snapshot from before as the present one', async () => {
    const before = await snapshotsOf('kwb/2024');
    const { report } = await runWith(revised(rows => rows.slice(0, -200)));
    expect(report.editions[1]).toMatchObject({ state: 'failed', error: { code: 'source' } });
    expect(report.release_id).toBe(published);
    expect((await snapshotsOf('kwb/2024')).filter(name => name !== 'incoming')).toEqual(before);
  });

  test('with fewer rows than it announces is refused', async () => {
    const { report } = await runWith(revised(rows => rows.replace(/\{"ID":0,.*?\},/, '')));
    expect(report.editions[1]?.error?.message).toMatch(new RegExp(`${AREAS - 1} rows.*${AREAS}`));
  });
});

describe('a check that fails', () => {
  // These are the days of one data folder, in their order.
  let own: string;
  beforeAll(async () => {
    own = await tempFolder('data');
    await fs.cp(template, own, { recursive: true, verbatimSymlinks: true });
  });
  beforeEach(() => {
    data = own;
  });

  /** The values of a hundred buurten are gone. */
  const withoutSome = revised(rows => {
    let left = 100;
    return rows.replace(/("BU[^}]*?"GemiddeldeWOZWaardeVanWoningen_\d+":)\d+/g, (all, name: string) =>
      left-- > 0 ? `${name}null` : all,
    );
  });

  test('keeps the release from before in place, says which and why, and ends with 65', async () => {
    const before = await releaseHashes();
    const { report, said } = await runWith(withoutSome);
    expect(report).toMatchObject({ state: 'blocked', release_id: published });
    expect(exitCodeOf(report)).toBe(65);
    expect(report.checks.filter(check => check.result === 'fail').map(check => check.check)).toEqual([
      'coverage',
    ]);
    expect(said).toMatch(/FAIL coverage: No area lost its value.*\n\s+fail woz-waarde 2024/);
    expect(said).toContain(`Check coverage failed; release ${published} stays in place.`);
    expect(await latestRelease(foldersOf(data))).toBe(published);
    expect(await releaseHashes()).toEqual(before);
    expect(await fs.readdir(path.join(data, 'releases'))).toEqual([published]);
    expect((await lastRun(foldersOf(data)))?.state).toBe('blocked');
  });

  test('goes on blocking as long as the source gives this; so does a column gone on which readers rely', async () => {
    const column = { title: '', description: '', anyOf: [{ type: 'number' }] };
    const items = { properties: { oude_waarde: column } };
    const file = path.join(data, 'releases', published ?? '', 'public/schema.json');
    await fs.writeFile(file, toJson({ properties: { indicator_value: { items } } }));
    const { report, said } = await runWith(withoutSome);
    await fs.rm(file);
    expect(report).toMatchObject({ state: 'blocked', release_id: published });
    expect(said).toMatch(/FAIL contract: .*\n\s+fail: column indicator_value\.oude_waarde is gone/);
    expect(said).toContain('Check coverage, contract failed');
  });

  test('can be accepted in the config, with a reason; the loss is then published and shown', async () => {
    const config = await configFile(
      'checks: {accept: [{check: coverage, indicator: woz-waarde, reason: withdrawn by the source}]}\n',
      root,
    );
    const { report } = await runWith(withoutSome, config);
    expect(report.state).toBe('published');
    expect(report.release_id).not.toBe(published);
    const lost = report.diff.find(row => row.indicator_id === 'woz-waarde');
    expect(lost).toMatchObject({ lost_values: 100, cause: 'source_revision' });
    expect(lost?.revised_tables).toMatch(/^85984NED \([0-9a-f]+ → [0-9a-f]+\)$/);
    expect(lost?.new_cells).toBe(0);
  });
});

test('a revision that only adds is published, and the release from before is kept', async () => {
  const { report } = await runWith(
    revised(rows => rows.replace(/("GemiddeldeWOZWaardeVanWoningen_\d+":)null/, '$1250')),
  );
  expect(report.state).toBe('published');
  expect(report.reason).toBe(`Replaces ${published}.`);
  expect(report.diff).toMatchObject([{ indicator_id: 'woz-waarde', changed_cells: 1, lost_values: 0 }]);
  expect((await fs.readdir(path.join(data, 'releases'))).sort()).toEqual(
    [published, report.release_id].sort(),
  );
});

test('a crash between the link and the file of `latest` is made good by the next run', async () => {
  await fs.writeFile(
    path.join(data, 'latest.json'),
    toJson({ release_id: 'r0', path: 'releases/r0/public' }),
  );
  await fs.rm(path.join(data, 'build', 'build.json'));
  const { report } = await runWith((_, text) => text);
  expect(report.state).toBe('verified');
  const { release_id } = JSON.parse(await fs.readFile(path.join(data, 'latest.json'), 'utf8')) as {
    release_id: string;
  };
  expect(release_id).toBe(published);
});

test('a rebuild that gives other content is a bug: it is reported, and the release stays', async () => {
  const before = await releaseHashes();
  const file = path.join(await latestFolder(data), 'public/manifest.json');
  const manifest = await fs.readFile(file, 'utf8');
  const doctored = manifest.replace(/("path": "area.parquet",\s+"bytes": \d+,\s+"sha256": ")\w+/, '$1beef');
  expect(doctored).not.toBe(manifest);
  await fs.writeFile(file, doctored);
  const { project, effects } = await demo({ root, data });
  await expect(run(project, { offline: true, rebuild: true }, effects)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(/gave other content in public\/area\.parquet\./),
  });
  await fs.writeFile(file, manifest);
  expect(await releaseHashes()).toEqual(before);
  expect(await fs.readdir(path.join(data, 'releases'))).toEqual([published]);
});

test('what a killed run left unfinished is swept by the next one', async () => {
  const left = [
    'latest.part',
    'build/.part-4711/vie.duckdb',
    'releases/.part-20200101-x/area.parquet',
    'state/holder.json.part',
    'state/runs/2020-01-01T000000.000Z.json.part',
    'raw/kwb/2024/current.json.part',
  ];
  for (const name of left) {
    await fs.mkdir(path.dirname(path.join(data, name)), { recursive: true });
    await fs.writeFile(path.join(data, name), 'half');
  }
  await runWith((_, text) => text);
  const names = (await fs.readdir(data, { recursive: true })).filter(name => name.includes('.part'));
  expect(names).toEqual([]);
});
