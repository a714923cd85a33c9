import { fileURLToPath } from 'node:url';
import { EnvHttpProxyAgent, request } from 'undici';
import type { Config } from '../indicators/config.ts';
import type { Effects, HttpResponse, HttpTransport } from '../kernel/effects.ts';
import { isSystemError, VieError } from '../kernel/errors.ts';
import { gunzip } from '../kernel/gzip.ts';
import { readFileUrl } from './file-transport.ts';
import { withoutBom } from './json-page.ts';
import { shown, withinService } from './links.ts';

type HttpConfig = Config['http'];

/** The real network: proxy from the environment, optional IPv4 only, honest User-Agent, gzip kept as received. */
export function networkTransport(
  { http: config, services }: Pick<Config, 'http' | 'services'>,
  version: string,
): HttpTransport {
  const agent = new EnvHttpProxyAgent({
    connect: { timeout: 30_000, ...(config.ipv4_only ? { family: 4 } : {}) },
    headersTimeout: config.stall_s * 1000,
    bodyTimeout: config.stall_s * 1000,
  });
  const contact = config.contact ? `; ${config.contact}` : '';
  const headers = {
    'user-agent': `vie/${version} (indicator pipeline Parkstad Limburg${contact})`,
    accept: '*/*',
    'accept-encoding': 'gzip',
  };
  const roots = Object.values(services)
    .filter(isFileUrl)
    .map(address => fileURLToPath(address));
  const take = (body: AsyncIterable<Buffer>) => bodyOf(body, config);
  return async (url, signal) => {
    if (isFileUrl(url)) return readFileUrl(url, { roots, signal, take });
    const response = await request(url, { headers, signal, dispatcher: agent });
    const body = await take(response.body);
    const answered = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    const encoding = response.headers['content-encoding'] === 'gzip' ? 'gzip' : 'identity';
    return { status: response.statusCode, headers: Object.fromEntries(answered), body, encoding };
  };
}

const isFileUrl = (url: string): boolean => /^file:/i.test(url);

/** The whole body; one that is larger than allowed is given up while it comes in. */
async function bodyOf(body: AsyncIterable<Buffer>, config: HttpConfig): Promise<Buffer> {
  const most = mostBytes(config);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > most) throw tooLarge(config);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

const mostBytes = ({ max_body_mb }: HttpConfig): number => Math.floor(max_body_mb * 1024 * 1024);

function tooLarge({ max_body_mb }: HttpConfig): VieError {
  return new VieError('source', `The answer is larger than ${max_body_mb} MB; it was not taken in.`, {
    hint: 'Check the address; if so much is right, raise http.max_body_mb in the config.',
  });
}

type HttpEffects = Pick<Effects, 'http' | 'log' | 'signal' | 'now' | 'sleep'>;

/** A body as received, and its decoded bytes without byte order mark. */
export interface Fetched {
  url: string;
  received: Buffer;
  encoding: HttpResponse['encoding'];
  bytes: Buffer;
}

export class HttpClient {
  readonly #config: HttpConfig;
  readonly #effects: HttpEffects;

  constructor(config: HttpConfig, effects: HttpEffects) {
    this.#config = config;
    this.#effects = effects;
  }

  /**
   * Gets a URL and interprets the answer; network faults, busy services and answers that `interpret` finds broken
   * are tried again with growing pauses (Retry-After is honoured). Throws a `source` error that names the URL.
   */
  async get<T>(
    url: string,
    interpret: (fetched: Fetched) => T | Promise<T>,
  ): Promise<{ fetched: Fetched; result: T }> {
    const { signal, log, sleep } = this.#effects;
    for (let attempt = 1; ; attempt++) {
      try {
        const fetched = await this.#attempt(url);
        return { fetched, result: await interpret(fetched) };
      } catch (thrown) {
        signal.throwIfAborted();
        const error = asSourceError(thrown, url);
        const left = this.#config.attempts - attempt;
        log.warn({ url, attempt, left, reason: error.message }, 'attempt failed');
        if (!error.retryable || left <= 0) throw error;
        await sleep(this.#pauseMs(error, attempt), signal);
        signal.throwIfAborted();
      }
    }
  }

  /** Doubles from attempt to attempt, with a random part so that many do not ask at once; longer when the service says so. */
  #pauseMs({ retryAfter = 0 }: VieError, attempt: number): number {
    const { first_delay_ms, max_delay_s } = this.#config;
    const backOff = first_delay_ms * 2 ** (attempt - 1) * (1 + Math.random());
    return Math.min(Math.max(backOff, retryAfter * 1000), max_delay_s * 1000);
  }

  async #attempt(url: string): Promise<Fetched> {
    const timeout = AbortSignal.timeout(this.#config.timeout_s * 1000);
    const response = await this.#answer(url, AbortSignal.any([timeout, this.#effects.signal]));
    if (response.status !== 200) throw statusError(response, this.#effects.now());
    const bytes = response.encoding === 'gzip' ? await this.#unpacked(response.body) : response.body;
    return { url, received: response.body, encoding: response.encoding, bytes: withoutBom(bytes) };
  }

  /** What the service answers, at the place within it that it may refer to. */
  async #answer(url: string, signal: AbortSignal): Promise<HttpResponse> {
    let at = url;
    for (let times = 0; ; times++) {
      const response = await this.#effects.http(at, signal);
      const location = REDIRECTED.includes(response.status) ? response.headers['location'] : undefined;
      if (location === undefined) return response;
      const target = withinService(location, at);
      if (target === undefined || times === REDIRECTS) throw referred(response.status, location);
      at = target;
    }
  }

  /** A small answer can unpack to more than the machine holds. */
  async #unpacked(body: Buffer): Promise<Buffer> {
    try {
      return await gunzip(body, mostBytes(this.#config));
    } catch (error) {
      throw isSystemError(error, 'ERR_BUFFER_TOO_LARGE') ? tooLarge(this.#config) : error;
    }
  }
}

/** Most references one after the other, and the statuses that give one (RFC 9110 §15.4). */
const REDIRECTS = 3;
const REDIRECTED = [301, 302, 303, 307, 308];

const referred = (status: number, location: string): VieError =>
  new VieError('source', `The service refers to another address, which is not followed: ${shown(location)}`, {
    status,
    hint: 'Correct the address under `services` in the config when the service has moved; a proxy may also ask to log in.',
  });

function statusError(response: HttpResponse, now: Date): VieError {
  const { status } = response;
  const text = response.encoding === 'identity' ? response.body.toString('utf8', 0, 2000) : '';
  if (/more than 10000 records/.test(text)) {
    return new VieError('source', 'The service refuses the query: it asks for more than 10,000 records.', {
      status,
      hint: 'Ask for fewer: hold more dimensions at one key under `fixed`, or narrow the periods in the config.',
    });
  }
  if (status === 404 || status === 410 || status === 400) {
    return new VieError('source', `The service answers ${status}: this address does not exist.`, {
      status,
      hint: 'Check the service addresses in the config and the table id; if they are right, run again later.',
    });
  }
  const after = response.headers['retry-after'];
  const wait = after === undefined ? undefined : retryAfterSeconds(after, now);
  return new VieError('source', `The service answers HTTP ${status}.`, {
    status,
    retryable: true,
    ...(wait === undefined ? {} : { retryAfter: wait }),
    hint: 'The service is busy or down, not you; run again later.',
  });
}

/** Seconds to wait from a Retry-After header, given as seconds or as an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterSeconds(header: string, now: Date): number | undefined {
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now.getTime()) / 1000);
}

function asSourceError(thrown: unknown, url: string): VieError {
  if (thrown instanceof VieError) return thrown.at({ url });
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const name = error.name === 'TimeoutError' ? 'The service did not finish in time' : 'The connection failed';
  return new VieError('source', `${name}: ${reason(error)}.`, {
    where: { url },
    retryable: true,
    cause: error,
    hint: 'Check the network (proxy: HTTPS_PROXY; IPv6 trouble: http.ipv4_only), then run again.',
  });
}

/** The innermost message of a network error ("ECONNREFUSED 127.0.0.1:1"). */
function reason(error: Error): string {
  const inner = error instanceof AggregateError ? (error.errors as Error[])[0] : error.cause;
  return inner instanceof Error ? reason(inner) : error.message.replace(/\.$/, '') || error.name;
}
