import { editionOf, testConfig } from '../sources/fixtures.ts';
import { ODataService, type ServiceTable } from '../support/odata-service.ts';
import { fileContent, filePlaces } from './files-under-test.ts';
import { type StoredRow, tableContent } from './odata-under-test.ts';
import { CUBE_TABLE, WHOLE_TABLE } from './own-tables.ts';
import type { ServiceUnderTest } from './source.ts';

const WHOLE = `
id: proef
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {inwoners: AantalInwoners, ouderen: AandeelOuderen}
editions: {"2020": {table: 90001NED}}
`;

const CUBE = `
id: proef
connector: cbs-odata-v3
service: opendata
dimensions:
  area: WijkenEnBuurten
  period: Perioden
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {"20300": 18+, "80200": 65+}}
topics: {eenzaam: Eenzaam}
editions: {"2022": {table: 90002NED, periods: ["2022"]}}
`;

/** Everything of a table: the service announces the number of rows in RecordCount. */
export const wholeTableService = (): Promise<ServiceUnderTest> =>
  ownService({
    table: WHOLE_TABLE,
    yaml: WHOLE,
    edition: '2020',
    concept: 'inwoners',
    stem: 'AantalInwoners',
    column: 'AantalInwoners_2',
    count: 'TableInfos',
    sets: ['TableInfos', 'DataProperties', '/WijkenEnBuurten'],
    isAsked: () => true,
  });

/** Two of three ages in one of two periods, 138 rows: the service counts what the filter selects. */
export const cubeService = (): Promise<ServiceUnderTest> =>
  ownService({
    table: CUBE_TABLE,
    yaml: CUBE,
    edition: '2022',
    concept: 'eenzaam',
    stem: 'Eenzaam',
    column: 'Eenzaam_1',
    count: '/$count',
    sets: [
      'TableInfos',
      'DataProperties',
      '/WijkenEnBuurten',
      '/Leeftijd',
      '/Marges',
      '/Perioden',
      '/$count',
    ],
    isAsked: row => row['Leeftijd'] !== '53115' && row['Perioden'] !== '2016JJ00',
  });

const FILE = `
id: monitor
connector: statline-csv
service: files
dimensions: {area: RegioS, margin: Marges}
ignore_columns: ["", ID]
topics: {roken: Rokers}
editions: {"2020": {table: 90003NED, file: monitor.csv}}
`;

/** A StatLine file of 60 regions with values and both bounds. */
export async function fileService(): Promise<ServiceUnderTest> {
  const service = new ODataService();
  const rows = ['Waarde', 'Ondergrens 95%-interval', 'Bovengrens 95%-interval'].flatMap((margin, m) =>
    Array.from(
      { length: 60 },
      (_, n) => `${60 * m + n},${60 * m + n},${margin},Regio ${n},${10 + m + n / 10}`,
    ),
  );
  const text = `,ID,Marges,RegioS,Rokers\n${rows.join('\n')}\n`;
  service.files.set('monitor.csv', Buffer.from(text));
  const config = testConfig({ files: `${await service.listen()}/files` });
  return {
    config,
    edition: editionOf(FILE, '2020', config),
    column: '',
    places: filePlaces('monitor.csv'),
    setFaults: faults => service.setFaults(faults),
    requests: () => service.log.map(({ url }) => url),
    contentOf: fileContent,
    truth: text,
    close: () => service.close(),
  };
}

interface OwnService {
  table: ServiceTable;
  yaml: string;
  edition: string;
  concept: string;
  stem: string;
  column: string;
  count: string;
  sets: string[];
  isAsked(row: ServiceTable['rows'][number]): boolean;
}

async function ownService(own: OwnService): Promise<ServiceUnderTest> {
  const { table, concept, stem, column, count, sets } = own;
  const service = new ODataService(10);
  service.tables.set(table.id, table);
  const base = await service.listen();
  const config = testConfig({ opendata: `${base}/opendata` });
  const edition = editionOf(own.yaml, own.edition, config);
  const rows = table.rows.flatMap((row, at): StoredRow[] =>
    own.isAsked(row) ? [[at * 3, String(row['WijkenEnBuurten']).padEnd(10), row[stem]]] : [],
  );
  const areas = table.dimensions.flatMap(({ name, items }) => (name === 'WijkenEnBuurten' ? items : []));
  return {
    config,
    edition,
    column,
    places: {
      data: '/TypedDataSet?',
      count,
      info: '/TableInfos',
      properties: '/DataProperties',
      areas: '/WijkenEnBuurten?',
      all: table.id,
      metadata: sets,
      middle: 2,
    },
    setFaults: faults => service.setFaults(faults),
    requests: () => service.log.map(({ url }) => url),
    contentOf: snapshot => tableContent(snapshot, { edition, config, concept }),
    truth: { rows, areas: areas.map(({ Key }) => Key.padEnd(10)) },
    close: () => service.close(),
  };
}
