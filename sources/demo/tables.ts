import { AREA_PREFIXES } from '../../indicators/areas.ts';
import { VieError } from '../../kernel/errors.ts';
import type { Edition } from '../declaration.ts';
import { type DemoArea, type DemoCountry, isThere, withParts } from './areas.ts';
import type { Column, DemoDeclaration, TableDeclaration } from './declaration.ts';
import { type Drawn, type Figure, figureOf, MARGINS } from './figures.ts';
import { effectOf } from './planted.ts';
import type { Asked, DemoTable, DemoTopic, KeyItem } from './table.ts';

/** An edition of a source with what the demo says of it. */
export interface DemoEdition {
  edition: Edition;
  declared: TableDeclaration;
  /** All editions that are read from this table; each may ask for other keys of it. */
  askedBy: Edition[];
}

/** The editions of the sources that the demo records, in the order of its declaration. */
export function demoEditions(demo: DemoDeclaration, editions: Edition[]): DemoEdition[] {
  return Object.entries(demo.sources).flatMap(([source, { editions: own, ...general }]) =>
    Object.entries(own).flatMap(([id, declared]) => {
      const edition = editions.find(({ key }) => key === `${source}/${id}`);
      if (!edition) return [];
      const { service, table } = edition;
      const askedBy = editions.filter(other => other.service === service && other.table === table);
      return [{ edition, declared: { ...general, ...declared }, askedBy }];
    }),
  );
}

/** The table of an edition: columns, dimensions and keys as the source declares them, with the figures of the demo. */
export function demoTable(one: DemoEdition, country: DemoCountry, demo: DemoDeclaration): DemoTable {
  const { edition, declared } = one;
  const columns = drawnColumns(one, demo);
  const figures = new Map<DemoTopic, Figure>();
  for (const { stem, title, group, unit, decimals, ...drawn } of columns) {
    const topic = { stem, title, group, unit, decimals };
    if (!drawn.column.text) figures.set(topic, figureOf({ ...topic, ...drawn }, country));
  }
  const { period: periods, age_group, area_list } = edition.dimensions;
  const age = edition.source.age_group === 'total' ? '' : edition.source.age_group;
  return {
    service: edition.service === 'dataderden' ? 'dataderden' : 'opendata',
    id: edition.table,
    title: declared.title ?? edition.source.title,
    modified: `${declared.modified}T02:00:00`,
    geo: geoOf(one, country),
    dimensions: dimensionsOf(one, demo),
    texts: columns.flatMap(({ column: { text, width }, stem, title, group }) => {
      const value = (area: DemoArea) => (text ? TEXTS[text](area, country) : '').padEnd(width);
      return text ? [{ stem, title, ...(group ? { group } : {}), value }] : [];
    }),
    topics: [...figures.keys()],
    cell: (topic, area, keys) => {
      const period = keys[periods ?? ''] ?? declared.period ?? `${edition.period}JJ00`;
      const isListedOnly =
        area_list === 'historic' && !isThere(area.code, Number(period.slice(0, 4)), country);
      if (isListedOnly || declared.withheld?.includes(area.code)) return null;
      const ofAge = keys[age_group?.dimension ?? '']?.trim() ?? age;
      return figures.get(topic)?.(area, { period, age: ofAge, keys }) ?? null;
    },
  };
}

/** What an edition asks of its table: the declared columns, and the keys that it holds dimensions at. */
export function askedOf(
  edition: Edition,
  { dimensions, topics, texts }: DemoTable,
  demo: DemoDeclaration,
): Asked {
  const wanted = wantedKeys(edition);
  const stems = [...edition.topics].map(([concept, spec]) =>
    stemOf(spec, demo.sources[edition.source.id]?.columns?.[concept]),
  );
  return {
    topics: [...texts, ...topics].map(({ stem }) => stem).filter(stem => stems.includes(stem)),
    keys: Object.fromEntries(
      dimensions
        .filter(({ name }) => name in wanted)
        .map(({ name, items }) => [name, items.filter(isAmong(wanted[name])).map(({ Key }) => Key)]),
    ),
  };
}

/** Keys of dimensions that an edition asks, trimmed; files hold titles instead. */
const wantedKeys = ({ dimensions: { fixed, sex, age_group } }: Edition): Record<string, string[]> => ({
  ...Object.fromEntries(Object.entries(fixed).map(([name, key]) => [name, [key]])),
  ...(sex ? { [sex.dimension]: Object.keys(sex.keys) } : {}),
  ...(age_group ? { [age_group.dimension]: Object.keys(age_group.keys) } : {}),
});

const isAmong =
  (wanted: string[] = []) =>
  ({ Key, Title }: KeyItem): boolean =>
    wanted.includes(Key.trim()) || wanted.includes(Title);

type TopicSpec = Edition['topics'] extends Map<string, infer Spec> ? Spec : never;

const columnOf = (spec: TopicSpec): string => (typeof spec === 'string' ? spec : spec.topic);

/** The key of a column without its number: as declared, or made of the words of the declared title. */
const stemOf = (spec: TopicSpec, column: Column | undefined): string =>
  column?.stem ?? columnOf(spec).replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `k_0Tot15Jaar` is called '0 tot 15 jaar'. */
function wordsOf(stem: string): string {
  const words = stem.replace(/^k_/, '').replace(/(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])/g, ' ');
  return words.charAt(0) + words.slice(1).toLowerCase();
}

/** The columns that the edition has: those of its concepts, and others by their stem. */
function drawnColumns({ edition, declared }: DemoEdition, { titles, planted }: DemoDeclaration): Drawn[] {
  const year = Number(edition.id);
  return Object.entries(declared.columns ?? {}).flatMap(([name, column]) => {
    const spec = edition.topics.get(name) ?? (/^[A-Z]/.test(name) ? name : undefined);
    const { since = year, until = year, awaited = year + 1 } = column;
    if (spec === undefined || year < since || year > until) return [];
    const stem = stemOf(spec, column);
    const declaredTitle = columnOf(spec);
    const title = titles[stem] ?? (/\W/.test(declaredTitle) ? declaredTitle : wordsOf(stem));
    const own = typeof spec === 'string' ? undefined : spec.group;
    return {
      column,
      effect: effectOf(planted, edition.source.id, name),
      stem,
      title: column.title ?? title,
      group: column.group ?? own ?? (column.text ? '' : (declared.group ?? '')),
      unit: column.unit ?? (column.count ? 'aantal' : column.life ? 'jaar' : '%'),
      decimals: column.decimals ?? (column.count ? 0 : 1),
      hasMargins: edition.dimensions.margin !== undefined,
      isAwaited: year >= awaited,
    };
  });
}

/** Dimensions with the declared keys, then those of margins and periods. */
function dimensionsOf(
  { edition, declared, askedBy }: DemoEdition,
  demo: DemoDeclaration,
): DemoTable['dimensions'] {
  const { margin, period } = edition.dimensions;
  const wanted = askedBy.map(wantedKeys);
  const held = Object.keys(wantedKeys(edition)).map(name => {
    const keys = declared.keys?.[name] ?? demo.keys[name] ?? {};
    const items = Object.entries(keys).map(([Key, Title]) => ({ Key, Title }));
    const chosen = items.filter(isAmong(wanted.flatMap(one => one[name] ?? [])));
    if (chosen.length > 0) return { name, type: 'Dimension', items: chosen };
    throw new VieError(
      'declaration',
      `The demo has no key of dimension ${name} that ${edition.key} asks for.`,
      {
        where: { file: 'sources/demo/demo.yaml' },
        hint: `Add to \`keys\` of ${name} what the source declares, with its title.`,
      },
    );
  });
  const margins = Object.entries(MARGINS).map(([Key, Title]) => ({ Key, Title }));
  return [
    ...held,
    ...(margin ? [{ name: margin, type: 'Dimension', items: margins }] : []),
    ...(period && declared.periods
      ? [{ name: period, type: 'TimeDimension', items: periodItems(declared) }]
      : []),
  ];
}

/** Periods by their keys; the figures of the last one are provisional, unless all are final. */
const periodItems = ({ periods = [], final }: TableDeclaration): KeyItem[] =>
  periods.map((Key, at) => {
    const isLast = at === periods.length - 1;
    return { Key, Title: titleOf(Key), Status: isLast && !final ? 'Voorlopig' : 'Definitief' };
  });

/** Titles are free text, with a space behind months as in reality. */
function titleOf(key: string): string {
  const year = key.slice(0, 4);
  if (key.includes('G4')) return `${year}/${Number(year) + 3}`;
  const month = { MM03: 'maart', MM06: 'juni', MM09: 'september', MM12: 'december' }[key.slice(4)];
  return month ? `${year} ${month} ` : year;
}

/** Areas of the country down to the buurt, or its regions and gemeenten, each under the keys of this table. */
function geoOf({ edition, declared }: DemoEdition, country: DemoCountry): DemoTable['geo'] {
  const { dimensions, connector, service, vintage } = edition;
  const isDetail = /^Wijken/.test(dimensions.area) || connector === 'zip-csv';
  const gemeenten = [...country.country.parts, ...country.former].filter(
    ({ code }) => dimensions.area_list === 'historic' || isThere(code, vintage, country),
  );
  const flat = [country.country, ...country.regions, ...gemeenten];
  const isOf = (kinds: string[]) => (area: DemoArea) => kinds.includes(area.code.slice(0, 2));
  const { areas = ['NL', 'PV', 'CR', 'GG', 'GM', 'WK', 'BU'], names = {} } = declared;
  const chosen = isDetail
    ? withParts(country.country).filter(isOf(areas))
    : areas.flatMap(kind => flat.filter(isOf([kind])));
  const land = isDetail && service === 'opendata' ? 'NL00' : 'NL01';
  return {
    name: dimensions.area,
    type: isDetail ? 'GeoDetail' : 'GeoDimension',
    width: isDetail ? 10 : 6,
    items: chosen.map(area => ({
      area: { ...area, name: names[area.code] ?? area.name },
      key: area.code === 'NL' ? land : area.code,
    })),
  };
}

type Text = (area: DemoArea, country: DemoCountry) => string;

const inRegion =
  (level: Parameters<DemoCountry['regionOf']>[1]): Text =>
  ({ code }, { regionOf }) =>
    regionOf(code, level) ?? '.';

const TEXTS: Record<NonNullable<Column['text']>, Text> = {
  name: ({ name }) => name,
  code: ({ code }) => code,
  level: ({ code }) => {
    const level = AREA_PREFIXES[code.slice(0, 2)] ?? '';
    return level.charAt(0).toUpperCase() + level.slice(1);
  },
  changed: ({ code }) => (/^(WK|BU)/.test(code) ? '1' : '.'),
  provincie: inRegion('provincie'),
  corop: inRegion('corop'),
  ggd: inRegion('ggd'),
  landsdeel: inRegion('landsdeel'),
};
