import { VieError } from '../../kernel/errors.ts';
import { freeze, soundBaseline } from '../baseline.ts';
import type { BaselineRecord } from '../baseline-record.ts';
import { foldersOf } from '../folders.ts';
import { asOnlyWriter } from '../lock.ts';
import type { Invocation } from '../options.ts';
import { latestRelease } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { openSession, print, type Session } from '../session.ts';

interface Own {
  note?: string | null;
  replace?: boolean;
}

/** `vie baseline [release]`: shows the frozen baseline after verifying it, or freezes a release as the baseline. */
export async function baseline({ options, args: [name] }: Invocation<Own>): Promise<number> {
  if (!name && (options.replace || options.note !== undefined)) {
    throw new VieError('usage', 'There is no release to freeze.', {
      hint: "Name one, or write 'vie baseline latest'.",
    });
  }
  const session = await openSession(options);
  const found = name ? await freezeNamed(session, name, options) : await present(session);
  print(session, { baseline: found }, () => describe(found));
  return 0;
}

async function present({ project }: Session): Promise<BaselineRecord | null> {
  const folders = foldersOf(project.loaded.dataDir);
  return (await withScratch(project, warehouse => soundBaseline(folders, warehouse))) ?? null;
}

const freezeNamed = (session: Session, name: string, { note = null, replace = false }: Own) =>
  asOnlyWriter(session, 'baseline', async (folders): Promise<BaselineRecord> => {
    const id = name === 'latest' ? await latestRelease(folders) : name;
    if (!id) throw new VieError('usage', 'There is no release yet.', { hint: "Make one with 'vie run'." });
    const freezing = { note, replace, now: session.effects.now() };
    return withScratch(session.project, warehouse => freeze(warehouse, { folders, id }, freezing));
  });

function describe(found: BaselineRecord | null): string[] {
  if (!found) return ["No baseline is frozen. Freeze a release with 'vie baseline <release>'."];
  return [
    `Baseline: ${found.release_id}, frozen at ${found.frozen_at}${found.note ? ` (${found.note})` : ''}; every byte as frozen`,
    ...found.history.map(
      one => `  before: ${one.release_id}, frozen at ${one.frozen_at}, replaced at ${one.replaced_at}`,
    ),
    "  It is never removed. 'vie diff --baseline' compares with it; each new release says what changed since.",
  ];
}
