import path from 'node:path';
import { readJson } from '../kernel/files.ts';
import { SCHEMA_VERSION } from '../output/exporter.ts';
import {
  type CellSchema,
  type ColumnSchema,
  type ReleaseSchema,
  SCHEMA_FILE,
  type TableSchema,
} from '../output/schema.ts';
import { type CheckResult, SHOWN } from './checks.ts';
import type { Folders } from './folders.ts';
import { publicFolder, readManifest } from './publish.ts';

/** A release as its readers know it. */
export interface Contract {
  schema_version: string;
  schema: ReleaseSchema;
}

/** What readers of a release rely on, of these tables only where they are given; nothing where it has no schema. */
export async function publishedContract(
  folders: Folders,
  id: string | undefined,
  tables?: readonly string[],
): Promise<Contract | undefined> {
  const manifest = id ? await readManifest(folders, id) : undefined;
  if (!id || !manifest) return undefined;
  const schema = await readJson<ReleaseSchema>(path.join(publicFolder(folders, id), SCHEMA_FILE));
  if (!schema) return undefined;
  const asked = Object.entries(schema.properties).filter(([name]) => tables?.includes(name) ?? true);
  const { schema_version } = manifest;
  return { schema_version, schema: { ...schema, properties: Object.fromEntries(asked) } };
}

/** Holds the tables of a release against those that its readers know: what breaks them takes another schema version. */
export function contractCheck(published: Contract | undefined, schema: ReleaseSchema): CheckResult {
  const isHeld = published?.schema_version === SCHEMA_VERSION;
  const broken = isHeld ? breaks(published.schema, schema) : [];
  return {
    check: 'contract',
    title: 'What readers rely on is there, or the schema version is another one',
    result: broken.length > 0 ? 'fail' : 'pass',
    findings: broken.length,
    shown: broken.slice(0, SHOWN).map(detail => ({
      severity: 'fail',
      indicator_id: null,
      period: null,
      area_code: null,
      detail: `${detail}, on which readers of schema version ${SCHEMA_VERSION} rely: keep it, or raise SCHEMA_VERSION and say so in CHANGELOG.md`,
    })),
  };
}

/** What readers of the older form find gone or different in the newer one. */
export function breaks(older: ReleaseSchema, newer: ReleaseSchema): string[] {
  return Object.entries(older.properties).flatMap(([name, table]) => {
    const now = newer.properties[name];
    return now ? tableBreaks(name, table, now) : [`table ${name} is gone`];
  });
}

function tableBreaks(name: string, older: TableSchema, newer: TableSchema): string[] {
  const columns = Object.entries(older.items.properties).flatMap(([column, was]) => {
    const now = newer.items.properties[column];
    const place = `${name}.${column}`;
    return now ? columnBreaks(place, was, now) : [`column ${place} is gone`];
  });
  const [before, after] = [older.primaryKey?.join(', '), newer.primaryKey?.join(', ')];
  const isOtherKey = before !== undefined && before !== after;
  return isOtherKey
    ? [`rows of ${name} are unique on ${after}, no longer on ${before}`, ...columns]
    : columns;
}

function columnBreaks(place: string, older: ColumnSchema, newer: ColumnSchema): string[] {
  const [was, is] = [formOf(older), formOf(newer)];
  const lost = [...was.codes]
    .filter(code => !is.codes.has(code))
    .map(code => `code '${code}' of ${place} is gone`);
  const types = was.type === is.type ? [] : [`${place} became ${is.type}, was ${was.type}`];
  const empty = is.isNullable && !was.isNullable ? [`${place} may be empty, was always filled`] : [];
  return [...types, ...lost, ...empty];
}

function formOf({ anyOf }: ColumnSchema): { type: string; codes: Set<string>; isNullable: boolean } {
  const filled = anyOf.filter(one => one.type !== 'null');
  const types = filled.map(one => [typeOf(one), one.format].filter(Boolean).join(' '));
  return {
    type: [...new Set(types)].join(' or '),
    codes: new Set(
      filled.flatMap(one => (one.const === undefined ? codesOf(one.pattern) : [String(one.const)])),
    ),
    isNullable: filled.length < anyOf.length,
  };
}

const typeOf = ({ type, const: code }: CellSchema): string =>
  type ?? (typeof code === 'number' ? 'integer' : 'string');

/** The codes of a cell that may hold several, out of its pattern: ^((a|b)(\|(a|b))*)?$ */
const codesOf = (pattern: string | undefined): string[] =>
  /^\^\(\(([^)]*)\)/.exec(pattern ?? '')?.[1]?.split('|') ?? [];
