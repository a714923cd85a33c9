import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';

/** The same files give the same bytes, whenever, wherever and by whomever they are packed: a zip holds local time. */
const packed = () => ({ mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true });

/** Packs files into one zip, under these names and in this order. */
export async function writeZip(target: string, files: { name: string; file: string }[]): Promise<void> {
  const zip = new ZipFile();
  // A fault of a file that is packed is told on the zip itself, not on what it gives out.
  zip.on('error', error => zip.outputStream.emit('error', error));
  for (const { name, file } of files) zip.addFile(file, name, packed());
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

/** A zip with these texts as members, in this order and as they are. */
export function zipOf(members: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(members)) {
    zip.addBuffer(Buffer.from(text), name, { ...packed(), compress: false });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** A zip that something else made, with the date that all of ours bear. */
export async function repacked(archive: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  const given = await yauzl.fromBufferPromise(archive);
  for await (const entry of given.eachEntry()) {
    zip.addBuffer(await buffer(await given.openReadStreamPromise(entry)), entry.fileName, packed());
  }
  zip.end();
  return buffer(zip.outputStream as Readable);
}
