import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { editionOf, testConfig } from '../sources/fixtures.ts';
import { sharedFolder, startSimulator } from '../support/shared.ts';
import { fileContent, filePlaces } from './files-under-test.ts';
import { longContent, type StoredRow, tableContent } from './odata-under-test.ts';
import type { ServiceUnderTest } from './source.ts';

const YOUNG_ADULTS = `
id: jongvolwassenen
connector: cbs-odata-v3
service: dataderden
dimensions: {area: RegioS, margin: Marges, fixed: {Persoonskenmerken: T009002}}
topics: {ervaren_gezondheid_goed: GoedErvarenGezondheid}
editions: {"2024": {table: 50140NED}}
`;
const MONITOR = `
id: gezondheidsmonitor
connector: statline-csv
service: files
dimensions:
  area: RegioS
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {Totaal: 18+, 18 tot 65 jaar: 18-64, 65 jaar of ouder: 65+}}
ignore_columns: ["", ID]
topics: {roken: Rokers}
editions: {"2020": {table: 85012NED, file: Gezondheidsmonitor20_85012NED.csv}}
`;
const PRICES = `
id: verkoopprijzen
connector: cbs-odata-v4
service: datasets
dimensions: {area: RegioS, area_list: historic, period: Perioden}
topics: {verkoopprijs: GemiddeldeVerkoopprijs}
editions: {"2024": {table: 83625NED, periods: ["2015", "2024"]}}
`;
const COLUMN = 'GoedErvarenGezondheid_6';

/** The 365 real rows of 50140NED, as the simulator pages them. */
export async function simulatedTable(): Promise<ServiceUnderTest> {
  const simulator = await startSimulator({ page: 100 });
  const config = testConfig({ dataderden: `${await simulator.listen()}/dataderden` });
  const edition = editionOf(YOUNG_ADULTS, '2024', config);
  const concept = 'ervaren_gezondheid_goed';
  return {
    config,
    edition,
    column: COLUMN,
    places: {
      data: '/TypedDataSet?',
      count: 'TableInfos',
      info: '/TableInfos',
      properties: '/DataProperties',
      areas: '/RegioS?',
      all: '50140NED',
      metadata: ['TableInfos', 'DataProperties', '/RegioS', '/Marges', '/Persoonskenmerken'],
      middle: 2,
    },
    setFaults: faults => simulator.faults.load(faults),
    requests: () => simulator.log.map(({ url }) => decodeURIComponent(url)),
    contentOf: snapshot => tableContent(snapshot, { edition, config, concept }),
    truth: await recordedContent(path.join(sharedFolder, 'realdata/dataderden/50140NED')),
    close: () => simulator.close(),
  };
}

/** Two of the years of 83625NED, as the simulator pages them. */
export async function simulatedLongTable(): Promise<ServiceUnderTest> {
  const simulator = await startSimulator({ page: 100 });
  const base = await simulator.listen();
  const config = testConfig({ opendata: `${base}/opendata`, datasets: `${base}/datasets` });
  const edition = editionOf(PRICES, '2024', config);
  return {
    config,
    edition,
    column: 'M001534',
    places: {
      data: '/Observations?',
      count: '/$count',
      info: '/Properties',
      properties: '/MeasureCodes',
      areas: '/RegioSCodes',
      all: '83625NED',
      metadata: ['/Properties', '/Dimensions', '/MeasureCodes', '/PeriodenCodes', '/RegioSCodes', '/$count'],
      middle: 2,
    },
    setFaults: faults => simulator.faults.load(faults),
    requests: () => simulator.log.map(({ url }) => decodeURIComponent(url)),
    contentOf: snapshot => longContent(snapshot, { edition, config, concept: 'verkoopprijs' }),
    truth: await recordedPrices(path.join(sharedFolder, 'realdata/datasets/83625NED')),
    close: () => simulator.close(),
  };
}

/** The real file of the Gezondheidsmonitor 2020, as a plain download. */
export async function simulatedFile(): Promise<ServiceUnderTest> {
  const simulator = await startSimulator();
  const base = await simulator.listen();
  const config = testConfig({ files: `${base}/files` });
  const edition = editionOf(MONITOR, '2020', config);
  const file = edition.file ?? '';
  return {
    config,
    edition,
    column: '',
    places: filePlaces(file),
    setFaults: faults => simulator.faults.load(faults),
    requests: () => simulator.log.map(({ url }) => decodeURIComponent(url)),
    contentOf: snapshot => fileContent(snapshot),
    truth: (await fs.readFile(path.join(sharedFolder, 'realdata/files', file))).toString('latin1'),
    close: () => simulator.close(),
  };
}

/** The same content, straight from the files that the simulator serves. */
async function recordedContent(folder: string) {
  const rows = (await recordedRows(path.join(folder, 'TypedDataSet.ndjson.gz'))).map(
    (row): StoredRow => [Number(row['ID']), String(row['RegioS']), row[COLUMN]],
  );
  const regions = JSON.parse(await fs.readFile(path.join(folder, 'RegioS.json'), 'utf8')) as {
    Key: string;
  }[];
  return { rows, areas: regions.map(({ Key }) => Key) };
}

async function recordedPrices(folder: string) {
  const rows = (await recordedRows(path.join(folder, 'Observations.ndjson.gz')))
    .filter(row => ['2015JJ00', '2024JJ00'].includes(String(row['Perioden'])))
    .map((row): StoredRow => [Number(row['Id']), String(row['RegioS']), row['Value']]);
  const regions = JSON.parse(await fs.readFile(path.join(folder, 'RegioSCodes.json'), 'utf8')) as {
    Identifier: string;
  }[];
  return { rows, areas: regions.map(({ Identifier }) => Identifier) };
}

async function recordedRows(file: string): Promise<Record<string, unknown>[]> {
  const lines = gunzipSync(await fs.readFile(file))
    .toString()
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}
