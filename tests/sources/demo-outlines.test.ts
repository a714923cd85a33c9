import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { type DemoArea, demoCountry, readDemo } from '../../sources/demo/areas.ts';
import { outlinesOf, type Position } from '../../sources/demo/outlines.ts';
import { DEMO_SERVICES } from '../../sources/demo/recorder.ts';
import { replayTransport } from '../../sources/demo/replay.ts';
import { recordingsFolder } from '../support/pipeline.ts';

const country = await demoCountry(projectRoot());
const { outlines: declared } = await readDemo(projectRoot());
const outlines = outlinesOf(country, declared);
const isOf = (kind: string) => (area: DemoArea) => area.code.startsWith(kind);
const areas = [...outlines.keys()];

/** By the shoelace formula, from the first corner on, so that small numbers keep their digits. */
function sizeOf(area: DemoArea): number {
  const corners = outlines.get(area) ?? [];
  const [x0 = 0, y0 = 0] = corners[0] ?? [];
  const sides = corners.map(([x, y], n) => {
    const [nextX, nextY] = corners[(n + 1) % corners.length] ?? [x, y];
    return (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  });
  return Math.abs(sides.reduce((sum, side) => sum + side, 0)) / 2;
}

const sides = (area: DemoArea): string[] => {
  const corners = (outlines.get(area) ?? []).map(corner => corner.join());
  return corners.map((corner, n) => [corner, corners[(n + 1) % corners.length]].sort().join(' '));
};

/** Areas by the sides of their outlines: one on the border of the region, two elsewhere. */
function bySide(kind: string): Map<string, DemoArea[]> {
  const found = new Map<string, DemoArea[]>();
  for (const area of areas.filter(isOf(kind)))
    for (const side of sides(area)) found.set(side, [...(found.get(side) ?? []), area]);
  return found;
}

test('the 7 gemeenten, 49 wijken and 201 buurten of the demo have an outline', () => {
  expect(['GM', 'WK', 'BU'].map(kind => areas.filter(isOf(kind)).length)).toEqual([7, 49, 201]);
});

test('buurten fill their wijk, and wijken their gemeente, without gap or overlap', () => {
  for (const area of areas.filter(({ parts }) => parts.length > 0)) {
    const parts = area.parts.map(sizeOf);
    expect(parts.reduce((sum, size) => sum + size, 0) / sizeOf(area), area.code).toBeCloseTo(1, 3);
    expect(Math.min(...parts), area.code).toBeGreaterThan(0);
  }
  for (const kind of ['GM', 'WK', 'BU'])
    for (const [side, own] of bySide(kind)) expect(own.length, `${kind} ${side}`).toBeLessThanOrEqual(2);
});

test('every side of a wijk or gemeente is a side of one of its buurten', () => {
  const buurten = bySide('BU');
  for (const area of areas.filter(({ parts }) => parts.length > 0))
    for (const side of sides(area))
      expect(buurten.get(side)?.some(({ code }) => code.slice(2).startsWith(area.code.slice(2)))).toBe(true);
});

test('buurten have as many neighbours as on a real map', () => {
  const neighbours = new Map<DemoArea, Set<DemoArea>>();
  for (const own of bySide('BU').values())
    for (const area of own)
      neighbours.set(area, new Set([...(neighbours.get(area) ?? []), ...own.filter(one => one !== area)]));
  const counts = [...neighbours.values()].map(one => one.size);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...counts)).toBeLessThanOrEqual(12);
  // On a map without ends it is just under six (Euler); here there is a border.
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  expect(mean).toBeGreaterThan(4.5);
  expect(mean).toBeLessThan(6);
});

test('gemeenten lie about where they are: Kerkrade east of Heerlen, Simpelveld south, Beekdaelen west', () => {
  const middle = (code: string, at: 0 | 1): number => {
    const corners = areas
      .filter(area => area.code === code)
      .flatMap((area): Position[] => outlines.get(area) ?? []);
    return corners.reduce((sum, corner) => sum + corner[at], 0) / corners.length;
  };
  expect(middle('GM1954', 0)).toBeLessThan(middle('GM0917', 0));
  expect(middle('GM0917', 0)).toBeLessThan(middle('GM0928', 0));
  expect(middle('GM0965', 1)).toBeLessThan(middle('GM0917', 1));
});

test('the service of outlines is recorded per gemeente, and says that they are made up', async () => {
  const transport = await replayTransport(recordingsFolder());
  const url = `${DEMO_SERVICES.pdok}/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items?f=json&limit=1000&gemeentecode=GM0928`;
  const { status, body } = await transport(url, new AbortController().signal);
  expect(status).toBe(200);
  const page = JSON.parse(gunzipSync(body).toString()) as {
    notice: string;
    features: { properties: object }[];
  };
  expect(page.notice).toBe('SYNTHETISCHE DEMODATA');
  expect(page.features.map(one => one.properties)).toContainEqual(
    expect.objectContaining({ buurtcode: 'BU09280102', gemeentecode: 'GM0928' }),
  );
});
