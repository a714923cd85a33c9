import { z } from 'zod';
import {
  gemeenteCode as gemeente,
  REGION_LEVELS,
  regionCode,
  wijkCode as wijk,
} from '../../indicators/areas.ts';
import { year } from '../../indicators/words.ts';

export const regionSchema = z.strictObject({
  code: regionCode,
  level: z.enum(REGION_LEVELS),
  name: z.string(),
  labels: z.array(z.string()).default([]).describe('Every spelling under which StatLine files print it'),
  from: year.optional().describe('First vintage in which it exists'),
  until: year.optional(),
  unchanged_since: year.optional().describe('First vintage with the present boundary, where that is known'),
  gemeenten: z.array(gemeente).default([]),
});

export const regionsSchema = z.strictObject({ regions: z.array(regionSchema) });
export type Region = z.infer<typeof regionSchema>;

export const recodeSchema = z.strictObject({
  name: z.string(),
  vintage: year.describe('First vintage with the new codes'),
  gemeenten: z.record(gemeente, gemeente).default({}),
  wijken: z.record(wijk, wijk).default({}),
});

export const followedSchema = z.strictObject({
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
  recodes: z.array(recodeSchema),
  followed: z
    .array(followedSchema)
    .default([])
    .describe('Gemeenten whose changes of boundary are known in full: what is not listed did not change'),
});
export type Recode = z.infer<typeof recodeSchema>;
export type Followed = z.infer<typeof followedSchema>;
