import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../indicators/config.ts';
import type { HttpTransport } from '../../kernel/effects.ts';
import { renderError } from '../../kernel/errors.ts';
import { listDir, readJson } from '../../kernel/files.ts';
import type { Edition } from '../../sources/declaration.ts';
import { type FetchOutcome, fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { Snapshot, type SnapshotMeta, SnapshotStore } from '../../sources/snapshot.ts';
import { effectsWith, tempFolder } from '../sources/fixtures.ts';
import { amountOf, oneIn } from '../support/depth.ts';
import type { ServiceFault } from '../support/service-faults.ts';
import type { End, FaultCase, Place } from './faults.ts';

/** A service with one table or file that a connector can fetch, and the truth about it. */
export interface ServiceUnderTest {
  config: Config;
  edition: Edition;
  /** Substrings of the URLs; `middle` = which request for data is neither the first nor the last, if there are more. */
  places: Record<Place, string> & { metadata: string[]; middle: number };
  /** Key of a numeric topic with a value in every row. */
  column: string;
  setFaults(faults: ServiceFault[]): void;
  /** URLs asked since the service began, decoded. */
  requests(): string[];
  /** What a snapshot holds, in the form of `truth`. */
  contentOf(snapshot: Snapshot): Promise<unknown>;
  truth: unknown;
  close(): Promise<void>;
}

/** Faults that a connector must overcome in metadata as in data. */
const PASSING = ['status-503', 'html-200', 'reset', 'reset-mid', 'truncate', 'bom', 'slow-drip'] as const;

/**
 * What every connector must do, and what it must never do, whatever the service does. `cases` = the faults that its
 * protocol can meet.
 */
export function describeConnector(
  name: string,
  makeService: () => Promise<ServiceUnderTest>,
  cases: FaultCase[],
): void {
  describe(name, () => {
    let service: ServiceUnderTest;
    let work: Bench;
    let folder: string;
    beforeAll(async () => {
      service = await makeService();
      work = new Bench(service);
      folder = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-contract-'));
      await work.fill(folder);
    });
    afterAll(async () => {
      await service.close();
      await fs.rm(folder, { recursive: true, force: true });
    });

    test('a fetch stores exactly what the service publishes', async () => {
      const store = await work.emptyStore();
      const outcome = await work.fetch(store);
      expect(outcome.state).toBe('fetched');
      expect(await work.contents(store)).toEqual([service.truth]);
    });

    test('a second fetch asks for metadata only, and keeps the snapshot', async () => {
      const store = await work.filledStore();
      const before = service.requests().length;
      expect((await work.fetch(store)).state).toBe('unchanged');
      const asked = service.requests().slice(before);
      expect(asked.filter(url => !url.includes(service.places.info))).toEqual([]);
    });

    test('the same content under a forced download makes no second snapshot', async () => {
      const store = await work.filledStore();
      expect((await work.fetch(store, { refresh: true })).state).toBe('same_content');
      expect(await work.contents(store)).toEqual([service.truth]);
    });

    // Which of the faults are left out differs between connectors.
    const every = amountOf('faults of a connector, once and always: one in');
    const some = <T>(all: T[]): T[] => oneIn(every, all, name.length);

    for (const one of some(cases.filter(one => one.once))) {
      test(`${titleOf(one)} once: the first fetch ${one.once}`, async () => {
        const store = await work.emptyStore();
        const outcome = await work.fetch(store, { faults: [work.faultOf(one, 'once')] });
        work.expectEnd(outcome, one.once, one);
        expect(await work.contents(store)).toEqual(one.once === 'recovers' ? [service.truth] : []);
        const after = await work.fetch(store);
        expect(after.error && renderError(after.error)).toBeUndefined();
        expect(await work.contentOfCurrent(store)).toEqual(service.truth);
      });
    }

    for (const one of some(cases.filter(one => one.always))) {
      test(`${titleOf(one)} time and again: the fetch ${one.always}, the snapshot before it stays`, async () => {
        const store = await work.filledStore();
        const outcome = await work.fetch(store, { refresh: true, faults: [work.faultOf(one, 'always')] });
        work.expectEnd(outcome, one.always, one);
        for (const content of await work.contents(store)) expect(content).toEqual(service.truth);
        expect(await work.contentOfCurrent(store)).toEqual(service.truth);
        const after = await work.fetch(store, { refresh: true });
        expect(after.error && renderError(after.error)).toBeUndefined();
        expect(await work.contentOfCurrent(store)).toEqual(service.truth);
      });
    }

    const hasMetadata = cases.some(one => one.place);
    for (const kind of some(hasMetadata ? [...PASSING] : [])) {
      test(`${kind} once in every set but the data is overcome`, async () => {
        const store = await work.emptyStore();
        const faults = service.places.metadata.map(match => ({ kind, match, nth: 1, ms: 1 }));
        const outcome = await work.fetch(store, { faults });
        expect(outcome.error && renderError(outcome.error)).toBeUndefined();
        expect(await work.contents(store)).toEqual([service.truth]);
      });
    }
  });
}

const titleOf = ({ kind, place = 'data' }: FaultCase): string => `${kind} in ${place}`;

interface FetchWith {
  refresh?: boolean;
  faults?: ServiceFault[];
}

/** Fetches from the service into stores of their own, and looks into them. */
class Bench {
  readonly #service: ServiceUnderTest;
  readonly #transport: HttpTransport;
  /** Gives up an answer that falls silent. */
  readonly #impatient: HttpTransport;
  /** A store after one undisturbed fetch; tests work on copies of it. */
  #filled: SnapshotStore | undefined;

  constructor(service: ServiceUnderTest) {
    this.#service = service;
    this.#transport = networkTransport(service.config, 'test');
    this.#impatient = networkTransport(
      { ...service.config, http: { ...service.config.http, stall_s: 0.5 } },
      'test',
    );
  }

  async emptyStore(): Promise<SnapshotStore> {
    return new SnapshotStore(await tempFolder());
  }

  async fill(folder: string): Promise<void> {
    this.#filled = new SnapshotStore(folder);
    expect((await this.fetch(this.#filled)).state).toBe('fetched');
  }

  async filledStore(): Promise<SnapshotStore> {
    const store = await this.emptyStore();
    await fs.cp(this.#filled?.root ?? '', store.root, { recursive: true });
    expect(await this.contents(store)).toEqual([this.#service.truth]);
    return store;
  }

  async fetch(store: SnapshotStore, { refresh = false, faults = [] }: FetchWith = {}): Promise<FetchOutcome> {
    const { config, edition } = this.#service;
    this.#service.setFaults(faults);
    const isSilent = faults.some(({ kind }) => kind === 'stall');
    const effects = effectsWith(isSilent ? this.#impatient : this.#transport, new Date());
    try {
      return await fetchEdition(edition, { config, store, effects, refresh });
    } finally {
      this.#service.setFaults([]);
    }
  }

  /** The content of every snapshot in the store. */
  async contents(store: SnapshotStore): Promise<unknown[]> {
    const folder = store.folder(this.#service.edition);
    const names = (await listDir(folder)).filter(name => /^[0-9a-f]{16}$/.test(name));
    const contents: unknown[] = [];
    for (const name of names) {
      const dir = path.join(folder, name);
      const meta = await readJson<SnapshotMeta>(path.join(dir, 'meta.json'));
      if (meta) contents.push(await this.#service.contentOf(new Snapshot(dir, meta)));
    }
    return contents;
  }

  async contentOfCurrent(store: SnapshotStore): Promise<unknown> {
    const current = await store.current(this.#service.edition);
    return current && this.#service.contentOf(current.snapshot);
  }

  /** The fault as the service takes it; once = in the middle of the data. */
  faultOf(one: FaultCase, times: 'once' | 'always'): ServiceFault {
    const { places, column } = this.#service;
    const nth = times === 'once' ? (one.nthOnce ?? places.middle) : one.nthAlways;
    const known = one.kind.startsWith('column-') && one.kind !== 'column-add' ? { column } : {};
    const match = places[one.place ?? 'data'];
    return { kind: one.kind, match, ...known, ...one.more, ...(nth === undefined ? {} : { nth }) };
  }

  expectEnd(outcome: FetchOutcome, expected: End | undefined, { names }: FaultCase): void {
    const text = outcome.error ? renderError(outcome.error) : outcome.state;
    if (expected === 'recovers') {
      expect(['fetched', 'same_content'], text).toContain(outcome.state);
      return;
    }
    const { edition } = this.#service;
    expect(outcome.state).toBe('failed');
    expect(text).toContain(`source ${edition.source.id}`);
    expect(text).toContain(`table ${edition.table}`);
    expect(text).toMatch(names ?? /\b(page|field|row) \S+/);
    expect(text).toMatch(/\n {2}do: /);
  }
}
