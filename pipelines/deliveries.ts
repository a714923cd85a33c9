import fs from 'node:fs/promises';
import path from 'node:path';
import { sourcesOf } from '../indicators/term.ts';
import type { Effects } from '../kernel/effects.ts';
import { answerTo } from '../sources/partners/answer.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';
import { tryDelivery } from '../sources/partners/look.ts';
import type { DeliveryReport } from '../sources/partners/report.ts';
import {
  acceptedDeliveries,
  type DeliveryInForce,
  deliveriesFolder,
  periodsInForce,
} from '../sources/partners/store.ts';
import { deliveredFiles, takeUpInbox } from '../sources/partners/take-up.ts';
import type { SnapshotStore } from '../sources/snapshot.ts';
import { guideOf, knownAreasOf } from './known-areas.ts';
import type { Project } from './project.ts';

/** Takes up what partners delivered, and says what became of it. */
export async function takeUpDeliveries(
  project: Project,
  store: SnapshotStore,
  effects: Effects,
): Promise<DeliveryReport[]> {
  const { inbox } = project.loaded;
  if (inbox === null || project.partners.length === 0) return [];
  const reports = await takeUpInbox({ ...contextOf(project, store, effects), inbox });
  for (const report of reports)
    for (const line of describeDelivery(report)) effects.progress.line(`  ${line}`);
  return reports;
}

/** What taking up a file of a partner would come to. */
export const tryPartner = (
  project: Project,
  store: SnapshotStore,
  { effects, partner, file }: { effects: Effects; partner: string; file: string },
): Promise<DeliveryReport> =>
  tryDelivery(partner, file, { ...contextOf(project, store, effects), inbox: project.loaded.inbox ?? '' });

const contextOf = (project: Project, store: SnapshotStore, effects: Effects) => ({
  dataDir: project.loaded.dataDir,
  contracts: project.partners.map(({ value }) => value),
  knownAreas: knownAreasOf(project.editions, store, project.loaded.config),
  guide: guideOf(project),
  // A survey is published as it is, as resident signals.
  isUsed: ({ id, signals }: PartnerContract) =>
    signals !== undefined || project.indicators.some(({ value }) => sourcesOf(value).includes(id)),
  effects,
});

/**
 * For the operator, with what is to be told to the partner in Dutch; a file about persons is told by its place in the folder,
 * for its name may be a person's.
 */
export function describeDelivery(report: DeliveryReport): string[] {
  const { state, partner, position, file, contract, reason } = report;
  const unnamed = position === null ? 'the file that was named' : `file ${position} of its folder, by name`;
  const told = `${state.padEnd(12)} ${partner} ${file ?? unnamed}${contract ? ` – ${contract}` : ''}`;
  return [
    `${told}${reason ? `: ${reason}` : ''}`,
    ...answerTo(report).map(line => `  ${line}`),
    ...toDo(report).map(line => `  ${line}`),
  ];
}

function toDo({
  state,
  position,
  delivery,
  supersedes,
  refusal,
  contract,
  unused,
}: DeliveryReport): string[] {
  if (state === 'personal') {
    const where = position === null ? '' : ' from the inbox';
    return [
      'PERSONAL DATA; nothing of it was stored',
      `do: delete the file${where}, tell the partner what stands above, and see whether a data breach must be reported`,
    ];
  }
  return [
    ...(delivery ? [`delivery ${delivery}`] : []),
    ...supersedes.map(one => `takes the place of delivery ${one.delivery} for ${one.periods.join(', ')}`),
    ...(unused ? [`no indicator takes anything of '${contract}': nothing of it is published`] : []),
    ...(refusal ? [`do: send back what is in ${refusal}`] : []),
  ];
}

/** Removes deliveries whose last period is longer ago than the contract lets them be kept; returns their names. */
export async function retireDeliveries(project: Project, now: Date): Promise<string[]> {
  const retired: string[] = [];
  for (const { value: contract } of project.partners) {
    for (const { id, periods } of await acceptedDeliveries(project.loaded.dataDir, contract)) {
      const last = Math.max(...periods.flatMap(period => (period.match(/\d{4}/g) ?? []).map(Number)));
      if (last + contract.retention_years >= now.getUTCFullYear()) continue;
      await fs.rm(path.join(deliveriesFolder(project.loaded.dataDir, contract), id), { recursive: true });
      retired.push(`${contract.id}/${id}`);
    }
  }
  return retired;
}

/** How many files wait in the inbox. */
export async function waitingFiles({ partners, loaded }: Project): Promise<number> {
  const { inbox } = loaded;
  if (inbox === null) return 0;
  const folders = [...new Set(partners.map(contract => contract.value.partner))];
  const names = await Promise.all(folders.map(folder => deliveredFiles(path.join(inbox, folder))));
  return names.flat().length;
}

/** The deliveries that give figures, each with the periods for which it is the newest. */
export async function deliveriesInForce(project: Project): Promise<DeliveryInForce[]> {
  const found: DeliveryInForce[] = [];
  for (const { value: contract } of project.partners) {
    const deliveries = await acceptedDeliveries(project.loaded.dataDir, contract);
    const inForce = periodsInForce(deliveries);
    for (const delivery of deliveries) {
      const periods = inForce.get(delivery.id) ?? [];
      if (periods.length > 0) found.push({ contract, delivery, periods });
    }
  }
  return found;
}
