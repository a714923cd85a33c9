import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { decoderOf } from './decode.ts';
import type { RuleId } from './rules.ts';
import type { Survey } from './survey.ts';

/** A row longer than this is no row of counts. */
export const LONGEST_ROW = 64 * 1024;
const BLOCK = 512 * 1024;

/** Rows as they come; `first` is the number of the first, as a spreadsheet shows it. */
export interface RowBatch {
  first: number;
  rows: string[][];
}

/** The text cannot be read on; what follows is not known. */
export class Unreadable extends Error {
  readonly rule: RuleId;
  readonly row: number;
  constructor(rule: RuleId, row: number) {
    super(rule);
    this.rule = rule;
    this.row = row;
  }
}

export interface Reading {
  signal?: AbortSignal | undefined;
  /** Adds up what was read, to see that it is what was surveyed. */
  hash?: Hash;
  onBytes?: (bytes: number) => void;
}

/**
 * All rows of a file in batches, in bounded memory; the delimiter is chosen from the heading. Throws `Unreadable` when
 * a row does not end, or quotes do not close.
 */
export async function* readRows(
  file: string,
  { encoding, skip, isOldMac }: Survey,
  chooseDelimiter: (line: string) => string,
  { signal, hash = createHash('sha256'), onBytes }: Reading = {},
): AsyncGenerator<RowBatch> {
  const splitter = new RowSplitter(chooseDelimiter);
  const decode = decoderOf(encoding);
  let toSkip = skip;
  let read = 0;
  for await (const block of createReadStream(file, { highWaterMark: BLOCK })) {
    signal?.throwIfAborted();
    hash.update(block as Buffer);
    const bytes = (block as Buffer).subarray(toSkip);
    toSkip = 0;
    const text = decode(bytes);
    const batch = splitter.take(isOldMac ? text.replaceAll('\r', '\n') : text);
    if (batch) yield batch;
    read += (block as Buffer).length;
    onBytes?.(read);
  }
  const batch = splitter.end();
  if (batch) yield batch;
}

/** `sep=;` as first line is what Excel reads as "the delimiter is ;"; it is no row. */
const SEPARATOR = /^"?sep=([;,\t|])"?[;,\t]*\n/i;

class RowSplitter {
  readonly #choose: (line: string) => string;
  #parser: Papa.Parser | undefined;
  #rest = '';
  #row = 1;

  constructor(choose: (line: string) => string) {
    this.#choose = choose;
  }

  take(text: string): RowBatch | undefined {
    const joined = this.#rest + text;
    const end = joined.lastIndexOf('\n') + 1;
    this.#rest = joined;
    if (end === 0) {
      this.#checkLength();
      return undefined;
    }
    const lines = joined.slice(0, end);
    return this.#parse(lines.includes('\r') ? unixLines(lines) : lines, joined.slice(end));
  }

  /** What is left is a last row without a line end, or one whose quotes never closed. */
  end(): RowBatch | undefined {
    if (this.#rest === '') return undefined;
    const lines = unixLines(this.#rest);
    const batch = this.#parse(lines.endsWith('\n') ? lines : `${lines}\n`, '');
    if (this.#rest.trim() !== '') throw new Unreadable('unbalanced_quote', this.#row);
    return batch;
  }

  #parse(lines: string, tail: string): RowBatch | undefined {
    const text = this.#parser ? lines : this.#start(lines);
    const parser = this.#parser;
    if (!parser) return undefined;
    const { data, errors, meta } = parser.parse(text, 0, true) as Papa.ParseResult<string[]>;
    this.#rest = text.slice(meta.cursor) + tail;
    const [fault] = errors.filter(({ row }) => (row ?? 0) < data.length);
    if (fault) throw new Unreadable('unbalanced_quote', this.#row + (fault.row ?? 0));
    const first = this.#row;
    this.#row += data.length;
    this.#checkLength();
    return data.length ? { first, rows: data } : undefined;
  }

  /** Chooses the delimiter by the heading; returns the text from there. */
  #start(lines: string): string {
    const told = SEPARATOR.exec(lines);
    const text = told ? lines.slice(told[0].length) : lines;
    if (told) this.#row++;
    const line = text.slice(0, Math.max(text.indexOf('\n'), 0));
    const delimiter = told?.[1] ?? this.#choose(line);
    this.#parser = new Papa.Parser({ delimiter, newline: '\n' });
    return text;
  }

  #checkLength(): void {
    if (this.#rest.length <= LONGEST_ROW) return;
    throw new Unreadable(this.#rest.includes('\n') ? 'unbalanced_quote' : 'line_too_long', this.#row);
  }
}

const unixLines = (text: string): string => text.replace(/\r\n?/g, '\n');
