import fs from 'node:fs/promises';
import path from 'node:path';
import type { Snapshot } from '../sources/snapshot.ts';
import { quoteName, quoteText } from './warehouse.ts';

/** Where the rows are within the decoded body of a stored page. */
export interface PageRange {
  name: string;
  start: number;
  end: number;
}

/** Lays the rows of each page out as a plain JSON array while they are read; the next page is decoded meanwhile. */
export async function eachDecodedPage(
  snapshot: Snapshot,
  pages: PageRange[],
  scratch: string,
  read: (file: string) => Promise<void>,
): Promise<void> {
  const file = path.join(scratch, 'page.json');
  const decode = async ({ name, start, end }: PageRange) => (await snapshot.read(name)).subarray(start, end);
  const queue = [...pages];
  const take = () => {
    const page = queue.shift();
    const bytes = page && decode(page);
    bytes?.catch(() => undefined);
    return bytes;
  };
  try {
    for (let ahead = take(); ahead; ) {
      await fs.writeFile(file, await ahead);
      ahead = take();
      await read(file);
    }
  } finally {
    await fs.rm(file, { force: true });
  }
}

/** Largest row of a table, in bytes; DuckDB claims several times as much. */
const LARGEST_ROW = 67_108_864;

/** A relation over a JSON array with exactly these columns; texts stay texts. */
export const readJson = (file: string, columns: Record<string, string>, largest = LARGEST_ROW): string =>
  `read_json(${quoteText(file)}, format = 'array', maximum_object_size = ${largest}, columns = {${Object.entries(
    columns,
  )
    .map(([name, type]) => `${quoteName(name)}: '${type}'`)
    .join(', ')}})`;
