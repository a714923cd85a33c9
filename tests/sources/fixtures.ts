import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Config, configSchema } from '../../indicators/config.ts';
import { parseDeclaration } from '../../kernel/declare.ts';
import {
  type Effects,
  type HttpTransport,
  namedId,
  silentLog,
  silentProgress,
} from '../../kernel/effects.ts';
import { type Edition, editionsOf, sourceSchema } from '../../sources/declaration.ts';
import { HttpClient } from '../../sources/http.ts';

/** A folder that goes when the test is done. */
export async function tempFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-test-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A config with time-outs that a test can wait for. */
export function testConfig(services: Partial<Config['services']> = {}, attempts = 2): Config {
  const http = { attempts, timeout_s: 20, stall_s: 20 };
  return configSchema.parse({ services, http });
}

/** Effects with a clock that stands still; nobody waits. */
export const effectsWith = (http: HttpTransport, now = new Date('2026-01-15T04:30:00Z')): Effects => ({
  now: () => now,
  randomId: namedId,
  sleep: async () => undefined,
  http,
  log: silentLog,
  progress: silentProgress,
  signal: new AbortController().signal,
});

export const clientWith = (http: HttpTransport, config = testConfig()): HttpClient =>
  new HttpClient(config.http, effectsWith(http));

/** A transport that answers 200 with these texts by URL, and 404 to anything else. */
export function answering(texts: Record<string, string | Buffer>): HttpTransport & { asked: string[] } {
  const asked: string[] = [];
  const transport: HttpTransport = async url => {
    asked.push(url);
    const text = texts[url];
    const body = Buffer.from(text ?? '');
    return { status: text === undefined ? 404 : 200, headers: {}, body, encoding: 'identity' };
  };
  return Object.assign(transport, { asked });
}

/** A declaration as in a YAML file; what every source must have is filled in. */
export function declareSource(text: string) {
  const common = [
    'title: Proef',
    'publisher: CBS',
    'licence: CC BY 4.0',
    'citation: CBS, Proef',
    'rhythm: jaarlijks',
  ];
  return parseDeclaration(`${common.join('\n')}\n${text}`, sourceSchema, 'sources/proef.yaml');
}

export function editionOf(text: string, id: string, config = testConfig()): Edition {
  const edition = editionsOf(declareSource(text), config).find(one => one.id === id);
  if (edition) return edition;
  throw new Error(`no edition ${id}`);
}

/** The one error of code that must fail. */
export async function errorOf(run: () => unknown): Promise<Error> {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}
