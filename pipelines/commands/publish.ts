import { VieError } from '../../kernel/errors.ts';
import { foldersOf, makeFolders } from '../folders.ts';
import { takeLock } from '../lock.ts';
import type { GlobalOptions } from '../options.ts';
import { damagedFiles, latestRelease, pointLatest } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { openSession, print } from '../session.ts';

/** `vie publish <release>`: points `latest` back at an earlier release whose bytes are intact. */
export async function publish({
  options,
  args: [id = ''],
}: {
  options: GlobalOptions;
  args: string[];
}): Promise<number> {
  const session = await openSession(options);
  const { project, effects } = session;
  const folders = foldersOf(project.loaded.dataDir);
  await makeFolders(folders);
  const unlock = await takeLock(
    folders,
    { verb: 'publish', now: effects.now() },
    project.loaded.config.duckdb,
  );
  try {
    const damaged = await withScratch(project, warehouse => damagedFiles(warehouse, { folders, id }));
    if (damaged.length) {
      throw new VieError('contract', `Release ${id} is damaged: ${damaged.join(', ')}.`, {
        hint: 'Choose another one.',
      });
    }
    const before = (await latestRelease(folders)) ?? null;
    await pointLatest(folders, id);
    print(session, { before, latest: id }, () => [
      `The latest release is now ${id}${before ? ` (was ${before})` : ''}.`,
    ]);
    return 0;
  } finally {
    await unlock();
  }
}
