import { setTimeout as delay } from 'node:timers/promises';
import { sha256 } from './files.ts';

/** One answer of a service, body as received (still gzipped when `encoding` is gzip). */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  encoding: 'gzip' | 'identity';
}

/** A single attempt at one GET: no retries, no interpretation; rejects on network failure or time-out. */
export type HttpTransport = (url: string, signal: AbortSignal) => Promise<HttpResponse>;

export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** What a person sees while a run goes on. */
export interface Progress {
  step(title: string): void;
  /** `done` of `total` units of the current item; total 0 = unknown. */
  update(item: string, done: number, total: number): void;
  line(text: string): void;
  end(): void;
}

/** Everything the pipeline takes from the outside world; tests hand in their own. */
export interface Effects {
  now(): Date;
  /**
   * A new id of 16 hexadecimal digits that tells nothing of what it is given to; `name` tells that apart, for worlds in which
   * nothing is secret and the ids must be the same each time.
   */
  randomId(name: string): string;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  http: HttpTransport;
  log: Log;
  progress: Progress;
  /** Aborted when the user asks to stop; checked between steps and passed to every request. */
  signal: AbortSignal;
}

export const sleep: Effects['sleep'] = (ms, signal) =>
  delay(ms, undefined, { signal }).catch(() => undefined);

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
export const silentProgress: Progress = { step() {}, update() {}, line() {}, end() {} };

/** Ids for worlds in which nothing is secret: the same for the same name. */
export const namedId: Effects['randomId'] = name => sha256(`id ${name}`).slice(0, 16);
