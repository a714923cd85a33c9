import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { networkTransport } from '../../sources/http.ts';
import { clientWith, errorOf, tempFolder, testConfig } from './fixtures.ts';

/** A server that answers every request alike; it goes when the test is done. */
async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const noSignal = new AbortController().signal;

describe('the network', () => {
  test('is asked for gzip and any type, by a client that says who it is', async () => {
    let headers: http.IncomingHttpHeaders = {};
    const base = await serve((request, response) => {
      headers = request.headers;
      response.end('ok');
    });
    const { http: config } = testConfig();
    await networkTransport({ ...config, contact: 'onderzoek@example.org' }, '0.1.0')(base, noSignal);
    // 'Accept: */*' because the service was seen to answer 406 to application/json.
    expect(headers.accept).toBe('*/*');
    expect(headers['accept-encoding']).toBe('gzip');
    expect(headers['user-agent']).toMatch(/^vie\/0\.1\.0 \(.*onderzoek@example\.org\)$/);
  });

  test('hands on gzip as received', async () => {
    const body = gzipSync('{"value":[]}');
    const base = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(body),
    );
    const answer = await networkTransport(testConfig().http, 'test')(base, noSignal);
    expect(answer.encoding).toBe('gzip');
    expect(gunzipSync(answer.body).toString()).toBe('{"value":[]}');
  });

  test('that answers more than allowed is not listened to any longer, and not asked again', async () => {
    let [asked, sent] = [0, 0];
    const base = await serve((_request, response) => {
      asked++;
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64;
      };
      response.on('drain', more);
      more();
    });
    const config = testConfig();
    const http = { ...config.http, max_body_mb: 1 };
    const client = clientWith(networkTransport(http, 'test'), { ...config, http });
    const error = await errorOf(() => client.get(base, ({ bytes }) => bytes.length));
    expect(error).toMatchObject({ code: 'source', retryable: false, where: { url: base } });
    expect(error.message).toContain('larger than 1 MB');
    expect(asked).toBe(1);
    // Sockets hold a few megabytes on their own; an endless answer would hold much more.
    expect(sent / 1024).toBeLessThan(50);
  });

  test('that answers little which unpacks to more than allowed is refused too', async () => {
    const body = gzipSync(Buffer.alloc(3 * 1024 * 1024));
    const base = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(body),
    );
    const config = testConfig();
    const http = { ...config.http, max_body_mb: 2 };
    const client = clientWith(networkTransport(http, 'test'), { ...config, http });
    const error = await errorOf(() => client.get(base, ({ bytes }) => bytes.length));
    expect(error.message).toContain('larger than 2 MB');
    const wide = { ...config.http, max_body_mb: 3 };
    const { result } = await clientWith(networkTransport(wide, 'test'), { ...config, http: wide }).get(
      base,
      ({ bytes }) => bytes.length,
    );
    expect(result).toBe(3 * 1024 * 1024);
  });

  test('that answers fewer bytes than announced is no answer', async () => {
    const base = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('short');
      setTimeout(() => request.socket.destroy(), 10);
    });
    const client = clientWith(networkTransport(testConfig().http, 'test'));
    const error = await errorOf(() => client.get(base, ({ bytes }) => bytes.toString()));
    expect(error).toMatchObject({ code: 'source', where: { url: base } });
  });

  test('that is not there is an error with address and reason', async () => {
    const client = clientWith(networkTransport(testConfig().http, 'test'));
    // Port 1 of the loopback is reserved and closed.
    const error = await errorOf(() => client.get('http://127.0.0.1:1/x', () => ''));
    expect(error.message).toMatch(/ECONNREFUSED/);
    expect(error).toMatchObject({ where: { url: 'http://127.0.0.1:1/x' } });
  });
});

describe('a file: address', () => {
  test('is not read when it is larger than allowed', async () => {
    const file = path.join(await tempFolder(), 'large.zip');
    await fs.writeFile(file, Buffer.alloc(2 * 1024 * 1024));
    const http = { ...testConfig().http, max_body_mb: 1 };
    const error = await errorOf(() =>
      clientWith(networkTransport(http, 'test')).get(pathToFileURL(file).href, () => ''),
    );
    expect(error).toMatchObject({ code: 'source', retryable: false });
    expect(error.message).toContain('larger than 1 MB');
  });

  test('is read from disk, also with spaces and accents in its name', async () => {
    const file = path.join(await tempFolder(), 'Súdwest-Fryslân 2020.csv');
    await fs.writeFile(file, 'a;b');
    const client = clientWith(networkTransport(testConfig().http, 'test'));
    const { result } = await client.get(pathToFileURL(file).href, ({ bytes }) => bytes.toString());
    expect(result).toBe('a;b');
  });

  test('that is not there does not exist, and is not tried again', async () => {
    const missing = pathToFileURL(path.join(await tempFolder(), 'gone.csv')).href;
    let asked = 0;
    const transport = networkTransport(testConfig().http, 'test');
    const client = clientWith((url, signal) => {
      asked++;
      return transport(url, signal);
    });
    const error = await errorOf(() => client.get(missing, () => ''));
    expect(error.message).toMatch(/does not exist/);
    expect(error).toMatchObject({ where: { url: missing } });
    expect(asked).toBe(1);
  });
});
