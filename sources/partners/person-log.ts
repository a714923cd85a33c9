import fs from 'node:fs/promises';
import path from 'node:path';
import { makeClosed, writeDurable } from '../../kernel/files.ts';
import type { PersonRule } from './rules.ts';

/** All that is kept of a file about persons: nothing that was in it, and not its name. */
export interface PersonNote {
  at: string;
  partner: string;
  sha256: string;
  bytes: number;
  rule: PersonRule;
}

const personLog = (dataDir: string): string => path.join(dataDir, 'state', 'refused-person-data.jsonl');

/** Notes a file once, however often it is met. */
export async function notePersonData(dataDir: string, note: PersonNote): Promise<void> {
  const file = personLog(dataDir);
  const before = await fs.readFile(file, 'utf8').catch(() => '');
  if (before.includes(`"${note.sha256}"`)) return;
  await makeClosed(path.dirname(file));
  await writeDurable(file, `${before}${JSON.stringify(note)}\n`);
}
