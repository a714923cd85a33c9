import { VieError } from '../kernel/errors.ts';
import type { TerminalOutput } from './progress.ts';

/** What surrounds a command: what it reads of its environment, where it writes, and who can stop it. */
export interface Host {
  /** Folder of the declarations; default: the project that this code is part of. */
  root?: string | undefined;
  env: NodeJS.ProcessEnv;
  stdout: TerminalOutput;
  stderr: TerminalOutput;
  /** Aborted when the command has to stop; `isQuiet`: nobody reads what is said about it. */
  stopSignal(isQuiet: boolean): AbortSignal;
}

/** The process in which the command runs. */
export const processHost: Host = {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stopSignal,
};

/** First Ctrl-C or SIGTERM: stop at the next safe point; second: stop now. */
function stopSignal(isQuiet: boolean): AbortSignal {
  const controller = new AbortController();
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCode);
      if (!isQuiet) process.stderr.write('\nStopping at the next safe point; once more to stop at once.\n');
      controller.abort(
        new VieError('interrupted', `Stopped by ${signal}.`, {
          exitCode,
          hint: 'Nothing is lost: run again, and what was downloaded is taken up where it stopped.',
        }),
      );
    });
  }
  return controller.signal;
}
