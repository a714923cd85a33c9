/** A number in [0, 1) that depends on nothing but the words given. */
export function randomOf(...words: (string | number)[]): number {
  return streamOf(words)();
}

/** Roughly normal with mean 0 and standard deviation 1. */
export function normalOf(...words: (string | number)[]): number {
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
