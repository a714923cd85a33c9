import { namedId, silentLog } from '../../../kernel/effects.ts';
import { toVieError } from '../../../kernel/errors.ts';
import type { Excerpt } from '../../../output/release.ts';
import { loadProject } from '../../../pipelines/project.ts';
import { run } from '../../../pipelines/run.ts';
import { DEMO_SERVICES } from '../../../sources/demo/recorder.ts';
import { replayTransport } from '../../../sources/demo/replay.ts';
import { DEMO_NOTICE } from '../../../sources/demo/table.ts';

// A run on recorded answers with a clock that stands still, so that equal runs give equal releases.
const [recordings = '', root = '', data = '', excerpt = '', config] = process.argv.slice(2);
const project = await loadProject({ root, data, config, env: {} });
const settings = { ...project.loaded.config, services: DEMO_SERVICES, notice: DEMO_NOTICE };
const report = await run(
  { ...project, loaded: { ...project.loaded, config: settings } },
  { excerpt: excerpt ? (JSON.parse(excerpt) as Excerpt) : undefined },
  {
    now: () => new Date('2026-01-15T04:30:00Z'),
    randomId: namedId,
    sleep: async () => undefined,
    http: await replayTransport(recordings),
    log: silentLog,
    progress: { step() {}, update() {}, line() {}, end() {} },
    signal: new AbortController().signal,
  },
).catch(error => {
  const { code, exitCode, message, hint } = toVieError(error);
  process.stderr.write(`${code}: ${message}\n${hint}\n`);
  process.exit(exitCode);
});
process.stdout.write(JSON.stringify({ state: report.state, release_id: report.release_id }));
