import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on nothing but the words given. */
export function fixedRandom(...words: (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;
}

/** Roughly normal with mean 0 and standard deviation 1. */
export function fixedNormal(...words: (string | number)[]): number {
  const bytes = createHash('sha256').update(words.join('|')).digest();
  let sum = 0;
  for (let at = 0; at < 24; at += 2) sum += bytes.readUInt16BE(at) / 2 ** 16;
  return sum - 6;
}
