import { VieError } from '../../../kernel/errors.ts';
import { sweep } from '../../../kernel/files.ts';
import { foldersOf } from '../../../pipelines/folders.ts';
import { takeLock } from '../../../pipelines/lock.ts';

// Tries to take each data folder that it is sent, and says what came of it; what it holds it lets go when told.
let unlock: (() => Promise<void>) | undefined;
process.on('message', async ({ data }: { data?: string }) => {
  if (data === undefined) {
    await unlock?.();
    unlock = undefined;
    process.send?.('free');
    return;
  }
  const folders = foldersOf(data);
  try {
    unlock = await takeLock(folders, { verb: 'run', now: new Date() }, { threads: 1, memory_limit: '64MB' });
    // As a run does first.
    await sweep(folders.state);
    process.send?.('held');
  } catch (error) {
    process.send?.(error instanceof VieError ? `${error.exitCode} ${error.message}` : String(error));
  }
});
process.send?.('ready');
