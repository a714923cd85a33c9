import fs from 'node:fs/promises';
import path from 'node:path';
import { CLOSED, listDir, makeClosed, renameDurable } from '../../kernel/files.ts';
import { type InboxOptions, type Looked, lookAt } from './look.ts';
import { notePersonData } from './person-log.ts';
import { quarantine } from './refusal.ts';
import type { DeliveryReport } from './report.ts';
import { storeDelivery, sweepDeliveries } from './store.ts';

/** Where handled files go, within the folder of the partner. */
const TAKEN = 'opgenomen';
const REFUSED = 'geweigerd';

/** Takes up every file of the inbox, one after the other; one that fails leaves the others and all that is stored. */
export async function takeUpInbox(options: InboxOptions): Promise<DeliveryReport[]> {
  const { inbox, dataDir, contracts, effects } = options;
  const reports: DeliveryReport[] = [];
  for (const contract of contracts) await sweepDeliveries(dataDir, contract);
  for (const partner of new Set(contracts.map(contract => contract.partner))) {
    const names = await deliveredFiles(path.join(inbox, partner));
    for (const [at, name] of names.entries()) {
      effects.signal.throwIfAborted();
      effects.progress.update(`inbox ${partner}`, at, names.length);
      const file = path.join(inbox, partner, name);
      const looked = await lookAt({ partner, file, position: at + 1 }, options);
      reports.push(logged(await act(looked, file, options), options));
    }
  }
  return reports;
}

/** What was delivered: plain files alone, for a link may lead anywhere; not what Excel and systems leave beside them. */
export async function deliveredFiles(folder: string): Promise<string[]> {
  const names = (await listDir(folder)).filter(name => !/^(\.|~\$|thumbs\.db$|desktop\.ini$)/i.test(name));
  const found = await Promise.all(
    names.map(async name => ((await fs.lstat(path.join(folder, name))).isFile() ? [name] : [])),
  );
  return found.flat();
}

function logged(report: DeliveryReport, { effects }: InboxOptions): DeliveryReport {
  const { partner, contract, position, state, delivery } = report;
  effects.log.info({ partner, contract, position, state, delivery }, 'delivery');
  return report;
}

/** Does what a file asks for: first what is durable, then the file moves within the inbox. */
async function act(
  { report, judged }: Looked,
  place: string,
  { dataDir, effects }: InboxOptions,
): Promise<DeliveryReport> {
  if (report.state === 'known') await setAside(place, TAKEN, report.delivery ?? '');
  if (!judged) return report;
  const { contract, file, verdict } = judged;
  const at = effects.now();
  if (verdict.state === 'accepted') {
    const { randomId } = effects;
    const delivery = await storeDelivery(dataDir, { contract, file, sound: verdict, at, randomId });
    await setAside(place, TAKEN, delivery);
    return { ...report, delivery };
  }
  if (verdict.state === 'refused') {
    const refusal = await quarantine(dataDir, { contract, name: report.file, file, unsound: verdict, at });
    await setAside(place, REFUSED, file.sha256.slice(0, 8));
    return { ...report, refusal };
  }
  const { sha256, size: bytes } = file;
  const { rule } = verdict;
  await notePersonData(dataDir, { at: at.toISOString(), partner: report.partner, sha256, bytes, rule });
  return report;
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
