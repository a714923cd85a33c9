import type { Column } from './columns.ts';
import type { PublishedTable } from './tables.ts';
import { quoteName, quoteText } from './warehouse.ts';

/** Text, a column to fill in, a column that must hold a code, or a part that may be left out. */
type Piece = { text: string } | { column: string; code?: string | undefined } | { part: Piece[] };

const TOKEN = /[[\]]|\{(\w+)(?:=(\w+))?\}|[^[\]{}]+/g;

function piecesOf(template: string): Piece[] {
  const root: Piece[] = [];
  const open = [root];
  for (const [token, column, code] of template.matchAll(TOKEN)) {
    const pieces = open.at(-1) ?? root;
    if (token === '[') {
      const part: Piece[] = [];
      pieces.push({ part });
      open.push(part);
    } else if (token === ']') open.pop();
    else pieces.push(column === undefined ? { text: token } : { column, code });
  }
  return root;
}

const columnsIn = (pieces: Piece[]): string[] =>
  pieces.flatMap(piece =>
    'part' in piece ? columnsIn(piece.part) : 'column' in piece ? [piece.column] : [],
  );

/** SQL of a column of the row, and what the header says of it. */
interface Row {
  language: 'nl' | 'en';
  valueOf: (column: string) => string;
  about: (column: string) => Column | undefined;
}

const filled = (pieces: Piece[], row: Row): string =>
  pieces.map(piece => pieceSql(piece, row)).join(' || ') || "''";

function pieceSql(piece: Piece, row: Row): string {
  if ('text' in piece) return quoteText(piece.text);
  if ('part' in piece) return `coalesce(${partSql(piece.part, row)}, '')`;
  const value = `${row.valueOf(piece.column)}::varchar`;
  if (piece.code !== undefined) return `case when ${value} = ${quoteText(piece.code)} then '' end`;
  const { words, sentences } = row.about(piece.column) ?? {};
  if (sentences) return sentenceOf(value, sentences, row);
  if (!words) return value;
  const cases = Object.entries(words).map(
    ([code, word]) => `when ${quoteText(code)} then ${quoteText(word[row.language])}`,
  );
  return `case ${value} ${cases.join(' ')} end`;
}

/** A part is put together only where its columns hold something: most rows lack most parts. */
function partSql(part: Piece[], row: Row): string {
  const given = part.flatMap(piece =>
    'column' in piece ? [`${row.valueOf(piece.column)} is not null`] : [],
  );
  return given.length > 0
    ? `case when ${given.join(' and ')} then ${filled(part, row)} end`
    : filled(part, row);
}

/** The sentence of a code; a code that has none is refused by the build. */
function sentenceOf(code: string, sentences: Record<string, string>, row: Row): string {
  const cases = Object.entries(sentences).map(
    ([one, template]) => `when ${quoteText(one)} then ${filled(piecesOf(template), row)}`,
  );
  return `case when ${code} is not null then case ${code} ${cases.join(' ')}
    else error('The header has no sentence for the code ' || ${code}) end end`;
}

function textOf(column: Column, anyRow: Omit<Row, 'language'>): string | undefined {
  const { text, sentences = {}, many } = column;
  const row: Row = { ...anyRow, language: column.name.endsWith('_en') ? 'en' : 'nl' };
  if (text !== undefined) return `nullif(${filled(piecesOf(text), row)}, '')`;
  if (!column.sentences) return undefined;
  if (!many) return sentenceOf(row.valueOf(column.name), sentences, row);
  const one = sentenceOf('s.code', sentences, { ...row, valueOf: name => `s.${quoteName(name)}` });
  const all = `list_transform(${quoteName(column.name)}, lambda s: ${one})`;
  return `array_to_string(list_sort(list_distinct(${all})), ' ')`;
}

const templatesOf = ({ text, sentences = {} }: Column): string[] => [
  ...(text === undefined ? [] : [text]),
  ...Object.values(sentences),
];

/**
 * The select of a table with the texts that its header writes. In a template `{column}` is filled from the row, by a word
 * or sentence where the column holds codes (in English in a column named *_en); `[a part]` is left out when a column in it is empty, or is not the code in `{column=code}`.
 * Columns that only fill templates end here.
 */
export function worded(sql: string, table: PublishedTable | undefined): string {
  const written = table?.columns.filter(column => templatesOf(column).length > 0) ?? [];
  if (!table || written.length === 0) return sql;
  const about = (name: string) => table.columns.find(column => column.name === name);
  const row = { valueOf: quoteName, about };
  const used = written
    .filter(column => !(column.many && column.sentences))
    .flatMap(templatesOf)
    .flatMap(template => columnsIn(piecesOf(template)));
  const left = [...new Set(used)].filter(name => !about(name));
  const fresh = written.filter(column => column.text !== undefined);
  const replaced = written.filter(column => column.text === undefined);
  const as = (columns: Column[]) => columns.map(one => `${textOf(one, row)} as ${quoteName(one.name)}`);
  return `select * ${clause('exclude', left.map(quoteName))} ${clause('replace', as(replaced))}
    ${as(fresh)
      .map(one => `, ${one}`)
      .join('')}
    from (${sql})`;
}

const clause = (word: string, items: string[]): string =>
  items.length ? `${word} (${items.join(', ')})` : '';
