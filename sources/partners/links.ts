import type { PartnerContract } from './declaration.ts';

export const LINKS = ['same_as', 'part_of', 'complement_of'] as const;

/** What a contract says of one of its counts and a count of another contract. */
export interface Link {
  concept: string;
  kind: (typeof LINKS)[number];
  contract: string;
  of: string;
}

export const linksOf = ({ counts = {} }: Pick<PartnerContract, 'counts'>): Link[] =>
  Object.entries(counts).flatMap(([concept, count]) =>
    LINKS.flatMap(kind => {
      const [contract = '', of = ''] = count[kind]?.split('/') ?? [];
      return contract ? [{ concept, kind, contract, of }] : [];
    }),
  );

/** Contracts in groups: those that are linked, also by way of others, are in one. In the order given. */
export function linkedGroups<T extends Pick<PartnerContract, 'id' | 'counts'>>(
  contracts: readonly T[],
): T[][] {
  const groups = new Map(contracts.map(contract => [contract.id, [contract]]));
  for (const contract of contracts) {
    for (const link of linksOf(contract)) {
      const [own, other] = [groups.get(contract.id), groups.get(link.contract)];
      if (!own || !other || own === other) continue;
      const joined = contracts.filter(one => own.includes(one) || other.includes(one));
      for (const { id } of joined) groups.set(id, joined);
    }
  }
  return [...new Set(groups.values())];
}
