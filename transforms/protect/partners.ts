import type { PartnerContract } from '../../sources/partners/declaration.ts';
import type { CountOf, Pair } from './delivered-rows.ts';

/** One name for counts that are the same. */
export type NameOf = (contract: string, concept: string) => string;

/** The counts that each partner delivers, and so knows whole; nothing where one partner delivers everything. */
export function knownTo(contracts: readonly PartnerContract[], nameOf: NameOf): ReadonlySet<string>[] {
  const known = new Map<string, Set<string>>();
  for (const { id, partner, counts = {} } of contracts) {
    const own = known.get(partner) ?? new Set<string>();
    known.set(partner, own);
    for (const concept of Object.keys(counts)) own.add(nameOf(id, concept));
  }
  return known.size > 1 ? [...known.values()] : [];
}

/**
 * What must stay uncertain for a partner that knows one count of a pair whole: the part, of which the whole is a known number for
 * each smallest area; or what the whole has beside the part that is known.
 */
export function pairsForPartners(
  pairs: readonly Pair[],
  known: readonly ReadonlySet<string>[],
  wholeOf: (concept: string) => ReadonlyMap<string, number>,
): Pair[] {
  const found = new Map<string, Pair>();
  for (const own of known) {
    for (const { numerator, denominator, areas, isRare } of pairs) {
      if (denominator === undefined || own.has(numerator) === own.has(denominator)) continue;
      const shape = { ...(areas && { areas }), ...(isRare !== undefined && { isRare }) };
      const rest = restOf(denominator, numerator);
      if (own.has(numerator)) found.set(rest, { ...shape, numerator: rest });
      else found.set(`${numerator} of ${denominator}`, { ...shape, numerator, exact: wholeOf(denominator) });
    }
  }
  return [...found.values()];
}

const LESS = ' without ';
const restOf = (whole: string, part: string): string => `${whole}${LESS}${part}`;

/** Counts also who are of one count and not of a part of it. */
export const withRests =
  (count: CountOf): CountOf =>
  (area, concept) => {
    const [whole = '', part] = concept.split(LESS);
    if (part === undefined) return count(area, concept);
    const [all, counted] = [count(area, whole), count(area, part)];
    return all === undefined || counted === undefined ? undefined : all - counted;
  };
