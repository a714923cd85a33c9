import path from 'node:path';
import type { Effects } from '../kernel/effects.ts';
import { toVieError } from '../kernel/errors.ts';
import { writeRecordings } from '../sources/demo/generator.ts';
import { DEMO_NOTICE, DEMO_SERVICES } from '../sources/demo/recorder.ts';
import { replayTransport } from '../sources/demo/replay.ts';
import type { Project } from './project.ts';

/**
 * The same project on recorded answers of a made-up country: only the transport, the data folder and the notice
 * differ from a live run.
 */
export async function prepareDemo(
  project: Project,
): Promise<{ project: Project; effects: Partial<Effects> }> {
  const dataDir = path.join(project.loaded.dataDir, 'demo');
  const recordings = path.join(dataDir, 'recordings');
  await writeRecordings(project.root, recordings).catch(error => {
    throw toVieError(error).at({ file: recordings });
  });
  const config = { ...project.loaded.config, services: DEMO_SERVICES, notice: DEMO_NOTICE };
  return {
    project: { ...project, loaded: { ...project.loaded, config, dataDir } },
    effects: { http: await replayTransport(recordings) },
  };
}
