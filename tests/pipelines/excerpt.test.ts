import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeRun } from '../../pipelines/commands/run.ts';
import { excerptOf } from '../../pipelines/excerpt.ts';
import { run } from '../../pipelines/run.ts';
import { demo, latestFolder, latestManifest, reducedProject } from '../support/pipeline.ts';

const ALWAYS = ['indicator_value', 'indicator', 'area', 'source'];

describe('an excerpt', () => {
  test('of nothing in particular is none: the release is whole', () => {
    expect(excerptOf({})).toBeUndefined();
  });

  test('has the tables by which releases are compared, and Parquet, besides what was asked for', () => {
    const { tables, exports } = excerptOf({ tables: ['trend'], exports: ['csv'] }) ?? {};
    expect(new Set(tables)).toEqual(new Set([...ALWAYS, 'trend']));
    expect(exports).toEqual(['parquet', 'csv']);
  });

  test('of some tables leaves out the forms that other tables are needed for', () => {
    expect(excerptOf({ tables: ['trend'] })?.exports).toEqual([
      'parquet',
      'schema',
      'csv',
      'arrow',
      'dictionary',
      'duckdb',
    ]);
  });

  test.each([
    [{ tables: ['trends'] }, /no table 'trends'/, /Did you mean 'trend'/],
    [{ exports: ['exel'] }, /no export 'exel'/, /parquet, schema, csv/],
    [{ tables: ['trend'], exports: ['geojson'] }, /'geojson' is made of tables/, /intervention/],
  ])('of %j is refused, with what to ask for', (asked, message, hint) => {
    expect(() => excerptOf(asked)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      }),
    );
  });
});

describe('a run of an excerpt', () => {
  const excerpt = excerptOf({ tables: ['indicator_value'], exports: ['parquet'] });
  let root: string;
  let data: string;
  beforeAll(async () => {
    root = await reducedProject();
    const { project, effects } = await demo({ root });
    data = project.loaded.dataDir;
    const report = await run(project, { excerpt }, effects);
    expect(report).toMatchObject({ state: 'published', excerpt });
    expect(describeRun(report, project).join('\n')).toMatch(
      /Excerpt: indicator_value, .* as parquet; checks of other tables were not run\nChecks: \d+ of \d+ passed/,
    );
  });

  test('publishes these tables in these forms, and says so in the manifest', async () => {
    const files = await fs.readdir(path.join(await latestFolder(data), 'public'));
    const tables = ALWAYS.map(name => `${name}.parquet`).sort();
    expect(files.sort()).toEqual([...tables, 'manifest.json'].sort());
    const { inputs, outputs } = await latestManifest(data);
    expect(inputs.excerpt).toEqual(excerpt);
    expect(outputs.map(file => file.path)).toEqual(tables.map(name => `public/${name}`));
  });

  test('is built again as the same excerpt', async () => {
    const { project, effects } = await demo({ root, data });
    const rebuilt = await run(project, { offline: true, rebuild: true }, effects);
    expect(rebuilt).toMatchObject({ state: 'verified', excerpt });
  });

  test('gives another release id than the whole, which takes its place and is never replaced by it', async () => {
    const { release_id: part } = await latestManifest(data);
    const { project, effects } = await demo({ root, data });
    const whole = await run(project, { offline: true }, effects);
    expect(whole.state).toBe('published');
    expect(whole.release_id).not.toBe(part);
    await expect(run(project, { offline: true, excerpt }, effects)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`Release ${whole.release_id} is whole`),
      hint: expect.stringContaining('--data'),
    });
    expect((await latestManifest(data)).release_id).toBe(whole.release_id);
  });
});
