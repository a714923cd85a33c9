import { createHash } from 'node:crypto';
import { LICENCES, type Publisher } from '../../indicators/publisher.ts';
import { projectText } from '../../kernel/root.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import type { ExportJob } from '../exporter.ts';

/** What every form of metadata says of a release; the same for the same inputs. */
export interface Description {
  /** Of the data set, over all its releases. */
  id: string;
  programme: string;
  title: string;
  summary: string;
  publisher: Publisher;
  licence: (typeof LICENCES)[keyof typeof LICENCES];
  /** Which licence holds, in a sentence. */
  rights: string;
  /** The release. */
  version: string;
  /** Day of the newest snapshot of an open source. */
  modified: string;
  /** First and last day that figures are about. */
  period: { start: string; end: string };
  /** In Dutch. */
  keywords: string[];
  /** How each source wants to be named. */
  sources: { citation: string; homepage: string | null }[];
}

/** Asks the tables of a release what its metadata say. */
export async function describeRelease(
  warehouse: Warehouse,
  job: Pick<ExportJob, 'releaseId' | 'notice' | 'programme' | 'publisher'>,
): Promise<Description> {
  const { publisher, programme = 'Indicatoren', notice, releaseId } = job;
  const asked = await warehouse.one<{ period_start: string; period_end: string; domains: string }>(
    projectText('output/metadata/extent.sql'),
  );
  return {
    id: idOf({ publisher, programme }, 'dataset'),
    programme,
    title: `${programme}: indicatoren voor buurten, wijken en gemeenten`,
    summary: [notice, SUMMARY].filter(Boolean).join(' – '),
    publisher,
    licence: LICENCES[publisher.licence],
    rights: `${publisher.licence}; op cijfers van een bron rust ook de licentie van die bron (tabel source).`,
    version: releaseId,
    modified: releaseId.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3'),
    period: { start: asked.period_start, end: asked.period_end },
    keywords: asked.domains.split('|'),
    sources: await warehouse.all(projectText('output/metadata/sources.sql')),
  };
}

const SUMMARY =
  'Cijfers over gezondheid, leefstijl, inkomen, werk, onderwijs, zorg en leefomgeving, met marges, oordelen, trends en doelen. ' +
  'Elke lege cel heeft een reden.';

/** Where a file of the release stands: from the configured address on, or else from the metadata on. */
export const addressOf = ({ base_url }: Publisher, file: string): string => `${base_url ?? ''}${file}`;

/** What identifies a thing that the metadata speak of: an address within them, or else a UUID by name. */
export const idOf = ({ publisher, programme }: Named, thing: string): string =>
  publisher.base_url
    ? `${publisher.base_url}dcat.jsonld#${thing}`
    : `urn:uuid:${uuidOf(NAME_SPACE, `${publisher.name}/${programme}/${thing}`)}`;

type Named = Pick<Description, 'publisher' | 'programme'>;

/** That of these names: drawn once. */
const NAME_SPACE = 'f0c53c2e-4b1d-4d36-9a52-7a1c0c1e6b94';

/** A UUID by name: RFC 9562, version 5. */
export function uuidOf(nameSpace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(nameSpace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
