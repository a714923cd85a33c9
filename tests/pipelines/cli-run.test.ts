import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { demoCountry, withParts } from '../../sources/demo/areas.ts';
import type { Row } from '../../transforms/warehouse.ts';
import { type DemoServer, startDemoServer } from '../support/demo-server.ts';
import {
  configFile,
  type Ended,
  EXCERPT_FLAGS,
  FEW,
  reducedProject,
  tempFolder,
  vie,
  vieProcess,
} from '../support/pipeline.ts';

/** Every area of the country of the demo has one row in its table. */
const AREAS = withParts((await demoCountry(projectRoot())).country).length;

let root: string;
let server: DemoServer;
let data: string;
let first: Ended;
let second: RunReport;
let config: string;
beforeAll(async () => {
  root = await reducedProject({ compiled: true });
  server = await startDemoServer();
  data = await tempFolder('data');
  first = await vieProcess(['run', ...EXCERPT_FLAGS, '--data', data], { root, env: server.env });
  config = await configFile('thresholds: {coverage: 0.5}\n', root);
  second = parsed<RunReport>(await call('run', ...EXCERPT_FLAGS, '--json', '--config', config));
});
afterAll(() => server.close());

const call = (...args: string[]): Promise<Ended> => vie([...args, '--data', data], { root, env: server.env });

/** The output as a program reads it: JSON and nothing else. */
function parsed<T>(ended: Ended): T {
  expect(ended.stderr.replace(/^(Fetching|Building|Checking|Publishing| {2}.*)\n/gm, '')).toBe('');
  return JSON.parse(ended.stdout) as T;
}
const json = async <T>(...args: string[]): Promise<T> => parsed<T>(await call(...args, '--json'));

describe('a run', () => {
  test('over real HTTP, in a process of its own, ends with 0, and says what it did and what to open', () => {
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain('Sources: 2 fetched, 0 unchanged, 0 failed');
    expect(first.stdout).toMatch(/Checks: (\d+) of \1 passed/);
    expect(first.stdout).toMatch(/Release: published – First release in this data folder\.\n {2}\S+releases/);
  });

  test('is one JSON document for a program; what goes on meanwhile is on the other stream', () => {
    expect(second.state).toBe('published');
    expect(second.editions.map(edition => edition.state)).toEqual(['unchanged', 'unchanged']);
    expect(second.checks.every(check => check.result === 'pass')).toBe(true);
  });

  test('writes plain lines, not bars, where there is no terminal', () => {
    for (const sign of ['\r', '\u001b']) expect(first.stdout).not.toContain(sign);
  });

  test('keeps a log in the data folder', async () => {
    const log = await fs.readFile(path.join(data, 'state/vie.log'), 'utf8');
    const lines = log
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { msg: string; edition: string });
    expect(lines.map(line => line.edition)).toContain('kwb/2024');
  });
});

describe('for a program', () => {
  test('plan gives what a run would do', async () => {
    expect(await json('plan')).toMatchObject({
      release: 'publish',
      latest: second.release_id,
      editions: [{ action: 'keep' }, { action: 'keep', rows: AREAS }],
    });
  });

  test('status gives the state of every edition, of the last run and of the latest release', async () => {
    expect(await json('status')).toMatchObject({
      data,
      latest: second.release_id,
      last_run: { state: 'published' },
      editions: [
        { state: 'fresh', error: null },
        { key: 'kwb/2024', state: 'fresh', rows: AREAS },
      ],
    });
  });

  test('check finds every byte as it was', async () => {
    expect(await json('check')).toMatchObject({
      indicators: FEW.length,
      domains: expect.arrayContaining([
        expect.objectContaining({
          domain: 'bevolking & vergrijzing',
          indicators: 2,
          active: 2,
          awaiting_source: 0,
        }),
      ]),
      tiers: { core: 4, extended: 2, support: 0 },
      levels: expect.objectContaining({ gemeente: 6, buurt: 4 }),
      without_metadata: 0,
      damaged_snapshots: [],
      damaged_release_files: [],
      latest: second.release_id,
    });
  });

  test('diff compares the last two releases, or those that are named', async () => {
    const last = await json<{ older: string; newer: string }>('diff');
    expect(last.newer).toBe(second.release_id);
    expect(await json('diff', last.older, last.newer)).toEqual(last);
    expect(await json('diff', last.newer, last.newer)).toMatchObject({ indicators: [] });
  });

  test('explain gives declaration, description, source columns and cells, values of the region and SQL', async () => {
    const told = await json<{ values: Row[]; source_rows: Row[]; sql: string }>('explain', 'woz-waarde');
    expect(told).toMatchObject({
      indicator: { id: 'woz-waarde', unit: 'x 1 000 euro' },
      file: 'indicators/wonen/woz-waarde.yaml',
      release: second.release_id,
      described: { name_nl: 'Gemiddelde WOZ-waarde woningen', value_kind: 'register', status: 'delivered' },
      sources: [{ table_id: '85984NED', licence: 'CC BY 4.0' }],
      periods: expect.arrayContaining([expect.objectContaining({ period: '2024', is_preferred: true })]),
      columns: [{ edition: 'kwb/2024', concept: 'woz_waarde', cells: AREAS }],
    });
    const areas = told.values.map(row => row['area_code']);
    expect(areas).toEqual(expect.arrayContaining(['NL', 'RG-PARKSTAD', 'GM0928', 'GM1954']));
    // The seven gemeenten of Parkstad, as received: a published figure is handed on unchanged.
    expect(told.source_rows.map(row => row['area'])).toEqual(
      ['0882', '0899', '0917', '0928', '0965', '0986', '1954'].map(number => `GM${number}`),
    );
    for (const { area, value } of told.source_rows) {
      expect(told.values).toContainEqual(expect.objectContaining({ area_code: area, value }));
    }
    expect(told.sql).toContain('select');
  });

  test('try shows the columns of a source, and stores nothing', async () => {
    const [tried] = await json<{ edition: string; preview: { topics: object[] } }[]>('try', 'kwb');
    expect(tried?.edition).toBe('kwb/2024');
    expect(tried?.preview.topics).toContainEqual(expect.objectContaining({ concept: 'inwoners' }));
  });
});

test('a run for one indicator or one source asks that source only', async () => {
  for (const [option, name, table] of [
    ['--indicator', 'inwoners', '85984NED'],
    ['--source', 'gezondheidsmonitor-jongvolwassenen', '50140NED'],
  ] as const) {
    server.requests.length = 0;
    const ended = await call('run', ...EXCERPT_FLAGS, option, name, '--config', config);
    expect(ended.code, ended.stderr).toBe(0);
    expect(server.requests.map(url => /\/(\w+)\/TableInfos/.exec(url)?.[1])).toEqual([table]);
  }
});

describe('for a person', () => {
  test.each([
    ['plan', /action +edition[\s\S]*Release: publish/],
    ['status', /state +edition[\s\S]*fresh +kwb\/2024[\s\S]*Latest release: \d{8}-/],
    [
      'check',
      /all valid[\s\S]*without metadata: 0[\s\S]*every byte as downloaded[\s\S]*every byte as published/,
    ],
  ])('%s shows a table and ends with 0', async (verb, expected) => {
    const ended = await call(verb);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(expected);
  });

  test('explain shows the page of the dictionary, cells of the source, and how to run the SQL', async () => {
    const ended = await call('explain', 'inwoners');
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(
      /Laatste waarden\n[\s\S]*Kerkrade +[\d.]+ +GM0928[\s\S]*Betrouwbaarheid van alle cijfers: A\./,
    );
    expect(ended.stdout).toMatch(/Hoe het cijfer te lezen\n[\s\S]*Niet geschikt voor:\n +- /);
    expect(ended.stdout).toMatch(/Cells as received[\s\S]*kwb\/2024 +85984NED +AantalInwoners_\d+ .*GM0928/);
    expect(ended.stdout).toMatch(/set variable indicator_id = 'inwoners';\n +\.read .*indicator_value\.sql/);
  });

  test('explain of an indicator that no release has yet shows its declaration', async () => {
    const ended = await vie(['explain', 'inwoners', '--data', await tempFolder('empty')], { root });
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/name_nl: [\s\S]*nothing is published yet/);
  });
});

test('a source that is down: plan and run end with 69, status calls it failed afterwards', async () => {
  const folder = await tempFolder('data');
  await fs.cp(data, folder, { recursive: true, verbatimSymlinks: true });
  const impatient = await configFile('http: {attempts: 1}\n', root);
  const down = (...args: string[]) =>
    vie([...args, '--data', folder, '--config', impatient], {
      root,
      env: { ...server.env, VIE_OPENDATA_URL: 'http://127.0.0.1:9' },
    });
  const planned = await down('plan');
  expect(planned.code).toBe(69);
  expect(planned.stdout).toMatch(/fail +kwb\/2024/);
  const ran = await down('run', ...EXCERPT_FLAGS);
  expect(ran.code).toBe(69);
  expect(ran.stdout).toMatch(/FAILED kwb\/2024[\s\S]*was used\.\n$/);
  const { editions } = JSON.parse((await down('status', '--json')).stdout) as { editions: object[] };
  expect(editions).toMatchObject([{ state: 'fresh' }, { state: 'failed' }]);
});

test('publish goes back to an earlier release, unless it is damaged', async () => {
  const { older, newer } = await json<{ older: string; newer: string }>('diff');
  expect(await json('publish', older)).toEqual({ before: newer, latest: older });
  expect(await json('status')).toMatchObject({ latest: older });
  await fs.appendFile(path.join(data, 'releases', newer, 'public/area.parquet'), ' ');
  const refused = await call('publish', newer);
  expect(refused.code).toBe(65);
  expect(refused.stderr).toContain('area.parquet');
  expect(await json('status')).toMatchObject({ latest: older });
});

test('schedule --once runs when a run is due, and not again for the same slot', async () => {
  // A zone in which it is neither two o'clock at night nor nearly so.
  const timezone = [1, 2].includes(new Date().getUTCHours()) ? 'Etc/GMT-6' : 'Etc/UTC';
  const daily = await configFile(
    `only: [gezondheidsmonitor-jongvolwassenen/2024]\nschedule: {timezone: ${timezone}, at: "00:00"}\n`,
    root,
  );
  const folder = await tempFolder('data');
  const once = () =>
    vie(['schedule', '--once', '--data', folder, '--config', daily], { root, env: server.env });
  const ran = await once();
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stdout).toContain('Release: published');
  const records = await fs.readdir(path.join(folder, 'state/runs'));
  expect(records).toHaveLength(1);
  expect((await once()).code).toBe(0);
  expect(await fs.readdir(path.join(folder, 'state/runs'))).toEqual(records);
});
