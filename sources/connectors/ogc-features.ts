import { createHash } from 'node:crypto';
import { VieError, within } from '../../kernel/errors.ts';
import type { Connector, FeaturePages, OnPage, Revision } from '../connector.ts';
import type { Edition, EditionMember } from '../declaration.ts';
import type { Downloads } from '../downloads.ts';
import type { HttpClient } from '../http.ts';
import { InconsistentDownload } from '../inconsistent.ts';
import type { Draft, Snapshot } from '../snapshot.ts';
import { type FeaturePage, type FeatureRequest, readFeaturePage } from './features.ts';
import { RowsHash } from './odata-rows.ts';

const LIMIT = 1000;

/** The collections of `wijken-en-buurten`, where the edition does not name others. */
const COLLECTIONS: EditionMember[] = [
  { level: 'gemeente', file: 'gemeenten', area: 'gemeentecode', areaName: undefined },
  { level: 'wijk', file: 'wijken', area: 'wijkcode', areaName: undefined },
  { level: 'buurt', file: 'buurten', area: 'buurtcode', areaName: undefined },
];

/** Outlines of areas by OGC API Features, as served by api.pdok.nl; an edition is of one year and never changes. */
export function ogcFeatures(services: Record<string, string>): Connector {
  const revisionOf = ({ source }: Edition): Revision => ({ modified: '', title: source.title });
  const address = (edition: Edition, { collection, gemeente }: FeatureRequest, limit = LIMIT) => {
    const base = `${services[edition.service]}/cbs/${edition.table}/ogc/v1/collections`;
    const within = gemeente ? `&gemeentecode=${gemeente}` : '';
    return `${base}/${collection.file}/items?f=json&limit=${limit}${within}`;
  };

  const download: Connector['download'] = async (edition, { revision, downloads, onPage }) => {
    const digest = createHash('sha256');
    const pages: Draft['pages'] = new Map();
    let rows = 0;
    for (const request of requestsFor(edition)) {
      const url = address(edition, request);
      const found = await readCollection({ ...request, url, before: rows }, downloads, onPage);
      for (const [name, range] of found.pages) pages.set(name, range);
      digest.update(`${request.collection.level} ${found.digest}\n`);
      rows += found.features;
    }
    const [first] = requestsFor(edition);
    const url = first ? address(edition, first) : '';
    return { title: revision.title, url, rows, digest: digest.digest('hex'), pages };
  };

  const preview: Connector['preview'] = async (edition: Edition, http: HttpClient) => {
    const [request] = requestsFor(edition);
    if (!request) return { revision: revisionOf(edition), topics: [], selected: 0, sample: [] };
    const { result } = await http.get(address(edition, request, 5), fetched =>
      readFeaturePage(fetched, request, new Set()),
    );
    return { revision: revisionOf(edition), topics: [], selected: result.matched, sample: result.sample };
  };

  return {
    immutable: true,
    probe: async edition => revisionOf(edition),
    download,
    describe: async (edition, snapshot) => ({
      kind: 'outlines',
      collections: collectionsOf(edition).map(collection => storedPages(snapshot, collection)),
    }),
    preview,
  };
}

const collectionsOf = ({ members }: Edition): EditionMember[] => (members.length ? members : COLLECTIONS);

/** One question per collection, or per collection and gemeente. */
const requestsFor = (edition: Edition): FeatureRequest[] =>
  collectionsOf(edition).flatMap<FeatureRequest>(collection =>
    edition.within.length
      ? edition.within.map(gemeente => ({ collection, gemeente }))
      : [{ collection, gemeente: undefined }],
  );

interface Collected {
  features: number;
  digest: string;
  pages: Draft['pages'];
}

/** Every page of a collection, one after the other; the service says where the next one is. */
async function readCollection(
  { url, before, ...request }: FeatureRequest & { url: string; before: number },
  downloads: Downloads,
  onPage: OnPage,
): Promise<Collected> {
  const { collection } = request;
  const content = new RowsHash();
  const pages: Draft['pages'] = new Map();
  const seen = new Set<string>();
  let matched: number | undefined;
  let next: string | undefined = url;
  for (let n = 1; next; n++) {
    const page: FeaturePage = await obtainPage(downloads, { ...request, n, url: next, seen });
    for (const id of page.ids) seen.add(id);
    if (page.matched !== undefined && page.matched !== (matched ?? page.matched)) {
      throw new InconsistentDownload(
        `Collection ${collection.file} changed during the download: ${matched} features became ${page.matched}.`,
      );
    }
    matched = page.matched ?? matched;
    content.add(page.content);
    pages.set(pageName(request, n), page.range);
    onPage(before + seen.size, matched === undefined ? 0 : before + matched);
    next = page.next;
  }
  if (seen.size === 0) throw empty(request);
  if (matched !== undefined && matched !== seen.size) {
    throw new InconsistentDownload(
      `The pages of collection ${collection.file} hold ${seen.size} features, but the service counts ${matched}.`,
    );
  }
  return { features: seen.size, digest: content.digest(), pages };
}

const pageName = ({ collection, gemeente }: FeatureRequest, n: number): string =>
  [collection.file, ...(gemeente ? [gemeente] : []), `${String(n).padStart(4, '0')}.json`].join('-');

const obtainPage = (
  downloads: Downloads,
  { n, url, seen, ...request }: FeatureRequest & { n: number; url: string; seen: ReadonlySet<string> },
): Promise<FeaturePage> =>
  within({ page: n, url }, () =>
    downloads.obtain(pageName(request, n), url, bytes => readFeaturePage({ bytes, url }, request, seen)),
  );

function empty({ collection, gemeente }: FeatureRequest): VieError {
  const where = gemeente ? ` in ${gemeente}` : '';
  return new VieError('source', `Collection ${collection.file} has no features${where}.`, {
    hint: 'The service is being filled, or the collection has another name now; see its list of collections.',
  });
}

function storedPages(snapshot: Snapshot, { file, area }: EditionMember): FeaturePages {
  const pages = snapshot.pages
    .filter(({ name }) => name.replace(/(-GM\d{4})?-\d{4}\.json(\.gz)?$/, '') === file)
    .map(({ name, rows }) => ({ name, start: rows?.start ?? 0, end: rows?.end ?? 0 }));
  return { code: area, pages };
}
