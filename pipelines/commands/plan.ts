import { VieError } from '../../kernel/errors.ts';
import type { Invocation } from '../options.ts';
import { planRun } from '../plan.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

/** `vie plan`: one line per edition and one for the release; exit 69 when a source does not answer. */
export async function plan({ options }: Invocation): Promise<number> {
  const session = await openSession(options);
  const result = await planRun(session.project, session.effects);
  print(session, result, () => [
    ...table(
      ['action', 'edition', 'table', 'rows', 'reason'],
      result.editions.map(({ action, key, table: id, rows, reason }) => [
        action,
        key,
        id,
        rows?.toLocaleString('en') ?? '',
        reason,
      ]),
    ),
    '',
    `Release: ${result.release} – ${result.reason}`,
  ]);
  return result.editions.some(edition => edition.action === 'fail') ? new VieError('source', '').exitCode : 0;
}
