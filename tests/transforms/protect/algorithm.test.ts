import { expect, test } from 'vitest';
import { seededRandom } from '../../../transforms/formulas/random.ts';
import type { DeliveredRows } from '../../../transforms/protect/delivered-rows.ts';
import { hiddenRows } from '../../../transforms/protect/rows.ts';
import { amountOf } from '../../support/depth.ts';

const THRESHOLD = 10;
/** Secrets that the attacker tries before a count is held to be impossible. */
const GUESSES = 40;
const WIJKEN = amountOf('wijken that are attacked by who knows the algorithm');

/** Which buurten of a wijk are hidden, and the wijk itself. */
async function pattern(counts: readonly number[], secret?: string): Promise<string[]> {
  const buurten = counts.map((_, at) => `${at}`);
  const rows: DeliveredRows = {
    about: 'deelname/0001, 2024, total',
    parents: new Map([...buurten.map(code => [code, 'W'] as const), ['W', undefined]]),
    overlapping: new Map(),
    count: area => counts[Number(area)] ?? 0,
    pairs: [{ numerator: 'deelnemers' }],
    threshold: THRESHOLD,
    isSensitive: false,
    past: [],
    prefer: new Set(),
    ...(secret === undefined ? {} : { secret }),
  };
  return [...(await hiddenRows(rows)).keys()].sort();
}

/** Every way in which two or three hidden buurten can come to their sum; zeros are shown. */
function* splits(sum: number, parts: number): Generator<number[]> {
  if (parts === 1) yield [sum];
  else
    for (let first = 1; first < sum; first++)
      for (const rest of splits(sum - first, parts - 1)) yield [first, ...rest];
}

/** Per hidden buurt the counts with which the algorithm, with one of the secrets, gives the pattern that is seen. */
async function possible(counts: readonly number[], hidden: number[], secrets: (string | undefined)[]) {
  const seen = hidden.map(String).join();
  const sum = hidden.reduce((total, at) => total + (counts[at] ?? 0), 0);
  const found = hidden.map(() => new Set<number>());
  for (const split of splits(sum, hidden.length)) {
    const isNew = split.some((count, n) => !found[n]?.has(count));
    // Without a small count nothing would be hidden.
    if (!isNew || split.every(count => count >= THRESHOLD)) continue;
    const other = counts.map((count, at) => split[hidden.indexOf(at)] ?? count);
    for (const secret of secrets) {
      if ((await pattern(other, secret)).join() !== seen) continue;
      for (const [n, count] of split.entries()) found[n]?.add(count);
      break;
    }
  }
  return found;
}

/** Wijken of which the total is printed and two or three buurten are hidden, and what the attacker leaves of those. */
async function attacked(guesses: string[]) {
  const random = seededRandom(20261129);
  const left: number[] = [];
  for (let wijk = 0; wijk < WIJKEN; ) {
    const size = 3 + Math.floor(4 * random());
    const counts = Array.from({ length: size }, () => Math.floor(60 * random() * random()) + 1);
    const hidden = await pattern(counts, `secret ${wijk}`);
    if (hidden.includes('W') || hidden.length < 2 || hidden.length > 3) continue;
    wijk++;
    for (const { size: counted } of await possible(counts, hidden.map(Number), guesses)) left.push(counted);
  }
  return {
    cells: left.length,
    narrow: left.filter(size => size < THRESHOLD).length,
    least: Math.min(...left),
  };
}

test('who reruns the algorithm on every table that fits learns no more than the sums say', async context => {
  const guesses = Array.from({ length: GUESSES }, (_, n) => `guess ${n}`);
  const { cells, narrow, least } = await attacked(guesses);
  await context.annotate(
    `${cells} cells, ${narrow} with fewer than ${THRESHOLD} possible counts, at least ${least}`,
  );
  expect(cells).toBeGreaterThan(2 * WIJKEN - 1);
  expect(narrow).toBeLessThanOrEqual(cells / 100);
  expect(least).toBeGreaterThanOrEqual(THRESHOLD / 2);
});

test('without a secret that attacker knows that what protects was the smallest', async () => {
  // 9 and 19 of a wijk in which 20, 26 and 30 are shown. Of 28 one is below 10, and the other, the smallest that protects it, no
  // more than 20: 8 and 20, or 9 and 19, either way round.
  const counts = [9, 19, 20, 26, 30];
  const [first] = await possible(counts, [0, 1], [undefined]);
  expect([...(first ?? [])].sort((a, b) => a - b)).toEqual([8, 9, 19, 20]);
  // With one, 1 to 9 and 19 to 27 are possible, the last less often: what is shown may be smaller than what is hidden.
  const guesses = Array.from({ length: GUESSES }, (_, n) => `guess ${n}`);
  const [other] = await possible(counts, [0, 1], guesses);
  expect(other?.size).toBeGreaterThanOrEqual(THRESHOLD);
});

test('the same secret gives the same rows', async () => {
  const counts = [3, 25, 24, 26, 23, 40];
  const patterns = await Promise.all(Array.from({ length: 20 }, (_, n) => pattern(counts, `secret ${n}`)));
  const again = await Promise.all(Array.from({ length: 20 }, (_, n) => pattern(counts, `secret ${n}`)));
  expect(again).toEqual(patterns);
  expect(new Set(patterns.map(String)).size).toBeGreaterThan(2);
});
