import fs from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEMO_SERVICES, type RecordingIndex } from '../../sources/demo/recorder.ts';
import { recordingsFolder } from './pipeline.ts';

export interface DemoServer {
  /** The variables that point the pipeline at this server. */
  env: Record<string, string>;
  /** The address, as the real service has it, of every request so far. */
  requests: string[];
  /** Keeps the answer to the next request for an address with this text; resolves when it has come in. */
  hold(text: string): Promise<void>;
  /** Answers what was held. */
  release(): void;
  close(): void;
}

/** The demo country behind real HTTP on this machine, for programs that run in processes of their own. */
export async function startDemoServer(): Promise<DemoServer> {
  const folder = recordingsFolder();
  const index = JSON.parse(await fs.readFile(path.join(folder, 'index.json'), 'utf8')) as RecordingIndex;
  const requests: string[] = [];
  let held: { text: string; arrived: () => void } | undefined;
  const waiting: (() => void)[] = [];
  let base = '';
  const answer = async (url: string, response: ServerResponse) => {
    const name = index[url];
    if (!name) return response.writeHead(404).end();
    const body = gunzipSync(await fs.readFile(path.join(folder, name)));
    if (body.toString('latin1', 0, 2) === 'PK') {
      return response.writeHead(200, { 'content-type': 'application/zip' }).end(body);
    }
    let text = body.toString();
    for (const [service, address] of Object.entries(DEMO_SERVICES)) {
      text = text.replaceAll(address, `${base}/${service}`);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  };
  const server = createServer((request, response) => {
    const [, service = '', rest = ''] = /^\/(\w+)(\/.*)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const url = `${DEMO_SERVICES[service as keyof typeof DEMO_SERVICES]}${rest}`;
    requests.push(url);
    if (!held || !url.includes(held.text)) return void answer(url, response);
    held.arrived();
    held = undefined;
    waiting.push(() => void answer(url, response));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = Object.keys(DEMO_SERVICES);
  return {
    env: Object.fromEntries(names.map(name => [`VIE_${name.toUpperCase()}_URL`, `${base}/${name}`])),
    requests,
    hold: text =>
      new Promise(resolve => {
        held = { text, arrived: resolve };
      }),
    release: () => {
      for (const go of waiting.splice(0)) go();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
