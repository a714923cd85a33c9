import { VieError } from '../../kernel/errors.ts';
import type { PartnerContract } from '../../sources/partners/declaration.ts';
import { linksOf } from '../../sources/partners/links.ts';
import type { DeliveredRows, Pair } from './delivered-rows.ts';
import { knownTo, type NameOf, pairsForPartners, withRests } from './partners.ts';
import { withPast } from './past.ts';
import type { PrintedSlice } from './printed.ts';
import type { AreaCounts, Wholes } from './slices.ts';

/** What one contract has of a slice: its areas with their counts, and the public wholes of those. */
export interface Member {
  contract: PartnerContract;
  areas: readonly AreaCounts[];
  wholes: Wholes;
}

/** What was printed of a contract, under the names that its counts have now. */
export interface History {
  contract: PartnerContract;
  printed: readonly PrintedSlice[];
}

type Given = Pick<DeliveredRows, 'about' | 'prefer' | 'secret'>;

/**
 * The rows of one slice: areas whose sum is known, the smallest ones with their counts. Of linked contracts they are one table, in
 * which counts that are the same have one name; a row is shown in all of them or hidden in all.
 */
export function rowsOf(
  delivered: readonly Member[],
  histories: readonly History[],
  given: Given,
): DeliveredRows {
  const contracts = histories.map(({ contract }) => contract);
  const isDelivered = (id: string) => delivered.some(({ contract }) => contract.id === id);
  const members = [
    ...delivered,
    ...histories.filter(({ contract }) => !isDelivered(contract.id)).flatMap(lastOf),
  ];
  const nameOf = namesOf(contracts);
  const whole = members.map(member => ({ ...member, areas: member.areas.filter(area => area.is_whole) }));
  const leaves = new Map(
    whole.flatMap(({ areas }) => areas.map(area => [area.area_code, area.leaves] as const)),
  );
  const past = histories.flatMap(({ contract, printed }) =>
    printed.map(slice => ({ ...slice, counts: renamed(slice.counts, name => nameOf(contract.id, name)) })),
  );
  const counts = countsOf(whole, nameOf);
  const pairs = whole.flatMap(member => pairsOf(member, nameOf));
  const rests = restsOf(contracts, nameOf);
  for (const rest of rests) addRests(counts, rest);
  expectParts(given.about, counts, pairs);
  const count = withRests((area, concept) => counts.get(area)?.get(concept));
  const all = merged([...pairs, ...rests.flatMap(rest => pairOfRest(rest, pairs))]);
  const wholeOf = (concept: string) =>
    new Map([...counts].map(([area, own]) => [area, own.get(concept) ?? Number.NaN] as const));
  const found = withPast(leaves, past);
  return {
    ...given,
    ...found,
    past: found.past.map(stage => ({ ...stage, count: withRests(stage.count) })),
    count,
    pairs: [...all, ...pairsForPartners(all, knownTo(contracts, nameOf), wholeOf)],
    threshold: Math.max(...members.map(({ contract }) => contract.min_cell)),
    isSensitive: members.some(({ contract }) => contract.sensitive),
  };
}

/** A contract of which nothing is delivered now, as it was printed last: that is known all the same. */
function lastOf({ contract, printed }: History): Member[] {
  const last = printed.at(-1);
  if (!last) return [];
  const row = (area_code: string, places: readonly number[]): AreaCounts => ({
    area_code,
    leaves: places.map(at => last.leaves[at] ?? ''),
    counts: Object.fromEntries(
      Object.entries(last.counts).map(([concept, of]) => [
        concept,
        places.reduce((sum, at) => sum + (of[at] ?? 0), 0),
      ]),
    ),
    is_whole: true,
  });
  const smallest = last.leaves.map((leaf, at) => row(leaf, [at]));
  const larger = Object.entries(last.areas).map(([code, places]) => row(code, places));
  return [{ contract, areas: [...smallest, ...larger], wholes: new Map() }];
}

/** One name for all counts that are the same. */
function namesOf(contracts: readonly PartnerContract[]): NameOf {
  const same = new Map<string, string>(
    contracts.flatMap(contract =>
      linksOf(contract)
        .filter(({ kind }) => kind === 'same_as')
        .map(link => [`${contract.id}/${link.concept}`, `${link.contract}/${link.of}`] as const),
    ),
  );
  return (contract, concept) => {
    let name: string = `${contract}/${concept}`;
    const seen = new Set<string>([name]);
    for (let next = same.get(name); next !== undefined && !seen.has(next); next = same.get(name)) {
      name = next;
      seen.add(name);
    }
    return contracts.length > 1 ? name : concept;
  };
}

const renamed = <T>(counts: Record<string, T>, nameOf: (concept: string) => string): Record<string, T> =>
  Object.fromEntries(Object.entries(counts).map(([concept, count]) => [nameOf(concept), count]));

type LeafCounts = Map<string, Map<string, number>>;

/** Counts by area and name; throws a `contract` error where two contracts differ on what they say is the same. */
function countsOf(members: readonly Member[], nameOf: NameOf): LeafCounts {
  const found: LeafCounts = new Map();
  for (const { contract, areas } of members) {
    for (const { area_code, counts } of areas) {
      const own = found.get(area_code) ?? new Map<string, number>();
      found.set(area_code, own);
      for (const [concept, count] of Object.entries(counts)) {
        const name = nameOf(contract.id, concept);
        const other = own.get(name);
        if (count !== null && other !== undefined && other !== count)
          throw contradicted(
            `${contract.id}/${concept} is ${count}, and what it is the same as is ${other}`,
            area_code,
          );
        if (count !== null) own.set(name, count);
      }
    }
  }
  return found;
}

/** Each count with the one it is a part of, and with what is public; one that has parts is protected with them. */
function pairsOf({ contract, areas, wholes }: Member, nameOf: NameOf): Pair[] {
  const { id, counts = {} } = contract;
  const withParts = new Set(Object.values(counts).flatMap(({ of }) => (of ? [of] : [])));
  const printed = new Set(areas.map(({ area_code }) => area_code));
  return Object.entries(counts).flatMap(([concept, { of, part_of, rare }]) => {
    const numerator = nameOf(id, concept);
    const pair = (denominator: string | undefined): Pair => ({
      numerator,
      denominator,
      areas: printed,
      isRare: rare,
      wholes: wholes.get(concept) ?? [],
    });
    const [other = '', count = ''] = part_of?.split('/') ?? [];
    const ofOther = part_of ? [pair(nameOf(other, count))] : [];
    const isAlone = of === undefined && withParts.has(concept) && !wholes.has(concept);
    return isAlone ? ofOther : [pair(of && nameOf(id, of)), ...ofOther];
  });
}

/** A count that is the rest of another, both of one whole. */
interface Rest {
  rest: string;
  of: string;
  whole: string;
}

function restsOf(contracts: readonly PartnerContract[], nameOf: NameOf): Rest[] {
  return contracts.flatMap(contract =>
    linksOf(contract)
      .filter(({ kind }) => kind === 'complement_of')
      .map(link => ({
        rest: nameOf(contract.id, link.concept),
        of: nameOf(link.contract, link.of),
        whole: nameOf(contract.id, contract.counts?.[link.concept]?.of ?? ''),
      })),
  );
}

/** Who has the rest and the whole has the count, also where its own contract has none. */
function addRests(counts: LeafCounts, { rest, of, whole }: Rest): void {
  for (const [area, own] of counts) {
    const [left, all, counted] = [own.get(rest), own.get(whole), own.get(of)];
    if (left === undefined || all === undefined) continue;
    if (counted !== undefined && counted + left !== all)
      throw contradicted(`${of} is ${counted} and its rest ${rest} is ${left}, which is not ${all}`, area);
    own.set(of, all - left);
  }
}

/** Where the rest is printed, so is the count. */
const pairOfRest = ({ rest, of, whole }: Rest, pairs: readonly Pair[]): Pair[] =>
  pairs
    .filter(({ numerator, denominator }) => numerator === rest && denominator === whole)
    .map(pair => ({ ...pair, numerator: of, isRare: true, wholes: [] }));

/** Pairs of several contracts about the same counts are one, printed where any of them is. */
function merged(pairs: readonly Pair[]): Pair[] {
  const found = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = `${pair.numerator} ${pair.denominator ?? ''}`;
    const before = found.get(key);
    const areas = new Set([...(before?.areas ?? []), ...(pair.areas ?? [])]);
    const isRare = pair.isRare === true && before?.isRare !== false;
    found.set(key, { ...pair, areas, isRare, wholes: [...(before?.wholes ?? []), ...(pair.wholes ?? [])] });
  }
  return [...found.values()];
}

/** A part of another contract's count may not exceed it. */
function expectParts(about: string, counts: LeafCounts, pairs: readonly Pair[]): void {
  for (const { numerator, denominator } of pairs) {
    if (denominator === undefined) continue;
    for (const [area, own] of counts) {
      const [part, whole] = [own.get(numerator), own.get(denominator)];
      if (part !== undefined && whole !== undefined && part > whole)
        throw contradicted(
          `${numerator} of ${about} is ${part}, more than the ${whole} it is a part of (${denominator})`,
          area,
        );
    }
  }
}

const contradicted = (what: string, area: string): VieError =>
  new VieError('contract', `Linked counts do not fit together: ${what} in ${area}.`, {
    where: { field: area },
    hint: 'Nothing of these is published. Ask both partners for the same reference date and definition, or correct the link in the contract.',
  });
