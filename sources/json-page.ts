import { VieError } from '../kernel/errors.ts';

/** Where the rows of a page are within its bytes, and what stands around them. */
export interface PageLayout {
  /** Byte range of the list of rows, brackets included. */
  start: number;
  end: number;
  /** Byte offset of the opening brace of each row. */
  rows: number[];
  /** The members of the envelope other than the list of rows. */
  envelope: Record<string, unknown>;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93];

/**
 * Finds the list of rows in an envelope (`value` of OData, `features` of GeoJSON) without parsing it (36 MB in about
 * 40 ms). Throws a retryable error when the bytes are not one complete JSON object with such a list.
 */
export function layoutPage(bytes: Buffer, list: 'value' | 'features' = 'value'): PageLayout {
  const rows: number[] = [];
  let depth = 0;
  let start = -1;
  let end = -1;
  // Before the list of rows there may be others, such as that of the links.
  let name = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const open = at;
      at = endOfString(bytes, at);
      if (depth === 1 && start < 0) name = bytes.toString('utf8', open + 1, at);
    } else if (byte === OPEN) {
      depth++;
      if (depth === 2 && start >= 0 && end < 0) rows.push(at);
    } else if (byte === CLOSE) depth--;
    else if (byte === OPEN_LIST && depth === 1 && start < 0 && name === list) start = at;
    else if (byte === CLOSE_LIST && depth === 1 && start >= 0 && end < 0) end = at + 1;
  }
  if (depth !== 0 || start < 0 || end < 0) throw incomplete(`the JSON is cut off or has no list '${list}'`);
  return { start, end, rows, envelope: parseEnvelope(bytes, { start, end, list }) };
}

/** The rows at these indices, parsed. */
export function parseRows(
  bytes: Buffer,
  layout: PageLayout,
  indices: Iterable<number>,
): Record<string, unknown>[] {
  return [...indices].map(index => {
    const from = layout.rows[index] ?? layout.start;
    const to = layout.rows[index + 1] ?? layout.end - 1;
    return JSON.parse(bytes.toString('utf8', from, to).replace(/[\s,]*$/, '')) as Record<string, unknown>;
  });
}

/** Bytes without a UTF-8 byte order mark. */
export const withoutBom = (bytes: Buffer): Buffer =>
  bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    ? bytes.subarray(3)
    : bytes;

function parseEnvelope(
  bytes: Buffer,
  { start, end, list }: { start: number; end: number; list: string },
): Record<string, unknown> {
  try {
    const text = `${bytes.toString('utf8', 0, start)}null${bytes.toString('utf8', end)}`;
    const { [list]: rows, ...rest } = JSON.parse(text) as Record<string, unknown>;
    if (rows !== null) throw new Error(`the list is not called ${list}`);
    return rest;
  } catch (cause) {
    throw incomplete('the envelope around the rows is not valid JSON', cause);
  }
}

function endOfString(bytes: Buffer, open: number): number {
  let close = open;
  do {
    close = bytes.indexOf(QUOTE as number, close + 1);
    if (close < 0) throw incomplete('the JSON ends inside a text');
  } while (isEscaped(bytes, close));
  return close;
}

function isEscaped(bytes: Buffer, quote: number): boolean {
  let before = quote - 1;
  while (bytes[before] === BACKSLASH) before--;
  return (quote - 1 - before) % 2 === 1;
}

function incomplete(what: string, cause?: unknown): VieError {
  return new VieError('source', `The answer is not a complete page: ${what}.`, {
    retryable: true,
    hint: 'The service broke off or answered something else; run again later.',
    cause,
  });
}
