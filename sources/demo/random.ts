import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on nothing but the words given; for the few draws that make the country. */
export function fixedRandom(...words: (string | number)[]): number {
  return digestOf(words).readUInt32BE(0) / 2 ** 32;
}

/** Roughly normal with mean 0 and standard deviation 1. */
export function fixedNormal(...words: (string | number)[]): number {
  const bytes = digestOf(words);
  let sum = 0;
  for (let at = 0; at < 24; at += 2) sum += bytes.readUInt16BE(at) / 2 ** 16;
  return sum - 6;
}

const digestOf = (words: (string | number)[]): Buffer =>
  createHash('sha256').update(words.join('|')).digest();

/** As `fixedRandom`, for the million draws that make the figures. */
export function quickRandom(...words: (string | number)[]): number {
  return streamOf(words)();
}

/** As `fixedNormal`, for the million draws that make the figures. */
export function quickNormal(...words: (string | number)[]): number {
  const next = streamOf(words);
  let sum = 0;
  for (let n = 0; n < 12; n++) sum += next();
  return sum - 6;
}

/** Numbers from a hash of the words: FNV-1a, then mulberry32. */
function streamOf(words: (string | number)[]): () => number {
  const text = words.join('|');
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
