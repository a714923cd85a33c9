import type { Effects } from '../../kernel/effects.ts';
import { sweep } from '../../kernel/files.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { refuseInPlaceOf } from '../excerpt.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { runsFolder } from '../history.ts';
import type { Project } from '../project.ts';
import { latestRelease, readManifest } from '../publish.ts';
import type { RunOptions } from '../report.ts';
import type { Begun } from './state.ts';

/** Looks at what the data folder holds, and sweeps what an interrupted run left. The folder is this run's alone. */
export async function begin(project: Project, options: RunOptions, effects: Effects): Promise<Begun> {
  const folders = foldersOf(project.loaded.dataDir);
  const started = effects.now();
  const latest = await latestRelease(folders);
  const published = latest ? await readManifest(folders, latest) : undefined;
  if (options.excerpt) refuseInPlaceOf(published);
  // What is built again is what was published.
  const excerpt = options.rebuild ? published?.inputs.excerpt : options.excerpt;
  const store = new SnapshotStore(folders.data);
  await sweepAll(folders, store);
  return { project, options, effects, folders, store, started, latest, excerpt };
}

async function sweepAll(folders: Folders, store: SnapshotStore): Promise<void> {
  await store.sweep();
  const { data, build, releases, revisions, state, ledger } = folders;
  for (const folder of [data, build, releases, revisions, state, ledger, runsFolder(folders)])
    await sweep(folder);
}
