import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Effects, Log, Progress } from '../kernel/effects.ts';
import { silentLog, sleep } from '../kernel/effects.ts';
import { CLOSED } from '../kernel/files.ts';
import { networkTransport } from '../sources/http.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { plainProgress, terminalProgress } from './progress.ts';
import { loadProject, type Project } from './project.ts';

/** A loaded project with the real world around it. */
export interface Session {
  host: Host;
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
  const { host, config, data } = options;
  const loaded = await loadProject({ root: host.root, config, data, env: host.env });
  const { project, effects = {} } = prepare ? await prepare(loaded) : { project: loaded };
  const json = options.json ?? false;
  return {
    host,
    project,
    json,
    effects: {
      now: () => new Date(),
      randomId: () => randomBytes(8).toString('hex'),
      sleep,
      http: networkTransport(project.loaded.config, project.version),
      log: writes ? openLog(project, options.verbose ? host.stderr : undefined) : silentLog,
      progress: progressFor(host, json),
      signal: host.stopSignal(json),
      ...effects,
    },
  };
}

/** To the screen, or else to a file in the data folder. */
function openLog(project: Project, screen: Host['stderr'] | undefined): Log {
  const file = path.join(project.loaded.dataDir, 'state', 'vie.log');
  const base = { pid: process.pid, host: os.hostname() };
  try {
    return pino(
      { base, level: 'info' },
      screen ?? pino.destination({ dest: file, mkdir: true, mode: CLOSED.file, sync: true }),
    );
  } catch {
    // A data folder that cannot be written is reported by the verb itself, with a remedy.
    return silentLog;
  }
}

function progressFor({ stdout, stderr }: Host, json: boolean): Progress {
  if (json) return plainProgress(stderr);
  return stdout.isTTY ? terminalProgress(stdout) : plainProgress(stdout);
}

/** A result for a program or for a person. */
export function print(session: Session, result: unknown, lines: () => string[]): void {
  session.host.stdout.write(
    session.json ? `${JSON.stringify(result, null, 2)}\n` : `${lines().join('\n')}\n`,
  );
}
