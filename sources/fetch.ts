import type { Config } from '../indicators/config.ts';
import type { Effects } from '../kernel/effects.ts';
import { toVieError, type VieError } from '../kernel/errors.ts';
import { type Connector, type Revision, selectionOf } from './connector.ts';
import { connectorFor } from './connectors/index.ts';
import { checkContract } from './contract.ts';
import { type Edition, placeOfEdition } from './declaration.ts';
import { HttpClient } from './http.ts';
import { InconsistentDownload } from './inconsistent.ts';
import type { Snapshot, SnapshotStore, Ticket } from './snapshot.ts';

/** What became of one edition in a run. */
export interface FetchOutcome {
  edition: Edition;
  state: 'fetched' | 'unchanged' | 'same_content' | 'failed';
  snapshot?: Snapshot;
  error?: VieError;
}

export interface FetchOptions {
  config: Config;
  store: SnapshotStore;
  effects: Effects;
  refresh?: boolean;
}

/** A download that does not fit together is started afresh this often. */
const RESTARTS = 2;

/** What a run would do with an edition, and why. */
export interface FetchPlan {
  edition: Edition;
  action: 'fetch' | 'keep';
  reason: string;
  rows?: number;
  revision?: Revision;
}

/** What is known before anything is downloaded. */
interface Known {
  stored: Pick<Ticket, 'modified' | 'selection'> | undefined;
  revision: Revision | undefined;
  refresh?: boolean | undefined;
}

/**
 * Decides from what is stored and what the source says; pure.
 * An edition is fetched when it is not stored, was asked for differently, or has changed at the source.
 */
export function planEdition(edition: Edition, { stored, revision, refresh = false }: Known): FetchPlan {
  const rows = revision?.rows === undefined ? {} : { rows: revision.rows };
  const selection = selectionOf(edition, revision?.origin?.platform);
  const base = { edition, ...rows, ...(revision ? { revision } : {}) };
  if (!stored) return { ...base, action: 'fetch', reason: 'not fetched before' };
  if (refresh) return { ...base, action: 'fetch', reason: 'asked for with --refresh' };
  if (stored.selection !== selection) {
    return { ...base, action: 'fetch', reason: 'the declaration selects other rows' };
  }
  if (!revision) return { ...base, action: 'keep', reason: 'never changes once fetched' };
  if (stored.modified !== revision.modified) {
    return { ...base, action: 'fetch', reason: `changed at the source: ${revision.modified}` };
  }
  return { ...base, action: 'keep', reason: `unchanged since ${revision.modified}` };
}

/** Asks the source only what is needed to decide. */
export async function inspectEdition(edition: Edition, options: FetchOptions): Promise<FetchPlan> {
  const { config, store, effects, refresh } = options;
  const connector = connectorFor(edition.connector, config.services);
  const http = new HttpClient(config.http, effects);
  const current = await store.current(edition);
  const revision = connector.immutable ? undefined : await connector.probe(edition, http);
  const reason = revision?.origin?.because;
  if (reason)
    effects.log.warn({ edition: edition.key, reason }, 'table taken from another place than declared');
  return planEdition(edition, { stored: current?.said, revision, refresh });
}

/** Brings one edition up to date; a failure leaves the snapshots that are there as they are. */
export async function fetchEdition(edition: Edition, options: FetchOptions): Promise<FetchOutcome> {
  const { store } = options;
  const current = await store.current(edition);
  const kept = current ? { snapshot: current.snapshot } : {};
  try {
    const plan = await inspectEdition(edition, options);
    if (plan.action === 'keep') return { edition, state: 'unchanged', ...kept };
    return await download(plan, options, current?.snapshot);
  } catch (thrown) {
    return { edition, state: 'failed', error: toVieError(thrown).at(placeOfEdition(edition)), ...kept };
  }
}

async function download(
  { edition, revision: planned }: FetchPlan,
  options: FetchOptions,
  before: Snapshot | undefined,
): Promise<FetchOutcome> {
  const { config, store, effects, refresh } = options;
  const connector = connectorFor(edition.connector, config.services);
  const http = new HttpClient(config.http, effects);
  let revision = planned ?? (await connector.probe(edition, http));
  if (refresh) await store.discard(edition);
  for (let restart = 0; ; restart++) {
    const ticket = ticketFor(edition, revision, config);
    const stop = new AbortController();
    const signal = AbortSignal.any([effects.signal, stop.signal]);
    const downloads = await store.open(edition, ticket, new HttpClient(config.http, { ...effects, signal }));
    try {
      const onPage = (rows: number, expected: number) => effects.progress.update(edition.key, rows, expected);
      const draft = await connector.download(edition, { revision, downloads, onPage });
      const { snapshot, isNew } = await store.commit(
        edition,
        { downloads, draft, ticket, now: effects.now() },
        candidate => holdToContract(connector, edition, { before, candidate }),
      );
      return { edition, state: isNew ? 'fetched' : 'same_content', snapshot };
    } catch (thrown) {
      stop.abort();
      await downloads.close();
      const mayBeNew = !connector.immutable && toVieError(thrown).code === 'contract';
      const renewed = mayBeNew ? await newerThan(revision, () => connector.probe(edition, http)) : undefined;
      if (restart >= RESTARTS || !(thrown instanceof InconsistentDownload || renewed)) {
        // What was refused may be metadata of the moment: the next run must ask for it again.
        if (toVieError(thrown).code === 'contract') await store.discard(edition);
        throw thrown;
      }
      effects.log.warn({ edition: edition.key, reason: (thrown as Error).message }, 'download starts afresh');
      await store.discard(edition);
      revision = renewed ?? (await connector.probe(edition, http));
    }
  }
}

/** A contract fault may only mean that the table was released between two requests. */
async function newerThan(revision: Revision, probe: () => Promise<Revision>): Promise<Revision | undefined> {
  const now = await probe();
  return now.modified === revision.modified ? undefined : now;
}

function ticketFor(edition: Edition, revision: Revision, config: Config): Ticket {
  const { modified, origin } = revision;
  const address = config.services[origin?.service ?? edition.service];
  return { address, selection: selectionOf(edition, origin?.platform), modified };
}

async function holdToContract(
  connector: Connector,
  edition: Edition,
  { before, candidate }: { before: Snapshot | undefined; candidate: Snapshot },
): Promise<void> {
  const after = await connector.describe(edition, candidate);
  if (!before) return;
  const earlier = await connector.describe(edition, before).catch(() => undefined);
  if (earlier?.kind === 'cells' && after.kind === 'cells') checkContract(edition.source, earlier, after);
}
