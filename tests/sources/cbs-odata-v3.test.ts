import { describe, expect, onTestFinished, test } from 'vitest';
import { renderError } from '../../kernel/errors.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { CUBE_TABLE, WHOLE_TABLE } from '../contract/own-tables.ts';
import { ODataService } from '../support/odata-service.ts';
import { cellsOf } from '../support/shape.ts';
import { clientWith, editionOf, effectsWith, errorOf, tempFolder, testConfig } from './fixtures.ts';

const CUBE = `
id: rivm
connector: cbs-odata-v3
service: dataderden
dimensions:
  area: WijkenEnBuurten
  period: Perioden
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {"20300": 18+, "80200": 65+}}
topics: {eenzaam: Eenzaam}
editions: {"2022": {table: 90002NED, periods: ["2022"]}}
`;

async function bench(text: string, id = '2022') {
  const service = new ODataService(50);
  for (const table of [CUBE_TABLE, WHOLE_TABLE]) service.tables.set(table.id, table);
  const base = await service.listen();
  onTestFinished(() => service.close());
  const config = testConfig({ opendata: `${base}/opendata`, dataderden: `${base}/dataderden` });
  const edition = editionOf(text, id, config);
  const connector = connectorFor('cbs-odata-v3', config.services);
  const store = new SnapshotStore(await tempFolder());
  const transport = networkTransport(config, 'test');
  const fetch = () => fetchEdition(edition, { config, store, effects: effectsWith(transport) });
  return { service, edition, connector, fetch, client: clientWith(transport, config) };
}

const failureOf = async (text: string, id?: string): Promise<string> => {
  const { fetch } = await bench(text, id);
  const { error } = await fetch();
  return error ? renderError(error) : 'no error';
};

describe('the requests', () => {
  test('go to the service of the source: pages and dimensions to the Feed, facts to the Api, all as JSON', async () => {
    const { service, fetch } = await bench(CUBE);
    await fetch();
    const sets = service.log.map(({ url }) => /\/(\w+)\/(OData\w+)\/odata\/90002NED\/(\w+)/.exec(url) ?? []);
    expect(new Set(sets.map(([, host]) => host))).toEqual(new Set(['dataderden']));
    const apiOf = Object.fromEntries(sets.map(([, , api, set]) => [set, api]));
    expect(apiOf).toEqual({
      TableInfos: 'ODataApi',
      DataProperties: 'ODataApi',
      Leeftijd: 'ODataFeed',
      Marges: 'ODataFeed',
      Perioden: 'ODataFeed',
      WijkenEnBuurten: 'ODataFeed',
      TypedDataSet: 'ODataFeed',
    });
    const lists = service.log.filter(({ url }) => !url.includes('$count'));
    expect(lists.filter(({ url }) => !url.includes('$format=json'))).toEqual([]);
  });

  test('filter on padded keys as published, and not on a dimension of which everything is wanted', async () => {
    const { service, fetch } = await bench(CUBE);
    await fetch();
    const filtered = service.log.map(({ url }) => /\$filter=([^&]*)/.exec(url)?.[1]).filter(Boolean);
    // Keys are 8 wide in this table; all three margins are wanted.
    expect(new Set(filtered)).toEqual(
      new Set(["(Leeftijd eq '20300   ' or Leeftijd eq '80200   ') and (Perioden eq '2022JJ00')"]),
    );
  });

  test('never filter a table that has areas only', async () => {
    const text = CUBE.replace(/dimensions:[\s\S]*\neditions.*/, '').concat(
      'dimensions: {area: WijkenEnBuurten}\ntopics: {inwoners: AantalInwoners}\neditions: {"2020": {table: 90001NED}}',
    );
    const { service, fetch } = await bench(text, '2020');
    expect((await fetch()).state).toBe('fetched');
    expect(service.log.filter(({ url }) => /filter|count/.test(url))).toEqual([]);
  });
});

describe('a stored table', () => {
  test('tells which columns hold what, and what the keys mean', async () => {
    const { fetch, connector, edition } = await bench(CUBE);
    const { snapshot, error } = await fetch();
    if (!snapshot) throw error ?? new Error('no snapshot');
    const shape = cellsOf(await connector.describe(edition, snapshot));
    expect(shape.columns).toEqual({
      area: 'WijkenEnBuurten',
      period: 'Perioden',
      margin: 'Marges',
      age_group: 'Leeftijd',
    });
    expect([...shape.keys.age_group]).toEqual([
      ['20300', '18+'],
      ['80200', '65+'],
    ]);
    expect([...shape.keys.margin]).toEqual([
      ['MW00000', 'value'],
      ['MOG0095', 'lower'],
      ['MBG0095', 'upper'],
    ]);
    expect([...shape.keys.period.keys()]).toEqual(['2022JJ00']);
    expect(shape.keys.period.get('2022JJ00')).toMatchObject({
      period: { period: '2022' },
      status: 'unspecified',
    });
    expect(shape.topics).toMatchObject([
      { concept: 'eenzaam', key: 'Eenzaam_1', unit: '%', datatype: 'Double' },
    ]);
    expect(shape.available.map(column => column.key)).toEqual(['Eenzaam_1', 'Roker_2']);
  });

  test('has its rows exactly between the offsets that it tells', async () => {
    const { fetch, connector, edition } = await bench(CUBE);
    const { snapshot, error } = await fetch();
    if (!snapshot) throw error ?? new Error('no snapshot');
    const { rows } = cellsOf(await connector.describe(edition, snapshot));
    if (rows.kind !== 'json') throw new Error('not JSON');
    const ids: number[] = [];
    for (const { name, start, end } of rows.pages) {
      const list = JSON.parse((await snapshot.read(name)).toString('utf8', start, end)) as { ID: number }[];
      ids.push(...list.map(row => row.ID));
    }
    // 2 ages x 3 margins x 23 areas x 1 period.
    expect(ids).toHaveLength(138);
    expect(new Set(ids).size).toBe(138);
  });
});

describe('a table is refused', () => {
  test('when it does not exist, naming table, service and where to look', async () => {
    const text = await failureOf(CUBE.replace('90002NED', '99999NED'));
    expect(text).toContain("Table '99999NED' does not exist at the service 'dataderden'");
    expect(text).toContain('sources/rivm.yaml');
  });

  test('when it has a dimension that is not declared', async () => {
    const text = await failureOf(CUBE.replace('  margin: Marges\n', ''));
    expect(text).toContain('has the undeclared dimension Marges');
    expect(text).toContain('table 90002NED');
  });

  test('when it lacks a dimension that is declared', async () => {
    const text = await failureOf(
      CUBE.replace('margin: Marges', 'margin: Marges\n  fixed: {Geslacht: T001038}'),
    );
    expect(text).toContain('lacks the declared dimension Geslacht');
  });

  test('when none of the declared keys exist, naming those that do', async () => {
    const text = await failureOf(CUBE.replace('{"20300": 18+, "80200": 65+}', '{"10000": total}'));
    expect(text).toContain('Dimension Leeftijd has none of the declared keys');
    expect(text).toContain("'20300', '53115', '80200'");
  });

  test('when a concept has no column, naming near ones', async () => {
    const text = await failureOf(CUBE.replace('eenzaam: Eenzaam', 'eenzaam: Eenzam'));
    expect(text).toContain("Concept eenzaam: topic 'Eenzam' matches no column");
    expect(text).toMatch(/Near: .*Eenzaam/);
  });
});

describe('a preview', () => {
  test('shows revision, resolved topics, how many rows a run takes and a few of them', async () => {
    const { connector, edition, client } = await bench(CUBE);
    const preview = await connector.preview(edition, client);
    expect(preview.revision).toEqual({ modified: CUBE_TABLE.modified, title: CUBE_TABLE.title, rows: 414 });
    expect(preview.topics.map(topic => topic.key)).toEqual(['Eenzaam_1']);
    expect(preview.sample).toHaveLength(5);
    // 2 of 3 ages, 3 margins, 23 areas and 1 of 2 periods; the first row of the table is of the other period.
    expect(preview.selected).toBe(138);
    expect(preview.sample[0]).toMatchObject({ ID: 3, Leeftijd: '20300   ', Eenzaam_1: 30.1 });
  });

  test('of a table that does not exist says so', async () => {
    const { connector, edition, client } = await bench(CUBE.replace('90002NED', '99999NED'));
    expect((await errorOf(() => connector.preview(edition, client))).message).toMatch(/does not exist/);
  });
});
