import cron from 'node-cron';
import { renderError, toVieError } from '../../kernel/errors.ts';
import { foldersOf } from '../folders.ts';
import { lastRun } from '../history.ts';
import type { Invocation } from '../options.ts';
import { run } from '../run.ts';
import { due, nextSlot } from '../schedule.ts';
import { openSession, type Session } from '../session.ts';
import { describeRun, exitCodeOf } from './run.ts';

/** `vie schedule`: stays up and runs when due; cron only wakes it every minute, the decision is `due`. */
export async function schedule({ options }: Invocation<{ once?: boolean }>): Promise<number> {
  const session = await openSession(options, { writes: true });
  const say = (text: string) =>
    session.effects.progress.line(`${session.effects.now().toISOString()} ${text}`);
  // Between the start of a run and its record, and after one that failed without a record, this is what counts.
  let attempted: Date | undefined;
  const look = async (): Promise<number> => {
    const { config } = session.project.loaded;
    const now = session.effects.now();
    const recorded = await lastRun(foldersOf(session.project.loaded.dataDir));
    const lastStarted = later(attempted, recorded ? new Date(recorded.started) : undefined);
    if (!due(now, { lastStarted }, config.schedule)) return 0;
    attempted = now;
    return runOnce(session, say);
  };
  if (options.once) return look();
  const { at, days, timezone } = session.project.loaded.config.schedule;
  say(
    `Scheduled at ${at} on ${days.join(', ')} (${timezone}); next: ${nextSlot(session.effects.now(), session.project.loaded.config.schedule)?.toISOString()}`,
  );
  await look();
  const task = cron.schedule('* * * * *', () => look().catch(error => say(renderError(toVieError(error)))), {
    noOverlap: true,
  });
  await new Promise<void>(resolve =>
    session.effects.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  await task.stop();
  return toVieError(session.effects.signal.reason).exitCode;
}

const later = (a: Date | undefined, b: Date | undefined): Date | undefined => (!a || (b && b > a) ? b : a);

async function runOnce({ project, effects }: Session, say: (text: string) => void): Promise<number> {
  try {
    const report = await run(project, { verb: 'schedule' }, effects);
    for (const line of describeRun(report, project)) say(line);
    return exitCodeOf(report);
  } catch (thrown) {
    const error = toVieError(thrown);
    say(renderError(error));
    return error.exitCode;
  }
}
