import { createHash } from 'node:crypto';
import { VieError } from '../../kernel/errors.ts';
import { nearMatches } from '../../kernel/near.ts';
import { type PageLayout, parseRows } from '../json-page.ts';
import { stemOf } from '../topics.ts';

export interface ExpectedColumn {
  key: string;
  kind: 'number' | 'text';
}

/** The number of every row of a page, the `member` that it begins with. */
export function rowIds(bytes: Buffer, layout: PageLayout, member: string): number[] {
  const start = Buffer.from(`{"${member}":`);
  return layout.rows.map(offset => readId(bytes, offset, start));
}

/** Refuses a page with keys that came before, in this page or in an earlier one. */
export function refuseRepeated<K>(keys: K[], seen: ReadonlySet<K>): void {
  const repeated = keys.length - new Set(keys).size + keys.filter(key => seen.has(key)).length;
  if (repeated === 0) return;
  throw new VieError('source', `The page repeats ${repeated} rows that were already received.`, {
    retryable: true,
    hint: 'The service pages wrongly at the moment; run again later.',
  });
}

/** Refuses a page without rows that is not the last one. */
export function refuseEmpty(layout: PageLayout, next: string | undefined): void {
  if (layout.rows.length > 0 || next === undefined) return;
  throw new VieError('source', 'The page is empty, but the service says that more follow.', {
    retryable: true,
    hint: 'The service pages wrongly at the moment; run again later.',
  });
}

/** A hash over the rows of many pages that is the same however they are divided into pages. */
export class RowsHash {
  readonly #hash = createHash('sha256');
  #isEmpty = true;

  add(content: Buffer): void {
    if (content.length === 0) return;
    if (!this.#isEmpty) this.#hash.update(',');
    this.#hash.update(content);
    this.#isEmpty = false;
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

function readId(bytes: Buffer, offset: number, start: Buffer): number {
  const digits = offset + start.length;
  if (bytes.compare(start, 0, start.length, offset, digits) !== 0) {
    throw new VieError('contract', 'A row does not begin with its ID; the service changed its form.');
  }
  let id = 0;
  for (let at = digits; ; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return id;
    id = id * 10 + digit;
  }
}

/**
 * Holds the first, the last and every hundredth row of a page against the columns that the table describes:
 * same columns, numbers as numbers, text as text. Throws a `contract` error that names the column.
 */
export function checkRows(bytes: Buffer, layout: PageLayout, columns: ExpectedColumn[]): void {
  const { length } = layout.rows;
  const sample = new Set(Array.from({ length: Math.ceil(length / 100) }, (_, i) => i * 100));
  if (length > 0) sample.add(length - 1);
  for (const row of parseRows(bytes, layout, sample)) checkRow(row, columns);
}

function checkRow(row: Record<string, unknown>, columns: ExpectedColumn[]): void {
  for (const { key, kind } of columns) {
    const value = row[key];
    if (value === undefined) throw columnMissing(key, Object.keys(row));
    if (value === null || typeof value === (kind === 'text' ? 'string' : 'number')) continue;
    throw new VieError(
      'contract',
      `Column ${key} should hold ${kind}s, but a row holds ${JSON.stringify(value)}.`,
      {
        where: { field: key },
        hint: 'The service changed the type of this column; check the table before taking it over.',
      },
    );
  }
  if (Object.keys(row).length === columns.length) return;
  const known = new Set(columns.map(column => column.key));
  const extra = Object.keys(row).filter(key => !known.has(key));
  throw new VieError(
    'contract',
    `The rows have column ${extra.join(', ')}, which the table does not describe.`,
    {
      where: { field: extra[0] ?? '' },
      hint: 'The table is being re-released; run again later.',
    },
  );
}

function columnMissing(key: string, present: string[]): VieError {
  const near = nearMatches(stemOf(key), present);
  return new VieError('contract', `The rows lack column ${key}, which the table describes.`, {
    where: { field: key },
    hint: near.length
      ? `Near: ${near.join(', ')}. The table may be in the middle of a release.`
      : 'Run again later.',
  });
}
