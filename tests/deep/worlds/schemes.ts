import { type Chance, OPEN, type Scheme, type SchemeOf, type WorldContract } from './draw.ts';

function contract(
  chance: Chance,
  id: string,
  given: Pick<WorldContract, 'counts' | 'ratios'>,
): WorldContract {
  return {
    id,
    partner: `partner-${id}`,
    access: chance.is(0.8) ? 'public' : 'partners',
    sensitive: chance.is(0.5),
    minCell: chance.is(0.25) ? 5 : 10,
    ...given,
  };
}

/** Parts: neither; counted. */
export const alone = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1] },
        { name: 'deel', atoms: [1], of: 'geheel', rare: chance.is(0.3) },
      ],
      ratios: [['deel', 'geheel']],
    }),
  ],
  shares: [0, chance.one([0.08, 0.2, 0.5, 0.8])],
});

/** Parts: neither; counted; counted, and of those the ones that count more. */
const chain = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1, 2] },
        { name: 'deel', atoms: [1, 2], of: 'geheel' },
        { name: 'kern', atoms: [2], of: 'deel' },
      ],
      ratios: [
        ['deel', 'geheel'],
        ['kern', 'deel'],
      ],
    }),
  ],
  shares: [0, 0.3, chance.one([0.1, 0.3])],
});

/** Parts: neither; one; other; both. */
const two = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1, 2, 3] },
        { name: 'een', atoms: [1, 3], of: 'geheel' },
        { name: 'ander', atoms: [2, 3], of: 'geheel' },
      ],
      ratios: [
        ['een', 'geheel'],
        ['ander', 'geheel'],
      ],
    }),
  ],
  shares: [0, 0.2, 0.15, 0.05],
});

/** Of all inhabitants. */
const ofInhabitants = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, { counts: [{ name: 'deel', atoms: [1] }], ratios: [['deel', OPEN]] }),
  ],
  shares: [0, chance.one([0.2, 0.5, 0.8])],
});

/** Two partners count from one whole: those with, and those without. */
const complement = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1] },
        { name: 'deel', atoms: [1], of: 'geheel' },
      ],
      ratios: [['deel', 'geheel']],
    }),
    contract(chance, `w${seed}-b`, {
      counts: [
        { name: 'allen', atoms: [0, 1], links: { same_as: `w${seed}-a/geheel` } },
        { name: 'overigen', atoms: [0], of: 'allen', links: { complement_of: `w${seed}-a/deel` } },
      ],
      ratios: [['overigen', 'allen']],
    }),
  ],
  shares: [0, chance.one([0.2, 0.5])],
});

/** Two partners count from one whole, something else each. */
const sameWhole = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1, 2, 3] },
        { name: 'een', atoms: [1, 3], of: 'geheel' },
      ],
      ratios: [['een', 'geheel']],
    }),
    contract(chance, `w${seed}-b`, {
      counts: [
        { name: 'allen', atoms: [0, 1, 2, 3], links: { same_as: `w${seed}-a/geheel` } },
        { name: 'ander', atoms: [2, 3], of: 'allen' },
      ],
      ratios: [['ander', 'allen']],
    }),
  ],
  shares: [0, 0.25, 0.2, 0.05],
});

/** One partner counts everybody, another the young among them. */
const young = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1, 2, 3] },
        { name: 'deel', atoms: [1, 3], of: 'geheel' },
      ],
      ratios: [['deel', 'geheel']],
    }),
    contract(chance, `w${seed}-b`, {
      counts: [
        { name: 'jong', atoms: [2, 3], links: { part_of: `w${seed}-a/geheel` } },
        { name: 'jongdeel', atoms: [3], of: 'jong', links: { part_of: `w${seed}-a/deel` } },
      ],
      ratios: [['jongdeel', 'jong']],
    }),
  ],
  shares: [0, 0.2, 0.3, 0.1],
});

/** One partner says more of those whom another counts. */
const sameCount = (chance: Chance, seed: number): Scheme => ({
  contracts: [
    contract(chance, `w${seed}-a`, {
      counts: [
        { name: 'geheel', atoms: [0, 1, 2] },
        { name: 'deel', atoms: [1, 2], of: 'geheel' },
      ],
      ratios: [['deel', 'geheel']],
    }),
    contract(chance, `w${seed}-b`, {
      counts: [
        { name: 'bereikt', atoms: [1, 2], links: { same_as: `w${seed}-a/deel` } },
        { name: 'kern', atoms: [2], of: 'bereikt' },
      ],
      ratios: [['kern', 'bereikt']],
    }),
  ],
  shares: [0, 0.3, 0.15],
});

/** Each contract by itself. */
export const SINGLE: readonly SchemeOf[] = [alone, chain, two, ofInhabitants];
/** Contracts of two partners about the same people. */
export const LINKED: readonly SchemeOf[] = [complement, sameWhole, young, sameCount];
export const SCHEMES: readonly SchemeOf[] = [...SINGLE, ...LINKED];
