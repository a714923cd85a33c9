import { editionOf, testConfig } from '../sources/fixtures.ts';
import { ODataService } from '../support/odata-service.ts';
import type { LongServiceTable } from '../support/odata-service-v4.ts';
import { PART_LONG, WHOLE_LONG } from './long-tables.ts';
import { longContent, type StoredRow } from './odata-under-test.ts';
import type { ServiceUnderTest } from './source.ts';

const WHOLE = `
id: prijzen
connector: cbs-odata-v4
service: datasets
dimensions: {area: WijkenEnBuurten}
topics: {verkoopprijs: GemiddeldeVerkoopprijs}
editions: {"2024": {table: 91001NED}}
`;

const PART = `
id: proef
connector: cbs-odata-v4
service: datasets
dimensions: {area: WijkenEnBuurten, period: Perioden}
topics: {inwoners: AantalInwoners, postcode: MeestVoorkomendePostcode}
editions: {"2024": {table: 91002ned, periods: ["2024"]}}
`;

/** Everything of a table: the service announces the number of rows in ObservationCount. */
export const wholeLongService = (): Promise<ServiceUnderTest> =>
  longService({
    table: WHOLE_LONG,
    yaml: WHOLE,
    concept: 'verkoopprijs',
    measure: 'M001534',
    count: '/Properties',
    sets: ['/Properties', '/Dimensions', '/MeasureCodes', '/WijkenEnBuurtenCodes'],
    isAsked: () => true,
  });

/** Two of three measures in one of two periods: the service counts what the filter selects. */
export const partLongService = (): Promise<ServiceUnderTest> =>
  longService({
    table: PART_LONG,
    yaml: PART,
    concept: 'inwoners',
    measure: 'T001036',
    count: '/$count',
    sets: [
      '/Properties',
      '/Dimensions',
      '/MeasureCodes',
      '/MeasureGroups',
      '/PeriodenCodes',
      '/WijkenEnBuurtenCodes',
      '/$count',
    ],
    isAsked: row => row['Perioden'] === '2024JJ00',
  });

interface LongService {
  table: LongServiceTable;
  yaml: string;
  concept: string;
  measure: string;
  count: string;
  sets: string[];
  isAsked(row: LongServiceTable['observations'][number]): boolean;
}

async function longService(own: LongService): Promise<ServiceUnderTest> {
  const { table, concept, measure, count, sets } = own;
  const service = new ODataService(10);
  service.longTables.set(table.id, table);
  const base = await service.listen();
  const config = testConfig({ opendata: `${base}/opendata`, datasets: `${base}/datasets` });
  const edition = editionOf(own.yaml, '2024', config);
  const rows = table.observations.flatMap((row, at): StoredRow[] =>
    row['Measure'] === measure && own.isAsked(row)
      ? [[at * 3, String(row['WijkenEnBuurten']), row['Value']]]
      : [],
  );
  const areas = table.dimensions.flatMap(({ name, items }) => (name === 'WijkenEnBuurten' ? items : []));
  return {
    config,
    edition,
    column: measure,
    places: {
      // Not the count of them.
      data: count === '/$count' ? '/Observations?' : '/Observations',
      count,
      info: '/Properties',
      properties: '/MeasureCodes',
      areas: '/WijkenEnBuurtenCodes',
      all: table.id,
      metadata: sets,
      middle: 2,
    },
    setFaults: faults => service.setFaults(faults),
    requests: () => service.log.map(({ url }) => url),
    contentOf: snapshot => longContent(snapshot, { edition, config, concept }),
    truth: { rows, areas: areas.map(({ Identifier }) => Identifier) },
    close: () => service.close(),
  };
}
