import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HttpTransport } from '../../kernel/effects.ts';
import { renderError } from '../../kernel/errors.ts';
import { listDir } from '../../kernel/files.ts';
import { type Revision, selectionOf } from '../../sources/connector.ts';
import type { Edition } from '../../sources/declaration.ts';
import { fetchEdition, inspectEdition, planEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { WHOLE_TABLE } from '../contract/own-tables.ts';
import { ODataService, type ServiceTable } from '../support/odata-service.ts';
import { answering, editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const yaml = (more = ''): string => `
id: kwb
connector: cbs-odata-v3
service: opendata
${more}
dimensions: {area: WijkenEnBuurten}
topics: {inwoners: AantalInwoners}
editions: {"2020": {table: 90001NED}}
`;

interface Given {
  table?: ServiceTable;
  pageSize?: number;
  declaration?: string;
  /** Put between the pipeline and the network. */
  between?: (network: HttpTransport) => HttpTransport;
}

/** A service with one table, and a store that fetches from it; the clock moves an hour with every fetch. */
async function bench({ table = WHOLE_TABLE, pageSize = 10, declaration = yaml(), between }: Given = {}) {
  const service = new ODataService(pageSize);
  service.tables.set(table.id, table);
  const config = testConfig({ opendata: `${await service.listen()}/opendata` });
  onTestFinished(() => service.close());
  const edition = editionOf(declaration, '2020', config);
  const store = new SnapshotStore(await tempFolder());
  const network = networkTransport(config, 'test');
  let hour = 0;
  const fetch = (given: { refresh?: boolean; edition?: Edition } = {}) => {
    const effects = effectsWith(between?.(network) ?? network, new Date(Date.UTC(2026, 0, 15, hour++)));
    return fetchEdition(given.edition ?? edition, {
      config,
      store,
      effects,
      refresh: given.refresh ?? false,
    });
  };
  const snapshots = async () =>
    (await listDir(store.folder(edition))).filter(name => /^[0-9a-f]{16}$/.test(name));
  return { service, config, edition, store, fetch, snapshots };
}

/** The same network, in which the first page of the data links to this address. */
function linkingTo(link: string, asked: string[]) {
  let isFaulty = true;
  const between =
    (network: HttpTransport): HttpTransport =>
    async (url, signal) => {
      asked.push(url);
      const answer = await network(url, signal);
      if (!isFaulty || !/TypedDataSet\?/.test(url) || /skip=/.test(url)) return answer;
      const plain = answer.encoding === 'gzip' ? gunzipSync(answer.body) : answer.body;
      const page = JSON.parse(plain.toString()) as object;
      return {
        ...answer,
        encoding: 'identity',
        body: Buffer.from(JSON.stringify({ ...page, 'odata.nextLink': link })),
      };
    };
  return {
    between,
    mend: () => {
      isFaulty = false;
    },
  };
}

const released = (change: Partial<ServiceTable>): ServiceTable => ({
  ...WHOLE_TABLE,
  modified: '2021-09-01T02:00:00',
  ...change,
});

describe('the plan for an edition', () => {
  const edition = editionOf(yaml(), '2020');
  const stored = { modified: '2021-03-26T02:00:00', selection: selectionOf(edition) };
  const revision: Revision = { modified: '2021-03-26T02:00:00', title: 'Kerncijfers', rows: 17341 };

  test.each<[string, Parameters<typeof planEdition>, 'fetch' | 'keep', string]>([
    ['not stored yet', [edition, { stored: undefined, revision }], 'fetch', 'not fetched before'],
    ['the same', [edition, { stored, revision }], 'keep', 'unchanged since 2021-03-26T02:00:00'],
    ['asked for', [edition, { stored, revision, refresh: true }], 'fetch', 'asked for with --refresh'],
    [
      'asked for otherwise',
      [edition, { stored: { ...stored, selection: 'other' }, revision }],
      'fetch',
      'the declaration selects other rows',
    ],
    [
      'changed',
      [edition, { stored: { ...stored, modified: '2020-12-01T02:00:00' }, revision }],
      'fetch',
      'changed at the source: 2021-03-26T02:00:00',
    ],
    [
      'of a kind that never changes',
      [edition, { stored, revision: undefined }],
      'keep',
      'never changes once fetched',
    ],
    [
      'never changing, but not stored',
      [edition, { stored: undefined, revision: undefined }],
      'fetch',
      'not fetched before',
    ],
    [
      'never changing, but asked for',
      [edition, { stored, revision: undefined, refresh: true }],
      'fetch',
      'asked for with --refresh',
    ],
  ])('that is %s', (_name, given, action, reason) => {
    expect(planEdition(...given)).toMatchObject({ edition, action, reason });
  });

  test('tells the number of rows when the source does', () => {
    expect(planEdition(edition, { stored, revision }).rows).toBe(17341);
    expect(planEdition(edition, { stored: undefined, revision: undefined })).not.toHaveProperty('rows');
  });

  test('asks nothing of a source whose editions never change', async () => {
    const file = `
id: monitor
connector: statline-csv
service: files
dimensions: {area: RegioS}
topics: {roken: Rokers}
editions: {"2020": {table: 85012NED}}
`;
    const transport = answering({});
    const store = new SnapshotStore(await tempFolder());
    const options = { config: testConfig(), store, effects: effectsWith(transport) };
    expect(await inspectEdition(editionOf(file, '2020'), options)).toMatchObject({ action: 'fetch' });
    expect(transport.asked).toEqual([]);
  });
});

describe('a fetch', () => {
  test('takes over a new release, and keeps the one before it', async () => {
    const { service, fetch, snapshots, store, edition } = await bench();
    const first = await fetch();
    const rows = WHOLE_TABLE.rows.map(row => ({ ...row, AantalInwoners: 7 }));
    service.tables.set(WHOLE_TABLE.id, released({ rows }));
    const second = await fetch();
    expect(second.state).toBe('fetched');
    expect(await snapshots()).toHaveLength(2);
    expect((await store.current(edition))?.snapshot.meta.modified).toBe('2021-09-01T02:00:00');
    const [page = ''] = first.snapshot?.pages.map(one => one.name) ?? [];
    expect(await first.snapshot?.read(page)).toBeInstanceOf(Buffer);
  });

  test('of a release with the same content only notes that there was one', async () => {
    const { service, fetch, snapshots } = await bench();
    await fetch();
    service.tables.set(WHOLE_TABLE.id, released({}));
    expect((await fetch()).state).toBe('same_content');
    expect(await snapshots()).toHaveLength(1);
    expect((await fetch()).state).toBe('unchanged');
  });

  test('gives the same content the same id, whatever the paging and the address', async () => {
    const ids = [];
    for (const pageSize of [3, 10, 1000]) {
      const { fetch } = await bench({ pageSize });
      ids.push((await fetch()).snapshot?.meta.snapshot_id);
    }
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(ids).size).toBe(1);
  });

  test('with another selection of rows asks the source anew', async () => {
    const { fetch, edition } = await bench();
    await fetch();
    const other: Edition = { ...edition, periods: ['2020'] };
    expect((await fetch({ edition: other })).state).toBe('same_content');
    expect((await fetch({ edition: other })).state).toBe('unchanged');
  });

  test('that is forced repairs a snapshot whose files were damaged', async () => {
    const { fetch, store, edition } = await bench();
    const { snapshot } = await fetch();
    const [file] = snapshot?.pages ?? [];
    await fs.writeFile(path.join(snapshot?.dir ?? '', file?.name ?? ''), 'damaged');
    await expect(snapshot?.read(file?.name ?? '')).rejects.toThrow(/has changed/);
    const repaired = await fetch({ refresh: true });
    expect(repaired.error && renderError(repaired.error)).toBeUndefined();
    const now = (await store.current(edition))?.snapshot;
    expect(await now?.read(file?.name ?? '')).toBeInstanceOf(Buffer);
  });

  test('of a release with another unit is refused, and the snapshot before it stays', async () => {
    const { service, fetch, snapshots, store, edition } = await bench({
      declaration: yaml('contract: evolve'),
    });
    const first = await fetch();
    const topics = WHOLE_TABLE.topics.map(one =>
      one.stem === 'AantalInwoners' ? { ...one, unit: 'x 1 000' } : one,
    );
    service.tables.set(WHOLE_TABLE.id, released({ topics }));
    const second = await fetch();
    expect(second).toMatchObject({ state: 'failed', error: { code: 'contract', exitCode: 65 } });
    expect(second.error?.where).toMatchObject({ table: '90001NED', field: 'AantalInwoners_2' });
    expect(await snapshots()).toHaveLength(1);
    expect((await store.current(edition))?.snapshot.meta).toEqual(first.snapshot?.meta);
  });

  test.each<[string, 'failed' | 'fetched']>([
    ['contract: freeze', 'failed'],
    ['contract: evolve', 'fetched'],
  ])('of a release with one more column under %s is %s', async (contract, state) => {
    const { service, fetch } = await bench({ declaration: yaml(contract) });
    expect((await fetch()).state).toBe('fetched');
    const topics = [...WHOLE_TABLE.topics, { stem: 'Elektrisch', title: 'Elektrische auto', unit: 'aantal' }];
    service.tables.set(WHOLE_TABLE.id, released({ topics }));
    expect((await fetch()).state).toBe(state);
  });
});

describe('a fetch that fails', () => {
  test('leaves no request under way that could still write into the next one', async () => {
    const areas = { asked: 0, ended: 0 };
    const between =
      (network: HttpTransport): HttpTransport =>
      (url, signal) => {
        if (!url.includes('/WijkenEnBuurten?')) return network(url, signal);
        areas.asked++;
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            areas.ended++;
            reject(signal.reason as Error);
          });
        });
      };
    const { service, fetch, store, edition } = await bench({ between });
    service.setFaults([{ kind: 'column-rename', match: '/TypedDataSet?', column: 'AantalInwoners_2' }]);
    expect((await fetch()).state).toBe('failed');
    expect(areas).toEqual({ asked: 1, ended: 1 });
    expect(await listDir(store.folder(edition))).toEqual([]);
  });

  test('after some pages is taken up at the page that failed', async () => {
    const { service, fetch } = await bench();
    service.setFaults([{ kind: 'status-503', match: 'skip=20' }]);
    expect((await fetch()).state).toBe('failed');
    service.setFaults([]);
    const before = service.log.length;
    expect((await fetch()).state).toBe('fetched');
    const pages = service.log.slice(before).filter(({ url }) => url.includes('/TypedDataSet?'));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.url).toContain('skip=20');
  });

  test('to fit together is started afresh twice, and then given up', async () => {
    const { service, fetch } = await bench();
    service.setFaults([{ kind: 'wrong-count', match: '/TableInfos' }]);
    const { state, error } = await fetch();
    expect(state).toBe('failed');
    expect(error?.message).toMatch(/The pages hold \d+ rows, but the service/);
    const first = ({ url }: { url: string }) => url.includes('/TypedDataSet?') && !url.includes('skip=');
    expect(service.log.filter(first)).toHaveLength(3);
  });

  test('names source, edition, table, page and address', async () => {
    const { service, fetch } = await bench();
    service.setFaults([{ kind: 'html-200', match: 'skip=10' }]);
    const { error } = await fetch();
    expect(error && renderError(error)).toMatch(
      /where: source kwb, edition 2020, table 90001NED, page 2, url http\S+skip=10/,
    );
  });
});

describe('a next page that is not of the same service', () => {
  test.each([
    ['of another host', 'http://169.254.169.254/latest/meta-data'],
    ['in a file', 'file:///etc/passwd'],
    ['in a file that never ends', 'file:///dev/zero'],
    ['in a script', 'javascript:0'],
  ])('is not asked for: %s; and does not stand in the way of the next run', async (_, link) => {
    const asked: string[] = [];
    const { between, mend } = linkingTo(link, asked);
    const { fetch, edition, config, snapshots } = await bench({ between });
    const { state, error } = await fetch();
    expect(state).toBe('failed');
    expect(error).toMatchObject({
      code: 'contract',
      message: `The page links to another service, which is not followed: ${link}`,
      where: {
        source: edition.source.id,
        edition: '2020',
        page: 1,
        url: expect.stringMatching(/TypedDataSet/),
      },
    });
    expect(asked.filter(url => !url.startsWith(config.services.opendata))).toEqual([]);
    expect(await snapshots()).toEqual([]);
    mend();
    expect(await fetch()).toMatchObject({ state: 'fetched' });
  });
});
