import type { Cell, Figure, Given, GivenEdition } from '../../support/warehouse.ts';

/** The three gemeenten of the tests and the group they form. */
export const MEMBERS = ['GM0001', 'GM0002', 'GM0003'] as const;

/** Cells of the three gemeenten, in order. */
export const three = (a: Cell, b: Cell, c: Cell): Figure['of'] => ({ GM0001: a, GM0002: b, GM0003: c });

export const group = (coverage = 0.9, published_as: string[] = []): NonNullable<Given['config']> => ({
  thresholds: { coverage },
  area_groups: [
    { code: 'RG-X', name_nl: 'X', name_en: 'X', published_as, members: [{ areas: [...MEMBERS] }] },
  ],
});

/** Inhabitants of the three gemeenten, as the source of the weights gives them. */
export const inhabitants = (
  id: string,
  of: Figure['of'],
  given: Partial<GivenEdition> = {},
): GivenEdition => ({
  source: 'kwb',
  id,
  table: `K${id}`,
  figures: [{ concept: 'inwoners', unit: 'aantal', of }],
  ...given,
});

/** The percentage of smokers, weighed by inhabitants. */
export const SMOKERS = {
  id: 'roken',
  measure: 'published',
  value: 'roken',
  weight: { concept: 'inwoners', instead_of: 'inwoners {age_group}' },
} as const;
