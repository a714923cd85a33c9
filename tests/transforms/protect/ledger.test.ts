import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  appendEntry,
  beginLedger,
  type LedgerEntry,
  readLedger,
} from '../../../transforms/protect/ledger.ts';
import { tempFolder } from '../../support/pipeline.ts';

const entry = (release: string): LedgerEntry => ({
  release,
  made_of: `inputs of ${release}`,
  slices: [
    {
      contract: 'levering',
      period: '2024',
      sex: 'total',
      age_group: 'total',
      leaves: ['BU00010000', 'BU00010001'],
      areas: { WK000100: [0, 1] },
      counts: { x: [12, 30] },
      hidden: { BU00010000: 'small_count' },
    },
  ],
});

interface Written {
  folder: string;
  file: string;
  bytes: Buffer;
}

/** A ledger of three releases. */
async function written(): Promise<Written> {
  const folder = path.join(await tempFolder('ledger'), 'ledger');
  let ledger = await beginLedger(folder, 'a secret');
  for (const release of ['r1', 'r2', 'r3']) ledger = await appendEntry(ledger, entry(release));
  const file = path.join(folder, 'printed.jsonl');
  return { folder, file, bytes: await fs.readFile(file) };
}

const releasesIn = async (folder: string) => (await readLedger(folder))?.lines.map(({ release }) => release);

it('what was added is there again, in order, closed to others', async () => {
  const { folder, file } = await written();
  const ledger = await readLedger(folder);
  expect(ledger?.secret).toBe('a secret');
  expect(ledger?.lines.map(({ release, made_of, slices }) => ({ release, made_of, slices }))).toEqual(
    ['r1', 'r2', 'r3'].map(entry),
  );
  expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
  expect((await fs.stat(folder)).mode & 0o777).toBe(0o700);
});

it('each line begins with the SHA-256 of the digest before it and its own text', async () => {
  const { bytes } = await written();
  let before = '';
  for (const line of bytes.toString().trimEnd().split('\n')) {
    const [digest, json] = [line.slice(0, 64), line.slice(65)];
    expect(digest).toBe(createHash('sha256').update(`${before}\n${json}`).digest('hex'));
    before = digest;
  }
});

it('there is none before one is begun, and none is begun over another', async () => {
  const { folder } = await written();
  expect(await readLedger(`${folder}-absent`)).toBeUndefined();
  await expect(beginLedger(folder, 'another')).rejects.toMatchObject({ code: 'bug' });
  expect(await releasesIn(folder)).toEqual(['r1', 'r2', 'r3']);
});

it('a line of which any byte at the end is lacking was never written, and the next takes its place', async () => {
  const { folder, file, bytes } = await written();
  const second = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  for (let length = second; length < bytes.length; length += 37) {
    await fs.writeFile(file, bytes.subarray(0, length));
    expect(await releasesIn(folder), `${length} bytes`).toEqual(['r1', 'r2']);
  }
  const ledger = await readLedger(folder);
  if (ledger) await appendEntry(ledger, entry('r3'));
  expect(await fs.readFile(file)).toEqual(bytes);
});

it('one other byte is damage, and the line is named', async () => {
  const { folder, file, bytes } = await written();
  const starts = [0, ...[...bytes.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1)];
  for (const [n, start] of starts.slice(0, -1).entries()) {
    for (const offset of [3, 70]) {
      const other = Buffer.from(bytes);
      other[start + offset] = (other[start + offset] ?? 0) ^ 1;
      await fs.writeFile(file, other);
      await expect(readLedger(folder)).rejects.toMatchObject({
        code: 'contract',
        where: { file, line: n + 1 },
      });
    }
  }
});

it('a line that is taken out, or put elsewhere, is damage', async () => {
  const { folder, file, bytes } = await written();
  const [genesis = '', one = '', two = '', three = ''] = bytes.toString().split('\n');
  for (const [lines, line] of [
    [[genesis, two, three], 2],
    [[genesis, two, one, three], 2],
    [[genesis, one, three], 3],
    [[one, two, three], 1],
    [[''], 1],
  ] as const) {
    await fs.writeFile(file, lines.map(text => `${text}\n`).join(''));
    await expect(readLedger(folder)).rejects.toMatchObject({ where: { file, line } });
  }
});

it('says what to do in English and in Dutch', async () => {
  const { folder, file } = await written();
  await fs.writeFile(file, '\n');
  await expect(readLedger(folder)).rejects.toMatchObject({
    message: expect.stringMatching(/ledger of what was printed is damaged.*register .* beschadigd/),
    hint: expect.stringMatching(/from the backup[\s\S]*uit de back-up/),
  });
});
