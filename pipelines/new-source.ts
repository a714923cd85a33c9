import { parseDeclaration } from '../kernel/declare.ts';
import { inline, pair } from '../kernel/yaml-edit.ts';
import type { InspectedDimension, Inspection } from '../sources/connector.ts';
import { type SourceDeclaration, sourceSchema } from '../sources/declaration.ts';
import { yearOf } from '../sources/doctor/catalogue.ts';
import { totalOf } from '../sources/doctor/dimensions.ts';
import { specFor } from '../sources/doctor/topics.ts';
import type { TopicColumn } from '../sources/topics.ts';
import { fill, Raw, TO_FILL_IN } from './scaffold.ts';

export interface SourceWish {
  id: string;
  table: string;
  service: SourceDeclaration['service'];
  connector: SourceDeclaration['connector'];
  edition?: string | undefined;
  title?: string | undefined;
  /** Year of the edition when neither the wish nor the table says. */
  thisYear: number;
}

const HOMEPAGES: Record<string, string> = {
  opendata: 'https://opendata.cbs.nl/statline/#/CBS/nl/dataset/',
  datasets: 'https://opendata.cbs.nl/statline/#/CBS/nl/dataset/',
};

/**
 * The text of a source declaration that is valid as it is; with what the service says of the table, or else marked as
 * not yet seen.
 */
export function draftSource(wish: SourceWish, inspection: Inspection | undefined, template: string): string {
  const { id, table, service, connector } = wish;
  const told = inspection?.revision.title;
  const title = wish.title ?? (told && withoutYears(told)) ?? `${TO_FILL_IN}: titel van de tabel`;
  const publisher = service in HOMEPAGES ? 'CBS' : `${TO_FILL_IN}: wie de tabel uitgeeft`;
  const year = wish.edition ?? String((told && yearOf({ title: told, period: '' })) || wish.thisYear);
  const text = fill(template, {
    id,
    title,
    publisher,
    licence: service in HOMEPAGES ? 'CC BY 4.0' : `${TO_FILL_IN}: licentie`,
    citation: told || wish.title ? `${publisher.split(':')[0]}, ${title}` : `${TO_FILL_IN}: bronvermelding`,
    homepage: service in HOMEPAGES ? HOMEPAGES[service] + table : undefined,
    catalogue: told && withoutYears(told) !== title ? withoutYears(told) : undefined,
    connector,
    service,
    unverified: inspection ? undefined : true,
    dimensions: inspection
      ? new Raw(block(dimensionsOf(inspection)))
      : { area: service === 'files' ? 'RegioS' : 'WijkenEnBuurten' },
    topics: inspection ? new Raw(topicsOf(inspection.columns)) : {},
    edition: new Raw(JSON.stringify(year)),
    table,
  });
  parseDeclaration(text, sourceSchema, `sources/${id}.yaml`);
  return text;
}

/** `Kerncijfers wijken en buurten 2024` → `Kerncijfers wijken en buurten`: the years are the editions. */
const withoutYears = (title: string): string =>
  title.replace(/[;,(]?\s*\b(19|20)\d{2}\b.*$/, '').trim() || title;

const block = (lines: string[]): string => lines.map(line => `\n  ${line}`).join('');

function dimensionsOf({ dimensions }: Inspection): string[] {
  const area = dimensions.find(one => one.kind === 'area');
  const period = dimensions.find(one => one.kind === 'period');
  const others = dimensions.filter(one => one !== area && one !== period);
  const margin = others.find(one => one.keys?.some(({ key }) => key === 'MW00000' || key === 'Waarde'));
  const age = others.find(one => /^leeftijd/i.test(one.name) && Object.keys(agesOf(one)).length > 0);
  const sex = others.find(one => /^geslacht/i.test(one.name) && Object.keys(sexesOf(one)).length > 0);
  const fixed = others.filter(one => one !== margin && one !== age && one !== sex);
  const line = (key: string, value: unknown): string[] => (value === undefined ? [] : [pair(key, value)]);
  return [
    ...line('area', area?.name ?? `${TO_FILL_IN} dimensie met de gebieden`),
    ...line('period', period?.name),
    ...line('margin', margin?.name),
    ...line('age_group', age && { dimension: age.name, keys: agesOf(age) }),
    ...line('sex', sex && { dimension: sex.name, keys: sexesOf(sex) }),
    ...line(
      'fixed',
      fixed.length ? Object.fromEntries(fixed.map(one => [one.name, totalOf(one)])) : undefined,
    ),
  ];
}

/** The keys whose title is an age that we can write, such as '18 tot 65 jaar' and '65 jaar of ouder'. */
function agesOf({ keys = [] }: InspectedDimension): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap(({ key, title }) => {
      const range = /^(\d+) tot (\d+) jaar$/.exec(title);
      const open = /^(\d+) jaar (of|en) ouder$/.exec(title);
      if (range) return [[key, `${range[1]}-${Number(range[2]) - 1}`]];
      if (open) return [[key, `${open[1]}+`]];
      return /^totaal/i.test(title) ? [[key, 'total']] : [];
    }),
  );
}

function sexesOf({ keys = [] }: InspectedDimension): Record<string, string> {
  const words = { totaal: 'total', mannen: 'm', vrouwen: 'v' };
  return Object.fromEntries(
    keys.flatMap(({ key, title }) => {
      const word = Object.entries(words).find(([start]) => title.toLowerCase().startsWith(start));
      return word ? [[key, word[1]]] : [];
    }),
  );
}

/** So many columns are written as topics; the others are there to be chosen from. */
const CHOSEN = 20;

function topicsOf(columns: TopicColumn[]): string {
  const figures = columns.filter(column => column.datatype !== 'String');
  if (figures.length === 0) return '{}';
  const taken = new Set<string>();
  return block(
    figures.map((column, at) => {
      const name = conceptOf(column.title, taken);
      const told = [...column.path, column.title, column.unit && `(${column.unit})`]
        .filter(Boolean)
        .join(' > ');
      const line = `${name}: ${inline(specFor(column, columns))}  # ${told.replace(/ > \(/, ' (')}`;
      return at < CHOSEN ? line : `# ${line}`;
    }),
  );
}

/** A concept made of a title, unlike those before it. */
function conceptOf(title: string, taken: Set<string>): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  const name = /^[a-z]/.test(words) ? words : `c_${words}`;
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
  taken.add(unique);
  return unique;
}
