import { once } from 'node:events';
import { createGzip } from 'node:zlib';

/** Rows are kept packed in memory up to this size; 64 MB are about ten million rows. */
const MOST = 64 * 1024 * 1024;

export const packer = () => createGzip({ level: 1, chunkSize: 256 * 1024 });

/**
 * Packs rows in memory while the file is looked at, because nothing may be written before all of it was seen. Gives up
 * beyond a size; the rows are then made once more from the file.
 */
export class PackedRows {
  readonly #gzip = packer();
  #chunks: Buffer[] | undefined = [];
  #bytes = 0;

  constructor() {
    this.#gzip.on('data', (chunk: Buffer) => this.#keep(chunk));
  }

  async add(text: string): Promise<void> {
    if (!this.#chunks || text === '') return;
    if (!this.#gzip.write(text)) await once(this.#gzip, 'drain');
  }

  /** The packed rows, or undefined when they were too many. */
  async end(): Promise<Buffer[] | undefined> {
    if (!this.#chunks) {
      this.drop();
      return undefined;
    }
    const ended = once(this.#gzip, 'end');
    this.#gzip.end();
    await ended;
    return this.#chunks;
  }

  drop(): void {
    this.#chunks = undefined;
    this.#gzip.destroy();
  }

  #keep(chunk: Buffer): void {
    this.#bytes += chunk.length;
    // The stream goes on, so that who waits for it is not left waiting.
    if (this.#bytes > MOST) this.#chunks = undefined;
    this.#chunks?.push(chunk);
  }
}
