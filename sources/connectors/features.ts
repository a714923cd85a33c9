import { z } from 'zod';
import { areaForm } from '../../indicators/areas.ts';
import { VieError } from '../../kernel/errors.ts';
import type { EditionMember } from '../declaration.ts';
import { layoutPage, type PageLayout, parseRows } from '../json-page.ts';
import { nextPage } from '../links.ts';
import { parsed } from './odata-pages.ts';
import { refuseEmpty, refuseRepeated } from './odata-rows.ts';

/** What is asked for: a collection, or what of it lies in one gemeente. */
export interface FeatureRequest {
  collection: EditionMember;
  gemeente: string | undefined;
}

/** One verified page of a collection of outlines. */
export interface FeaturePage {
  ids: string[];
  /** Features of the whole collection, when the service says. */
  matched: number | undefined;
  next: string | undefined;
  content: Buffer;
  range: { start: number; end: number; count: number };
  /** Properties of the first features. */
  sample: Record<string, unknown>[];
}

const envelope = z.looseObject({
  type: z.literal('FeatureCollection'),
  numberReturned: z.int().optional(),
  numberMatched: z.int().optional(),
  links: z.array(z.looseObject({ rel: z.string().optional(), href: z.string() })).default([]),
});

const feature = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  properties: z.record(z.string(), z.unknown()),
  geometry: z
    .looseObject({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) })
    .nullable(),
});
type Feature = z.infer<typeof feature>;

/** Longitude and latitude between which the Netherlands lie, with room to spare. */
const BOUNDS = { longitude: [2, 8], latitude: [50, 55] } as const;
const SAMPLE = 5;

/** Reads a page whose features must not have come before; each must be an outline in WGS84 with an area code. */
export function readFeaturePage(
  { bytes, url }: { bytes: Buffer; url: string },
  request: FeatureRequest,
  seen: ReadonlySet<string>,
): FeaturePage {
  const layout = layoutPage(bytes, 'features');
  const about = parsed(envelope, layout.envelope, 'The answer is no collection of features');
  const link = about.links.find(({ rel }) => rel === 'next')?.href;
  const next = link === undefined ? undefined : nextPage(link, url);
  const count = layout.rows.length;
  if (about.numberReturned !== undefined && about.numberReturned !== count) {
    throw new VieError('source', `The page holds ${count} features, but says ${about.numberReturned}.`, {
      retryable: true,
      hint: 'The answer lost something on its way; run again later.',
    });
  }
  refuseEmpty(layout, next);
  const { ids, sample } = readFeatures(bytes, layout, request);
  refuseRepeated(ids, seen);
  return {
    ids,
    matched: about.numberMatched,
    next,
    content: bytes.subarray(layout.start + 1, layout.end - 1),
    range: { start: layout.start, end: layout.end, count },
    sample,
  };
}

/** Features are looked at one by one; together they would take many times the space of their text. */
function readFeatures(bytes: Buffer, layout: PageLayout, { collection, gemeente }: FeatureRequest) {
  const ids: string[] = [];
  const sample: Record<string, unknown>[] = [];
  for (const at of layout.rows.keys()) {
    const [row] = parseFeature(bytes, layout, at);
    const one = parsed(feature, row, `Feature ${at + 1} of the page has another form than we know`);
    checkCode(one, collection);
    if (gemeente) checkWithin(one, gemeente);
    checkPlace(one);
    ids.push(one.id);
    if (sample.length < SAMPLE) sample.push(one.properties);
  }
  return { ids, sample };
}

function parseFeature(bytes: Buffer, layout: PageLayout, at: number) {
  try {
    return parseRows(bytes, layout, [at]);
  } catch (cause) {
    throw new VieError('source', `Feature ${at + 1} of the page is not valid JSON.`, {
      retryable: true,
      cause,
      hint: 'The service broke off or answered something else; run again later.',
    });
  }
}

function checkCode({ id, properties }: Feature, { level, area: field }: EditionMember): void {
  const code = properties[field];
  if (typeof code === 'string' && new RegExp(areaForm(level)).test(code.trim())) return;
  const found = code === undefined ? `has no ${field}` : `has ${field} ${JSON.stringify(code)}`;
  throw new VieError('contract', `Feature ${id} ${found}, which is not the code of a ${level}.`, {
    where: { field },
    hint: 'Name the property with the area code under `members` of this edition in the source declaration.',
  });
}

/** A service that does not know the question answers with the whole country. */
function checkWithin({ id, properties }: Feature, gemeente: string): void {
  const found = properties['gemeentecode'];
  if (typeof found === 'string' && found.trim() === gemeente) return;
  throw new VieError('contract', `Feature ${id} lies in ${JSON.stringify(found)}, not in ${gemeente}.`, {
    where: { field: 'gemeentecode' },
    hint: 'The service cannot select by gemeente; leave `within` out of this edition.',
  });
}

/** Every ring must be a list of positions, and their first corners tell in which system the coordinates are. */
function checkPlace({ id, geometry }: Feature): void {
  if (!geometry) return;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  for (const ring of rings) {
    if (!Array.isArray(ring) || !ring.every(isPosition)) throw notAnOutline(id);
    const [x, y] = (ring[0] ?? []) as number[];
    if (x === undefined || y === undefined) continue;
    if (!within(x, BOUNDS.longitude) || !within(y, BOUNDS.latitude)) throw elsewhere(id, x, y);
  }
}

const isPosition = (point: unknown): boolean =>
  Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number';

function notAnOutline(id: string): VieError {
  return new VieError('contract', `Feature ${id} has an outline that is no list of positions.`, {
    where: { field: 'geometry' },
    hint: 'The service changed; the connector needs an update.',
  });
}

function elsewhere(id: string, x: number, y: number): VieError {
  const system =
    Math.max(x, y) > 1000
      ? 'metres of the Dutch grid (EPSG:28992)'
      : within(y, BOUNDS.longitude) && within(x, BOUNDS.latitude)
        ? 'latitude before longitude'
        : 'not within the Netherlands';
  return new VieError('contract', `Feature ${id} begins at ${x}, ${y}: ${system}.`, {
    where: { field: 'geometry' },
    hint: 'Outlines are read in WGS84, longitude first (OGC:CRS84), which is what the service answers when no other system is asked for.',
  });
}

const within = (value: number, [low, high]: readonly [number, number]): boolean =>
  value >= low && value <= high;
