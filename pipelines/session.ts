import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Effects, Log, Progress } from '../kernel/effects.ts';
import { silentLog, sleep } from '../kernel/effects.ts';
import { VieError } from '../kernel/errors.ts';
import { CLOSED } from '../kernel/files.ts';
import { networkTransport } from '../sources/http.ts';
import type { GlobalOptions } from './options.ts';
import { plainProgress, terminalProgress } from './progress.ts';
import { loadProject, type Project } from './project.ts';

/** A loaded project with the real world around it. */
export interface Session {
  project: Project;
  effects: Effects;
  /** True when results go to a program, not to a person. */
  json: boolean;
}

export interface SessionOptions {
  /** Writing verbs keep a log file in the data folder. */
  writes?: boolean;
  prepare?: (project: Project) => Promise<{ project: Project; effects?: Partial<Effects> }>;
}

export async function openSession(
  options: GlobalOptions,
  { writes = false, prepare }: SessionOptions = {},
): Promise<Session> {
  const loaded = await loadProject({ config: options.config, data: options.data });
  const { project, effects = {} } = prepare ? await prepare(loaded) : { project: loaded };
  const json = options.json ?? false;
  return {
    project,
    json,
    effects: {
      now: () => new Date(),
      randomId: () => randomBytes(8).toString('hex'),
      sleep,
      http: networkTransport(project.loaded.config, project.version),
      log: writes ? openLog(project, options.verbose ?? false) : silentLog,
      progress: progressFor(json),
      signal: stopSignal(json),
      ...effects,
    },
  };
}

function openLog(project: Project, verbose: boolean): Log {
  const file = path.join(project.loaded.dataDir, 'state', 'vie.log');
  const base = { pid: process.pid, host: os.hostname() };
  try {
    return pino(
      { base, level: 'info' },
      verbose ? process.stderr : pino.destination({ dest: file, mkdir: true, mode: CLOSED.file, sync: true }),
    );
  } catch {
    // A data folder that cannot be written is reported by the verb itself, with a remedy.
    return silentLog;
  }
}

function progressFor(json: boolean): Progress {
  if (json) return plainProgress(process.stderr);
  return process.stdout.isTTY ? terminalProgress(process.stdout) : plainProgress(process.stdout);
}

/** First Ctrl-C or SIGTERM: stop at the next safe point; second: stop now. */
function stopSignal(json: boolean): AbortSignal {
  const controller = new AbortController();
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCode);
      if (!json) process.stderr.write('\nStopping at the next safe point; once more to stop at once.\n');
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

/** A result for a program or for a person. */
export function print(session: Session, result: unknown, lines: () => string[]): void {
  process.stdout.write(session.json ? `${JSON.stringify(result, null, 2)}\n` : `${lines().join('\n')}\n`);
}
