import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { type ErrorDetails, VieError } from '../../kernel/errors.ts';
import { fileNames } from '../../kernel/files.ts';
import type { Archive } from '../archive.ts';
import type { Edition } from '../declaration.ts';

type Encoding = 'utf-8' | 'windows-1252';

/** What to do when the zip file of an edition is not there. */
export const whereToGet = ({ source, id }: Edition): string =>
  `Look up the present name of the file (${source.homepage ?? source.publisher}) and put it under \`file\` of edition ${id} in sources/${source.id}.yaml`;

/** The one member whose name fits; a pattern without `/` speaks of the last part of the name. */
export function memberMatching(archive: Archive, pattern: string): string {
  const expression = fileNames(pattern);
  // What a Mac adds to a zip has the names of the files themselves.
  const names = archive.members.map(member => member.name).filter(name => !name.startsWith('__MACOSX/'));
  const found = names.filter(name =>
    expression.test(pattern.includes('/') ? name : name.replace(/^.*\//, '')),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const listed = (found.length ? found : names).slice(0, 12).map(name => `'${name}'`);
  throw new VieError(
    'contract',
    found.length
      ? `Several members fit '${pattern}': ${listed.join(', ')}.`
      : `No member fits '${pattern}'; the archive has ${listed.join(', ') || 'none'}.`,
    { hint: 'Correct the pattern under `members` of this edition in the source declaration.' },
  );
}

/** The text of a member, piece by piece. */
export async function* textOf(archive: Archive, name: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of await archive.stream(name))
    yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** Unpacks a member once, which verifies it: its hash, and whether it is UTF-8 or what Excel writes. */
export async function examine(
  archive: Archive,
  name: string,
): Promise<{ sha256: string; encoding: Encoding }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: Encoding = 'utf-8';
  const decode = (chunk?: Buffer) => {
    try {
      if (encoding === 'utf-8') decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      encoding = 'windows-1252';
    }
  };
  for await (const chunk of await archive.stream(name)) {
    hash.update(chunk as Buffer);
    decode(chunk as Buffer);
  }
  decode();
  return { sha256: hash.digest('hex'), encoding };
}

/** A row of a member; rows count from 1 at the header, as a spreadsheet shows them. */
export interface MemberRow {
  cells: string[];
  row: number;
  delimiter: string;
}

const DELIMITERS = [';', ',', '\t'];

/** Hands over every row of a member, one after the other, in bounded memory. */
export function eachRow(
  archive: Archive,
  { name, encoding }: { name: string; encoding: string },
  visit: (row: MemberRow) => void,
): Promise<void> {
  let row = 0;
  const take = ({ data, errors, meta }: Papa.ParseResult<string[]>) => {
    const [fault] = errors.filter(error => error.type !== 'Delimiter');
    if (fault) {
      const at = row + (fault.row ?? 0) + 1;
      throw refusedRow(`The CSV is damaged: ${fault.message}`, { file: name, row: at });
    }
    for (const cells of data) {
      row++;
      if (cells.length > 1 || cells[0]?.trim()) visit({ cells, row, delimiter: meta.delimiter });
    }
  };
  return new Promise((resolve, reject) => {
    const text = Readable.from(textOf(archive, name, encoding));
    Papa.parse<string[]>(text, {
      delimitersToGuess: DELIMITERS,
      chunk: take,
      complete: () => resolve(),
      error: error => {
        text.destroy();
        reject(error);
      },
    });
  });
}

/** The cells of the first row, and what divides them. */
export async function headOf(
  archive: Archive,
  { name, encoding }: { name: string; encoding: string },
): Promise<{ header: string[]; delimiter: string }> {
  let text = '';
  for await (const piece of textOf(archive, name, encoding)) {
    text += piece;
    if (text.includes('\n') || text.length > LONGEST_HEAD) break;
  }
  const [line = ''] = text.split(/\r?\n/, 1);
  const { data, meta } = Papa.parse<string[]>(line, { delimitersToGuess: DELIMITERS });
  return { header: (data[0] ?? []).map(cell => cell.trim()), delimiter: meta.delimiter };
}

const LONGEST_HEAD = 100_000;

/** The form of a cell without its content: what may be personal or secret is not shown. */
export const masked = (cell: string): string => cell.slice(0, 40).replace(/\p{L}/gu, 'x').replace(/\d/g, '9');

/** The refusal of a file for one of its rows. */
export function refusedRow(message: string, where: ErrorDetails['where'] = {}): VieError {
  return new VieError('contract', message, {
    where,
    hint: 'The file is refused as a whole; put a correct one in its place and run again.',
  });
}

/** Refuses a file of which the declaration expects another number of rows. */
export function refuseOtherRows(rows: number, { expectedRows, table }: Edition): void {
  if (expectedRows === undefined || rows === expectedRows) return;
  throw new VieError('contract', `The members have ${rows} rows, the declaration expects ${expectedRows}.`, {
    where: { table },
    hint: 'Another file was published; correct `rows` in the source declaration if it is right.',
  });
}
