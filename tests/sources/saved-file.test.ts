import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { renderError } from '../../kernel/errors.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { ODataService, type ServiceTable } from '../support/odata-service.ts';
import type { LongServiceTable } from '../support/odata-service-v4.ts';
import { cellsOf } from '../support/shape.ts';
import { editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

/** Ages by the titles that the saved file shows; the tables of the services have keys for them. */
const MONITOR = `
id: monitor
homepage: https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85012NED
connector: cbs-odata-v3
service: opendata
dimensions:
  area: RegioS
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {Totaal: 18+, 18 jaar of ouder: 18+, 65 jaar of ouder: 65+}}
ignore_columns: ["", ID]
topics: {roken: Rokers}
editions: {"2020": {table: 85012NED, file: monitor.csv}}
`;

const AGES = { '10000': 'Totaal', '53115': '18 tot 65 jaar', '80200': '65 jaar of ouder' };
const MARGINS = { MW00000: 'Waarde', MOG0095: 'Ondergrens 95%-interval', MBG0095: 'Bovengrens 95%-interval' };
const AREAS = { NL01: 'Nederland', GM0928: 'Kerkrade' };

const rowsOf = () =>
  Object.keys(AGES).flatMap(Leeftijd =>
    Object.keys(MARGINS).flatMap(Marges => Object.keys(AREAS).map(RegioS => ({ Leeftijd, Marges, RegioS }))),
  );

const WIDE: ServiceTable = {
  id: '85012NED',
  title: 'Gezondheidsmonitor 2020',
  modified: '2021-10-01T02:00:00',
  dimensions: Object.entries({ Leeftijd: AGES, Marges: MARGINS, RegioS: AREAS }).map(([name, items]) => ({
    name,
    type: name === 'RegioS' ? 'GeoDimension' : 'Dimension',
    width: 8,
    items: Object.entries(items).map(([Key, Title]) => ({ Key, Title })),
  })),
  topics: [{ stem: 'Rokers', title: 'Rokers', unit: '%' }],
  rows: rowsOf().map((row, at) => ({ ...row, Rokers: 16 + at })),
};

const LONG: LongServiceTable = {
  id: '85012NED',
  title: 'Gezondheidsmonitor 2020',
  modified: '2021-10-01T02:00:00+02:00',
  dimensions: Object.entries({ Leeftijd: AGES, Marges: MARGINS, RegioS: AREAS }).map(([name, items]) => ({
    name,
    type: name === 'RegioS' ? 'GeoDimension' : 'Dimension',
    items: Object.entries(items).map(([Identifier, Title]) => ({ Identifier, Title })),
  })),
  measures: [{ Identifier: 'M001', Title: 'Rokers', Unit: '%' }],
  observations: rowsOf().map((row, at) => ({ ...row, Measure: 'M001', Value: 16 + at })),
};

/** As a client saves it: titles instead of keys. */
const CSV = [
  ',ID,Leeftijd,Marges,RegioS,Rokers',
  ...rowsOf().map(({ Leeftijd, Marges, RegioS }, at) =>
    [
      at,
      at,
      AGES[Leeftijd as keyof typeof AGES],
      MARGINS[Marges as keyof typeof MARGINS],
      AREAS[RegioS as keyof typeof AREAS],
      16 + at,
    ].join(','),
  ),
  '',
].join('\n');

async function bench(yaml = MONITOR) {
  const odata = new ODataService();
  const base = await odata.listen();
  onTestFinished(() => odata.close());
  const files = await tempFolder();
  const config = testConfig({
    opendata: `${base}/opendata`,
    datasets: `${base}/datasets`,
    files: `file://${files}`,
  });
  const edition = editionOf(yaml, '2020', config);
  const connector = connectorFor(edition.connector, config.services);
  const store = new SnapshotStore(await tempFolder());
  const fetch = () =>
    fetchEdition(edition, { config, store, effects: effectsWith(networkTransport(config, 'test')) });
  const shape = async () => {
    const { snapshot, error, state } = await fetch();
    if (!snapshot) throw error ?? new Error(state);
    const { platform, keys, rows } = cellsOf(await connector.describe(edition, snapshot));
    return { state, platform, ages: Object.fromEntries(keys.age_group), rows: rows.kind };
  };
  const save = (text = CSV) => fs.writeFile(path.join(files, 'monitor.csv'), text);
  return { odata, fetch, shape, save };
}

describe('a table with a file that can stand in for it', () => {
  test('comes from the service, with the ages found by their titles and only those asked for', async () => {
    const { odata, shape, save } = await bench();
    odata.tables.set(WIDE.id, WIDE);
    await save();
    expect(await shape()).toEqual({
      state: 'fetched',
      platform: 'v3',
      ages: { '10000': '18+', '80200': '65+' },
      rows: 'json',
    });
    const asked = odata.log.map(({ url }) => /\$filter=([^&]*)/.exec(decodeURIComponent(url))?.[1]);
    expect(asked.filter(Boolean)).toContain("(Leeftijd eq '10000   ' or Leeftijd eq '80200   ')");
  });

  test('comes from the other service where the first does not have it', async () => {
    const { odata, shape, save } = await bench();
    odata.longTables.set(LONG.id, LONG);
    await save();
    expect(await shape()).toMatchObject({ platform: 'v4', ages: { '10000': '18+', '80200': '65+' } });
  });

  test('comes from the file where neither has it, is not read again, and gives way to the service', async () => {
    const { odata, shape, save } = await bench();
    await save();
    const first = await shape();
    expect(first).toMatchObject({ state: 'fetched', platform: 'file', rows: 'csv' });
    expect(first.ages).toMatchObject({ Totaal: '18+', '65 jaar of ouder': '65+' });
    expect((await shape()).state).toBe('unchanged');
    odata.tables.set(WIDE.id, WIDE);
    expect(await shape()).toMatchObject({ state: 'fetched', platform: 'v3' });
  });

  test('does not come from the file because a service is down', async () => {
    const { odata, fetch, save } = await bench();
    await save();
    odata.setFaults([{ kind: 'status-503', match: '/opendata/' }]);
    expect((await fetch()).error?.message).toBe('The service answers HTTP 503.');
  });

  test('that nobody has and nobody saved is refused with what to save, and where', async () => {
    const { fetch } = await bench();
    const { error } = await fetch();
    expect(error?.status).toBe(404);
    const text = error ? renderError(error) : '';
    expect(text).toContain(
      "Table '85012NED' is at neither service of CBS, and not saved as 'monitor.csv' either.",
    );
    expect(text).toContain('Download table 85012NED as CSV (https://opendata.cbs.nl/statline');
  });
});

test('a title that two keys have means neither', async () => {
  const { odata, fetch } = await bench();
  const [ages, ...others] = WIDE.dimensions;
  if (!ages) throw new Error('the table has ages');
  const twice = { ...ages, items: [...ages.items, { Key: '20300', Title: 'Totaal' }] };
  odata.tables.set(WIDE.id, { ...WIDE, dimensions: [twice, ...others] });
  const { error } = await fetch();
  expect(error?.message).toBe("Dimension Leeftijd has 2 keys with the title 'Totaal'.");
  expect(error?.hint).toBe('Declare the key that is meant: 10000, 20300.');
});
