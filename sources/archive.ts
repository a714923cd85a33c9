import { Transform, type TransformCallback } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl';
import { VieError } from '../kernel/errors.ts';

/** How much an archive may hold; sizes in bytes, unpacked. */
export interface ArchiveLimits {
  members: number;
  memberBytes: number;
  totalBytes: number;
  /** Unpacked to packed size of a member; deflate reaches 1032, tables 5 to 20. */
  ratio: number;
}

const MB = 1024 * 1024;
export const ARCHIVE_LIMITS: ArchiveLimits = {
  members: 1000,
  memberBytes: 1024 * MB,
  totalBytes: 4096 * MB,
  ratio: 100,
};
/** Below this size a member may be packed as tightly as it likes. */
const HARMLESS = MB;

const [STORED, DEFLATED] = [0, 8];
const [TYPE_OF_FILE, SYMBOLIC_LINK] = [0o170000, 0o120000];

/** A file within an archive. */
export interface ArchiveMember {
  name: string;
  bytes: number;
}

/** A zip file in memory of which every member is within the limits; members are unpacked one at a time, as streams. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;

  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Reads the list of members; bytes that are no whole zip may be tried again, a member beyond a limit may not. */
  static async open(bytes: Buffer, limits = ARCHIVE_LIMITS): Promise<Archive> {
    const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
    const zip = await fromBufferPromise(bytes, options).catch(error => {
      throw notWhole(error);
    });
    if (zip.entryCount > limits.members) {
      throw refused(`The archive has ${zip.entryCount} members, more than ${limits.members}.`);
    }
    return new Archive(zip, await readEntries(zip, limits));
  }

  get members(): ArchiveMember[] {
    return [...this.#entries].map(([name, entry]) => ({ name, bytes: entry.uncompressedSize }));
  }

  /** The unpacked bytes of a member; the stream fails unless they are as many as declared and have its checksum. */
  async stream(name: string): Promise<Transform> {
    const entry = this.#entries.get(name);
    if (!entry) throw refused(`The archive has no member '${name}'.`);
    const source = await this.#zip.openReadStreamPromise(entry).catch(error => {
      throw damaged(name, error);
    });
    const checked = new CheckedBytes(name, entry);
    source.on('error', error => checked.destroy(damaged(name, error)));
    checked.on('close', () => source.destroy());
    return source.pipe(checked);
  }
}

async function readEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      checkKind(name, entry);
      checkSize(name, entry, limits);
      total += entry.uncompressedSize;
      if (total > limits.totalBytes) {
        throw refused(`With member '${name}' the archive unpacks to more than ${shown(limits.totalBytes)}.`);
      }
      if (entries.has(name)) throw refused(`Member '${name}' is there twice.`);
      entries.set(name, entry);
    }
  } catch (error) {
    throw error instanceof VieError ? error : refused(`The list of members is damaged: ${message(error)}.`);
  }
  return entries;
}

/** The name of a member, which must lie within the archive: relative, without `..`, drive or backslash. */
function nameOf(entry: Entry): string {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  const fault = validateFileName(name) ?? (name === '' || /[\0\\]|^[a-zA-Z]:/.test(name) ? 'not a name' : '');
  if (!fault) return name;
  throw refused(`Member '${name}' does not lie within the archive; nothing of it was read.`);
}

function checkKind(name: string, entry: Entry): void {
  if (entry.isEncrypted()) throw refused(`Member '${name}' is encrypted.`);
  if (((entry.externalFileAttributes >>> 16) & TYPE_OF_FILE) === SYMBOLIC_LINK) {
    throw refused(`Member '${name}' is a symbolic link.`);
  }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw refused(`Member '${name}' is packed by method ${entry.compressionMethod}, not by deflate (8).`);
  }
}

function checkSize(name: string, entry: Entry, { memberBytes, ratio }: ArchiveLimits): void {
  const { uncompressedSize: bytes, compressedSize: packed } = entry;
  if (bytes > memberBytes) {
    throw refused(`Member '${name}' unpacks to ${shown(bytes)}, more than ${shown(memberBytes)}.`);
  }
  if (bytes > HARMLESS && bytes > ratio * packed) {
    const times = Math.round(bytes / Math.max(packed, 1));
    throw refused(`Member '${name}' unpacks to ${times} times its size, more than ${ratio} times.`);
  }
}

/** Passes bytes on while it counts them and adds up their checksum. */
class CheckedBytes extends Transform {
  readonly #name: string;
  readonly #entry: Entry;
  #bytes = 0;
  #checksum = 0;

  constructor(name: string, entry: Entry) {
    super();
    this.#name = name;
    this.#entry = entry;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    this.#checksum = crc32(chunk, this.#checksum);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const { uncompressedSize, crc32: declared } = this.#entry;
    const isWhole = this.#bytes === uncompressedSize && this.#checksum === declared;
    done(isWhole ? null : damaged(this.#name, new Error('its checksum is another than declared')));
  }
}

const shown = (bytes: number): string => `${Math.round(bytes / MB).toLocaleString('en')} MB`;
const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function notWhole(cause: unknown): VieError {
  return new VieError('source', 'The answer is not a complete zip file.', {
    retryable: true,
    cause,
    hint: 'The download broke off, or the address is that of a page about the file; get the zip file itself.',
  });
}

function damaged(name: string, cause: unknown): VieError {
  return new VieError('contract', `Member '${name}' is not what the archive declares: ${message(cause)}.`, {
    cause,
    hint: 'The file is damaged; it is refused as a whole. Get it again, with --refresh.',
  });
}

function refused(text: string): VieError {
  return new VieError('contract', text, {
    hint: 'The file is refused as a whole. Look at it by hand before you trust it; if it is sound, ask the publisher for an ordinary zip with the tables alone.',
  });
}
