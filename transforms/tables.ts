import fs from 'node:fs';
import path from 'node:path';
import type { Declaration } from '../kernel/declare.ts';
import { VieError } from '../kernel/errors.ts';
import { projectRoot } from '../kernel/root.ts';
import { type Column, columnsOf, type Headers, type Word, type Words } from './columns.ts';
import { type Header, parseHeader } from './header.ts';

/** A published table: part of the contract with everyone who reads a release. */
export interface PublishedTable extends Word {
  name: string;
  /** Unique key, and the order of the rows. */
  key: string[];
  /** How many cells are taken at a time in the default memory. */
  steps?: number;
  /** The rows lie in the order of the key: sorting the largest tables once more takes more memory than there is. */
  isInOrder: boolean;
  columns: Column[];
}

const knownHeaders = new Map<string, Headers>();
const knownTables = new Map<string, PublishedTable[]>();

/** The published tables that the SQL files below a folder (`transforms`) describe, in the order in which they are listed. */
export function publishedTables(folder = path.join(projectRoot(), 'transforms')): PublishedTable[] {
  return remembered(knownTables, folder, () => {
    const headers = headersIn(folder);
    const placeOf = (name: string) => headers.get(name)?.value.place ?? 0;
    return [...headers]
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, header]) => withNotice(tableOf(name, header, headers)));
  });
}

/** The table that one SQL file describes (path from the project): beside a release, or for some only. */
export function describedTable(file: string): PublishedTable {
  const headers = headersIn(path.join(projectRoot(), 'transforms'));
  const header = parseHeader(fs.readFileSync(path.join(projectRoot(), file), 'utf8'), file);
  if (!header) throw new VieError('bug', `This file describes no table.`, { where: { file } });
  return tableOf(path.basename(file, '.sql'), header, headers);
}

export function publishedTable(name: string): PublishedTable {
  const found = publishedTables().find(table => table.name === name);
  if (found) return found;
  throw new VieError('bug', `There is no published table '${name}'.`);
}

/** What the codes of a column (`table.column`) mean. */
export function wordsOf(column: string): Words {
  const [table = '', name] = column.split('.');
  const words = publishedTable(table).columns.find(one => one.name === name)?.words;
  if (words) return words;
  throw new VieError('bug', `Column '${column}' lists no codes.`);
}

/** The Dutch words for a code of a column (`table.column`); a code that is not in its list stands for itself. */
export const inDutch = (column: string, code: string): string => wordsOf(column)[code]?.nl ?? code;

const headersIn = (folder: string): Headers =>
  remembered(knownHeaders, folder, () => {
    const files = fs.readdirSync(path.join(folder, 'gold')).sort();
    return new Map(
      files.flatMap(name => {
        const file = path.join(folder, 'gold', name);
        const header = parseHeader(fs.readFileSync(file, 'utf8'), path.relative(path.dirname(folder), file));
        return header ? [[path.basename(name, '.sql'), header]] : [];
      }),
    );
  });

function tableOf(name: string, header: Declaration<Header>, headers: Headers): PublishedTable {
  const { title, key, steps, in_order } = header.value;
  return {
    name,
    ...title,
    key,
    ...(steps === undefined ? {} : { steps }),
    isInOrder: in_order ?? false,
    columns: columnsOf(header, headers),
  };
}

/** The column that ends every table of a release. */
const NOTICE: Column = {
  name: 'notice',
  nl: 'Waarschuwing die bij het cijfer hoort; leeg als er geen is',
  en: 'Warning that goes with the figure; empty when there is none',
  values: [],
  isOwnList: false,
  many: false,
};

function withNotice(table: PublishedTable): PublishedTable {
  const filled = { ...NOTICE, type: 'notice_text', values: ['input.setting.notice'] };
  return { ...table, columns: [...table.columns, table.steps === undefined ? NOTICE : filled] };
}

/** What was made once for a folder. */
function remembered<T>(known: Map<string, T>, folder: string, make: () => T): T {
  const value = known.get(folder) ?? make();
  known.set(folder, value);
  return value;
}
