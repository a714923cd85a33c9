import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeRun } from '../../pipelines/commands/run.ts';
import { run } from '../../pipelines/run.ts';
import { configFile, demo, reducedProject } from '../support/pipeline.ts';

test('a release does without an unverified column and table, and its summary sends to the doctor', async () => {
  const root = await reducedProject();
  const file = path.join(root, 'sources/kwb.yaml');
  const declared = await fs.readFile(file, 'utf8');
  const unseen = `  "2024": {table: 85984NED, unverified: [woz_waarde], topics: {woz_waarde: BestaatNiet}}
  "2030": {table: 99999NED, unverified: true}
`;
  await fs.writeFile(file, declared.replace(/^ {2}"2024": \{table: 85984NED\}\n/m, unseen));
  const config = await configFile('sources: {kwb: {editions: ["2024", "2030"]}}\n', root);
  const { project, effects } = await demo({ root, config });
  const report = await run(project, {}, effects);
  expect(report.state).toBe('published');
  expect(report.not_found).toEqual({ tables: ['kwb/2030'], columns: ['kwb/2024 woz_waarde'] });
  expect(describeRun(report, project)).toContain(
    "Unverified and not found: 1 tables (kwb/2030), 1 columns – 'vie doctor' says which line to change",
  );
});
