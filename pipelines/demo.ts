import path from 'node:path';
import { type Effects, namedId } from '../kernel/effects.ts';
import { toVieError } from '../kernel/errors.ts';
import { demoCountry, readDemo } from '../sources/demo/areas.ts';
import { writeDeliveries } from '../sources/demo/deliveries.ts';
import { writeRecordings } from '../sources/demo/generator.ts';
import { DEMO_SERVICES } from '../sources/demo/recorder.ts';
import { recordedEditions, replayTransport } from '../sources/demo/replay.ts';
import { DEMO_NOTICE } from '../sources/demo/table.ts';
import type { Project } from './project.ts';

/**
 * The same project on recorded answers of a made-up country: the transport, the data folder and the notice differ from
 * a live run, and of each source only the editions that were recorded are used. What partners deliver stays out of it.
 */
export async function prepareDemo(
  project: Project,
): Promise<{ project: Project; effects: Partial<Effects> }> {
  const dataDir = path.join(project.loaded.dataDir, 'demo');
  const recordings = path.join(dataDir, 'recordings');
  await writeRecordings(project.root, recordings).catch(error => {
    throw toVieError(error).at({ file: recordings });
  });
  const inbox = `${dataDir}-inbox`;
  const [demo, country] = [await readDemo(project.root), await demoCountry(project.root)];
  await writeDeliveries({ contracts: project.partners.map(one => one.value), demo, country }, inbox);
  const loaded = { ...project.loaded, dataDir, inbox };
  return {
    project: await onRecordings({ ...project, loaded }, recordings),
    // Nothing in it is secret, and the same demo is to give the same release.
    effects: { http: await replayTransport(recordings), randomId: namedId },
  };
}

/** The project narrowed to the editions that were recorded, at the addresses of the recordings. */
export async function onRecordings(project: Project, recordings: string): Promise<Project> {
  const editions = await recordedEditions(recordings, project.editions);
  const only = editions.map(edition => edition.key);
  const config = { ...project.loaded.config, only, services: DEMO_SERVICES, notice: DEMO_NOTICE };
  return { ...project, editions, loaded: { ...project.loaded, config } };
}
