import type { Effects } from '../kernel/effects.ts';
import { asOnlyWriter } from './lock.ts';
import type { Project } from './project.ts';
import type { RunOptions, RunReport } from './report.ts';
import { aim, unchanged } from './steps/aim.ts';
import { begin } from './steps/begin.ts';
import { inBuild } from './steps/build.ts';
import { check } from './steps/check.ts';
import { compute } from './steps/compute.ts';
import { fetch } from './steps/fetch.ts';
import { load } from './steps/load.ts';
import { protect } from './steps/protect.ts';
import { publish } from './steps/publish.ts';
import { report } from './steps/report.ts';
import type { Begun, Building, Outcome } from './steps/state.ts';
import { takeUp } from './steps/take-up.ts';

/** Gather, build, check, publish. One writer at a time; a failure at any step leaves the last release in place. */
export async function run(project: Project, options: RunOptions, effects: Effects): Promise<RunReport> {
  const { verb = 'run' } = options;
  return asOnlyWriter({ project, effects }, verb, async () => {
    try {
      return await story(await begin(project, options, effects));
    } finally {
      effects.progress.end();
    }
  });
}

async function story(begun: Begun): Promise<RunReport> {
  const fetched = await fetch(begun);
  const gathered = await takeUp(fetched);
  const aimed = await aim(gathered);
  const outcome = aimed.isMade ? unchanged(aimed) : await inBuild(aimed, make);
  return report(aimed, outcome);
}

async function make(build: Building): Promise<Outcome> {
  const loaded = await load(build);
  const seen = await protect(loaded);
  const computed = await compute(seen);
  const checked = await check(computed);
  return publish(checked);
}
