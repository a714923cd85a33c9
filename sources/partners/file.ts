import fs, { type FileHandle } from 'node:fs/promises';
import { sha256, sha256File } from '../../kernel/files.ts';
import type { Finding } from './findings.ts';

/** A table of counts per area is a few MB; a larger file is refused unread. */
export const LARGEST_FILE = 64 * 1024 * 1024;
/** Enough to see its heading. */
const BEGINNING = 8192;

/** A file as it was delivered. It is read once: all that is judged, stored or sent back is of these bytes. */
export interface DeliveredFile {
  size: number;
  sha256: string;
  bytes: Buffer;
  /** Larger than `LARGEST_FILE`; the bytes are only its beginning. */
  isTooLarge: boolean;
  /** Why a workbook is not read. */
  faults?: Finding[];
}

/** The file in one piece, or undefined when it changed meanwhile. */
export async function readDelivered(file: string): Promise<DeliveredFile | undefined> {
  const handle = await fs.open(file);
  try {
    const before = await handle.stat();
    const { size } = before;
    const isTooLarge = size > LARGEST_FILE;
    const bytes = await readFirst(handle, isTooLarge ? BEGINNING : size);
    const hash = isTooLarge ? await sha256File(file) : sha256(bytes);
    const after = await handle.stat();
    const isSame = after.size === size && after.mtimeMs === before.mtimeMs;
    return isSame ? { size, sha256: hash, bytes, isTooLarge } : undefined;
  } finally {
    await handle.close();
  }
}

/** No more than `size` bytes, also of a file that grows. */
async function readFirst(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await handle.read(bytes, at, size - at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes;
}
