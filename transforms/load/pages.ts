import fs from 'node:fs/promises';
import path from 'node:path';
import type { Snapshot } from '../../sources/snapshot.ts';
import { quoteName, quoteText } from '../warehouse.ts';

/** Where the rows are within the decoded body of a stored page. */
export interface PageRange {
  name: string;
  start: number;
  end: number;
}

/** Pages that are decoded and read together: DuckDB reads one file with one thread. */
const TOGETHER = 2;

/** Lays the rows of the pages out as plain JSON arrays, a few files at a time, while they are read. */
export async function eachDecodedBatch(
  { snapshot, pages, scratch }: { snapshot: Snapshot; pages: PageRange[]; scratch: string },
  read: (files: string[]) => Promise<void>,
): Promise<void> {
  const decode = async ({ name, start, end }: PageRange, at: number) => {
    const file = path.join(scratch, `page-${at}.json`);
    await fs.writeFile(file, (await snapshot.read(name)).subarray(start, end));
    return file;
  };
  for (let from = 0; from < pages.length; from += TOGETHER) {
    const files = await Promise.all(pages.slice(from, from + TOGETHER).map(decode));
    await read(files).finally(() => Promise.all(files.map(file => fs.rm(file, { force: true }))));
  }
}

/** Longest row that can be read; DuckDB takes twice as much memory for each file. */
const LONGEST_ROW = 16 * 1024 * 1024;

/** A relation over JSON arrays with exactly these columns; texts stay texts. */
export const readJson = (files: string[], columns: Record<string, string>): string =>
  `read_json([${files.map(quoteText).join(', ')}], format = 'array', maximum_object_size = ${LONGEST_ROW}, columns = {${Object.entries(
    columns,
  )
    .map(([name, type]) => `${quoteName(name)}: '${type}'`)
    .join(', ')}})`;
