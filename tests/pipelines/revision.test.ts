import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { beforeAll, expect, test } from 'vitest';
import type { Effects } from '../../kernel/effects.ts';
import type { Revision } from '../../output/revision/revision.ts';
import { newsPage } from '../../output/site/pages/news.ts';
import { describeRun, exitCodeOf } from '../../pipelines/commands/run.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { run } from '../../pipelines/run.ts';
import { contextOf } from '../output/site/given.ts';
import { configFile, demo, EXCERPT, hashesOf, reducedProject, tempFolder, vie } from '../support/pipeline.ts';

// The tests of this file are the days of one data folder, in their order.
let root: string;
let data: string;
const ids: string[] = [];
beforeAll(async () => {
  root = await reducedProject({ compiled: true });
  data = await tempFolder('data');
  ids.push((await runWith()).release_id ?? '');
});

/** CBS publishes KWB 2024 anew: three buurten have another value of their homes, one has none any more. */
const revised =
  (recorded: Effects['http']): Effects['http'] =>
  async (url, signal) => {
    const answer = await recorded(url, signal);
    if (!url.includes('85984NED') || answer.status !== 200) return answer;
    let no = 0;
    const text = gunzipSync(answer.body)
      .toString()
      .replace('2025-12-01T02:00:00', '2026-01-14T02:00:00')
      .replace(
        /("BU[^}]*?"GemiddeldeWOZWaardeVanWoningen_\d+":)(\d+)/g,
        (all, before: string, worth: string) => {
          no++;
          if (no === 1) return `${before}${Number(worth) + 10}`;
          if (no === 2) return `${before}${Number(worth) - 1}`;
          if (no === 3) return `${before}${Number(worth) + 3}`;
          return no === 4 ? `${before}null` : all;
        },
      );
    return { ...answer, encoding: 'identity', body: Buffer.from(text) };
  };

async function runWith(given: { transport?: typeof revised; config?: string } = {}): Promise<RunReport> {
  const { project, effects } = await demo({ root, data, ...given });
  return run(project, { offline: !given.transport && ids.length > 0, excerpt: EXCERPT }, effects);
}

const ACCEPTED = `retention: {releases: 1}
checks: {accept: [{check: coverage, indicator: woz-waarde, reason: withdrawn by the source}]}
`;
const retained = () => configFile(ACCEPTED, root);
const say = (...args: string[]) => vie([...args, '--data', data], { root });
const revisionOf = async (id: string, name: string): Promise<string> =>
  fs.readFile(path.join(data, 'revisions', id, name), 'utf8');
const jsonOf = async (id: string) => JSON.parse(await revisionOf(id, 'revision.json')) as Revision;

/** What differs for the worth of homes after the revision, counted by hand: changes of 10, 1 and 3. */
const REVISED = {
  indicator_id: 'woz-waarde',
  new_cells: 0,
  gone_cells: 0,
  changed_cells: 4,
  lost_values: 1,
  median_change: 3,
  largest_change: 10,
  by_source_revision: 4,
  by_definition: 0,
  by_new_period: 0,
  cause: 'source_revision',
};

test('the first release has nothing to compare with, and says so', async () => {
  expect(await jsonOf(ids[0] ?? '')).toMatchObject({
    previous: null,
    baseline: null,
    baseline_problem: null,
  });
  const page = await revisionOf(ids[0] ?? '', 'revision.md');
  expect(page).toContain('Dit is de eerste publicatie.');
  expect(page).toContain('Er is geen nulmeting vastgelegd.');
});

test('a release is frozen by its name, shown, and not replaced by accident', async () => {
  expect((await say('baseline')).stdout).toContain('No baseline is frozen');
  const none = await say('diff', '--baseline');
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('vie baseline <release>') });
  const ended = await say('baseline', 'latest', '--note', 'Nulmeting', '--json');
  expect(ended.code, ended.stderr).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ baseline: { release_id: ids[0], note: 'Nulmeting' } });
  expect((await say('baseline')).stdout).toMatch(new RegExp(`Baseline: ${ids[0]}.*\\(Nulmeting\\)`));
  expect((await say('status')).stdout).toContain(`Frozen baseline: ${ids[0]}`);
});

test('a revision of a source is told, against the release before and against the baseline', async () => {
  const report = await runWith({ transport: revised, config: await retained() });
  ids.push(report.release_id ?? '');
  expect(report).toMatchObject({ state: 'published', baseline: { release_id: ids[0], error: null } });
  expect(report.diff).toMatchObject([REVISED]);
  expect(report.diff[0]?.revised_tables).toMatch(/^85984NED \([0-9a-f]{16} → [0-9a-f]{16}\)$/);
  const { previous, baseline } = await jsonOf(ids[1] ?? '');
  expect(previous).toEqual(baseline);
  expect(previous).toMatchObject({ release_id: ids[0], code_changed: false });
  expect(previous?.editions).toMatchObject([{ edition: 'kwb/2024', new_modified: '2026-01-14T02:00:00' }]);
  // Retention keeps one release: the baseline stays beside it.
  expect(await fs.readdir(path.join(data, 'releases'))).toEqual([...ids].sort());
});

test('its table has a row per comparison and indicator, with all cells accounted for', async () => {
  const { data: rows } = Papa.parse<Record<string, string>>(await revisionOf(ids[1] ?? '', 'revision.csv'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(rows.map(row => row['against'])).toEqual([
    ...Array(6).fill('previous'),
    ...Array(6).fill('baseline'),
  ]);
  const worth = rows.filter(row => row['indicator_id'] === 'woz-waarde');
  for (const row of worth) expect(row).toMatchObject({ changed_cells: '4', cause: 'source_revision' });
  for (const row of rows.filter(one => one['indicator_id'] !== 'woz-waarde')) {
    expect(row).toMatchObject({ changed_cells: '0', new_cells: '0', gone_cells: '0', cause: '' });
    expect(Number(row['equal_cells'])).toBeGreaterThan(0);
  }
});

test('its page says in Dutch what changed, where, and through what', async () => {
  const { body } = newsPage({ ...contextOf([]), revision: await jsonOf(ids[1] ?? '') });
  for (const page of [await revisionOf(ids[1] ?? '', 'revision.md'), body.text]) {
    expect(page).toContain('Sinds de vorige publicatie');
    expect(page).toContain('Sinds de nulmeting (Nulmeting)');
    expect(page).toContain('bij 1 van 6 indicatoren verschillen cijfers');
    expect(page).toMatch(/0 cijfers zijn nieuw, 4 gewijzigd \(waarvan 1 hun waarde verloren\), 0 vervallen/);
    expect(page).toMatch(/BU\d{8}, 2024\)/);
  }
});

test('a change of a definition is told from a revision', async () => {
  const config = await configFile(`${ACCEPTED}thresholds: {coverage: 0.5}\n`, root);
  const file = path.join(root, 'indicators/wonen/woz-waarde.yaml');
  const text = await fs.readFile(file, 'utf8');
  await fs.writeFile(file, text.replace(/^levels: .*\n/m, '').concat('levels: [land, gemeente]\n'));
  const report = await runWith({ config });
  ids.push(report.release_id ?? '');
  const { previous, baseline } = await jsonOf(ids[2] ?? '');
  const worth = (of: Revision['previous']) => of?.indicators.find(row => row.indicator_id === 'woz-waarde');
  expect(previous).toMatchObject({ release_id: ids[1], declarations_changed: true, editions: [] });
  expect(worth(previous)).toMatchObject({ changed_cells: 0, cause: 'definition', revised_tables: null });
  expect(worth(previous)?.gone_cells).toBeGreaterThan(0);
  expect(worth(previous)?.by_definition).toBe(worth(previous)?.gone_cells);
  // Since the baseline both its source and its declaration changed: which of them took the buurten cannot be told.
  expect(baseline?.release_id).toBe(ids[0]);
  expect(worth(baseline)).toMatchObject({ cause: 'mixed', by_source_revision: 0, by_definition: 0 });
  expect(worth(baseline)?.by_either).toBe(worth(baseline)?.gone_cells);
  // The second release is retired, the first is frozen.
  expect(await fs.readdir(path.join(data, 'releases'))).toEqual([ids[0], ids[2]].sort());
});

test('diff --baseline compares with the frozen release, in the columns of diff', async () => {
  const ended = await say('diff', '--baseline', '--json');
  expect(ended.code, ended.stderr).toBe(0);
  const told = JSON.parse(ended.stdout) as { indicators: object[] };
  expect(told).toMatchObject({ older: ids[0], newer: ids[2] });
  expect(JSON.parse((await say('diff', ids[0] ?? '', ids[2] ?? '', '--json')).stdout)).toEqual(told);
  expect((await say('diff', '--baseline')).stdout).toMatch(/woz-waarde .* mixed +85984NED\n/);
  expect((await say('diff', '--baseline', 'a', 'b')).code).toBe(2);
});

test('a rebuild leaves releases and revisions as they are', async () => {
  const before = await hashesOf(path.join(data, 'revisions'));
  const { project, effects } = await demo({
    root,
    data,
    config: await configFile(`${ACCEPTED}thresholds: {coverage: 0.5}\n`, root),
  });
  const rebuilt = await run(project, { offline: true, rebuild: true }, effects);
  expect(rebuilt.state).toBe('verified');
  expect(await hashesOf(path.join(data, 'revisions'))).toEqual(before);
});

test('a damaged baseline is refused by those who ask for it, and reported by a run that publishes', async () => {
  await fs.appendFile(path.join(data, 'releases', ids[0] ?? '', 'public/indicator_value.parquet'), ' ');
  for (const args of [['baseline'], ['diff', '--baseline']]) {
    const ended = await say(...args);
    expect(ended.code, ended.stdout).toBe(65);
    expect(ended.stderr).toMatch(/indicator_value\.parquet[\s\S]*do: .*backup/);
  }
  const checked = await say('check');
  expect(checked.code).toBe(65);
  expect(checked.stdout).toMatch(/Baseline: DAMAGED .*indicator_value\.parquet/);
  const config = await configFile(`${ACCEPTED}thresholds: {coverage: 0.6}\n`, root);
  const report = await runWith({ config });
  expect(report.state).toBe('published');
  expect(exitCodeOf(report)).toBe(65);
  const { project } = await demo({ root, data });
  expect(describeRun(report, project).join('\n')).toMatch(/FAILED baseline: .*damaged[\s\S]*do: .*backup/);
  expect(await revisionOf(report.release_id ?? '', 'revision.md')).toContain('nulmeting is beschadigd');
});
