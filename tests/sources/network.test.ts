import { spawnSync } from 'node:child_process';
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
    const config = testConfig();
    const http = { ...config.http, contact: 'onderzoek@example.org' };
    await networkTransport({ ...config, http }, '0.1.0')(base, noSignal);
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
    const answer = await networkTransport(testConfig(), 'test')(base, noSignal);
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
    const client = clientWith(networkTransport({ ...config, http }, 'test'), { ...config, http });
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
    const client = clientWith(networkTransport({ ...config, http }, 'test'), { ...config, http });
    const error = await errorOf(() => client.get(base, ({ bytes }) => bytes.length));
    expect(error.message).toContain('larger than 2 MB');
    const wide = { ...config.http, max_body_mb: 3 };
    const { result } = await clientWith(networkTransport({ ...config, http: wide }, 'test'), {
      ...config,
      http: wide,
    }).get(base, ({ bytes }) => bytes.length);
    expect(result).toBe(3 * 1024 * 1024);
  });

  test('that answers fewer bytes than announced is no answer', async () => {
    const base = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('short');
      setTimeout(() => request.socket.destroy(), 10);
    });
    const client = clientWith(networkTransport(testConfig(), 'test'));
    const error = await errorOf(() => client.get(base, ({ bytes }) => bytes.toString()));
    expect(error).toMatchObject({ code: 'source', where: { url: base } });
  });

  test('that is not there is an error with address and reason', async () => {
    const client = clientWith(networkTransport(testConfig(), 'test'));
    // Port 1 of the loopback is reserved and closed.
    const error = await errorOf(() => client.get('http://127.0.0.1:1/x', () => ''));
    expect(error.message).toMatch(/ECONNREFUSED/);
    expect(error).toMatchObject({ where: { url: 'http://127.0.0.1:1/x' } });
  });
});

describe('a service that refers to another address', () => {
  const referring = (targets: Record<string, string>) =>
    serve((request, response) => {
      const location = targets[request.url ?? ''];
      if (location === undefined) response.end('here');
      else response.writeHead(302, { location }).end();
    });
  const get = (url: string) =>
    clientWith(networkTransport(testConfig(), 'test')).get(url, ({ bytes }) => bytes.toString());

  test('is followed within the service', async () => {
    const base = await referring({ '/a': '/b', '/b': 'c' });
    expect((await get(`${base}/a`)).result).toBe('here');
  });

  test('is not followed to elsewhere, and not asked again', async () => {
    const asked: string[] = [];
    const other = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('secret');
    });
    for (const target of [`${other}/x`, 'file:///etc/passwd']) {
      const base = await referring({ '/a': target });
      const error = await errorOf(() => get(`${base}/a`));
      expect(error).toMatchObject({ code: 'source', retryable: false, where: { url: `${base}/a` } });
      expect(error.message).toBe(`The service refers to another address, which is not followed: ${target}`);
    }
    expect(asked).toEqual([]);
  });

  test('is not followed for ever', async () => {
    const base = await referring({ '/a': '/b', '/b': '/a' });
    expect((await errorOf(() => get(`${base}/a`))).message).toMatch(/is not followed: \/[ab]$/);
  });
});

/** Reads files below a folder, as a service of files does. */
async function reader(http = testConfig().http) {
  const folder = await tempFolder();
  const config = { ...testConfig({ files: `file://${folder}` }), http };
  const client = clientWith(networkTransport(config, 'test'), config);
  const read = (file: string) => client.get(pathToFileURL(file).href, ({ bytes }) => bytes.toString());
  return { folder, read };
}

describe('a file: address', () => {
  test('is read up to the size that is allowed, and no byte further', async () => {
    const { folder, read } = await reader({ ...testConfig().http, max_body_mb: 1 });
    const file = path.join(folder, 'large.zip');
    await fs.writeFile(file, Buffer.alloc(1024 * 1024));
    expect((await read(file)).result).toHaveLength(1024 * 1024);
    await fs.appendFile(file, 'x');
    const error = await errorOf(() => read(file));
    expect(error).toMatchObject({ code: 'source', retryable: false });
    expect(error.message).toContain('larger than 1 MB');
  });

  test('is read from disk, also with spaces and accents in its name', async () => {
    const { folder, read } = await reader();
    const file = path.join(folder, 'Súdwest-Fryslân 2020.csv');
    await fs.writeFile(file, 'a;b');
    expect((await read(file)).result).toBe('a;b');
  });

  test('that is not there does not exist, and is not tried again', async () => {
    const missing = pathToFileURL(path.join(await tempFolder(), 'gone.csv')).href;
    let asked = 0;
    const transport = networkTransport(testConfig(), 'test');
    const client = clientWith((url, signal) => {
      asked++;
      return transport(url, signal);
    });
    const error = await errorOf(() => client.get(missing, () => ''));
    expect(error.message).toMatch(/does not exist/);
    expect(error).toMatchObject({ where: { url: missing } });
    expect(asked).toBe(1);
  });

  test('is read below the configured folder alone, also by links', async () => {
    const { folder, read } = await reader();
    const beside = `${folder}-beside`;
    await fs.mkdir(beside);
    onTestFinished(() => fs.rm(beside, { recursive: true }));
    await fs.writeFile(path.join(beside, 'a.csv'), 'secret');
    await fs.symlink(path.join(beside, 'a.csv'), path.join(folder, 'link.csv'));
    await fs.symlink(beside, path.join(folder, 'linked'));
    const outside = [
      path.join(beside, 'a.csv'),
      path.join(folder, 'link.csv'),
      path.join(folder, 'linked/a.csv'),
    ];
    for (const file of [...outside, '/etc/passwd', '/dev/zero', folder]) {
      const error = await errorOf(() => read(file));
      expect(error, file).toMatchObject({ code: 'source', retryable: false });
      expect(error.message).toBe('The file does not lie below a configured folder.');
    }
  });

  test('is not read at all where no service is one of files', async () => {
    const file = path.join(await tempFolder(), 'a.csv');
    await fs.writeFile(file, 'secret');
    const client = clientWith(networkTransport(testConfig(), 'test'));
    const error = await errorOf(() => client.get(pathToFileURL(file).href, () => ''));
    expect(error.message).toBe('The file does not lie below a configured folder.');
  });

  test('of a pipe or a folder is refused, and nobody waits', async () => {
    const { folder, read } = await reader();
    const pipe = path.join(folder, 'pipe.csv');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    await fs.mkdir(path.join(folder, 'folder.csv'));
    for (const file of [pipe, path.join(folder, 'folder.csv')]) {
      expect((await errorOf(() => read(file))).message).toBe('This is no regular file.');
    }
  });

  test('is read no longer than a run goes on', async () => {
    const folder = await tempFolder();
    const file = path.join(folder, 'a.csv');
    await fs.writeFile(file, Buffer.alloc(4 * 1024 * 1024));
    const transport = networkTransport(testConfig({ files: `file://${folder}` }), 'test');
    await expect(transport(pathToFileURL(file).href, AbortSignal.abort())).rejects.toThrow(/aborted/);
  });
});
