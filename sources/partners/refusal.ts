import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { listDir, makeClosed, PART, renameDurable, sweep, writeDurable } from '../../kernel/files.ts';
import { whatIsWrong } from './answer.ts';
import type { PartnerContract } from './declaration.ts';
import type { DeliveredFile } from './file.ts';
import { RULES } from './rules.ts';
import type { Unsound } from './verdict.ts';

/** A refusal as it is sent back. */
export interface Refusal {
  contract: PartnerContract;
  /** Its name is shown only when nothing in it looks like a person. */
  name: string | null;
  file: DeliveredFile;
  unsound: Unsound;
  at: Date;
}

const HEADER = ['rij', 'kolom', 'waarde (gemaskeerd)', 'regel', 'wat er is', 'hoe te herstellen'];

/** The findings as CSV for a Dutch Excel; texts that look like formulas are made harmless. */
function refusalCsv({ findings }: Unsound): string {
  const rows = findings.map(({ rule, row, column = '', value = '', hint = '' }) => {
    const [what, remedy] = RULES[rule];
    return [row ?? '', column, value, rule, what, [remedy, hint].filter(Boolean).join(' ')];
  });
  return stringify([HEADER, ...rows], {
    delimiter: ';',
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
  });
}

/** The same to read, with the number of times per rule. */
function refusalText({ contract, name, file, unsound, at }: Refusal): string {
  return [
    `De levering "${contract.title}" is niet ingenomen.`,
    '',
    `Bestand: ${name ?? '(naam niet herhaald)'}, ${file.size} bytes, ${unsound.rows} rijen gelezen, sha256 ${file.sha256}`,
    `Beoordeeld op ${at.toISOString()}. Wat eerder is ingenomen, blijft gelden.`,
    unsound.isWhole
      ? 'Het hele bestand is geweigerd: geen enkele rij is gebruikt.'
      : 'Het bestand was niet geheel als tabel te lezen; het is niet bewaard.',
    '',
    'Wat er mis is, hoe het te herstellen, en waar (rij 1 is de bovenste; van waarden is alleen de vorm te zien):',
    ...whatIsWrong(unsound),
    '',
    `Meer plaatsen staan in refusal.csv. Lever daarna het hele bestand opnieuw${contract.due ? `, uiterlijk ${contract.due}` : ''}.`,
    ...(contract.contact ? [`Vragen: ${contract.contact}`] : []),
    '',
  ].join('\r\n');
}

export const quarantineFolder = (dataDir: string, partner: string): string =>
  path.join(dataDir, 'quarantine', partner);

/** Keeps the refusal, and the untouched original when all of it was read; the same refusal is not kept twice. */
export async function quarantine(dataDir: string, refusal: Refusal): Promise<string> {
  const { contract, file, unsound, at } = refusal;
  const folder = quarantineFolder(dataDir, contract.partner);
  await makeClosed(folder);
  await sweep(folder);
  const csv = refusalCsv(unsound);
  const short = file.sha256.slice(0, 8);
  for (const name of (await listDir(folder)).filter(one => one.endsWith(`-${short}`))) {
    const before = await fs.readFile(path.join(folder, name, 'refusal.csv'), 'utf8').catch(() => '');
    if (before === csv) return path.join(folder, name);
  }
  const name = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z-${short}`;
  const part = path.join(folder, `${name}${PART}`);
  await makeClosed(part);
  if (unsound.isWhole) await writeDurable(path.join(part, 'original.csv'), file.bytes);
  await writeDurable(path.join(part, 'refusal.txt'), refusalText(refusal));
  await writeDurable(path.join(part, 'refusal.csv'), csv);
  await renameDurable(part, path.join(folder, name));
  return path.join(folder, name);
}
