import type { PartnerContract } from '../../sources/partners/declaration.ts';
import type { AreaCounts, Slice } from './slices.ts';

/** What a release printed and hid of one contract, period, sex and age group, and the counts that was made of. */
export interface PrintedSlice extends Slice {
  contract: string;
  /** Contracts of which it goes on counting the same. */
  replaces?: string[];
  /** Smallest areas of which everything was counted, in order of code. */
  leaves: string[];
  /** Every other area that was printed or hidden, by the places of its smallest areas. */
  areas: Record<string, number[]>;
  /** Per concept a count per smallest area. */
  counts: Record<string, number[]>;
  /** Concepts that were called otherwise before, with those names. */
  was?: Record<string, string[]>;
  /** Areas that were hidden, each with the reason. */
  hidden: Record<string, string>;
}

/** A slice in the form in which it is kept: the same for the same counts, areas and pattern. */
export function printedSlice(
  contract: PartnerContract,
  [slice, areas]: [Slice, readonly AreaCounts[]],
  hidden: ReadonlyMap<string, string>,
): PrintedSlice {
  const whole = areas.filter(area => area.is_whole);
  const smallest = whole.filter(isLeaf);
  const places = new Map(smallest.map(({ area_code }, at) => [area_code, at]));
  const placesOf = ({ leaves }: AreaCounts) => leaves.map(leaf => places.get(leaf) ?? -1);
  const concepts = Object.keys(contract.counts ?? {});
  const was = Object.entries(contract.counts ?? {}).flatMap(([concept, { replaces = [] }]) =>
    replaces.length > 0 ? [[concept, replaces] as const] : [],
  );
  return {
    contract: contract.id,
    ...(contract.replaces?.length ? { replaces: contract.replaces } : {}),
    ...slice,
    leaves: [...places.keys()],
    areas: Object.fromEntries(
      whole.filter(area => !isLeaf(area)).map(area => [area.area_code, placesOf(area)]),
    ),
    counts: Object.fromEntries(
      concepts.map(concept => [concept, smallest.map(({ counts }) => counts[concept] ?? 0)]),
    ),
    ...(was.length > 0 ? { was: Object.fromEntries(was) } : {}),
    hidden: Object.fromEntries([...hidden].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const isLeaf = ({ area_code, leaves }: AreaCounts): boolean => leaves.length === 1 && leaves[0] === area_code;

/** What was printed of a contract and of those that it replaces, under the names that its counts have now. */
export function historyOf(contract: PartnerContract, printed: readonly PrintedSlice[]): PrintedSlice[] {
  const line = contractNames(contract, printed);
  const own = printed.filter(slice => line.has(slice.contract));
  const names = Object.entries(contract.counts ?? {}).map(
    ([concept, { replaces = [] }]) => [concept, [...conceptNames([concept, ...replaces], own)]] as const,
  );
  return own.map(slice => ({ ...slice, counts: renamed(slice.counts, names) }));
}

/** The contract and all that it goes back to. */
export const contractNames = (
  { id, replaces = [] }: PartnerContract,
  printed: readonly PrintedSlice[],
): Set<string> =>
  ancestors([id, ...replaces], name =>
    printed.filter(slice => slice.contract === name).flatMap(slice => slice.replaces ?? []),
  );

/** These names of a count, and those that it had before in what was printed of its contract. */
export const conceptNames = (first: readonly string[], own: readonly PrintedSlice[]): Set<string> =>
  ancestors(first, name => own.flatMap(({ was }) => was?.[name] ?? []));

/** These and all that they go back to. */
function ancestors(first: readonly string[], before: (name: string) => string[]): Set<string> {
  const found = new Set(first);
  for (const name of found) for (const older of before(name)) found.add(older);
  return found;
}

function renamed(
  counts: PrintedSlice['counts'],
  names: readonly (readonly [string, readonly string[]])[],
): PrintedSlice['counts'] {
  return Object.fromEntries(
    names.flatMap(([concept, older]) => {
      const name = older.find(one => counts[one]);
      return name === undefined ? [] : [[concept, counts[name] ?? []]];
    }),
  );
}
