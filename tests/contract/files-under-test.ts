import type { Snapshot } from '../../sources/snapshot.ts';
import type { ServiceUnderTest } from './source.ts';

/** A file has nothing but itself that can fail. */
export const filePlaces = (file: string): ServiceUnderTest['places'] => ({
  data: file,
  count: file,
  info: file,
  properties: file,
  areas: file,
  all: file,
  metadata: [],
  middle: 1,
});

/** Every byte of the one file that a snapshot holds. */
export async function fileContent(snapshot: Snapshot): Promise<string> {
  const bodies = await Promise.all(snapshot.meta.files.map(file => snapshot.read(file.name)));
  return bodies.map(body => body.toString('latin1')).join();
}
