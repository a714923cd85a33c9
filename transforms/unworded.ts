import type { PublishedTable } from './tables.ts';
import { quoteName, quoteText } from './warehouse.ts';

/**
 * Selects the codes of gold tables that no header puts in words, as `place` (table.column) and `code`; each table is read once.
 * A table that is filled in steps takes no other codes than those of its enumerations.
 */
export function unwordedCodes(tables: PublishedTable[]): string {
  const selects = tables.filter(table => table.steps === undefined).flatMap(unwordedOf);
  return ["select '' as place, '' as code where false", ...selects].join(' union all ');
}

function unwordedOf({ name: table, columns }: PublishedTable): string[] {
  const coded = columns.filter(column => column.words);
  if (coded.length === 0) return [];
  const seen = coded.map(({ name }) => `list(distinct ${quoteName(name)}::varchar) as ${quoteName(name)}`);
  const found = coded.map(({ name, many, words = {} }) => {
    // An empty cell of several codes holds none.
    const known = [...Object.keys(words), ...(many ? [''] : [])].map(quoteText).join(', ');
    const codes = many ? `string_split(array_to_string(${quoteName(name)}, '|'), '|')` : quoteName(name);
    return `select ${quoteText(`${table}.${name}`)} as place, code
      from (select unnest(${codes}) as code from seen) where code not in (${known})`;
  });
  return [
    `select distinct place, code from (
       with seen as materialized (select ${seen.join(', ')} from gold.${table}) ${found.join(' union all ')}
     )`,
  ];
}
