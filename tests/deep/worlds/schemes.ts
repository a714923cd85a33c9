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

export const SCHEMES: readonly SchemeOf[] = [alone, chain, two, ofInhabitants];
