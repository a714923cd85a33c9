import { distance } from 'fastest-levenshtein';

/** The candidates most like `wanted`, best first; only those that plausibly are a slip of the pen. */
export function nearMatches(wanted: string, candidates: Iterable<string>, most = 3): string[] {
  const needle = fold(wanted);
  return [...new Set(candidates)]
    .map(candidate => ({ candidate, score: score(needle, fold(candidate)) }))
    .filter(({ score }) => score <= 0.5)
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** "Did you mean a, b or c?" – or nothing when there is no near match. */
export function didYouMean(wanted: string, candidates: Iterable<string>): string {
  const near = nearMatches(wanted, candidates);
  if (near.length === 0) return '';
  return `Did you mean ${near.map(name => `'${name}'`).join(' or ')}?`;
}

function score(a: string, b: string): number {
  if (a.length > 3 && b.length > 3 && (a.includes(b) || b.includes(a))) return 0.3;
  return share(a, b);
}

/** The share (0-1) of the letters in which two names differ, whatever their case, accents and signs. */
export const difference = (a: string, b: string): number => share(fold(a), fold(b));

const share = (a: string, b: string): number => distance(a, b) / Math.max(a.length, b.length, 1);

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
