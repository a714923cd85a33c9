import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import {
  CLOSED,
  fsyncPath,
  listDir,
  makeClosed,
  PART,
  renameDurable,
  sha256File,
  sweep,
  writeDurable,
} from '../../kernel/files.ts';
import type { PartnerContract } from './declaration.ts';
import type { Finding } from './findings.ts';
import { RULES, type RuleId } from './rules.ts';

/** A refusal as it is sent back. */
export interface Refusal {
  contract: PartnerContract;
  /** Shown only when nothing in it looks like a person. */
  file: string | undefined;
  sha256: string;
  bytes: number;
  rows: number;
  findings: Finding[];
  totals: Record<string, number>;
  /** Every row was read; else nothing is known of what the file holds, and it is not kept. */
  isWhole: boolean;
  at: Date;
}

const HEADER = ['rij', 'kolom', 'waarde (gemaskeerd)', 'regel', 'wat er is', 'hoe te herstellen'];

/** The findings as CSV for a Dutch Excel; texts that look like formulas are made harmless. */
export function refusalCsv({ findings }: Pick<Refusal, 'findings'>): string {
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
export function refusalText(refusal: Refusal): string {
  const { contract, file, sha256, bytes, rows, findings, totals, isWhole, at } = refusal;
  const all = Object.entries(totals).sort(([, a], [, b]) => b - a) as [RuleId, number][];
  const listed = findings.slice(0, 20).map(({ rule, row, column, value, hint }) => {
    const place = [
      row === undefined ? '' : `rij ${row}`,
      column === undefined ? '' : `kolom ${column}`,
      value === undefined ? '' : `waarde van de vorm ${value}`,
    ];
    return `- ${place.filter(Boolean).join(', ') || 'hele bestand'}: ${RULES[rule][0]}${hint ? `. ${hint}` : ''} [${rule}]`;
  });
  return [
    `De levering "${contract.title}" is niet ingenomen.`,
    '',
    `Bestand: ${file ?? '(naam niet herhaald)'}, ${bytes} bytes, ${rows} rijen gelezen, sha256 ${sha256}`,
    `Beoordeeld op ${at.toISOString()}. Wat eerder is ingenomen, blijft gelden.`,
    isWhole
      ? 'Het hele bestand is geweigerd: geen enkele rij is gebruikt.'
      : 'Het bestand was niet geheel te lezen; het is niet bewaard.',
    '',
    'Wat er mis is, en hoe het te herstellen:',
    ...all.map(([rule, times]) => `- ${times} × ${RULES[rule][0]} [${rule}]. ${RULES[rule][1]}`),
    '',
    'De eerste plaatsen (alle genoemde plaatsen staan in refusal.csv; rij 1 is de kopregel; waarden zijn gemaskeerd):',
    ...listed,
    '',
  ].join('\r\n');
}

export const quarantineFolder = (dataDir: string, partner: string): string =>
  path.join(dataDir, 'quarantine', partner);

/** Keeps the refusal, and the untouched original when all of it was read; the same refusal is not kept twice. */
export async function quarantine(
  dataDir: string,
  file: string,
  refusal: Refusal,
): Promise<string | undefined> {
  const folder = quarantineFolder(dataDir, refusal.contract.partner);
  await makeClosed(folder);
  await sweep(folder);
  const csv = refusalCsv(refusal);
  const short = refusal.sha256.slice(0, 8);
  for (const name of (await listDir(folder)).filter(one => one.endsWith(`-${short}`))) {
    const before = await fs.readFile(path.join(folder, name, 'refusal.csv'), 'utf8').catch(() => '');
    if (before === csv) return path.join(folder, name);
  }
  const name = `${refusal.at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z-${short}`;
  const part = path.join(folder, `${name}${PART}`);
  await makeClosed(part);
  const isSame =
    !refusal.isWhole || (await copyOriginal(file, path.join(part, 'original.csv'), refusal.sha256));
  if (!isSame) {
    await fs.rm(part, { recursive: true, force: true });
    return undefined;
  }
  await writeDurable(path.join(part, 'refusal.txt'), refusalText(refusal));
  await writeDurable(path.join(part, 'refusal.csv'), csv);
  await fsyncPath(path.dirname(folder));
  await renameDurable(part, path.join(folder, name));
  return path.join(folder, name);
}

/** False when the file is no longer the one that was looked at. */
async function copyOriginal(file: string, target: string, sha256: string): Promise<boolean> {
  await pipeline(createReadStream(file), createWriteStream(target, { mode: CLOSED.file }));
  await fsyncPath(target);
  return (await sha256File(target)) === sha256;
}
