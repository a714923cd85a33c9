import type { Answer, ServiceFault } from './service-faults.ts';

export interface ServiceFeature {
  type: 'Feature';
  id: number;
  properties: Record<string, unknown>;
  geometry: unknown;
}

type Collections = Record<string, ServiceFeature[]>;

/** OGC API Features for the collections given, in pages of `size`; with the faults of paging, counts and properties. */
export const featuresService =
  (collections: Collections, size: number) =>
  (url: URL, faults: ServiceFault[]): Answer | undefined => {
    const name = /\/collections\/(\w+)\/items$/.exec(url.pathname)?.[1];
    const features = name === undefined ? undefined : collections[name];
    if (!features) return undefined;
    const body = Buffer.from(JSON.stringify(page(url, { features, size }, faults)));
    return { status: 200, body, headers: { 'content-type': 'application/geo+json' } };
  };

function page(
  url: URL,
  { features, size }: { features: ServiceFeature[]; size: number },
  faults: ServiceFault[],
) {
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const has = (kind: ServiceFault['kind']) => faults.some(fault => fault.kind === kind);
  const whole = features.slice(from, from + size);
  const before = features.slice(Math.max(0, from - size), from);
  const next = new URL(url);
  next.searchParams.set('cursor', String(from + size));
  let rows = has('repeat-page') ? before : whole;
  if (has('empty-page')) rows = [];
  if (has('duplicate-row')) rows = [...rows.slice(0, 1), ...rows.slice(0, -1)];
  return {
    type: 'FeatureCollection',
    links: [
      { rel: 'self', href: url.href },
      ...(from + size < features.length ? [{ rel: 'next', href: next.href }] : []),
    ],
    numberReturned: rows.length,
    numberMatched: features.length - (has('wrong-count') ? 1 : 0),
    features: (has('drop-row') ? rows.slice(1) : rows).map(row => withFaults(row, faults)),
  };
}

function withFaults(feature: ServiceFeature, faults: ServiceFault[]): ServiceFeature {
  const properties = { ...feature.properties };
  for (const { kind, column = 'nieuw' } of faults) {
    const value = properties[column];
    if (kind === 'column-add') properties[column] = 1;
    if (kind === 'column-type') properties[column] = 928;
    if (kind === 'column-rename' || kind === 'column-remove') delete properties[column];
    if (kind === 'column-rename') properties[`${column}_nieuw`] = value;
  }
  return { ...feature, properties };
}
