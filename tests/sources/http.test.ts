import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type HttpResponse, type HttpTransport, sleep } from '../../kernel/effects.ts';
import { renderError, VieError } from '../../kernel/errors.ts';
import { HttpClient, retryAfterSeconds } from '../../sources/http.ts';
import { clientWith, effectsWith, errorOf, testConfig } from './fixtures.ts';

const URL = 'https://opendata.cbs.nl/ODataApi/odata/84799NED/TableInfos?$format=json';

type Step = Partial<HttpResponse> | Error;

/** Answers one after the other; the last one again and again. */
function script(...steps: Step[]): HttpTransport & { asked: number } {
  const transport: HttpTransport = async () => {
    const step = steps[Math.min(counting.asked++, steps.length - 1)] ?? {};
    if (step instanceof Error) throw step;
    return { status: 200, headers: {}, body: Buffer.from('ok'), encoding: 'identity', ...step };
  };
  const counting = Object.assign(transport, { asked: 0 });
  return counting;
}

const textOf = ({ bytes }: { bytes: Buffer }): string => bytes.toString();
const get = async (http: HttpTransport, attempts = 3): Promise<string> =>
  (await clientWith(http, testConfig({}, attempts)).get(URL, textOf)).result;
const failure = async (http: HttpTransport, attempts = 3): Promise<VieError> => {
  const error = await errorOf(() => get(http, attempts));
  expect(error).toBeInstanceOf(VieError);
  return error as VieError;
};

/** For how long nothing was asked, each time, in milliseconds. */
async function pausesOf(...steps: Step[]): Promise<number[]> {
  const pauses: number[] = [];
  const sleeps = async (ms: number) => void pauses.push(ms);
  const effects = { ...effectsWith(script(...steps)), sleep: sleeps };
  await new HttpClient(testConfig({}, 10).http, effects).get(URL, textOf);
  return pauses;
}

describe('Retry-After', () => {
  const now = new Date('2026-01-15T04:30:00Z');

  test.each([
    ['120', 120],
    [' 7 ', 7],
    ['Thu, 15 Jan 2026 04:31:30 GMT', 90],
    ['Thu, 15 Jan 2026 04:00:00 GMT', 0],
    ['soon', undefined],
  ])('%s means %s seconds at half past four', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });

  test.each([
    ['7', 7_000],
    ['Thu, 15 Jan 2026 04:31:00 GMT', 60_000],
  ])('of %s is waited for', async (after, ms) => {
    expect(await pausesOf({ status: 429, headers: { 'retry-after': after } }, {})).toEqual([ms]);
  });

  test('is waited for no longer than the config allows', async () => {
    const busy = { status: 429, headers: { 'retry-after': '86400' } };
    expect(await pausesOf(busy, {})).toEqual([120_000]);
  });
});

describe('the pause before an answer is asked for again', () => {
  test('doubles, with a random part, up to the longest of the config', async () => {
    const pauses = await pausesOf(...Array.from({ length: 8 }, () => ({ status: 503 })), {});
    expect(pauses).toHaveLength(8);
    // 2 seconds, 4, 8 and so on, each times 1 to 2; two minutes at most.
    for (const [at, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(Math.min(2000 * 2 ** at, 120_000));
      expect(pause).toBeLessThanOrEqual(Math.min(4000 * 2 ** at, 120_000));
    }
    expect(new Set(pauses.slice(0, 5)).size).toBe(5);
  });

  test('is cut short by an interruption, after which nothing is asked', async () => {
    const stop = new AbortController();
    const http = script({ status: 503 });
    const waits = { ...effectsWith(http), sleep, signal: stop.signal };
    setTimeout(() => stop.abort(new VieError('interrupted', 'stopped by the user')), 20);
    const asked = new HttpClient(testConfig({}, 5).http, waits).get(URL, textOf);
    expect(await errorOf(() => asked)).toMatchObject({ code: 'interrupted' });
    expect(http.asked).toBe(1);
  });
});

describe('an answer that may be better a moment later', () => {
  test.each([406, 429, 500, 502, 503, 504, 403])('status %i is asked for again', async status => {
    const http = script({ status }, {});
    expect(await get(http)).toBe('ok');
    expect(http.asked).toBe(2);
  });

  test('is asked for again after a broken connection', async () => {
    const reset = new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
    const http = script(reset, reset, {});
    expect(await get(http)).toBe('ok');
    expect(http.asked).toBe(3);
  });

  test('is asked for again when its gzip is cut off', async () => {
    const whole = gzipSync('the whole body of this answer');
    const http = script({ body: whole.subarray(0, 30), encoding: 'gzip' }, { body: whole, encoding: 'gzip' });
    expect(await get(http)).toBe('the whole body of this answer');
  });

  test('is asked for again when whoever reads it finds it broken', async () => {
    const http = script({ body: Buffer.from('<html>') }, {});
    const { result } = await clientWith(http).get(URL, fetched => {
      if (textOf(fetched) === 'ok') return 'good';
      throw new VieError('source', 'a web page', { retryable: true });
    });
    expect(result).toBe('good');
  });

  test('in the end fails with address, reason and advice', async () => {
    const http = script({ status: 503, body: Buffer.from('<html>Storing</html>') });
    const error = await failure(http);
    expect(http.asked).toBe(3);
    expect(error).toMatchObject({ code: 'source', exitCode: 69, where: { url: URL } });
    expect(renderError(error)).toContain(`url ${URL}`);
    expect(renderError(error)).toContain('503');
    expect(error.hint).toMatch(/run again later/);
  });

  test('in the end tells the innermost reason of a network failure', async () => {
    const refused = new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:1')], '');
    const error = await failure(script(new TypeError('fetch failed', { cause: refused })));
    expect(error.message).toBe('The connection failed: connect ECONNREFUSED 127.0.0.1:1.');
    expect(error.hint).toMatch(/HTTPS_PROXY/);
    expect(error.where).toEqual({ url: URL });
  });
});

describe('an answer that will not get better', () => {
  test.each([400, 404, 410])('status %i fails at once', async status => {
    const http = script({ status });
    const error = await failure(http);
    expect(http.asked).toBe(1);
    expect(error.message).toContain(`${status}`);
    expect(error.where).toEqual({ url: URL });
  });

  test('such as a query for too much fails at once', async () => {
    const body = Buffer.from('The query returns more than 10000 records');
    const http = script({ status: 500, body });
    expect((await failure(http)).message).toMatch(/more than 10,000 records/);
    expect(http.asked).toBe(1);
  });

  test('such as one against the contract fails at once, with its address', async () => {
    const http = script({});
    const refused = async () =>
      clientWith(http).get(URL, () => {
        throw new VieError('contract', 'another unit', { where: { field: 'X_1' } });
      });
    expect(await errorOf(refused)).toMatchObject({ code: 'contract', where: { field: 'X_1', url: URL } });
    expect(http.asked).toBe(1);
  });
});

describe('time and interruption', () => {
  const never: HttpTransport = (_url, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });

  test('an answer that does not come in time is given up, and the message says so', async () => {
    const config = testConfig({}, 2);
    config.http.timeout_s = 0.02;
    let asked = 0;
    const counted: HttpTransport = (url, signal) => {
      asked++;
      return never(url, signal);
    };
    const error = await errorOf(() => clientWith(counted, config).get(URL, textOf));
    expect(error.message).toMatch(/did not finish in time/);
    expect(asked).toBe(2);
  });

  test('an interruption ends the attempt at once, and there is no other', async () => {
    const stop = new AbortController();
    let asked = 0;
    const http: HttpTransport = (url, signal) => {
      asked++;
      setImmediate(() => stop.abort(new VieError('interrupted', 'stopped by the user')));
      return never(url, signal);
    };
    const client = new HttpClient(testConfig({}, 5).http, { ...effectsWith(http), signal: stop.signal });
    expect(await errorOf(() => client.get(URL, textOf))).toMatchObject({ code: 'interrupted' });
    expect(asked).toBe(1);
  });
});

test('bodies are kept as received and read decoded, without byte order mark', async () => {
  const body = gzipSync('\uFEFF{"value":[]}');
  const { fetched, result } = await clientWith(script({ body, encoding: 'gzip' })).get(URL, textOf);
  expect(fetched.received).toBe(body);
  expect(fetched.encoding).toBe('gzip');
  expect(result).toBe('{"value":[]}');
});
