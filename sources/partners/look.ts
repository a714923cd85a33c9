import fs from 'node:fs/promises';
import path from 'node:path';
import type { Effects } from '../../kernel/effects.ts';
import { VieError } from '../../kernel/errors.ts';
import { listed } from './answer.ts';
import type { AreaGuide } from './area-hints.ts';
import { coverageOf, heldBy, removedBy } from './coverage.ts';
import { isFileOf, type PartnerContract } from './declaration.ts';
import { type DeliveredFile, readDelivered } from './file.ts';
import { type CheckContext, lackingHeadings } from './header.ts';
import { isPlainName } from './person-data.ts';
import type { DeliveryReport } from './report.ts';
import { acceptedDeliveries, type Delivery, heldInForce } from './store.ts';
import { headingLine } from './text.ts';
import { judge, type KnownAreas, type Verdict } from './verdict.ts';
import { asTable } from './workbook.ts';

export interface InboxOptions {
  inbox: string;
  dataDir: string;
  contracts: PartnerContract[];
  knownAreas: KnownAreas;
  guide?: AreaGuide;
  /** Whether an indicator takes something of a contract. */
  isUsed?: (contract: PartnerContract) => boolean;
  effects: Pick<Effects, 'now' | 'randomId' | 'log' | 'progress' | 'signal'>;
}

/** A file of the inbox. */
export interface Place {
  partner: string;
  file: string;
  /** The how manyth of its folder; null of a file that was named. */
  position: number | null;
}

/** What a file turned out to be; without judgement when it was not held to a contract. */
export interface Looked {
  report: DeliveryReport;
  judged?: { contract: PartnerContract; file: DeliveredFile; verdict: Verdict };
}

/** What taking up a file would come to; nothing is changed. */
export async function tryDelivery(
  partner: string,
  file: string,
  options: InboxOptions,
): Promise<DeliveryReport> {
  const isFile = await fs.stat(file).then(
    found => found.isFile(),
    () => false,
  );
  if (!isFile) {
    throw new VieError('usage', `There is no file ${file}.`, {
      hint: 'Give the path of a CSV file or an Excel workbook.',
    });
  }
  return (await lookAt({ partner, file, position: null }, options)).report;
}

/** Reads a file, and finds what is to be done with it. */
export async function lookAt(place: Place, options: InboxOptions): Promise<Looked> {
  const report = blankReport(place);
  try {
    const file = await readDelivered(place.file);
    if (!file) return { report: { ...report, reason: BUSY } };
    const delivered = await asTable(file);
    return await look({ ...report, bytes: file.size }, { ...place, delivered }, options);
  } catch (error) {
    // The message of the system holds the name of the file, which may be a person's.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^(EACCES|EPERM|ENOENT|EISDIR|EIO)$/.test(code)) throw error;
    return { report: { ...report, reason: `the file cannot be read (${code})` } };
  }
}

const BUSY = 'the file is still being written; the next run looks again';

async function look(
  blank: DeliveryReport,
  { partner, file: name, delivered: file }: Place & { delivered: DeliveredFile },
  { contracts, dataDir, knownAreas, guide, isUsed, effects }: InboxOptions,
): Promise<Looked> {
  const ofPartner = contracts.filter(one => one.partner === partner);
  const contract = contractFor(ofPartner, path.basename(name), file);
  if (!contract) {
    const reason = 'no contract of this partner is for this file name, or several are';
    return {
      report: { ...blank, state: 'unclaimed', reason, agreed_files: ofPartner.map(one => one.file) },
    };
  }
  const report = { ...blank, contract: contract.id };
  const deliveries = await acceptedDeliveries(dataDir, contract);
  const same = deliveries.find(delivery => delivery.sha256 === file.sha256);
  if (same) return { report: knownAs(same, report) };
  const known = await knownAreas(contract.area.vintage);
  if (!known) {
    const reason = `the areas of ${contract.area.vintage} are not known here yet`;
    return { report: { ...report, state: 'waiting', reason } };
  }
  const context = { ...guide, contract, known, knownAreas, now: effects.now() };
  const judged = await judge(file, context);
  const { verdict, removes, coverage } = await heldToOthers(judged, context, deliveries);
  const unused = isUsed ? !isUsed(contract) : false;
  const about = { ...report, sha256: file.sha256, unused, removes, coverage };
  return { report: reportOf(about, verdict, deliveries), judged: { contract, file, verdict } };
}

/** A sound delivery, held to the areas that are asked for and to those that were delivered before. */
async function heldToOthers(verdict: Verdict, context: CheckContext, before: Delivery[]) {
  if (verdict.state !== 'accepted') return { verdict, removes: [], coverage: [] };
  const { contract, known } = context;
  const held = heldBy(verdict.csv, contract);
  const removes = removedBy(held, await heldInForce(before, contract), known);
  if (removes.length === 0 || contract.corrections === 'replace') {
    return { verdict, removes, coverage: coverageOf(held, contract, context) };
  }
  const findings = removes.map(({ period, areas }) => ({
    rule: 'areas_removed' as const,
    hint: `${period}: ${listed(areas)}.`,
  }));
  const totals = { areas_removed: findings.length };
  const refused: Verdict = { state: 'refused', rows: verdict.rows, findings, totals, isWhole: true };
  return { verdict: refused, removes: [], coverage: [] };
}

/** The contract whose file name fits; of several the one whose headings the file has. */
function contractFor(
  contracts: PartnerContract[],
  name: string,
  { bytes }: DeliveredFile,
): PartnerContract | undefined {
  const fitting = contracts.filter(contract => isFileOf(contract, name));
  if (fitting.length <= 1) return fitting[0];
  const line = headingLine(bytes);
  const [best, next] = fitting
    .map(contract => ({ contract, lacking: lackingHeadings(contract, line) }))
    .sort((a, b) => a.lacking - b.lacking);
  return best && next && best.lacking < next.lacking ? best.contract : undefined;
}

const blankReport = ({ partner, position, file }: Place): DeliveryReport => ({
  partner,
  position,
  contract: null,
  file: isPlainName(path.basename(file)) ? path.basename(file) : null,
  state: 'busy',
  bytes: 0,
  sha256: null,
  delivery: null,
  rows: null,
  areas: null,
  periods: [],
  supersedes: [],
  coverage: [],
  removes: [],
  unused: false,
  findings: [],
  totals: {},
  person: null,
  refusal: null,
  reason: null,
  agreed_files: [],
});

const knownAs = ({ id, periods, sha256, snapshot }: Delivery, report: DeliveryReport): DeliveryReport => ({
  ...report,
  state: 'known',
  sha256,
  delivery: id,
  periods,
  rows: snapshot.meta.rows,
});

function reportOf(report: DeliveryReport, verdict: Verdict, before: Delivery[]): DeliveryReport {
  const { state } = verdict;
  if (state === 'personal') {
    const { rule, row = null, column = null } = verdict;
    return { ...report, state, file: null, person: { rule, row, column } };
  }
  if (state === 'refused') {
    const { rows, findings, totals } = verdict;
    return { ...report, state, rows, findings, totals };
  }
  const { rows, areas, periods } = verdict;
  const supersedes = before
    .map(one => ({ delivery: one.id, periods: one.periods.filter(period => periods.includes(period)) }))
    .filter(one => one.periods.length > 0);
  return { ...report, state, rows, areas, periods, supersedes };
}
