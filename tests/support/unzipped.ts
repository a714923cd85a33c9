import fs from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { tempFolder } from './pipeline.ts';

/** A new folder with the files of a zip. */
export async function unzipped(file: string): Promise<string> {
  const folder = await tempFolder('unzipped');
  const zip = await fromBufferPromise(await fs.readFile(file));
  for await (const entry of zip.eachEntry()) {
    const target = path.join(folder, entry.fileName);
    await fs.mkdir(path.dirname(target), { recursive: true });
    await fs.writeFile(target, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return folder;
}
