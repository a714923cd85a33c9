import type { z } from 'zod';
import { type PartnerContract, partnerSchema } from '../../sources/partners/declaration.ts';

export type GivenContract = Partial<z.input<typeof partnerSchema>>;

/** A contract of counts per buurt of 2024 and per year, but for what is given. */
export const contractGiven = (given: GivenContract): PartnerContract =>
  partnerSchema.parse({
    id: 'x',
    title: 'x',
    partner: 'corporatie',
    owner: 'x',
    licence: 'x',
    citation: 'x',
    rhythm: 'jaarlijks',
    area: { column: 'buurt', vintage: 2024 },
    period: { column: 'jaar', form: 'year' },
    ...given,
  });
