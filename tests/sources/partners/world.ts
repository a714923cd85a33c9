import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { readDeclaration } from '../../../kernel/declare.ts';
import { type Log, namedId, silentProgress } from '../../../kernel/effects.ts';
import { listFiles } from '../../../kernel/files.ts';
import { projectRoot } from '../../../kernel/root.ts';
import type { Areas } from '../../../sources/partners/area-hints.ts';
import { type PartnerContract, partnerSchema } from '../../../sources/partners/declaration.ts';
import type { InboxOptions } from '../../../sources/partners/look.ts';
import type { DeliveryReport } from '../../../sources/partners/report.ts';
import { takeUpInbox } from '../../../sources/partners/take-up.ts';

export const NOW = new Date('2026-11-26T09:00:00Z');
export const HEADING = 'gebied;schooljaar;contactmoment;geslacht;gemeten;overgewicht;obesitas';
/** Real codes of buurten in Parkstad. */
export const BUURTEN = ['BU09280001', 'BU09280002', 'BU09280003', 'BU19540000', 'BU19540001'];
export const ONLY_2020 = 'BU09280999';

export const GOOD = [
  HEADING,
  'BU09280001;2023/2024;5-6;jongens;40;8;2',
  'BU09280001;2023/2024;5-6;meisjes;38;7;1',
  'BU09280002;2023/2024;5-6;jongens;51;12;3',
  'BU09280002;2023/2024;10-11;meisjes;47;9;0',
];

export const csv = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

export const contractOf = async (name: string): Promise<PartnerContract> => {
  const file = path.join(projectRoot(), 'tests/sources/partners', `${name}.yaml`);
  return (await readDeclaration(file, partnerSchema, projectRoot())).value;
};

export interface World {
  options: InboxOptions;
  inbox: string;
  data: string;
  /** Everything that was logged. */
  logged: string[];
  put(name: string, content: string | Buffer, partner?: string): Promise<string>;
  takeUp(): Promise<DeliveryReport[]>;
  /** The path and content of every file of the data folder, unpacked. */
  stored(): Promise<Record<string, string>>;
}

/** An inbox and a data folder with the contracts of the tests. */
export async function world(changes: Partial<InboxOptions> = {}): Promise<World> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-inbox-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  const [inbox, data] = [path.join(folder, 'inbox'), path.join(folder, 'data')];
  const logged: string[] = [];
  const note = (fields: Record<string, unknown>, message: string) =>
    void logged.push(JSON.stringify({ ...fields, message }));
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const options: InboxOptions = {
    inbox,
    dataDir: data,
    contracts: [await contractOf('jgz-overgewicht'), await contractOf('wijkpeiling')],
    knownAreas: vintage => areasOf(vintage),
    effects: {
      now: () => NOW,
      randomId: namedId,
      log,
      progress: {
        ...silentProgress,
        update: item => void logged.push(item),
        line: text => void logged.push(text),
      },
      signal: new AbortController().signal,
    },
    ...changes,
  };
  return {
    options,
    inbox,
    data,
    logged,
    async put(name, content, partner = 'ggd-zuid-limburg') {
      const file = path.join(inbox, partner, name);
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
      return file;
    },
    takeUp: () => takeUpInbox(options),
    stored: () => storedIn(data),
  };
}

export async function storedIn(folder: string): Promise<Record<string, string>> {
  const names = await listFiles(folder).catch(() => []);
  const read = names.map(async name => {
    const bytes = await fs.readFile(path.join(folder, name));
    return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** Areas that are called as their codes. */
const named = (codes: string[]): Areas => new Map(codes.map(code => [code, code]));

function areasOf(vintage: number): Areas | undefined {
  if (vintage === 2024) return named([...BUURTEN, 'WK092800', 'GM0928', 'GM1954']);
  return vintage === 2020 ? named([...BUURTEN, ONLY_2020]) : undefined;
}
