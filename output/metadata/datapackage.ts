import { addressOf, type Description } from './description.ts';
import type { DataFile, TypedColumn } from './files.ts';

/** The release as a Data Package 2.0 (datapackage.org); paths are relative to it, as the standard asks. */
export function dataPackage(
  about: Description,
  files: readonly DataFile[],
  columns: ReadonlyMap<string, TypedColumn[]>,
): object {
  const { publisher, licence } = about;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'vie',
    id: about.id,
    title: about.title,
    description: `${about.summary} Periode: ${about.period.start} tot en met ${about.period.end}. Licentie: ${about.rights}`,
    version: about.version,
    ...(publisher.base_url ? { homepage: addressOf(publisher, 'index.html') } : {}),
    licenses: [{ name: licence.id, path: licence.page, title: publisher.licence }],
    contributors: [{ title: publisher.name, email: publisher.email, roles: ['publisher', 'contact'] }],
    sources: about.sources.map(({ citation, homepage }) => ({
      title: citation,
      ...(homepage ? { path: homepage } : {}),
    })),
    keywords: about.keywords,
    resources: files.map(file => resource(file, columns)),
  };
}

function resource(file: DataFile, columns: ReadonlyMap<string, TypedColumn[]>): object {
  const { path, table, title, mediaType, bytes, sha256 } = file;
  return {
    name: path.replaceAll('.', '-').toLowerCase(),
    path,
    title: table ? `${table.nl} (${title})` : title,
    ...(table ? { description: table.en } : {}),
    format: path.split('.')[1],
    mediatype: mediaType,
    ...(bytes === undefined ? {} : { bytes, hash: `sha256:${sha256}` }),
    ...(table && path.endsWith('.csv.gz')
      ? { type: 'table', encoding: 'utf-8', schema: tableSchema(table.key, columns.get(table.name) ?? []) }
      : {}),
  };
}

const tableSchema = (primaryKey: string[], columns: readonly TypedColumn[]): object => ({
  fields: columns.map(({ name, type, nl, en, codes, many, isKey }) => ({
    name,
    type,
    title: nl,
    description: en,
    ...(codes.length > 0 && !many && type === 'string'
      ? { categories: codes.map(([value, label]) => ({ value, label })) }
      : {}),
    ...(isKey ? { constraints: { required: true } } : {}),
  })),
  primaryKey,
  missingValues: [''],
});
