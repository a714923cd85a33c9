import fs from 'node:fs/promises';
import path from 'node:path';
import type { Effects } from '../../kernel/effects.ts';
import { VieError } from '../../kernel/errors.ts';
import { CLOSED, listDir, makeClosed, renameDurable } from '../../kernel/files.ts';
import { checkDelivery, type KnownAreas, type Verdict } from './check.ts';
import { filePattern, type PartnerContract } from './declaration.ts';
import type { Finding } from './findings.ts';
import { lackingHeadings } from './header.ts';
import { isPlainName } from './person-data.ts';
import { notePersonData } from './person-log.ts';
import { quarantine, type Refusal } from './refusal.ts';
import type { PersonRule } from './rules.ts';
import { acceptedDeliveries, type Delivery, storeDelivery, sweepDeliveries } from './store.ts';
import { survey } from './survey.ts';

/** Where handled files go, within the folder of the partner. */
export const TAKEN = 'opgenomen';
export const REFUSED = 'geweigerd';

/**
 * What became of a file: accepted; known (the same content was accepted before); refused; personal (it is about persons,
 * and stays where it is); waiting (the areas of its vintage are not known here yet); unclaimed (no contract is for it);
 * busy (it is still being written).
 */
export type DeliveryState = 'accepted' | 'known' | 'refused' | 'personal' | 'waiting' | 'unclaimed' | 'busy';

export interface DeliveryReport {
  partner: string;
  contract: string | null;
  /** Null where the name itself may be about a person. */
  file: string | null;
  /** The how manyth of the folder, in the order of their names. */
  position: number;
  state: DeliveryState;
  bytes: number;
  sha256: string | null;
  delivery: string | null;
  rows: number | null;
  areas: number | null;
  periods: string[];
  /** Periods of which an earlier delivery gives way. */
  supersedes: { delivery: string; periods: string[] }[];
  findings: Finding[];
  totals: Record<string, number>;
  person: { rule: PersonRule; row: number | null; column: number | null } | null;
  /** Folder with the refusal to send back. */
  refusal: string | null;
  reason: string | null;
}

export interface InboxOptions {
  inbox: string;
  dataDir: string;
  contracts: PartnerContract[];
  knownAreas: KnownAreas;
  effects: Pick<Effects, 'now' | 'randomId' | 'log' | 'progress' | 'signal'>;
}

/** Takes up every file of the inbox, one after the other; one that fails leaves the others and all that is stored. */
export async function takeUpInbox(options: InboxOptions): Promise<DeliveryReport[]> {
  const { inbox, dataDir, contracts, effects } = options;
  const reports: DeliveryReport[] = [];
  for (const contract of contracts) await sweepDeliveries(dataDir, contract);
  for (const partner of new Set(contracts.map(contract => contract.partner))) {
    for (const [at, name] of (await csvFiles(path.join(inbox, partner))).entries()) {
      effects.signal.throwIfAborted();
      const file = path.join(inbox, partner, name);
      const looked = await lookAt({ partner, file, position: at + 1, keepsRows: true }, options);
      reports.push(await handle(looked, file, options));
    }
  }
  return reports;
}

/** What taking up a file would come to; nothing is changed. */
export async function tryDelivery(
  partner: string,
  file: string,
  options: InboxOptions,
): Promise<DeliveryReport> {
  const isThere = await fs.stat(file).then(
    found => found.isFile(),
    () => false,
  );
  if (!isThere)
    throw new VieError('usage', `There is no file ${file}.`, { hint: 'Give the path of a CSV file.' });
  return (await lookAt({ partner, file, position: 1, keepsRows: false }, options)).report;
}

/** Plain files alone: a link may lead anywhere. */
async function csvFiles(folder: string): Promise<string[]> {
  const names = (await listDir(folder)).filter(name => /\.csv$/i.test(name));
  const found = await Promise.all(
    names.map(async name => ((await fs.lstat(path.join(folder, name))).isFile() ? [name] : [])),
  );
  return found.flat();
}

interface Place {
  partner: string;
  file: string;
  position: number;
  keepsRows: boolean;
}

interface Looked {
  report: DeliveryReport;
  contract?: PartnerContract;
  verdict?: Verdict;
  known?: ReadonlySet<string>;
}

async function lookAt(place: Place, options: InboxOptions): Promise<Looked> {
  const { partner, file, position } = place;
  const name = path.basename(file);
  const report = blankReport({ partner, position, file: isPlainName(name) ? name : null });
  try {
    const before = await fs.stat(file);
    const looked = await look({ ...report, bytes: before.size }, place, options);
    const after = await fs.stat(file);
    if (after.size === before.size && after.mtimeMs === before.mtimeMs) return looked;
    return { report: { ...report, reason: BUSY } };
  } catch (error) {
    // The message of the system holds the name of the file, which may be a person's.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^(EACCES|EPERM|ENOENT|EISDIR|EIO)$/.test(code)) throw error;
    return { report: { ...report, reason: `the file cannot be read (${code})` } };
  }
}

const BUSY = 'the file is still being written; the next run looks again';

async function look(
  report: DeliveryReport,
  { partner, file, position, keepsRows }: Place,
  options: InboxOptions,
): Promise<Looked> {
  const { contracts, dataDir, knownAreas, effects } = options;
  const { signal } = effects;
  const ofPartner = contracts.filter(one => one.partner === partner);
  const contract = await contractFor(ofPartner, path.basename(file), file);
  if (!contract) {
    const reason = 'no contract of this partner is for this file name, or several are';
    return { report: { ...report, state: 'unclaimed', reason } };
  }
  const claimed = { ...report, contract: contract.id };
  const deliveries = await acceptedDeliveries(dataDir, contract);
  const surveyed = await survey(file, signal);
  const same = deliveries.find(delivery => delivery.sha256 === surveyed.sha256);
  if (same) return { report: knownAs(same, claimed), contract };
  const known = await knownAreas(contract.area.vintage);
  if (!known) {
    const reason = `the areas of ${contract.area.vintage} are not known here yet`;
    return { report: { ...claimed, state: 'waiting', reason } };
  }
  const onBytes = (done: number, total: number) =>
    effects.progress.update(`inbox ${partner} ${position}`, done, total);
  const checking = { contract, known, knownAreas, now: effects.now(), signal, onBytes, keepsRows };
  const verdict = await checkDelivery(file, surveyed, checking);
  return { contract, verdict, known, report: reportOf(claimed, verdict, deliveries) };
}

const knownAs = ({ id, periods, sha256, snapshot }: Delivery, report: DeliveryReport): DeliveryReport => ({
  ...report,
  state: 'known',
  sha256,
  delivery: id,
  periods,
  rows: snapshot.meta.rows,
});

const blankReport = (about: Pick<DeliveryReport, 'partner' | 'position' | 'file'>): DeliveryReport => ({
  contract: null,
  state: 'busy',
  bytes: 0,
  sha256: null,
  delivery: null,
  rows: null,
  areas: null,
  periods: [],
  supersedes: [],
  findings: [],
  totals: {},
  person: null,
  refusal: null,
  reason: null,
  ...about,
});

/** The contract whose file name fits; of several the one whose headings the file has. */
async function contractFor(
  contracts: PartnerContract[],
  name: string,
  file: string,
): Promise<PartnerContract | undefined> {
  const fitting = contracts.filter(contract => filePattern(contract).test(name));
  if (fitting.length <= 1) return fitting[0];
  const line = await firstLine(file);
  const scored = fitting
    .map(contract => ({ contract, lacking: lackingHeadings(contract, line) }))
    .sort((a, b) => a.lacking - b.lacking);
  const [best, next] = scored;
  return best && best.lacking < (next?.lacking ?? Number.POSITIVE_INFINITY) ? best.contract : undefined;
}

async function firstLine(file: string): Promise<string> {
  const handle = await fs.open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('latin1')
      .replace(/\0/g, '')
      .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
    const lines = text.split(/\r\n?|\n/);
    return (/^"?sep=/i.test(lines[0] ?? '') ? lines[1] : lines[0]) ?? '';
  } finally {
    await handle.close();
  }
}

function reportOf(report: DeliveryReport, verdict: Verdict, before: Delivery[]): DeliveryReport {
  const base = { ...report, sha256: verdict.survey.sha256, state: verdict.state };
  switch (verdict.state) {
    case 'personal': {
      const { rule, row = null, column = null } = verdict;
      return { ...base, file: null, person: { rule, row, column } };
    }
    case 'refused': {
      const { rows, findings, totals } = verdict;
      return { ...base, rows, findings, totals };
    }
    case 'busy':
      return { ...base, reason: BUSY };
    case 'accepted': {
      const { rows, areas, periods } = verdict;
      const supersedes = before
        .map(({ id, periods: theirs }) => ({
          delivery: id,
          periods: theirs.filter(one => periods.includes(one)),
        }))
        .filter(one => one.periods.length > 0);
      return { ...base, rows, areas, periods, supersedes };
    }
  }
}

/** Does what the verdict asks for: first what is durable, then the file moves within the inbox. */
async function handle(looked: Looked, file: string, options: InboxOptions): Promise<DeliveryReport> {
  const done = await act(looked, file, options);
  const { partner, contract, position, state, delivery } = done;
  options.effects.log.info({ partner, contract, position, state, delivery }, 'delivery');
  return done;
}

async function act(looked: Looked, file: string, options: InboxOptions): Promise<DeliveryReport> {
  const { report, verdict, contract, known } = looked;
  const { dataDir, effects } = options;
  const now = effects.now();
  if (report.state === 'known') await setAside(file, TAKEN, report.delivery ?? '');
  if (!verdict || !contract || !known) return report;
  const { sha256 } = verdict.survey;
  switch (verdict.state) {
    case 'personal': {
      const { partner, bytes } = report;
      await notePersonData(dataDir, { at: now.toISOString(), partner, sha256, bytes, rule: verdict.rule });
      return report;
    }
    case 'accepted': {
      const { signal, randomId } = effects;
      const context = { dataDir, contract, known, now, randomId, signal };
      const delivery = await storeDelivery(file, verdict, context);
      if (delivery === undefined) return { ...report, state: 'busy', reason: BUSY };
      await setAside(file, TAKEN, delivery);
      return { ...report, delivery };
    }
    case 'refused': {
      const refusal = await quarantine(dataDir, file, refusalOf(report, verdict, { contract, at: now }));
      if (refusal === undefined) return { ...report, state: 'busy', reason: BUSY };
      await setAside(file, REFUSED, sha256.slice(0, 8));
      return { ...report, refusal };
    }
    case 'busy':
      return report;
  }
}

/** What is sent back. */
export function refusalOf(
  { file, bytes, sha256, rows, findings, totals }: DeliveryReport,
  { isWhole }: { isWhole: boolean },
  { contract, at }: { contract: PartnerContract; at: Date },
): Refusal {
  return {
    contract,
    file: file ?? undefined,
    sha256: sha256 ?? '',
    bytes,
    rows: rows ?? 0,
    findings,
    totals,
    isWhole,
    at,
  };
}

/** Out of the inbox, never over another file; where that is not allowed its hash tells next time that it was handled. */
async function setAside(file: string, folder: string, mark: string): Promise<void> {
  const target = path.join(path.dirname(file), folder);
  try {
    await makeClosed(target);
    await fs.chmod(target, CLOSED.folder);
    await renameDurable(file, path.join(target, `${mark}-${path.basename(file)}`));
  } catch {
    // A read-only inbox: the file stays, and is known by its hash.
  }
}
