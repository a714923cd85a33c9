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

/** The level of an area, read from the first two characters of its code. */
export const AREA_PREFIXES: Record<string, AreaLevel> = {
  NL: 'land',
  LD: 'landsdeel',
  PV: 'provincie',
  CR: 'corop',
  GG: 'ggd',
  CG: 'gemeentegroep',
  GM: 'gemeente',
  WK: 'wijk',
  BU: 'buurt',
};

const gemeente = z.string().regex(/^GM\d{4}$/, { message: "expected a gemeente code such as 'GM0928'" });
const wijk = z.string().regex(/^WK\d{4}[0-9A-Z]{2}$/, { message: "expected a wijk code such as 'WK092800'" });
const year = z.int().min(1990).max(2100);

const region = z.strictObject({
  code: z.string().regex(/^(NL|(LD|PV|CR)\d{2}|CG\d{2}|GG\d{4})$/, {
    message: "expected a code such as 'PV31', 'CR39' or 'GG6106'",
  }),
  level: z.enum(['land', 'landsdeel', 'provincie', 'corop', 'ggd', 'gemeentegroep']),
  name: z.string(),
  labels: z.array(z.string()).default([]).describe('Every spelling under which StatLine files print it'),
  from: year.optional().describe('First vintage in which it exists'),
  until: year.optional(),
  unchanged_since: year.optional().describe('First vintage with the present boundary, where that is known'),
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

const followed = z.strictObject({
  name: z.string(),
  from: year.describe('First vintage of which it is known what changed since the year before'),
  until: year.describe('Last vintage of which it is known what changed since the year before'),
  gemeenten: z.array(gemeente).min(1),
  changes: z
    .array(z.strictObject({ vintage: year, gemeenten: z.array(gemeente).min(1) }))
    .default([])
    .describe('First vintage with the new boundary, and the gemeenten whose boundary it is'),
});

export const recodesSchema = z.strictObject({
  recodes: z.array(recode),
  followed: z
    .array(followed)
    .default([])
    .describe('Gemeenten whose changes of boundary are known in full: what is not listed did not change'),
});
export type Recode = z.infer<typeof recode>;
export type Followed = z.infer<typeof followed>;
