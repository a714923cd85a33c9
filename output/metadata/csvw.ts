import { addressOf, type Description } from './description.ts';
import type { DataFile, TypedColumn } from './files.ts';

/** The CSV files of a release as CSV on the Web (W3C, 2015): a group of tables, in the file where its readers look. */
export function csvw(
  about: Description,
  files: readonly DataFile[],
  columns: ReadonlyMap<string, TypedColumn[]>,
): object {
  const { publisher, licence, period } = about;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'nl' }],
    '@id': about.id,
    'dc:identifier': about.id,
    'dc:title': about.title,
    'dc:description': about.summary,
    'dc:license': { '@id': licence.page },
    'dc:rights': about.rights,
    'dc:publisher': publisher.name,
    'dcat:contactPoint': {
      'vcard:fn': publisher.name,
      'vcard:hasEmail': { '@id': `mailto:${publisher.email}` },
    },
    'dc:temporal': `${period.start}/${period.end}`,
    'dc:source': about.sources.map(one => one.citation),
    'dc:hasVersion': about.version,
    tables: files.flatMap(({ path, table }) =>
      table && path.endsWith('.csv.gz')
        ? {
            url: addressOf(publisher, path),
            'dc:title': table.nl,
            'dc:description': { '@value': table.en, '@language': 'en' },
            tableSchema: {
              primaryKey: table.key,
              columns: (columns.get(table.name) ?? []).map(columnOf),
            },
          }
        : [],
    ),
  };
}

const columnOf = ({ name, type, nl, en, many, isKey }: TypedColumn): object => ({
  name,
  titles: name,
  'dc:description': [nl, { '@value': en, '@language': 'en' }],
  datatype: type,
  ...(isKey ? { required: true } : {}),
  ...(many ? { separator: '|' } : {}),
});
