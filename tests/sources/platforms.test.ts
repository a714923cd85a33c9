import { describe, expect, onTestFinished, test } from 'vitest';
import type { Log } from '../../kernel/effects.ts';
import { renderError } from '../../kernel/errors.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { ODataService, type ServiceTable } from '../support/odata-service.ts';
import type { LongServiceTable } from '../support/odata-service-v4.ts';
import { cellsOf } from '../support/shape.ts';
import { editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const AREAS = ['NL01', 'GM0928'];

/** The same figures in both forms. */
const wide = (id: string): ServiceTable => ({
  id,
  title: 'Bevolking',
  modified: '2026-03-01T02:00:00',
  dimensions: [
    { name: 'RegioS', type: 'GeoDimension', width: 6, items: AREAS.map(Key => ({ Key, Title: Key })) },
  ],
  topics: [{ stem: 'AantalInwoners', title: 'Aantal inwoners', unit: 'aantal' }],
  rows: AREAS.map((RegioS, at) => ({ RegioS, AantalInwoners: 100 - at })),
});
const long = (id: string): LongServiceTable => ({
  id,
  title: 'Bevolking',
  modified: '2026-03-02T02:00:00+01:00',
  dimensions: [
    {
      name: 'RegioS',
      type: 'GeoDimension',
      items: AREAS.map(Identifier => ({ Identifier, Title: Identifier })),
    },
  ],
  measures: [{ Identifier: 'T001036', Title: 'Aantal inwoners', Unit: 'aantal' }],
  observations: AREAS.map((RegioS, at) => ({ Measure: 'T001036', Value: 100 - at, RegioS })),
});

async function bench(connector: 'cbs-odata-v3' | 'cbs-odata-v4', service: string, table = '03759NED') {
  const odata = new ODataService();
  const base = await odata.listen();
  onTestFinished(() => odata.close());
  const services = ['opendata', 'dataderden', 'datasets'].map(name => [name, `${base}/${name}`]);
  const config = testConfig(Object.fromEntries(services));
  const yaml = `
id: bevolking
connector: ${connector}
service: ${service}
dimensions: {area: RegioS}
topics: {inwoners: AantalInwoners}
editions: {"2026": {table: ${table}}}
`;
  const edition = editionOf(yaml, '2026', config);
  const store = new SnapshotStore(await tempFolder());
  const said: string[] = [];
  const warn: Log['warn'] = (about, message) => said.push(`${message}: ${about['reason'] ?? ''}`);
  const silent = effectsWith(networkTransport(config, 'test'));
  const effects = { ...silent, log: { ...silent.log, warn } };
  const fetch = () => fetchEdition(edition, { config, store, effects });
  const keyOf = async () => {
    const { snapshot, error, state } = await fetch();
    if (!snapshot) throw error ?? new Error(state);
    const shape = cellsOf(await connectorFor(connector, config.services).describe(edition, snapshot));
    return { state, key: shape.topics[0]?.key, url: snapshot.meta.url.replace(base, '') };
  };
  return { odata, said, fetch, keyOf };
}

describe('a table of CBS', () => {
  test('that v3 does not have is taken from v4, and the log says so', async () => {
    const { odata, said, keyOf } = await bench('cbs-odata-v3', 'opendata');
    odata.longTables.set('03759NED', long('03759NED'));
    expect(await keyOf()).toMatchObject({ state: 'fetched', key: 'T001036' });
    expect(said.join()).toContain(
      "opendata has no table '03759NED' with rows; taken from datasets as '03759NED'",
    );
  });

  test('that v3 announces without rows is taken from v4', async () => {
    const { odata, keyOf } = await bench('cbs-odata-v3', 'opendata');
    odata.tables.set('03759NED', { ...wide('03759NED'), rows: [] });
    odata.longTables.set('03759NED', long('03759NED'));
    expect((await keyOf()).url).toContain('/datasets/odata/v1/CBS/03759NED/Observations');
  });

  test('that v4 does not have is taken from v3', async () => {
    const { odata, said, keyOf } = await bench('cbs-odata-v4', 'datasets');
    odata.tables.set('03759NED', wide('03759NED'));
    expect(await keyOf()).toMatchObject({ state: 'fetched', key: 'AantalInwoners_1' });
    expect(said.join()).toContain('taken from opendata');
  });

  test('that v4 announces without rows is taken from v3', async () => {
    const { odata, keyOf } = await bench('cbs-odata-v4', 'datasets');
    odata.tables.set('03759NED', wide('03759NED'));
    odata.longTables.set('03759NED', { ...long('03759NED'), observations: [] });
    expect((await keyOf()).key).toBe('AantalInwoners_1');
  });

  test('is found at v4 under the other case of its id', async () => {
    const { odata, said, keyOf } = await bench('cbs-odata-v4', 'datasets');
    odata.longTables.set('03759ned', long('03759ned'));
    expect((await keyOf()).url).toBe('/datasets/odata/v1/CBS/03759ned/Observations');
    expect(said.join()).toContain("taken from datasets as '03759ned'");
  });

  test('stays where it is declared when it is at both, and nothing is said', async () => {
    const { odata, said, keyOf } = await bench('cbs-odata-v3', 'opendata');
    odata.tables.set('03759NED', wide('03759NED'));
    odata.longTables.set('03759NED', long('03759NED'));
    expect((await keyOf()).key).toBe('AantalInwoners_1');
    expect(odata.log.filter(({ url }) => url.includes('/datasets/'))).toEqual([]);
    expect(said).toEqual([]);
  });
});

test('a table at the other platform is not fetched again, until it is where it is declared', async () => {
  const { odata, keyOf } = await bench('cbs-odata-v3', 'opendata');
  odata.longTables.set('03759NED', long('03759NED'));
  expect((await keyOf()).state).toBe('fetched');
  expect(await keyOf()).toMatchObject({ state: 'unchanged', key: 'T001036' });
  odata.tables.set('03759NED', wide('03759NED'));
  expect(await keyOf()).toMatchObject({ state: 'fetched', key: 'AantalInwoners_1' });
  expect((await keyOf()).state).toBe('unchanged');
});

test('a platform that is down is no reason to use the other one', async () => {
  const { odata, fetch } = await bench('cbs-odata-v3', 'opendata');
  odata.tables.set('03759NED', wide('03759NED'));
  odata.longTables.set('03759NED', long('03759NED'));
  odata.setFaults([{ kind: 'status-503', match: '/opendata/' }]);
  const { state, error } = await fetch();
  expect([state, error?.message]).toEqual(['failed', 'The service answers HTTP 503.']);
  expect(odata.log.filter(({ url }) => url.includes('/datasets/'))).toEqual([]);
});

test('a table that is at neither platform is refused, naming both', async () => {
  const { fetch } = await bench('cbs-odata-v4', 'datasets');
  const { error } = await fetch();
  const text = error ? renderError(error) : '';
  expect(text).toContain("Table '03759NED' does not exist at the service 'datasets', nor at 'opendata'");
  expect(text).toContain('sources/bevolking.yaml');
});

test('a table without rows at both platforms is refused, and the snapshot before it stays', async () => {
  const { odata, fetch } = await bench('cbs-odata-v3', 'opendata');
  odata.tables.set('03759NED', wide('03759NED'));
  const before = await fetch();
  odata.tables.set('03759NED', { ...wide('03759NED'), modified: '2026-04-01T02:00:00', rows: [] });
  const after = await fetch();
  expect(after.error?.message).toContain("'opendata' announces none, 'datasets' does not have it");
  expect(after.snapshot?.meta.snapshot_id).toBe(before.snapshot?.meta.snapshot_id);
});

test('a table of third parties is never looked for elsewhere', async () => {
  const { odata, fetch } = await bench('cbs-odata-v3', 'dataderden', '50120NED');
  odata.longTables.set('50120NED', long('50120NED'));
  const { error } = await fetch();
  expect(error?.message).toContain("does not exist at the service 'dataderden'");
  expect(odata.log.filter(({ url }) => url.includes('/datasets/'))).toEqual([]);
});
