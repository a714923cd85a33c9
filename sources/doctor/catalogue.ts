import { z } from 'zod';
import type { Config, ServiceName } from '../../indicators/config.ts';
import { placeOf } from '../../kernel/declare.ts';
import { VieError } from '../../kernel/errors.ts';
import { pair } from '../../kernel/yaml-edit.ts';
import type { Fetched, HttpClient } from '../http.ts';
import type { Declared, Finding } from './finding.ts';

/** A table as a catalogue lists it. */
export interface CatalogueTable {
  table: string;
  title: string;
  period: string;
  modified: string;
}

const answer = z.looseObject({
  value: z.array(
    z.looseObject({
      Identifier: z.string(),
      Title: z.string(),
      Period: z.string().nullish(),
      Modified: z.string().nullish(),
    }),
  ),
});

interface Form {
  path: string;
  options: string[];
  matching(words: string): string;
  select: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const V3: Form = {
  path: '/ODataCatalog/Tables',
  options: ['$format=json'],
  matching: words => `substringof(${quoted(words)},Title) and Language eq 'nl'`,
  select: 'Identifier,Title,Period,Modified',
};

/** The catalogues there are; what is not listed here has none. */
const CATALOGUES: Partial<Record<ServiceName, Form>> = {
  opendata: V3,
  dataderden: V3,
  datasets: {
    path: '/odata/v1/CBS/Datasets',
    options: [],
    matching: words => `contains(tolower(Title),${quoted(words.toLowerCase())}) and Language eq 'nl'`,
    select: 'Identifier,Title,Modified',
  },
};

export const hasCatalogue = (service: ServiceName): boolean => service in CATALOGUES;

interface Asked {
  service: ServiceName;
  words: string;
}

/** Asks whether a service with a catalogue answers at all. */
export async function ping(
  service: ServiceName,
  services: Config['services'],
  http: HttpClient,
): Promise<void> {
  const form = CATALOGUES[service];
  if (form) await http.get(addressOf(services[service], form, ['$top=1']), readTables);
}

/** The tables of a service whose title holds these words. */
export async function searchCatalogue(
  { service, words }: Asked,
  services: Config['services'],
  http: HttpClient,
): Promise<CatalogueTable[]> {
  const form = CATALOGUES[service];
  if (!form) return [];
  const filter = `$filter=${encodeURIComponent(form.matching(words))}`;
  const url = addressOf(services[service], form, [filter, `$select=${form.select}`]);
  return (await http.get(url, readTables)).result;
}

const addressOf = (base: string, { path, options }: Form, more: string[]): string =>
  `${base}${path}?${[...options, ...more].join('&')}`;

function readTables({ bytes }: Fetched): CatalogueTable[] {
  const parsed = answer.safeParse(parseJson(bytes));
  if (!parsed.success) {
    throw new VieError('source', 'The catalogue answers something else than a list of tables.', {
      retryable: true,
      hint: 'The service is busy or down, not you; run again later.',
    });
  }
  return parsed.data.value.map(({ Identifier, Title, Period, Modified }) => ({
    table: Identifier,
    title: Title.trim(),
    period: Period ?? '',
    modified: Modified ?? '',
  }));
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The words by which the editions of a source are found. */
export const wordsOf = ({ value }: Declared): string => value.catalogue ?? value.title;

/** The last year in a title, else in the period of a table. */
export function yearOf({ title, period }: Pick<CatalogueTable, 'title' | 'period'>): number | undefined {
  const years = [title, period].map(text => Math.max(...(text.match(/\b(19|20)\d{2}\b/g) ?? []).map(Number)));
  return years.find(year => year > 0);
}

/** Whether the catalogue has a newer table than all that are declared; the newest, and the line to add. */
export function checkCatalogue(declared: Declared, tables: CatalogueTable[], titles: string[]): Finding {
  const { editions } = declared.value;
  const about = 'catalogue';
  if (tables.length === 0) return nothingFound(declared, titles);
  const own = new Map(Object.values(editions).map(edition => [edition.table.toLowerCase(), edition]));
  const isOwn = ({ table }: CatalogueTable) => own.has(table.toLowerCase());
  const declaredYears = Object.entries(editions).map(([id, { vintage }]) =>
    Math.max(Number(id) || 0, vintage ?? 0),
  );
  const ours = Math.max(...declaredYears, ...tables.filter(isOwn).map(table => yearOf(table) ?? 0));
  const [newest] = tables
    .filter(table => !isOwn(table) && (yearOf(table) ?? 0) > ours)
    .sort((a, b) => (yearOf(b) ?? 0) - (yearOf(a) ?? 0) || (a.modified < b.modified ? 1 : -1));
  if (!newest) return { state: 'ok', about, detail: `no newer table among ${tables.length} of this name` };
  const line = pair(String(yearOf(newest)), { table: newest.table });
  return {
    state: 'changed',
    about,
    detail: `newer edition ${newest.table} '${newest.title}'`,
    where: placeOf(declared, ['editions']),
    write: `add \`${line}\` under editions`,
  };
}

function nothingFound(declared: Declared, titles: string[]): Finding {
  const words = /^[^;(\d]*/.exec(titles.find(title => title !== '') ?? '')?.[0].trim();
  return {
    state: 'changed',
    about: 'catalogue',
    detail: `no title holds '${wordsOf(declared)}', so that newer editions are not seen`,
    where: placeOf(declared, ['catalogue'], ['title']),
    write: `write \`${pair('catalogue', words || '<words that the titles of all editions have>')}\``,
  };
}
