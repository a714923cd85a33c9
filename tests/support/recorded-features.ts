import type { Answer } from '../../sources/demo/recorder.ts';

/** An outline, in WGS84 with longitude first. */
export interface RecordedFeature {
  properties: Record<string, string>;
  geometry:
    | { type: 'Polygon'; coordinates: number[][][] }
    | { type: 'MultiPolygon'; coordinates: number[][][][] };
}

/** A collection of outlines as it is recorded. */
export interface RecordedCollection {
  /** `wijken-en-buurten-2024`. */
  table: string;
  /** `buurten`. */
  collection: string;
  features: RecordedFeature[];
}

const LIMIT = 1000;

/** The pages of a collection and the address of each, as api.pdok.nl gives them; `size` = features on a page. */
export function featurePages(
  base: string,
  { table, collection, features }: RecordedCollection,
  size: number,
): Answer[] {
  const first = `${base}/cbs/${table}/ogc/v1/collections/${collection}/items?f=json&limit=${LIMIT}`;
  const urlOf = (from: number) => (from === 0 ? first : `${first}&cursor=${from}`);
  const starts = Array.from({ length: Math.max(1, Math.ceil(features.length / size)) }, (_, n) => n * size);
  return starts.map(from => {
    const next = from + size < features.length ? [{ rel: 'next', href: urlOf(from + size) }] : [];
    const page = features.slice(from, from + size);
    const text = JSON.stringify({
      type: 'FeatureCollection',
      numberReturned: page.length,
      links: [{ rel: 'self', href: urlOf(from) }, ...next],
      features: page.map((one, at) => ({ type: 'Feature', id: from + at + 1, ...one })),
    });
    return [urlOf(from), text];
  });
}
