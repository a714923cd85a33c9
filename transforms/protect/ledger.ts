import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import { CLOSED, exists, makeClosed, sha256, writeDurable } from '../../kernel/files.ts';
import type { PrintedSlice } from './printed.ts';

/** What one release printed and hid, of what earlier ones did not do just so. */
export interface LedgerEntry {
  release: string;
  /** Hash of what the release is made of beside this ledger: the same again is this release again. */
  made_of: string;
  slices: PrintedSlice[];
}

/** An entry with the digests of the ledger before it and with it. */
export interface LedgerLine extends LedgerEntry {
  before: string;
  head: string;
}

/**
 * Everything that was ever printed of counts, oldest first. Digests follow from a secret in the first line and from everything up
 * to a line: they may be told to anyone.
 */
export interface Ledger {
  file: string;
  secret: string;
  lines: LedgerLine[];
  /** Digest of all of it. */
  head: string;
  /** Bytes that are whole; what an interrupted append left after them is not part of it. */
  length: number;
}

const FORMAT = 1;
const DIGEST = /^[0-9a-f]{64} /;

export const ledgerFile = (folder: string): string => path.join(folder, 'printed.jsonl');

/** Begins a ledger in a folder that is made for it; `secret`: what nobody can guess. */
export async function beginLedger(folder: string, secret: string): Promise<Ledger> {
  const file = ledgerFile(folder);
  if (await exists(file)) throw new VieError('bug', 'There is a ledger already.', { where: { file } });
  await makeClosed(folder);
  const text = Buffer.from(`${lineOf('', { format: FORMAT, secret }).text}\n`);
  await writeDurable(file, text);
  return read(file, text);
}

/**
 * The ledger of a folder, or undefined where none was begun. Throws a `contract` error that names the line when one does not
 * follow from those before it. What an append left unfinished is no line: nobody has seen anything of its release.
 */
export async function readLedger(folder: string): Promise<Ledger | undefined> {
  const file = ledgerFile(folder);
  return (await exists(file)) ? read(file, await fs.readFile(file)) : undefined;
}

function read(file: string, bytes: Buffer): Ledger {
  const length = bytes.lastIndexOf('\n') + 1;
  const [first = '', ...texts] = bytes.toString('utf8', 0, length).split('\n').slice(0, -1);
  const begun = follow<{ format: number; secret: string }>({ file, line: 1 }, '', first);
  if (begun.content.format !== FORMAT) throw unread({ file, line: 1 }, begun.content.format);
  const lines: LedgerLine[] = [];
  let { head } = begun;
  for (const [at, text] of texts.entries()) {
    const { content, head: after } = follow<LedgerEntry>({ file, line: at + 2 }, head, text);
    lines.push({ ...content, before: head, head: after });
    head = after;
  }
  return { file, secret: begun.content.secret, lines, head, length };
}

function lineOf(before: string, content: object): { head: string; text: string } {
  const json = JSON.stringify(content);
  const head = sha256(`${before}\n${json}`);
  return { head, text: `${head} ${json}` };
}

function follow<T>(
  where: { file: string; line: number },
  before: string,
  text: string,
): { content: T; head: string } {
  const json = text.replace(DIGEST, '');
  const head = sha256(`${before}\n${json}`);
  if (text !== `${head} ${json}`)
    throw damaged(where, 'This line is not what was written after those before it.');
  return { content: JSON.parse(json) as T, head };
}

/** Adds an entry; it is on disk on return. The end of the line is written when the rest is safe, so that a line is whole or none. */
export async function appendEntry(ledger: Ledger, entry: LedgerEntry): Promise<Ledger> {
  const { head, text } = lineOf(ledger.head, entry);
  const handle = await fs.open(ledger.file, constants.O_RDWR);
  try {
    await handle.chmod(CLOSED.file);
    await handle.truncate(ledger.length);
    await handle.write(text, ledger.length);
    await handle.sync();
    const end = ledger.length + Buffer.byteLength(text);
    await handle.write('\n', end);
    await handle.sync();
    const line = { ...entry, before: ledger.head, head };
    return { ...ledger, lines: [...ledger.lines, line], head, length: end + 1 };
  } finally {
    await handle.close();
  }
}

const REMEDY = `No count of a partner is printed until it is mended; open data go on. Put the file back from the backup made after the newest release. Without one nobody knows what was printed: agree with the partners that it no longer counts, move the data folder away and begin another.
(NL) Er wordt geen aantal van een partner gepubliceerd tot dit is hersteld; open data gaan door. Zet het bestand terug uit de back-up van na de nieuwste release. Zonder back-up weet niemand wat er gepubliceerd is: spreek met de partners af dat dat niet meer meetelt, zet de gegevensmap weg en begin een nieuwe.`;

/** A `contract` error about the ledger, with what to do in English and Dutch. */
export const damaged = (where: { file: string; line?: number }, what: string): VieError =>
  new VieError(
    'contract',
    `The ledger of what was printed is damaged (het register van wat gepubliceerd is, is beschadigd). ${what}`,
    { where, hint: REMEDY },
  );

const unread = (where: { file: string; line: number }, format: unknown): VieError =>
  damaged(where, `It has form ${format}, which this version does not read.`);
