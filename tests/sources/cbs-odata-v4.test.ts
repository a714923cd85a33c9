import { describe, expect, onTestFinished, test } from 'vitest';
import { renderError } from '../../kernel/errors.ts';
import { selectionOf } from '../../sources/connector.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { PART_LONG } from '../contract/long-tables.ts';
import { ODataService } from '../support/odata-service.ts';
import { cellsOf } from '../support/shape.ts';
import { clientWith, editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const PART = `
id: proef
connector: cbs-odata-v4
service: datasets
dimensions: {area: WijkenEnBuurten, period: Perioden}
topics: {inwoners: AantalInwoners, postcode: MeestVoorkomendePostcode}
editions: {"2024": {table: 91002ned, periods: ["2024"]}}
`;

async function bench(text: string) {
  const service = new ODataService(50);
  service.longTables.set(PART_LONG.id, PART_LONG);
  const base = await service.listen();
  onTestFinished(() => service.close());
  const config = testConfig({ opendata: `${base}/opendata`, datasets: `${base}/datasets` });
  const edition = editionOf(text, '2024', config);
  const connector = connectorFor('cbs-odata-v4', config.services);
  const store = new SnapshotStore(await tempFolder());
  const transport = networkTransport(config, 'test');
  const fetch = (other = edition) => fetchEdition(other, { config, store, effects: effectsWith(transport) });
  return { service, config, edition, connector, fetch, client: clientWith(transport, config) };
}

const failureOf = async (text: string): Promise<string> => {
  const { error } = await (await bench(text)).fetch();
  return error ? renderError(error) : 'no error';
};

test('only the declared topics and periods are asked for, with codes as published, and counted alike', async () => {
  const { service, fetch } = await bench(PART);
  expect((await fetch()).snapshot?.meta.rows).toBe(46);
  const asked = service.log.filter(({ url }) => url.includes('/Observations'));
  const filters = asked.map(({ url }) => /\$filter=([^&]*)/.exec(url)?.[1]);
  // Two of three measures, one of two periods, 23 areas.
  expect(new Set(filters)).toEqual(new Set(["Measure in ('T001036','ST0002') and (Perioden eq '2024JJ00')"]));
  expect(asked.map(({ url }) => url).filter(url => url.includes('$count'))).toHaveLength(1);
});

test('another topic in the declaration is another question; another name for the same topic is not', async () => {
  const { config, edition, fetch } = await bench(PART);
  const more = editionOf(PART.replace('topics: {', 'topics: {mannen: Mannen, '), '2024', config);
  const renamed = editionOf(PART.replace('inwoners: ', 'bevolking: '), '2024', config);
  expect(selectionOf(more)).not.toBe(selectionOf(edition));
  expect(selectionOf(renamed)).toBe(selectionOf(edition));
  await fetch();
  const { state, snapshot } = await fetch(more);
  expect([state, snapshot?.meta.rows]).toEqual(['fetched', 69]);
});

test('measures are columns under their code, with the titles of the groups above them', async () => {
  const { connector, edition, fetch } = await bench(PART);
  const { snapshot, error } = await fetch();
  if (!snapshot) throw error ?? new Error('no snapshot');
  const shape = cellsOf(await connector.describe(edition, snapshot));
  expect(shape.available).toMatchObject([
    { key: 'T001036', title: 'Aantal inwoners', path: ['Bevolking'], unit: 'aantal', datatype: 'Long' },
    { key: '3000', title: 'Mannen', path: ['Bevolking', 'Geslacht'] },
    { key: 'ST0002', title: 'Meest voorkomende postcode', path: [], datatype: 'String' },
  ]);
  expect(shape.topics.map(({ concept, key }) => [concept, key])).toEqual([
    ['inwoners', 'T001036'],
    ['postcode', 'ST0002'],
  ]);
  expect([...shape.keys.period]).toMatchObject([
    ['2024JJ00', { period: { period: '2024' }, status: 'provisional' }],
  ]);
});

test('a preview tells how many rows a run would download', async () => {
  const { connector, edition, client } = await bench(PART);
  const { selected, sample, revision } = await connector.preview(edition, client);
  expect([selected, revision.rows]).toEqual([46, 138]);
  expect(sample).toHaveLength(5);
  // The first area of 2024 has 5 inhabitants; the figure is also there under the code of its column.
  expect(sample[0]).toMatchObject({ Measure: 'T001036', Perioden: '2024JJ00', Value: 5, T001036: 5 });
});

describe('a table is refused', () => {
  test('when it has no observations of what is asked', async () => {
    const topics = 'topics: {postcode: MeestVoorkomendePostcode}';
    const service = {
      ...PART_LONG,
      observations: PART_LONG.observations.filter(row => row['Value'] != null),
    };
    const { service: odata, fetch } = await bench(PART.replace(/topics: .*/, topics));
    odata.longTables.set(service.id, service);
    const { error } = await fetch();
    expect(error?.message).toContain('The table has no observations of what is asked');
    expect(error?.message).toContain('ST0002');
  });

  test('when it has a dimension that is not declared', async () => {
    const text = await failureOf(PART.replace(', period: Perioden', ''));
    expect(text).toContain('has the undeclared dimension Perioden');
  });

  test('when a concept has no measure, naming near ones', async () => {
    const text = await failureOf(PART.replace('inwoners: AantalInwoners', 'mannen: Manen'));
    expect(text).toContain("Concept mannen: topic 'Manen' matches no column");
    expect(text).toMatch(/Near: .*Mannen/);
  });
});
