import { promisify } from 'node:util';
import { gunzip as gunzipWithCallback } from 'node:zlib';

const inflate = promisify(gunzipWithCallback);

/** Largest output that is claimed at once; beyond it the trailer of the file is not trusted. */
const MOST = 512 * 1024 * 1024;

/**
 * Decompresses in one piece: the length at the end of a gzip file (RFC 1952, ISIZE) sizes the output, which saves
 * collecting it from thousands of small pieces. Rejects when the data is cut off or damaged, and with code
 * ERR_BUFFER_TOO_LARGE when there is more than `most` bytes.
 */
export async function gunzip(data: Buffer, most?: number): Promise<Buffer> {
  const claimed = data.length >= 4 ? data.readUInt32LE(data.length - 4) : 0;
  const chunkSize = Math.max(64 * 1024, claimed <= MOST ? claimed + 1 : 0);
  return inflate(data, { chunkSize, ...(most === undefined ? {} : { maxOutputLength: most }) });
}
