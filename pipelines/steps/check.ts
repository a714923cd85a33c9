import path from 'node:path';
import { releaseSchema } from '../../output/schema.ts';
import { runChecks } from '../checks.ts';
import { contractCheck, publishedContract } from '../contract.ts';
import { showRelease } from '../previous.ts';
import { publicFolder } from '../publish.ts';
import { compareWith } from '../revision.ts';
import type { Checked, Seen } from './state.ts';

/** Holds the candidate against the checks and against the release before. */
export async function check<S extends Seen>(state: S): Promise<S & Checked> {
  const { project, effects, warehouse, folders, latest, releaseId, inputs } = state;
  effects.progress.step('Checking');
  await showRelease(warehouse, 'previous', latest ? publicFolder(folders, latest) : undefined);
  const checks = await runChecks(
    warehouse,
    path.join(project.root, 'pipelines/checks'),
    project.loaded.config,
  );
  const { excerpt } = inputs;
  const schema = await releaseSchema({ warehouse, only: excerpt?.tables });
  checks.push(contractCheck(await publishedContract(folders, latest, excerpt?.tables), schema));
  const previous = await compareWith(warehouse, { root: project.root, folders, releaseId, inputs }, latest);
  return { ...state, checks, previous };
}
