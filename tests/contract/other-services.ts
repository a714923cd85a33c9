import type { Snapshot } from '../../sources/snapshot.ts';
import { editionOf, testConfig } from '../sources/fixtures.ts';
import { featuresService, type ServiceFeature } from '../support/features-service.ts';
import { ODataService } from '../support/odata-service.ts';
import { zipWith } from '../support/zip.ts';
import { fileContent, filePlaces } from './files-under-test.ts';
import type { ServiceUnderTest } from './source.ts';

const SCORES = `
id: leefbaarometer
connector: zip-csv
service: files
dimensions: {area: bu_code, period: jaar}
topics: {leefbaarheid: lbm}
editions: {"2024": {table: meting-2024, file: meting.zip, members: {buurt: "*buurten*.csv"}}}
`;

/** A zip with the scores of 300 buurten; large enough to be cut off in the middle. */
export function zipService(): Promise<ServiceUnderTest> {
  const rows = Array.from({ length: 300 }, (_, n) => `BU0928${1000 + n},2024,${(4 + n / 100).toFixed(2)}`);
  const data = `bu_code,jaar,lbm\n${rows.join('\n')}\n`;
  return fileService(SCORES, 'meting.zip', zipWith([{ name: 'scores buurten.csv', data }]));
}

const ADDRESSES = `
id: adressen
connector: address-list
service: files
dimensions: {area: Buurt}
topics: {}
editions: {"2024": {table: pc6hnr2024, file: adressen.zip}}
`;

/** A zip with 600 addresses. */
export function addressService(): Promise<ServiceUnderTest> {
  const rows = Array.from({ length: 600 }, (_, n) => `6461AA;${n + 1};${9280000 + (n % 7)};92800;928`);
  const data = ['PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024', ...rows, ''].join('\r\n');
  return fileService(ADDRESSES, 'adressen.zip', zipWith([{ name: 'pc6hnr20240801_gwb.csv', data }]));
}

async function fileService(yaml: string, name: string, body: Buffer): Promise<ServiceUnderTest> {
  const service = new ODataService();
  service.files.set(name, body);
  const config = testConfig({ files: `${await service.listen()}/files` });
  return {
    config,
    edition: editionOf(yaml, '2024', config),
    column: '',
    places: filePlaces(name),
    setFaults: faults => service.setFaults(faults),
    requests: () => service.log.map(({ url }) => url),
    contentOf: fileContent,
    truth: body.toString('latin1'),
    close: () => service.close(),
  };
}

const OUTLINES = `
id: wijkindeling
connector: ogc-features
service: pdok
dimensions: {area: buurtcode}
topics: {}
editions: {"2024": {table: wijken-en-buurten-2024}}
`;

const outline = (id: number, property: string, code: string): ServiceFeature => ({
  type: 'Feature',
  id,
  properties: { [property]: code, water: 'NEE' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [6, 50.9],
        [6.1, 50.9],
        [6.1, 51],
        [6, 50.9],
      ],
    ],
  },
});

const COLLECTIONS = {
  gemeenten: [outline(1, 'gemeentecode', 'GM0928'), outline(2, 'gemeentecode', 'GM0917')],
  wijken: Array.from({ length: 3 }, (_, n) => outline(n + 1, 'wijkcode', `WK09280${n}`)),
  buurten: Array.from({ length: 35 }, (_, n) => outline(n + 1, 'buurtcode', `BU0928${1000 + n}`)),
};

/** Two gemeenten, three wijken, 35 buurten in four pages. */
export async function outlineService(): Promise<ServiceUnderTest> {
  const service = new ODataService();
  service.other = featuresService(COLLECTIONS, 10);
  const config = testConfig({ pdok: await service.listen() });
  return {
    config,
    edition: editionOf(OUTLINES, '2024', config),
    column: 'buurtcode',
    places: { ...filePlaces('/buurten/'), info: 'nothing: an edition never changes', middle: 2 },
    setFaults: faults => service.setFaults(faults),
    requests: () => service.log.map(({ url }) => url),
    contentOf: featuresOf,
    truth: COLLECTIONS,
    close: () => service.close(),
  };
}

/** What a snapshot holds of each collection, read with JSON.parse. */
async function featuresOf(snapshot: Snapshot): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const { name } of snapshot.meta.files) {
    const page = JSON.parse((await snapshot.read(name)).toString()) as {
      features: Record<string, unknown>[];
    };
    const collection = name.replace(/-\d+\.json.*/, '');
    // What is not used may be added to a feature.
    const features = page.features.map(({ properties, ...rest }) => {
      const { nieuw: _, ...known } = properties as Record<string, unknown>;
      return { ...rest, properties: known };
    });
    content[collection] = [...(content[collection] ?? []), ...features];
  }
  return content;
}
