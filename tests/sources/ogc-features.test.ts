import { describe, expect, test } from 'vitest';
import { renderError } from '../../kernel/errors.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { answering, clientWith, editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const SOURCE = `
id: wijkindeling
connector: ogc-features
service: pdok
dimensions: {area: buurtcode}
topics: {}
editions: {"2024": {table: wijken-en-buurten-2024, members: {buurt: buurten}}}
`;
const ITEMS = 'https://pdok.example/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items';
const FIRST = `${ITEMS}?f=json&limit=1000`;
/** A link that no one would write so: it has to be followed as it is. */
const NEXT = `${ITEMS}?cursor=Dv4%7CNwyr1Q&f=json&limit=1000&lang=nl`;

type Position = [number, number];
const TRIANGLE: Position[] = [
  [6, 50.9],
  [6.1, 50.9],
  [6.1, 51],
  [6, 50.9],
];
const feature = (id: number, given: Record<string, unknown> = {}, ring = TRIANGLE) => ({
  type: 'Feature',
  id,
  properties: { buurtcode: `BU0928000${id}`, gemeentecode: 'GM0928', ...given },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const page = (features: unknown[], about: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'FeatureCollection',
    bbox: [
      [3, 50],
      [8, 54],
    ],
    ...about,
    features,
  });
const linkTo = (href: string) => [
  { rel: 'self', href: FIRST },
  { rel: 'next', href, type: 'application/geo+json' },
];

async function fetchPages(pages: Record<string, string>, source = SOURCE) {
  const config = testConfig({ pdok: 'https://pdok.example' });
  const edition = editionOf(source, '2024', config);
  const store = new SnapshotStore(await tempFolder());
  const transport = answering(pages);
  const outcome = await fetchEdition(edition, { config, store, effects: effectsWith(transport) });
  return {
    outcome,
    edition,
    config,
    asked: transport.asked,
    text: outcome.error ? renderError(outcome.error) : '',
  };
}

describe('collections of outlines', () => {
  test('are read page by page, by the link that the service gives, verbatim', async () => {
    const { outcome, asked, edition, config, text } = await fetchPages({
      [FIRST]: page([feature(1), feature(2)], { links: linkTo(NEXT), numberReturned: 2 }),
      [NEXT]: page([feature(3)], { numberReturned: 1 }),
    });
    expect(text).toBe('');
    expect(asked).toEqual([FIRST, NEXT]);
    expect(outcome.snapshot?.meta).toMatchObject({ rows: 3, url: FIRST });
    if (!outcome.snapshot) throw new Error('no snapshot');
    const shape = await connectorFor('ogc-features', config.services).describe(edition, outcome.snapshot);
    expect(shape).toMatchObject({
      kind: 'outlines',
      collections: [
        { code: 'buurtcode', pages: [{ name: 'buurten-0001.json' }, { name: 'buurten-0002.json' }] },
      ],
    });
  });

  test('have the same content however they are divided into pages', async () => {
    const one = await fetchPages({ [FIRST]: page([feature(1), feature(2)]) });
    const two = await fetchPages({
      [FIRST]: page([feature(1)], { links: linkTo(NEXT) }),
      [NEXT]: page([feature(2)]),
    });
    expect(two.outcome.snapshot?.meta.snapshot_id).toBe(one.outcome.snapshot?.meta.snapshot_id);
    expect(two.outcome.snapshot?.meta.snapshot_id).toMatch(/^[0-9a-f]{16}$/);
  });

  test('are those of gemeenten, wijken and buurten, where the edition does not say', async () => {
    const { asked } = await fetchPages({}, SOURCE.replace(', members: {buurt: buurten}', ''));
    expect(asked[0]).toBe(FIRST.replace('buurten/items', 'gemeenten/items'));
  });

  test('are restricted to gemeenten, when the edition says so', async () => {
    const within = SOURCE.replace('buurt: buurten}', 'buurt: buurten}, within: [GM0928, GM0917]');
    const [kerkrade, heerlen] = ['GM0928', 'GM0917'].map(code => `${FIRST}&gemeentecode=${code}`);
    const pages = {
      [kerkrade ?? '']: page([feature(1)]),
      [heerlen ?? '']: page([feature(2, { buurtcode: 'BU09170001', gemeentecode: 'GM0917' })]),
    };
    const { outcome, text } = await fetchPages(pages, within);
    expect(text).toBe('');
    expect(outcome.snapshot?.pages.map(file => file.name)).toEqual([
      'buurten-GM0917-0001.json',
      'buurten-GM0928-0001.json',
    ]);
    const ignored = await fetchPages({ ...pages, [heerlen ?? '']: page([feature(2)]) }, within);
    expect(ignored.text).toContain('Feature 2 lies in "GM0928", not in GM0917');
  });

  test('may have areas without an outline, and are shown before anything is stored', async () => {
    const bare = { ...feature(1), geometry: null };
    expect((await fetchPages({ [FIRST]: page([bare]) })).outcome.state).toBe('fetched');
    const config = testConfig({ pdok: 'https://pdok.example' });
    const first = FIRST.replace('1000', '5');
    const http = clientWith(answering({ [first]: page([bare], { numberMatched: 14_000 }) }), config);
    const connector = connectorFor('ogc-features', config.services);
    expect(await connector.preview(editionOf(SOURCE, '2024', config), http)).toMatchObject({
      selected: 14_000,
      sample: [{ buurtcode: 'BU09280001' }],
    });
  });
});

describe('collections of outlines are refused', () => {
  test('when the service counts more features, or fewer, than its pages hold', async () => {
    const counted = (numberMatched: number) =>
      fetchPages({ [FIRST]: page([feature(1), feature(2)], { numberMatched }) });
    expect((await counted(2)).outcome.state).toBe('fetched');
    for (const other of [1, 3])
      expect((await counted(other)).text).toContain(`hold 2 features, but the service counts ${other}`);
  });

  const [RD, SWAPPED, ELSEWHERE]: Position[] = [
    [200_000, 320_000],
    [50.9, 6],
    [-68.3, 12.1],
  ];
  test.each([
    ['in metres of the Dutch grid', RD, /begins at 200000, 320000: metres of the Dutch grid \(EPSG:28992\)/],
    ['with latitude first', SWAPPED, /begins at 50.9, 6: latitude before longitude/],
    ['of another country', ELSEWHERE, /begins at -68.3, 12.1: not within the Netherlands/],
  ])('%s', async (_what, position, message) => {
    const { outcome, text } = await fetchPages({
      [FIRST]: page([feature(1, {}, [position ?? RD ?? [0, 0]])]),
    });
    expect(outcome.error).toMatchObject({ code: 'contract', where: { page: 1, field: 'geometry' } });
    expect(text).toMatch(message);
    expect(text).toContain('OGC:CRS84');
  });

  test.each([
    ['no code', { buurtcode: undefined }, /Feature 1 has no buurtcode/],
    [
      'the code of another level',
      { buurtcode: 'WK092800' },
      /has buurtcode "WK092800".*not the code of a buurt/,
    ],
  ])('with %s', async (_what, given, message) => {
    const { outcome, text } = await fetchPages({ [FIRST]: page([feature(1, given)]) });
    expect(outcome.error?.code).toBe('contract');
    expect(text).toMatch(message);
  });

  test('with features that have no id, or an outline that is none', async () => {
    const { id: _, ...nameless } = feature(1);
    expect((await fetchPages({ [FIRST]: page([nameless]) })).text).toMatch(
      /Feature 1 of the page.*field id/s,
    );
    const broken = { ...feature(1), geometry: { type: 'Polygon', coordinates: [[6, 50.9]] } };
    expect((await fetchPages({ [FIRST]: page([broken]) })).text).toContain('no list of positions');
    const point = { ...feature(1), geometry: { type: 'Point', coordinates: [6, 50.9] } };
    expect((await fetchPages({ [FIRST]: page([point]) })).text).toContain('field geometry.type');
  });

  test('when one of them is empty, though nothing was lost', async () => {
    const { outcome, text } = await fetchPages({ [FIRST]: page([]) });
    expect(outcome.error?.code).toBe('source');
    expect(text).toContain('Collection buurten has no features');
  });

  test('when the page is damaged within, and it is asked for again', async () => {
    const { outcome, asked } = await fetchPages({ [FIRST]: page([feature(1)]).replace('"id":1', '"id":') });
    expect(outcome.error).toMatchObject({ code: 'source', retryable: true });
    expect(asked).toHaveLength(2);
  });
});
