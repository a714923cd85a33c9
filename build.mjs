// Compiles what changed into dist, and removes from it what no source makes any more.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');

for (const name of fs.existsSync(dist) ? fs.readdirSync(dist, { recursive: true }) : []) {
  const isStale = name.endsWith('.js') && !fs.existsSync(path.join(root, name.replace(/\.js$/, '.ts')));
  if (isStale) fs.rmSync(path.join(dist, name));
}
const started = new Date();
const stamp = path.join(dist, '.built');
fs.rmSync(stamp, { force: true });
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit' });
// Its date tells what dist is the outcome of; the record of the compiler also changes where nothing is written.
if (status === 0) {
  fs.writeFileSync(stamp, '');
  fs.utimesSync(stamp, started, started);
}
process.exitCode = status ?? 1;
