import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeRun, exitCodeOf } from '../../pipelines/commands/run.ts';
import { loadProject } from '../../pipelines/project.ts';
import { run } from '../../pipelines/run.ts';
import { configFile, demo, EXCERPT, reducedProject } from '../support/pipeline.ts';

test('a release does without an unverified column and table, and its summary sends to the doctor', async () => {
  const root = await reducedProject();
  const file = path.join(root, 'sources/kwb.yaml');
  const declared = await fs.readFile(file, 'utf8');
  const unseen = `  "2030": {table: 99999NED, unverified: true}
  "2024": {table: 85984NED, unverified: [bijstand], topics: {bijstand: BestaatNiet}, `;
  const [before, after] = declared.split('  "2024": {table: 85984NED, ');
  await fs.writeFile(file, `${before}${unseen}${after}`);
  const config = await configFile('sources: {kwb: {editions: ["2024", "2030"]}}\n', root);
  const { project, effects } = await demo({ root, config });
  // A demo leaves out what was not recorded; here that is the point.
  const whole = await loadProject({ root, config, data: project.loaded.dataDir, env: {} });
  const missing = whole.editions.filter(edition => edition.key === 'kwb/2030');
  expect(missing).toHaveLength(1);
  const report = await run(
    { ...project, editions: [...project.editions, ...missing] },
    { excerpt: EXCERPT },
    effects,
  );
  expect(report.state).toBe('published');
  expect(report.not_found).toEqual({ tables: ['kwb/2030'], columns: ['kwb/2024 bijstand'] });
  expect(exitCodeOf(report)).toBe(0);
  const said = describeRun(report, project);
  expect(said.find(line => line.startsWith('Sources: '))).toMatch(/, 0 failed, 1 missing$/);
  expect(said.join('\n')).toContain("MISSING kwb/2030: Table '99999NED' does not exist");
  expect(said).toContain(
    "Unverified and not found: 1 tables (kwb/2030), 1 columns – 'vie doctor' says which line to change",
  );
});
