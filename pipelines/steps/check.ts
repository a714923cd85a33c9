import path from 'node:path';
import { readJson } from '../../kernel/files.ts';
import { type ReleaseSchema, releaseSchema, SCHEMA_FILE } from '../../output/schema.ts';
import { runChecks } from '../checks.ts';
import { type Contract, contractCheck } from '../contract.ts';
import { showRelease } from '../previous.ts';
import { publicFolder, readManifest } from '../publish.ts';
import { compareWith } from '../revision.ts';
import type { Checked, Loaded } from './state.ts';

/** Holds the candidate against the checks and against the release before. */
export async function check<S extends Loaded>(state: S): Promise<S & Checked> {
  const { project, effects, warehouse, folders, latest, releaseId, inputs } = state;
  effects.progress.step('Checking');
  await showRelease(warehouse, 'previous', latest ? publicFolder(folders, latest) : undefined);
  const checks = await runChecks(
    warehouse,
    path.join(project.root, 'pipelines/checks'),
    project.loaded.config,
  );
  checks.push(
    contractCheck(
      await publishedContract(state),
      await releaseSchema({ warehouse, only: inputs.excerpt?.tables }),
    ),
  );
  const previous = await compareWith(warehouse, { root: project.root, folders, releaseId, inputs }, latest);
  return { ...state, checks, previous };
}

/** What readers of the latest release rely on, as far as this release is about it; nothing where that release does not say. */
async function publishedContract({ folders, latest, inputs }: Loaded): Promise<Contract | undefined> {
  const manifest = latest ? await readManifest(folders, latest) : undefined;
  if (!latest || !manifest) return undefined;
  const schema = await readJson<ReleaseSchema>(path.join(publicFolder(folders, latest), SCHEMA_FILE));
  if (!schema) return undefined;
  const tables = inputs.excerpt?.tables ?? Object.keys(schema.properties);
  const properties = Object.fromEntries(
    Object.entries(schema.properties).filter(([name]) => tables.includes(name)),
  );
  return { schema_version: manifest.schema_version, schema: { ...schema, properties } };
}
