import { AREA_PREFIXES } from '../../indicators/areas.ts';
import type { Edition } from '../declaration.ts';
import { type DemoArea, type DemoCountry, withParts } from './areas.ts';
import type { OutlinesDeclaration } from './declaration.ts';
import { randomOf } from './random.ts';
import type { Answer } from './recorder.ts';
import { DEMO_NOTICE } from './table.ts';

export type Position = [longitude: number, latitude: number];

/** A convex area of the made-up map: its corners, the first one not repeated. */
type Corners = Position[];

/** Features that are asked for at a time: all of a gemeente, or a first look. */
const LIMITS = [1000, 5];

/** What the service of outlines answers: of each gemeente that is asked for, every collection. */
export function* outlineAnswers(
  { table, within }: Edition,
  base: string,
  outlines: Map<DemoArea, Corners>,
): Generator<Answer> {
  for (const [level, collection] of Object.entries(COLLECTIONS)) {
    for (const gemeente of within) {
      const features = [...outlines]
        .filter(([area]) => area.gemeente === gemeente && levelOf(area) === level)
        .map(([area, corners]) => featureOf(area, corners));
      for (const limit of LIMITS) {
        const url = `${base}/cbs/${table}/ogc/v1/collections/${collection}/items?f=json&limit=${limit}&gemeentecode=${gemeente}`;
        yield [url, collectionOf(features, limit)];
      }
    }
  }
}

function collectionOf(all: object[], limit: number): string {
  const features = all.slice(0, limit);
  const counts = { numberMatched: all.length, numberReturned: features.length };
  return JSON.stringify({ type: 'FeatureCollection', notice: DEMO_NOTICE, ...counts, features });
}

const COLLECTIONS = { gemeente: 'gemeenten', wijk: 'wijken', buurt: 'buurten' };

const levelOf = ({ code }: DemoArea) => AREA_PREFIXES[code.slice(0, 2)];

const featureOf = (area: DemoArea, corners: Corners) => ({
  type: 'Feature',
  id: area.code,
  properties: {
    [`${levelOf(area)}code`]: area.code,
    [`${levelOf(area)}naam`]: area.name,
    gemeentecode: area.gemeente,
    water: 'NEE',
  },
  geometry: { type: 'Polygon', coordinates: [[...corners, ...corners.slice(0, 1)]] },
});

/**
 * Outlines of the gemeenten with a town on the map, and of all within them. The region is cut in two again and again, so that
 * every area is convex and the parts of an area fill it exactly; neighbours have all corners on their border in common.
 */
export function outlinesOf(
  { country }: DemoCountry,
  { border, towns }: OutlinesDeclaration,
): Map<DemoArea, Corners> {
  const outlines = new Map<DemoArea, Corners>();
  const fill = (corners: Corners, parts: DemoArea[]): void => {
    const [part, ...others] = parts;
    if (!part) return;
    if (others.length > 0) {
      for (const half of halves(corners, parts, towns)) fill(...half);
      return;
    }
    outlines.set(part, corners);
    fill(corners, part.parts);
  };
  fill(
    border,
    country.parts.filter(({ code }) => code in towns),
  );
  const all = [...new Map([...outlines.values()].flat().map(corner => [corner.join(), corner])).values()];
  return new Map([...outlines].map(([area, corners]) => [area, withCorners(corners, all)]));
}

type Half = [corners: Corners, parts: DemoArea[]];

/** A degree of longitude is that much shorter than one of latitude here. */
const SHORTER = 0.63;

/** Cuts across the length of an area, somewhat aslant: to each side the parts that are there, and room for their buurten. */
function halves(corners: Corners, parts: DemoArea[], towns: Record<string, Position>): Half[] {
  const length = (at: 0 | 1) => Math.max(...corners.map(c => c[at])) - Math.min(...corners.map(c => c[at]));
  const aslant = 0.8 * randomOf('slant', ...parts.map(({ code }) => code)) - 0.4;
  const normal: Position = length(0) * SHORTER > length(1) ? [1, aslant] : [aslant, 1];
  const place = ({ code }: DemoArea) => along(towns[code] ?? [0, 0], normal);
  const sorted = [...parts].sort((a, b) => place(a) - place(b));
  const rooms = sorted.map(roomOf);
  const sumTo = (end: number) => rooms.slice(0, end).reduce((sum, room) => sum + room, 0);
  const whole = sumTo(rooms.length);
  const cuts = sorted.slice(1).map((_, n) => n + 1);
  const best = cuts.reduce(
    (a, b) => (Math.abs(sumTo(b) - whole / 2) < Math.abs(sumTo(a) - whole / 2) ? b : a),
    1,
  );
  const [before, after] = cut(corners, normal, sumTo(best) / whole);
  return [
    [before, sorted.slice(0, best)],
    [after, sorted.slice(best)],
  ];
}

/** The room that an area takes: that of its buurten, which differ. */
const roomOf = (area: DemoArea): number =>
  withParts(area)
    .filter(one => one.parts.length === 0)
    .reduce((sum, { code }) => sum + 0.5 + randomOf(code, 'room'), 0);

const along = ([x, y]: Position, [nx, ny]: Position): number => x * nx + y * ny;

/** The two sides of the straight line across `normal` that leaves `share` of the area on the near side. */
function cut(corners: Corners, normal: Position, share: number): [Corners, Corners] {
  const places = corners.map(corner => along(corner, normal));
  let [low, high] = [Math.min(...places), Math.max(...places)];
  for (let n = 0; n < 40; n++) {
    const middle = (low + high) / 2;
    if (sizeOf(sides(corners, normal, middle)[0]) < share * sizeOf(corners)) low = middle;
    else high = middle;
  }
  return sides(corners, normal, (low + high) / 2);
}

function sides(corners: Corners, normal: Position, limit: number): [Corners, Corners] {
  const [near, far]: [Corners, Corners] = [[], []];
  for (const [n, from] of corners.entries()) {
    const to = corners[(n + 1) % corners.length] ?? from;
    const [a, b] = [along(from, normal) - limit, along(to, normal) - limit];
    (a < 0 ? near : far).push(from);
    if (a < 0 === b < 0) continue;
    const part = a / (a - b);
    const crossing: Position = [
      rounded(from[0] + part * (to[0] - from[0])),
      rounded(from[1] + part * (to[1] - from[1])),
    ];
    near.push(crossing);
    far.push(crossing);
  }
  return [near, far];
}

/** In steps of a centimetre: fine enough for a corner to lie on the line that it was cut from. */
const rounded = (degrees: number): number => Number(degrees.toFixed(7));

/** The shoelace formula. */
const sizeOf = (corners: Corners): number =>
  Math.abs(
    corners.reduce((sum, [x, y], n) => {
      const [nextX, nextY] = corners[(n + 1) % corners.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0),
  ) / 2;

/** With the corners of others that lie on its sides. */
const withCorners = (corners: Corners, all: Position[]): Corners =>
  corners.flatMap((from, n) => {
    const to = corners[(n + 1) % corners.length] ?? from;
    const between = all.filter(corner => isBetween(corner, from, to));
    const side: Position = [to[0] - from[0], to[1] - from[1]];
    return [from, ...between.sort((a, b) => along(a, side) - along(b, side))];
  });

/** Whether a corner lies on a side, but at none of its ends. */
function isBetween([x, y]: Position, [fromX, fromY]: Position, [toX, toY]: Position): boolean {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = Math.hypot(dx, dy);
  const off = ((x - fromX) * dy - (y - fromY) * dx) / length;
  const on = ((x - fromX) * dx + (y - fromY) * dy) / length;
  return Math.abs(off) < 1e-6 && on > 1e-8 && on < length - 1e-8;
}
