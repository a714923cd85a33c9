import { createHash } from 'node:crypto';
import { z } from 'zod';
import { VieError } from '../../kernel/errors.ts';
import type { Edition } from '../declaration.ts';
import { layoutPage, type PageLayout } from '../json-page.ts';
import { parsePeriod } from '../periods.ts';
import type { TopicColumn } from '../topics.ts';
import type { ExpectedColumn } from './odata-rows.ts';

export const property = z.looseObject({
  ID: z.number(),
  ParentID: z.number().nullable(),
  Type: z.string(),
  Key: z.string(),
  Title: z.string(),
  Datatype: z.string().nullish(),
  Unit: z.string().nullish(),
  Decimals: z.number().nullish(),
  Default: z.string().nullish(),
});
export type Property = z.infer<typeof property>;

export const tableInfo = z.looseObject({
  Identifier: z.string(),
  Title: z.string(),
  Modified: z.string(),
  RecordCount: z.number(),
});

export const item = z.looseObject({
  Key: z.string(),
  Title: z.string().nullish(),
  Status: z.string().nullish(),
});
export type Item = z.infer<typeof item>;

/** Keys of the dimension Marges and what their rows hold. */
export const MARGINS = { MW00000: 'value', MOG0095: 'lower', MBG0095: 'upper' } as const;

export function parseValue<T>(bytes: Buffer, schema: z.ZodType<T>): T[] {
  const layout = layoutPage(bytes);
  const parsed = z.array(schema).safeParse(JSON.parse(bytes.toString('utf8', layout.start, layout.end)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new VieError('contract', `The metadata has another form than we know: ${issue?.message}`, {
    where: { field: issue?.path.join('.') ?? '' },
    hint: 'The service changed; the connector needs an update.',
  });
}

export const rangeOf = ({ start, end, rows }: PageLayout) => ({ start, end, count: rows.length });

export function nextOf(layout: PageLayout): string | undefined {
  const next = layout.envelope['odata.nextLink'];
  return typeof next === 'string' && next ? next : undefined;
}

export function digestOf(bytes: Buffer): string {
  return createHash('sha256')
    .update(rowsOf(bytes, layoutPage(bytes)))
    .digest('hex');
}

/** The rows of a page without the brackets around them. */
export const rowsOf = (bytes: Buffer, { start, end }: PageLayout): Buffer =>
  bytes.subarray(start + 1, end - 1);

const DIMENSION_TYPES = new Set(['Dimension', 'TimeDimension', 'GeoDimension', 'GeoDetail']);

/** Names of the dimensions of the table; each must be declared, and each declared one must be there. */
export function dimensionsOf(properties: Property[], edition: Edition): string[] {
  const present = properties.filter(p => DIMENSION_TYPES.has(p.Type)).map(p => p.Key);
  const { area, period, margin, age_group, sex, fixed } = edition.dimensions;
  const declared = [area, period, margin, age_group?.dimension, sex?.dimension, ...Object.keys(fixed)].filter(
    name => name !== undefined,
  );
  const missing = declared.filter(name => !present.includes(name));
  const unknown = present.filter(name => !declared.includes(name));
  if (missing.length === 0 && unknown.length === 0) return present;
  const parts = [
    missing.length ? `lacks the declared dimension ${missing.join(', ')}` : '',
    unknown.length ? `has the undeclared dimension ${unknown.join(', ')}` : '',
  ].filter(Boolean);
  throw new VieError(
    'contract',
    `The table ${parts.join(' and ')}; its dimensions are ${present.join(', ')}.`,
    {
      hint: 'Correct `dimensions` in the source declaration; hold a dimension at one key under `fixed`.',
    },
  );
}

export function columnsOf(properties: Property[]): TopicColumn[] {
  const byId = new Map(properties.map(p => [p.ID, p]));
  const pathTo = (p: Property): string[] => {
    const parent = p.ParentID === null ? undefined : byId.get(p.ParentID);
    return parent ? [...pathTo(parent), parent.Title.trim()] : [];
  };
  return properties
    .filter(p => p.Type === 'Topic')
    .map(p => ({
      key: p.Key,
      title: p.Title.trim(),
      path: pathTo(p),
      unit: p.Unit?.trim().replace(/\s+/g, ' ') ?? '',
      decimals: p.Decimals ?? 0,
      datatype: p.Datatype ?? 'String',
      defaultMeaning: p.Default ?? '',
    }));
}

export function expectedColumns(properties: Property[], dimensions: string[]): ExpectedColumn[] {
  return [
    { key: 'ID', kind: 'number' },
    ...dimensions.map(key => ({ key, kind: 'text' as const })),
    ...properties
      .filter(p => p.Type === 'Topic')
      .map(p => ({ key: p.Key, kind: p.Datatype === 'String' ? ('text' as const) : ('number' as const) })),
  ];
}

/** `$filter` over dimensions with the keys verbatim; nothing for dimensions of which every key is wanted. */
export function filterOf(edition: Edition, keys: Map<string, string[]>): string {
  const { dimensions, periods } = edition;
  const wanted = new Map<string, (key: string) => boolean>();
  for (const [name, key] of Object.entries(dimensions.fixed)) wanted.set(name, k => k === key);
  for (const group of [dimensions.age_group, dimensions.sex]) {
    if (group) wanted.set(group.dimension, k => k in group.keys);
  }
  if (dimensions.margin) wanted.set(dimensions.margin, k => k in MARGINS);
  if (dimensions.period && periods) {
    wanted.set(dimensions.period, k => periods.includes(parsePeriod(k)?.period ?? k));
  }
  const clauses = [...wanted].map(([name, test]) => clauseOf(name, keys.get(name) ?? [], test));
  return clauses.filter(Boolean).join(' and ');
}

function clauseOf(name: string, keys: string[], test: (key: string) => boolean): string {
  const chosen = keys.filter(key => test(key.trim()));
  if (chosen.length === 0) {
    throw new VieError('contract', `Dimension ${name} has none of the declared keys.`, {
      where: { field: name },
      hint: `It has: ${keys
        .map(key => `'${key.trim()}'`)
        .slice(0, 20)
        .join(', ')}.`,
    });
  }
  if (chosen.length === keys.length) return '';
  return `(${chosen.map(key => `${name} eq '${key.replaceAll("'", "''")}'`).join(' or ')})`;
}
