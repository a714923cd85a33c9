import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { exists, readJson, sha256, toJson, writeDurable } from '../../kernel/files.ts';
import { BEFORE_2019, type DemoArea, demoCountry, sum, withParts } from './areas.ts';
import { fixedRandom } from './random.ts';
import { type DemoTopic, kwbTopics, MONITOR_TOPICS, rivmTopics, YOUNG_ADULT_TOPICS } from './tables.ts';

/** Shown with everything that comes from the demo. */
export const DEMO_NOTICE = 'SYNTHETISCHE DEMODATA';

/** Addresses under which the recorded answers are kept: those of the real services. */
export const DEMO_SERVICES = {
  opendata: 'https://opendata.cbs.nl',
  dataderden: 'https://dataderden.cbs.nl',
  datasets: 'https://datasets.cbs.nl',
  files: 'https://example.invalid/files',
};

/** Which recorded answer belongs to which address. */
export type RecordingIndex = Record<string, string>;

/** Rows per page; small, so that the demo pages as the real tables do. */
const PAGE = 2000;
/** Changes when the recordings change, so that an older set is made anew. */
const GENERATION = 1;

/** Writes the recorded answers of a made-up country; the same files on every machine. */
export async function writeRecordings(root: string, folder: string): Promise<void> {
  const marker = path.join(folder, 'generation.json');
  const stamp = {
    generation: GENERATION,
    areas: sha256(await fs.readFile(path.join(root, 'sources/demo/areas.csv'))),
  };
  if (toJson((await readJson(marker)) ?? null) === toJson(stamp)) return;
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(folder, { recursive: true });
  const { gemeenten, former } = await demoCountry(root);
  const country = sum({ code: 'NL', name: 'Nederland', gemeente: '', parts: gemeenten });
  const recorder = new Recorder(folder);
  for (const year of [2020, 2024] as const) await recorder.table(kwbTable(year, country));
  for (const edition of ['2020', '2022', '2024'] as const) await recorder.table(rivmTable(edition, country));
  await recorder.table(youngAdultTable(country));
  await recorder.table(populationTable(country, former));
  const in2016 = [...gemeenten.filter(area => area.code !== 'GM1954'), ...former];
  await recorder.file('Gezondheidsmonitor20_85012NED.csv', monitorCsv(2020, country, gemeenten));
  await recorder.file('Gezondheidsmonitor16_83674NED.csv', monitorCsv(2016, country, in2016));
  await recorder.finish();
  await writeDurable(marker, toJson(stamp));
}

interface DemoTable {
  service: 'opendata' | 'dataderden';
  id: string;
  title: string;
  modified: string;
  geo: { name: string; type: 'GeoDetail' | 'GeoDimension'; width: number; items: AreaItem[] };
  /** Dimensions other than the areas, in the order of the rows. */
  dimensions: { name: string; type: string; items: { Key: string; Title: string; Status?: string }[] }[];
  texts: { stem: string; title: string; value(area: DemoArea): string }[];
  topics: DemoTopic[];
  cell(topic: DemoTopic, area: DemoArea, keys: Record<string, string>): number | null;
}

interface AreaItem {
  area: DemoArea;
  key: string;
}

const level = (area: DemoArea): string =>
  ({ NL: 'Land', GM: 'Gemeente', WK: 'Wijk', BU: 'Buurt' })[area.code.slice(0, 2)] ?? '';
const itemsOf = (country: DemoArea, land: string): AreaItem[] =>
  withParts(country).map(area => ({ area, key: area.code === 'NL' ? land : area.code }));

/** Counts of wijken and buurten are rounded as CBS does: to 5, benefits to 10. */
function rounded(value: number | null, topic: DemoTopic, area: DemoArea): number | null {
  if (value === null) return null;
  if (topic.unit !== 'aantal') return Number(value.toFixed(topic.decimals));
  const step = /uitkering/.test(topic.title) ? 10 : /^(WK|BU)/.test(area.code) ? 5 : 1;
  return Math.round(value / step) * step;
}

function kwbTable(year: 2020 | 2024, country: DemoArea): DemoTable {
  const flag = year === 2020 ? 'IndelingswijzigingWijkenEnBuurten' : 'IndelingswijzigingGemeenteWijkBuurt';
  return {
    service: 'opendata',
    id: year === 2020 ? '84799NED' : '85984NED',
    title: `Kerncijfers wijken en buurten ${year}`,
    modified: year === 2020 ? '2021-03-26T02:00:00' : '2025-12-01T02:00:00',
    geo: { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: itemsOf(country, 'NL00') },
    dimensions: [],
    texts: [
      { stem: 'Gemeentenaam', title: 'Gemeentenaam', value: area => area.name.padEnd(40) },
      { stem: 'SoortRegio', title: 'Soort regio', value: area => level(area).padEnd(10) },
      { stem: 'Codering', title: 'Codering', value: area => area.code.padEnd(10) },
      { stem: flag, title: 'Indelingswijziging', value: area => (/^(WK|BU)/.test(area.code) ? '1' : '.') },
    ],
    topics: kwbTopics(year),
    cell: (topic, area) => rounded(topic.value(area, String(year), '10000'), topic, area),
  };
}

const MARGINS = [
  { Key: 'MW00000', Title: 'Waarde' },
  { Key: 'MOG0095', Title: 'Ondergrens 95%-interval' },
  { Key: 'MBG0095', Title: 'Bovengrens 95%-interval' },
];

/** Half a 95 % interval of a model that borrows strength: narrower where more people live. */
const halfWidth = (value: number, area: DemoArea): number =>
  1.96 * Math.sqrt((value * (100 - value)) / (250 + area.inhabitants * 0.03));

function withMargin(value: number | null, area: DemoArea, margin: string): number | null {
  if (value === null) return null;
  const shift = { MW00000: 0, MOG0095: -1, MBG0095: 1 }[margin] ?? 0;
  return Number(Math.min(100, Math.max(0, value + shift * halfWidth(value, area))).toFixed(1));
}

function rivmTable(edition: '2020' | '2022' | '2024', country: DemoArea): DemoTable {
  const years = {
    '2020': [2012, 2016, 2020],
    '2022': [2012, 2016, 2020, 2022],
    '2024': [2012, 2016, 2020, 2022, 2024],
  }[edition];
  return {
    service: 'dataderden',
    id: { '2020': '50090NED', '2022': '50120NED', '2024': '50150NED' }[edition],
    title: `Gezondheid per wijk en buurt; ${years.join('/')} (indeling ${edition})`,
    modified: { '2020': '2022-05-13T02:00:00', '2022': '2024-12-09T02:00:00', '2024': '2025-10-06T02:00:00' }[
      edition
    ],
    geo: { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: itemsOf(country, 'NL01') },
    dimensions: [
      {
        name: 'Leeftijd',
        type: 'Dimension',
        items: [
          { Key: '20300', Title: '18 jaar of ouder' },
          { Key: '80200', Title: '65 jaar of ouder' },
        ],
      },
      { name: 'Marges', type: 'Dimension', items: MARGINS },
      {
        name: 'Perioden',
        type: 'TimeDimension',
        items: years.map(year => ({ Key: `${year}JJ00`, Title: `${year}`, Status: 'Definitief' })),
      },
    ],
    texts: [
      { stem: 'Gemeentenaam', title: 'Gemeentenaam', value: area => area.name.padEnd(40) },
      { stem: 'SoortRegio', title: 'Soort regio', value: area => level(area).padEnd(10) },
      { stem: 'Codering', title: 'Codering', value: area => area.code.padEnd(20) },
    ],
    topics: rivmTopics(edition),
    cell: (topic, area, keys) =>
      withMargin(
        topic.value(area, keys['Perioden'] ?? '', keys['Leeftijd'] ?? ''),
        area,
        keys['Marges'] ?? '',
      ),
  };
}

function youngAdultTable(country: DemoArea): DemoTable {
  const limburg = { ...country, code: 'GG6106', name: 'GG6106', burden: 0.4, parts: [] };
  const items = [
    { area: country, key: 'NL01' },
    { area: limburg, key: 'GG6106' },
    ...country.parts.map(area => ({ area, key: area.code })),
  ];
  return {
    service: 'dataderden',
    id: '50140NED',
    title: 'Gezondheidsmonitor Jongvolwassenen 2024',
    modified: '2025-09-22T02:00:00',
    geo: { name: 'RegioS', type: 'GeoDimension', width: 6, items },
    dimensions: [
      { name: 'Persoonskenmerken', type: 'Dimension', items: [{ Key: 'T009002', Title: 'Totaal personen' }] },
      { name: 'Marges', type: 'Dimension', items: MARGINS },
    ],
    texts: [],
    topics: YOUNG_ADULT_TOPICS,
    // As in reality, one small gemeente is withheld altogether.
    cell: (topic, area, keys) =>
      area.code === 'GM0965'
        ? null
        : withMargin(topic.value(area, '2024', '16-25'), area, keys['Marges'] ?? ''),
  };
}

function populationTable(country: DemoArea, former: DemoArea[]): DemoTable {
  const all = [...country.parts, ...former];
  const items = [{ area: country, key: 'NL01' }, ...all.map(area => ({ area, key: area.code }))];
  return {
    service: 'opendata',
    id: '70072ned',
    title: 'Regionale kerncijfers Nederland',
    modified: '2018-06-06T02:00:00',
    geo: { name: 'RegioS', type: 'GeoDimension', width: 6, items },
    dimensions: [
      {
        name: 'Perioden',
        type: 'TimeDimension',
        items: [{ Key: '2015JJ00', Title: '2015', Status: 'Definitief' }],
      },
    ],
    texts: [],
    topics: [
      {
        stem: 'TotaleBevolking',
        title: 'Totale bevolking',
        group: 'Bevolking',
        unit: 'aantal',
        decimals: 0,
        value: area => area.inhabitants,
      },
    ],
    // Beekdaelen is in the list, but did not exist yet in 2015.
    cell: (topic, area) => (area.code === 'GM1954' ? null : topic.value(area, '2015', '')),
  };
}

/** The Gezondheidsmonitor as a client writes it: an index column, labels, no key suffixes, areas by name. */
function monitorCsv(year: 2016 | 2020, country: DemoArea, gemeenten: DemoArea[]): string {
  const topics = MONITOR_TOPICS[year];
  const ages = [
    ['Totaal', '20300'],
    [year === 2016 ? '19 tot 65 jaar' : '18 tot 65 jaar', '53115'],
    ['65 jaar of ouder', '80200'],
  ] as const;
  const limburg = sum({
    code: 'GG6106',
    name: 'GGD Zuid-Limburg (GG)',
    gemeente: '',
    parts: gemeenten.filter(area => isZuidLimburg(area.code)),
  });
  const areas = [country, ...gemeenten.map(area => ({ ...area, name: labelOf(area) })), limburg];
  const header = [
    '',
    'ID',
    'Leeftijd',
    'Marges',
    'RegioS',
    ...(year === 2016 ? ['Perioden'] : []),
    ...topics.map(([column]) => column),
  ];
  const lines = [header.join(',')];
  for (const [age, key] of ages) {
    for (const margin of MARGINS) {
      for (const area of areas) {
        const n = lines.length - 1;
        const values = topics.map(([column, base, slope]) => {
          const noise = (fixedRandom(column, area.code, key, year) - 0.5) * slope * 0.5;
          return withMargin(base + slope * area.burden + noise, area, margin.Key)?.toFixed(1);
        });
        lines.push(
          [n, n, age, margin.Title, area.name, ...(year === 2016 ? [year] : []), ...values].join(','),
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

const ZUID_LIMBURG = [
  'GM0882',
  'GM0888',
  'GM0899',
  'GM0917',
  'GM0928',
  'GM0935',
  'GM0938',
  'GM0965',
  'GM0971',
  'GM0981',
  'GM0986',
  'GM0994',
  'GM1729',
  'GM1883',
  'GM1903',
  'GM1954',
];
const isZuidLimburg = (code: string): boolean => ZUID_LIMBURG.includes(code) || BEFORE_2019.includes(code);

/** Labels of the files carry a suffix where another area has the same name. */
const labelOf = ({ name }: DemoArea): string =>
  ({
    Groningen: 'Groningen (gemeente)',
    Utrecht: 'Utrecht (gemeente)',
    Beek: 'Beek (L.)',
    Stein: 'Stein (L.)',
  })[name] ?? name;

class Recorder {
  readonly #folder: string;
  readonly #index: RecordingIndex = {};

  constructor(folder: string) {
    this.#folder = folder;
  }

  async file(name: string, text: string): Promise<void> {
    await this.#record(`${DEMO_SERVICES.files}/${name}`, text);
  }

  async table(table: DemoTable): Promise<void> {
    const base = `${DEMO_SERVICES[table.service]}`;
    const api = (set: string) => `${base}/ODataApi/odata/${table.id}/${set}?$format=json`;
    const feed = (set: string, query = '') =>
      `${base}/ODataFeed/odata/${table.id}/${set}?$format=json${query}`;
    const envelope = (set: string, rows: string[], next?: string) =>
      `{"odata.metadata":"${base}/ODataApi/OData/${table.id}/$metadata#Cbs.OData.WebAPI.${set}","value":[${rows.join(',')}]${next ? `,"odata.nextLink":"${next}"` : ''}}`;
    const rows = dataRows(table);
    await this.#record(api('TableInfos'), envelope('TableInfos', [tableInfo(table, rows.length)]));
    await this.#record(api('DataProperties'), envelope('DataProperties', properties(table)));
    await this.#record(feed(table.geo.name), envelope(table.geo.name, areaItems(table)));
    for (const { name, items } of table.dimensions) {
      await this.#record(
        feed(name),
        envelope(
          name,
          items.map(item => JSON.stringify({ Description: '', ...item })),
        ),
      );
    }
    await this.#record(feed('TypedDataSet', '&$top=5'), envelope('TypedDataSet', rows.slice(0, 5)));
    for (let skip = 0; skip < rows.length; skip += PAGE) {
      const more = skip + PAGE < rows.length ? feed('TypedDataSet', `&$skip=${skip + PAGE}`) : undefined;
      const query = skip === 0 ? '' : `&$skip=${skip}`;
      await this.#record(
        feed('TypedDataSet', query),
        envelope('TypedDataSet', rows.slice(skip, skip + PAGE), more),
      );
    }
  }

  async finish(): Promise<void> {
    await writeDurable(path.join(this.#folder, 'index.json'), toJson(this.#index));
  }

  async #record(url: string, text: string): Promise<void> {
    const name = `${sha256(url).slice(0, 16)}.gz`;
    await fs.writeFile(path.join(this.#folder, name), gzipSync(text, { level: 1 }));
    this.#index[url] = name;
  }
}

function tableInfo(table: DemoTable, rows: number): string {
  const title = `${DEMO_NOTICE} – ${table.title}`;
  const { modified: Modified, id: Identifier } = table;
  return JSON.stringify({
    Identifier,
    Title: title,
    ShortTitle: title,
    Modified,
    ReasonDelivery: 'Actualisering',
    OutputStatus: 'Regulier',
    Language: 'nl',
    RecordCount: rows,
  });
}

function properties(table: DemoTable): string[] {
  const dimensions = [
    ...table.dimensions.map(({ name, type }) => ({ name, type })),
    { name: table.geo.name, type: table.geo.type },
  ];
  const list: Record<string, unknown>[] = dimensions.map(({ name, type }, at) => ({
    ID: at,
    Position: at,
    ParentID: null,
    Type: type,
    Key: name,
    Title: name,
    Description: '',
  }));
  const groups = new Map<string, number>();
  for (const group of new Set(table.topics.map(topic => topic.group))) {
    groups.set(group, list.length);
    list.push({
      ID: list.length,
      Position: null,
      ParentID: null,
      Type: 'TopicGroup',
      Key: '',
      Title: group,
      Description: '',
    });
  }
  for (const [at, column] of columns(table).entries()) {
    const topic = column.topic;
    list.push({
      ID: list.length,
      Position: at + 1,
      ParentID: topic ? groups.get(topic.group) : null,
      Type: 'Topic',
      Key: column.key,
      Title: column.title,
      Description: null,
      Datatype: topic ? (topic.decimals ? 'Double' : 'Long') : 'String',
      Unit: topic?.unit ?? 'code',
      Decimals: topic?.decimals ?? 0,
      Default: 'Impossible',
    });
  }
  return list.map(item => JSON.stringify(item));
}

/** Text columns first, then the topics; the suffix is the position. */
function columns(
  table: DemoTable,
): { key: string; title: string; topic?: DemoTopic; text?: (area: DemoArea) => string }[] {
  return [...table.texts, ...table.topics].map((column, at) => ({
    key: `${column.stem}_${at + 1}`,
    title: column.title,
    ...('unit' in column ? { topic: column } : { text: column.value }),
  }));
}

const areaItems = ({ geo }: DemoTable): string[] =>
  geo.items.map(({ area, key }) =>
    JSON.stringify({
      Key: key.padEnd(geo.width),
      Title: area.name,
      Description: '',
      ...(geo.type === 'GeoDetail'
        ? { Municipality: area.gemeente, DetailRegionCode: area.gemeente ? area.code : '' }
        : {}),
    }),
  );

function dataRows(table: DemoTable): string[] {
  const combinations = table.dimensions.reduce<Record<string, string>[]>(
    (all, { name, items }) => all.flatMap(keys => items.map(item => ({ ...keys, [name]: item.Key }))),
    [{}],
  );
  const rows: string[] = [];
  for (const keys of combinations) {
    for (const { area, key } of table.geo.items) {
      const row: Record<string, unknown> = {
        ID: rows.length * 3,
        ...keys,
        [table.geo.name]: key.padEnd(table.geo.width),
      };
      for (const column of columns(table)) {
        row[column.key] = column.topic ? table.cell(column.topic, area, keys) : (column.text?.(area) ?? '.');
      }
      rows.push(JSON.stringify(row));
    }
  }
  return rows;
}

/** True when the folder holds recordings. */
export const hasRecordings = (folder: string): Promise<boolean> => exists(path.join(folder, 'index.json'));
