import path from 'node:path';
import { listFiles } from '../../kernel/files.ts';
import { protectDeliveries } from '../../transforms/protect/protect.ts';
import { releaseFolder } from '../publish.ts';
import type { Loaded } from './state.ts';

/** Decides which counts of partners may be seen, before anything is made of them. */
export async function protect<S extends Loaded>(state: S): Promise<S> {
  const { project, effects, warehouse, delivered, folders, latest } = state;
  await protectDeliveries(warehouse, delivered, {
    folder: path.join(project.root, 'transforms/protect'),
    earlier: latest ? await keptCounts(releaseFolder(folders, latest)) : [],
    onDelivery: key => effects.progress.update(`protect ${key}`, 0, 0),
  });
  return state;
}

/** What a release keeps of each partner's counts: files that only owners see. */
async function keptCounts(folder: string): Promise<string[]> {
  const names = await listFiles(path.join(folder, 'owner')).catch(() => []);
  return names
    .filter(name => path.basename(name) === 'delivered_count.parquet')
    .map(name => path.join(folder, 'owner', name));
}
