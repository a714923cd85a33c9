import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ServiceName } from '../../indicators/config.ts';
import { sha256, toJson, writeDurable } from '../../kernel/files.ts';
import type { Edition } from '../declaration.ts';

/** Addresses under which the recorded answers are kept: those of the real services. */
export const DEMO_SERVICES = {
  opendata: 'https://opendata.cbs.nl',
  dataderden: 'https://dataderden.cbs.nl',
  datasets: 'https://datasets.cbs.nl',
  pdok: 'https://api.pdok.nl',
  download: 'https://download.cbs.nl',
  leefbaarometer: 'https://www.leefbaarometer.nl',
  files: 'https://example.invalid/files',
};

/** The service that has an edition in the demo: a table that a file can stand in for is only there as that file. */
export const servedBy = ({ service, file }: Edition): ServiceName =>
  file?.endsWith('.csv') ? 'files' : service;

/** Which recorded answer belongs to which address. */
export type RecordingIndex = Record<string, string>;

export type Answer = [url: string, body: string | Buffer];

/** Keeps answers as the services give them, one file per address. */
export class Recorder {
  readonly #folder: string;
  readonly #index: RecordingIndex = {};

  constructor(folder: string) {
    this.#folder = folder;
  }

  async record(answers: Iterable<Answer>): Promise<void> {
    for (const [url, body] of answers) {
      const name = `${sha256(url).slice(0, 16)}.gz`;
      await fs.writeFile(path.join(this.#folder, name), gzipSync(body, { level: 1 }));
      this.#index[url] = name;
    }
  }

  async finish(): Promise<void> {
    await writeDurable(path.join(this.#folder, 'index.json'), toJson(this.#index));
  }
}
