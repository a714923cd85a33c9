import Papa from 'papaparse';
import type { RuleId } from './rules.ts';

/** Titles and notes that may stand above the heading. */
export const MOST_ABOVE = 20;

/** A row longer than this is no row of counts. */
const LONGEST_ROW = 64 * 1024;

/** Rows are cut apart a megabyte of text at a time, so that not all of them are in memory at once. */
const CHUNK = 1024 * 1024;

/** The text cannot be read on; what follows is not known. */
export class Unreadable extends Error {
  readonly rule: RuleId;
  readonly row: number | undefined;
  constructor(rule: RuleId, row?: number) {
    super(rule);
    this.rule = rule;
    this.row = row;
  }
}

/** `sep=;` as first line is what Excel reads as "the delimiter is ;"; it is no row of the table. */
const SEPARATOR = /^"?sep=([;,\t|])"?[;,\t]*\n/i;

/**
 * Gives each row with its number, as a spreadsheet counts them; the delimiter is chosen from the heading. Throws
 * `Unreadable` at a row that is too long or whose quotes do not close.
 */
export function eachRow(
  text: string,
  chooseDelimiter: (firstLines: string[]) => string,
  take: (cells: string[], row: number) => void,
): void {
  const told = SEPARATOR.exec(text);
  const table = text.slice(told?.[0].length ?? 0, text.endsWith('\n') ? -1 : undefined);
  let row = told ? 1 : 0;
  Papa.parse<string[]>(table, {
    delimiter: told?.[1] ?? chooseDelimiter(table.split('\n', MOST_ABOVE)),
    newline: '\n',
    chunkSize: CHUNK,
    step({ data, errors }) {
      row++;
      if (errors.length > 0) throw new Unreadable('unbalanced_quote', row);
      if (data.reduce((length, cell) => length + cell.length, 0) > LONGEST_ROW) {
        throw new Unreadable('line_too_long', row);
      }
      take(data, row);
    },
  });
}
