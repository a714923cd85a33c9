import { spawn } from 'node:child_process';
import path from 'node:path';
import { sharedFolder } from './shared.ts';

export interface SimulatorProcess {
  base: string;
  stop(): void;
}

/** The simulator in a process of its own, so that its work and memory are not ours. */
export async function spawnSimulator(extra: string[] = []): Promise<SimulatorProcess> {
  const script = path.join(sharedFolder, 'tools/cbs-sim/server.mjs');
  const child = spawn(process.execPath, [script, '--port', '0', ...extra], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const base = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`the simulator ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /(http:\/\/\S+)/.exec(chunk.toString());
      if (found?.[1]) resolve(found[1]);
    });
  });
  return { base, stop: () => child.kill() };
}
