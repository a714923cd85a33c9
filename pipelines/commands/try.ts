import { detailsOf, toVieError, VieError } from '../../kernel/errors.ts';
import type { Preview } from '../../sources/connector.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { type Edition, placeOfEdition } from '../../sources/declaration.ts';
import { HttpClient } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { describeDelivery, tryPartner } from '../deliveries.ts';
import { expectKnown } from '../known.ts';
import type { Invocation } from '../options.ts';
import { openSession, print, type Session } from '../session.ts';
import { table } from '../table.ts';

interface Tried {
  edition: string;
  table: string;
  preview?: Preview;
  error?: VieError;
}

/** `vie try <source>`: which table, which columns for which concepts, and a few rows; nothing is stored. */
export async function trySource({
  options,
  args: [id = '', file],
}: Invocation<{ edition?: string }>): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  if (file !== undefined) return tryFile(id, file, session);
  expectKnown(
    'source',
    id,
    project.sources.map(source => source.value.id),
  );
  const editions = project.editions.filter(edition => edition.source.id === id);
  if (options.edition)
    expectKnown(
      'edition',
      options.edition,
      editions.map(edition => edition.id),
    );
  const chosen = editions.filter(edition => !options.edition || edition.id === options.edition);
  const tried: Tried[] = [];
  for (const edition of chosen) tried.push(await tryEdition(edition, session));
  print(
    session,
    tried.map(({ error, ...rest }) => ({
      ...rest,
      error: error
        ? { message: error.message, where: error.where, also: error.also, hint: error.hint }
        : null,
    })),
    () => tried.flatMap(describe),
  );
  return tried.find(one => one.error)?.error?.exitCode ?? 0;
}

/** `vie try <partner> FILE`: what taking it up would come to; nothing is changed. */
async function tryFile(partner: string, file: string, session: Session): Promise<number> {
  const { project, effects } = session;
  const partners = [...new Set(project.partners.map(({ value }) => value.partner))];
  expectKnown('partner', partner, partners);
  const store = new SnapshotStore(project.loaded.dataDir);
  const report = await tryPartner(project, store, { effects, partner, file });
  effects.progress.end();
  print(session, report, () => [...describeDelivery(report), 'Nothing was stored or moved.']);
  return report.state === 'accepted' || report.state === 'known' ? 0 : new VieError('contract', '').exitCode;
}

async function tryEdition(edition: Edition, { project, effects }: Session): Promise<Tried> {
  const { config } = project.loaded;
  const connector = connectorFor(edition.connector, config.services);
  const about = { edition: edition.key, table: edition.table };
  try {
    return { ...about, preview: await connector.preview(edition, new HttpClient(config.http, effects)) };
  } catch (error) {
    return { ...about, error: toVieError(error).at(placeOfEdition(edition)) };
  }
}

function describe({ edition, table: id, preview, error }: Tried): string[] {
  if (!preview)
    return ['', `${edition} (${id}): FAILED`, `  ${error?.message}`, ...(error ? detailsOf(error) : [])];
  const { revision, topics, sample } = preview;
  const samples = topics.map(topic =>
    sample
      .map(row => String(row[topic.key] ?? '-').trim())
      .slice(0, 3)
      .join(' | '),
  );
  return [
    '',
    `${edition} (${id}): ${revision.title}`,
    `  modified ${revision.modified || 'not given'}, ${preview.selected?.toLocaleString('en') ?? '?'} rows in the table`,
    ...table(
      ['concept', 'column', 'title', 'unit', 'first values'],
      topics.map((topic, at) => [topic.concept, topic.key, topic.title, topic.unit, samples[at] ?? '']),
    ).map(line => `  ${line}`),
  ];
}
