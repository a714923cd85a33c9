import { VieError } from '../../kernel/errors.ts';
import { expectPrinted } from '../ledger.ts';
import { asOnlyWriter } from '../lock.ts';
import type { Invocation } from '../options.ts';
import { damagedFiles, latestRelease, pointLatest } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { openSession, print } from '../session.ts';

/** `vie publish <release>`: points `latest` back at an earlier release whose bytes are intact; what it prints was printed before. */
export async function publish({ options, args: [id = ''] }: Invocation): Promise<number> {
  const session = await openSession(options);
  return asOnlyWriter(session, 'publish', async folders => {
    const damaged = await withScratch(session.project, warehouse => damagedFiles(warehouse, { folders, id }));
    if (damaged.length) {
      throw new VieError('contract', `Release ${id} is damaged: ${damaged.join(', ')}.`, {
        hint: 'Choose another one.',
      });
    }
    await expectPrinted(folders, id);
    const before = (await latestRelease(folders)) ?? null;
    await pointLatest(folders, id);
    print(session, { before, latest: id }, () => [
      `The latest release is now ${id}${before ? ` (was ${before})` : ''}.`,
    ]);
    return 0;
  });
}
