import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../kernel/root.ts';

/** The folder with reference material and real data, if it stands beside the project. */
export const sharedFolder = path.join(path.dirname(projectRoot()), 'shared');
export const hasShared = existsSync(path.join(sharedFolder, 'realdata'));

export interface Simulator {
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
  log: { url: string; status: number | null; bytes: number }[];
  faults: { load(faults: object[]): void };
}

/** A simulator of the services on the real data, in this process. */
export async function startSimulator(options: { page?: number; faults?: object[] } = {}): Promise<Simulator> {
  const module = pathToFileURL(path.join(sharedFolder, 'tools/cbs-sim/simulator.mjs')).href;
  const { createSimulator } = (await import(module)) as { createSimulator(options: object): Simulator };
  return createSimulator({ dataDir: path.join(sharedFolder, 'realdata'), ...options });
}

/** The environment that points the pipeline at a service. */
export const serviceEnvironment = (base: string): Record<string, string> => ({
  VIE_OPENDATA_URL: `${base}/opendata`,
  VIE_DATADERDEN_URL: `${base}/dataderden`,
  VIE_DATASETS_URL: `${base}/datasets`,
  VIE_FILES_URL: `${base}/files`,
  VIE_PDOK_URL: `${base}/pdok`,
});
