// Compiles what changed into dist, and removes from it what no source makes any more.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const info = path.join(dist, '.tsbuildinfo');

for (const name of fs.existsSync(dist) ? fs.readdirSync(dist, { recursive: true }) : []) {
  const isStale = name.endsWith('.js') && !fs.existsSync(path.join(root, name.replace(/\.js$/, '.ts')));
  if (isStale) fs.rmSync(path.join(dist, name));
}
const started = new Date();
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit' });
// The compiler leaves its record as it is when nothing changed; its date tells what dist is the outcome of.
if (fs.existsSync(info)) fs.utimesSync(info, started, started);
process.exitCode = status ?? 1;
