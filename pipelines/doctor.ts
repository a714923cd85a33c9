import fs from 'node:fs/promises';
import path from 'node:path';
import type { ServiceName } from '../indicators/config.ts';
import type { Effects } from '../kernel/effects.ts';
import { toVieError, type VieError } from '../kernel/errors.ts';
import { connectorFor } from '../sources/connectors/index.ts';
import type { Edition } from '../sources/declaration.ts';
import {
  type CatalogueTable,
  checkCatalogue,
  hasCatalogue,
  ping,
  searchCatalogue,
  wordsOf,
} from '../sources/doctor/catalogue.ts';
import { checkDimensions } from '../sources/doctor/dimensions.ts';
import type { Declared, Finding, Subject } from '../sources/doctor/finding.ts';
import { type Fix, fixable, fixOf } from '../sources/doctor/fix.ts';
import { checkTable, explainFailure } from '../sources/doctor/table.ts';
import { checkTopics } from '../sources/doctor/topics.ts';
import { verifiedNow } from '../sources/doctor/verified.ts';
import { HttpClient } from '../sources/http.ts';
import { SnapshotStore } from '../sources/snapshot.ts';
import { matchTopics } from '../sources/topics.ts';
import type { Project } from './project.ts';

export interface EditionExamined {
  edition: string;
  table: string;
  service: ServiceName;
  findings: Finding[];
}

/** What was found of one source, its editions and its place in the catalogue. */
export interface SourceExamined {
  source: string;
  file: string;
  editions: EditionExamined[];
  findings: Finding[];
  /** What of it can be written into the file without a doubt. */
  fix?: Fix;
}

/** Services are asked at most this often at a time, and each question at most this often. */
const AT_A_TIME = 2;
const ATTEMPTS = 2;

interface Practice {
  project: Project;
  effects: Effects;
  http: HttpClient;
  store: SnapshotStore;
  /** Services with which there is no connection at all, and why. */
  down: Map<ServiceName, VieError>;
}

/** Holds every edition of these sources against what its service says; nothing is stored. */
export async function examine(project: Project, ids: string[], effects: Effects): Promise<SourceExamined[]> {
  const { config, dataDir } = project.loaded;
  const attempts = Math.min(ATTEMPTS, config.http.attempts);
  const http = new HttpClient({ ...config.http, attempts }, effects);
  const editions = project.editions.filter(edition => ids.includes(edition.source.id));
  const practice = { project, effects, http, store: new SnapshotStore(dataDir), down: new Map() };
  await findDown(practice, [...new Set(editions.map(edition => edition.service))]);
  const sources = project.sources.filter(source => editions.some(one => one.source.id === source.value.id));
  const texts = await Promise.all(
    sources.map(({ file }) => fs.readFile(path.join(project.root, file), 'utf8')),
  );
  const lists = await pooled(sources, source => searchFor(practice, source));
  let done = 0;
  const examined = await pooled(editions, async edition => {
    const at = sources.findIndex(source => source.value.id === edition.source.id);
    const declared = sources[at] as Declared;
    const result = await examineEdition(practice, { declared, edition, listed: lists[at]?.tables ?? [] });
    effects.progress.update(edition.key, ++done, editions.length);
    return result;
  });
  effects.progress.end();
  return sources.map((declared, at) =>
    conclude(
      { declared, text: texts[at] ?? '', searched: lists[at] },
      examined.filter(one => one.edition.source.id === declared.value.id),
    ),
  );
}

/** Does this for all, a few at a time; results in the order of the items. */
async function pooled<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = [...items.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

/** An answer with an error is an answer: only a service without a connection is not asked further. */
async function findDown({ project, http, down, effects }: Practice, services: ServiceName[]): Promise<void> {
  for (const service of services) {
    effects.signal.throwIfAborted();
    const { failure } = await attempt(() => ping(service, project.loaded.config.services, http));
    if (failure?.cause instanceof Error) down.set(service, failure);
  }
}

interface Attempted<T> {
  result?: T;
  failure?: VieError;
}

/** A failure as a value, so that it does not stop the other checks; a stop that is asked for goes through. */
async function attempt<T>(work: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { result: await work() };
  } catch (thrown) {
    const failure = toVieError(thrown);
    if (failure.code === 'interrupted') throw failure;
    return { failure };
  }
}

interface Searched {
  tables: CatalogueTable[];
  failure?: VieError | undefined;
}

/** The tables of the catalogue with the name of the source; nothing when its service has none. */
async function searchFor(
  { project, http, down }: Practice,
  declared: Declared,
): Promise<Searched | undefined> {
  const { service } = declared.value;
  if (!hasCatalogue(service)) return undefined;
  if (down.has(service)) return { tables: [], failure: down.get(service) };
  const asked = { service, words: wordsOf(declared) };
  const { result, failure } = await attempt(() =>
    searchCatalogue(asked, project.loaded.config.services, http),
  );
  return { tables: result ?? [], failure };
}

interface Patient extends Subject {
  listed: CatalogueTable[];
}

interface Examined {
  edition: Edition;
  /** It was the service that said so: a saved file verifies nothing. */
  isLive: boolean;
  title: string;
  resolved: Set<string>;
  findings: Finding[];
}

async function examineEdition(practice: Practice, patient: Patient): Promise<Examined> {
  const { edition, listed } = patient;
  const { project, http, store, down } = practice;
  const connector = connectorFor(edition.connector, project.loaded.config.services);
  const inspect = async () => {
    const failure = down.get(edition.service);
    if (failure) throw failure;
    if (connector.inspect) return connector.inspect(edition, http);
    return { ...(await connector.preview(edition, http)), columns: undefined };
  };
  const { result, failure } = await attempt(inspect);
  if (!result) {
    const findings = failure ? [explainFailure(patient, failure, listed)] : [];
    return { edition, isLive: false, title: '', resolved: new Set(), findings };
  }
  const stored = (await store.current(edition))?.said.modified;
  const table = checkTable(patient, result, stored);
  const isLive = result.revision.origin?.platform !== 'file';
  const title = isLive ? result.revision.title : '';
  if (!result.columns) {
    const about = 'topics';
    const detail = `${result.topics.length} found in a preview`;
    const resolved = new Set(result.topics.map(topic => topic.concept));
    return { edition, isLive, title, resolved, findings: [table, { state: 'ok', about, detail }] };
  }
  const { found } = matchTopics(edition.topics, result.columns);
  return {
    edition,
    isLive,
    title,
    resolved: new Set(found.map(topic => topic.concept)),
    findings: [table, ...checkDimensions(patient, result), ...checkTopics(patient, result)],
  };
}

interface History {
  declared: Declared;
  /** The file of the source as it was when the doctor began. */
  text: string;
  searched: Searched | undefined;
}

function conclude({ declared, text, searched }: History, examined: Examined[]): SourceExamined {
  const certain = fixable(
    text,
    examined.flatMap(one => one.findings),
  );
  const seen = examined.map(({ edition, isLive, resolved, findings }) => {
    const wanting = findings.filter(({ state }) => state === 'wrong' || state === 'unreachable');
    const settled = findings.filter(one => certain.includes(one));
    return {
      edition,
      resolved: new Set(isLive ? [...resolved, ...conceptsOf(settled)] : []),
      isSound: isLive && wanting.every(one => settled.includes(one)),
    };
  });
  const verified = verifiedNow(declared, seen);
  const fix = fixOf(declared.file, text, [...certain, ...fixable(text, verified)]);
  return {
    source: declared.value.id,
    file: declared.file,
    editions: examined.map(({ edition, findings }) => ({
      edition: edition.key,
      table: edition.table,
      service: edition.service,
      findings,
    })),
    findings: [...verified, ...concludeCatalogue(declared, examined, searched)],
    ...(fix ? { fix } : {}),
  };
}

const conceptsOf = (findings: Finding[]): string[] =>
  findings
    .flatMap(({ changes = [] }) => changes)
    .flatMap(change => ('set' in change && change.path.at(-1) === 'topics' ? Object.keys(change.set) : []));

function concludeCatalogue(
  declared: Declared,
  examined: Examined[],
  searched: Searched | undefined,
): Finding[] {
  if (!searched) return [];
  const { tables, failure } = searched;
  if (failure) {
    const write = failure.hint ?? 'run again later';
    return [{ state: 'unreachable', about: 'catalogue', detail: failure.message, write }];
  }
  return [
    checkCatalogue(
      declared,
      tables,
      examined.map(one => one.title),
    ),
  ];
}
