import fs from 'node:fs/promises';
import path from 'node:path';
import {
  CLOSED,
  fsyncPath,
  makeClosed,
  PART,
  renameDurable,
  sweep,
  toJson,
  writeDurable,
} from '../../kernel/files.ts';
import { Warehouse } from '../../transforms/warehouse.ts';
import type { Aimed, Building, Outcome } from './state.ts';

/**
 * Runs `steps` on a build at a temporary path, which stops with the run. It stays for `explain` unless it was blocked, until
 * the next one replaces it.
 */
export async function inBuild(state: Aimed, steps: (build: Building) => Promise<Outcome>): Promise<Outcome> {
  const { project, effects, folders } = state;
  const scratch = path.join(folders.build, `${PART}-${process.pid}`);
  await makeClosed(scratch);
  const file = path.join(scratch, 'vie.duckdb');
  const warehouse = await Warehouse.open(file, project.loaded.config.duckdb);
  const onAbort = () => warehouse.interrupt();
  effects.signal.addEventListener('abort', onAbort);
  try {
    const outcome = await steps({ ...state, warehouse, scratch });
    await warehouse.close();
    if (outcome.state !== 'blocked') await keep(file, state);
    return outcome;
  } catch (error) {
    effects.signal.throwIfAborted();
    throw error;
  } finally {
    effects.signal.removeEventListener('abort', onAbort);
    await warehouse.close().catch(() => undefined);
    await fs.rm(scratch, { recursive: true, force: true });
    // What was not published gives its space back at once, not at the next run.
    await sweep(folders.releases).catch(() => undefined);
  }
}

async function keep(file: string, { folders, releaseId }: Aimed): Promise<void> {
  await fs.chmod(file, CLOSED.file);
  await fsyncPath(file);
  await renameDurable(file, path.join(folders.build, 'vie.duckdb'));
  await writeDurable(path.join(folders.build, 'build.json'), toJson({ release_id: releaseId }));
}
