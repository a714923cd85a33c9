import { readlinkSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { sha256File } from '../../../kernel/files.ts';
import type { Manifest } from '../../../output/release.ts';

// Reads the latest release over and over: resolves the link once, then everything below it must fit together.
const [latest = ''] = process.argv.slice(2);
const seen = { looks: 0, releases: [] as string[], absent: 0, retired: 0, mixed: [] as string[] };
let stop = false;
process.on('SIGTERM', () => {
  stop = true;
});

async function look(folder: string): Promise<void> {
  const text = await fs.readFile(path.join(folder, 'manifest.json'), 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  const id = path.basename(path.dirname(folder));
  if (manifest.release_id !== id) seen.mixed.push(`${id}: manifest of ${manifest.release_id}`);
  for (const { path: name, sha256 } of manifest.outputs) {
    const found = sha256 && (await sha256File(path.join(folder, name)));
    if (found !== sha256) seen.mixed.push(`${id}/${name}`);
  }
  seen.looks++;
  if (!seen.releases.includes(id)) seen.releases.push(id);
}

/** Looks at nothing but the link for a while: it must be there at any moment. */
function watchLink(milliseconds: number): void {
  for (const until = Date.now() + milliseconds; Date.now() < until; ) {
    try {
      readlinkSync(latest);
    } catch {
      seen.absent++;
    }
  }
}

process.stdout.write('reading\n');
while (!stop) {
  watchLink(50);
  await look(await fs.realpath(latest)).catch(error => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    seen.retired++;
  });
  // Lets the signal to stop come through.
  await new Promise(resolve => setImmediate(resolve));
}
process.stdout.write(JSON.stringify(seen));
