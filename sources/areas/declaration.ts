import { z } from 'zod';

export const AREA_LEVELS = [
  'land',
  'landsdeel',
  'provincie',
  'corop',
  'ggd',
  'gemeentegroep',
  'gemeente',
  'wijk',
  'buurt',
  'regio',
] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

const gemeente = z.string().regex(/^GM\d{4}$/, { message: "expected a gemeente code such as 'GM0928'" });
const wijk = z.string().regex(/^WK\d{4}[0-9A-Z]{2}$/, { message: "expected a wijk code such as 'WK092800'" });
const year = z.int().min(1990).max(2100);

const region = z.strictObject({
  code: z.string().regex(/^(NL|(LD|PV|CR)\d{2}|CG\d{2}|GG\d{4})$/),
  level: z.enum(['land', 'landsdeel', 'provincie', 'corop', 'ggd', 'gemeentegroep']),
  name: z.string(),
  labels: z.array(z.string()).default([]).describe('Every spelling under which StatLine files print it'),
  from: year.optional().describe('First vintage in which it exists'),
  until: year.optional(),
  gemeenten: z.array(gemeente).default([]),
});

export const regionsSchema = z.strictObject({ regions: z.array(region) });
export type Region = z.infer<typeof region>;

const recode = z.strictObject({
  name: z.string(),
  vintage: year.describe('First vintage with the new codes'),
  gemeenten: z.record(gemeente, gemeente).default({}),
  wijken: z.record(wijk, wijk).default({}),
});

export const recodesSchema = z.strictObject({ recodes: z.array(recode) });
export type Recode = z.infer<typeof recode>;
