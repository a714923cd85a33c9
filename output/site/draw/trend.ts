import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { dutchNumber, dutchPeriod } from '../../dictionary/dutch.ts';
import type { Html } from '../html.ts';
import { at, drawing, svg } from './svg.ts';

export interface TrendPoint {
  period: string;
  /** Middle of the period, in years. */
  year: number;
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** Why the series breaks before this point. */
  breakBefore: string | null;
}

export interface TrendLine {
  name: string;
  /** 'own' or the place of the line among those compared with: decides its look. */
  kind: string;
  points: TrendPoint[];
}

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [640, 270, 66, 26, 196, 34];

interface Trend {
  id: string;
  title: string;
  lines: TrendLine[];
  unit: string;
}

/** Series of areas with their intervals; a line never runs across a break, which is marked. */
export function trend({ id, title, lines, unit }: Trend): Html {
  const points = lines.flatMap(one => one.points).filter(point => point.value !== null);
  const numbers = points.flatMap(({ value, lower, upper }) =>
    [value, lower, upper].filter(one => one !== null),
  );
  const years = points.map(point => point.year);
  const x = scaleLinear([Math.min(...years), Math.max(...years)], [LEFT + 8, WIDTH - RIGHT - 8]);
  const y = scaleLinear([Math.min(...numbers), Math.max(...numbers)], [HEIGHT - BOTTOM, TOP]).nice(5);
  const isShown = ({ year }: TrendPoint) => year >= Math.min(...years) && year <= Math.max(...years);
  const broken = lines.flatMap(one => one.points).filter(point => point.breakBefore && isShown(point));
  const breaks = new Map(broken.map(point => [point.period, point.year]));
  const labels = new Map(points.map(point => [point.period, point.year]));
  const step = Math.ceil(labels.size / 8);
  return drawing(
    { id, title, description: describe(lines, unit), box: [0, 0, WIDTH, HEIGHT], kind: 'trend' },
    svg`${y.ticks(5).map(tick => svg`<path class="grid" d="M${LEFT} ${at(y(tick))}H${WIDTH - RIGHT}" /><text class="tick end" x="${LEFT - 6}" y="${at(y(tick) + 4)}">${dutchNumber(tick, decimals(y.ticks(5)))}</text>`)}
${[...labels].filter((_, n) => n % step === 0).map(([period, year]) => svg`<text class="tick middle" x="${at(x(year))}" y="${HEIGHT - 12}">${dutchPeriod(period)}</text>`)}
${[...breaks.values()].map(year => svg`<path class="break" d="M${at(x(year) - 9)} ${TOP}V${HEIGHT - BOTTOM}" /><text class="tick middle" x="${at(x(year) - 9)}" y="${TOP - 4}">breuk</text>`)}
${lines.map(one => drawn(one, { x, y }))}${labelsOf(lines, y)}`,
  );
}

type Scale = ReturnType<typeof scaleLinear<number>>;

function drawn({ kind, points }: TrendLine, { x, y }: { x: Scale; y: Scale }): Html {
  const pieces = piecesOf(points);
  const path = line<TrendPoint>(
    point => x(point.year),
    point => y(point.value ?? 0),
  );
  const band = area<TrendPoint>(
    point => x(point.year),
    point => y(point.lower ?? 0),
    point => y(point.upper ?? 0),
  );
  const short = (text: string | null) => (text ?? '').replace(/\d+\.\d+/g, number => at(Number(number)));
  return svg`<g class="line ${kind}">${pieces.map(piece => {
    const certain = piece.filter(point => point.lower !== null && point.upper !== null);
    return svg`${certain.length > 1 ? svg`<path class="band" d="${short(band(certain))}" />` : null}<path class="stroke" d="${short(path(piece))}" />${piece.map(point => svg`<circle cx="${at(x(point.year))}" cy="${at(y(point.value ?? 0))}" r="3.5" />`)}`;
  })}</g>
`;
}

const LEAST_APART = 22;

/** Names at the ends of the lines, pushed apart where these come together. */
function labelsOf(lines: TrendLine[], y: Scale): Html {
  const ends = lines.flatMap(({ name, kind, points }) => {
    const last = points.findLast(point => point.value !== null);
    return last ? [{ name, kind, place: y(last.value ?? 0) + 4 }] : [];
  });
  let lowest = Number.NEGATIVE_INFINITY;
  return svg`${ends
    .sort((a, b) => a.place - b.place)
    .map(({ name, kind, place }) => {
      lowest = Math.max(place, lowest + LEAST_APART);
      return svg`<text class="name ${kind}" x="${WIDTH - RIGHT + 4}" y="${at(lowest)}">${name}</text>\n`;
    })}`;
}

/** The points with a value, cut where the series breaks. */
export function piecesOf(points: TrendPoint[]): TrendPoint[][] {
  const pieces: TrendPoint[][] = [[]];
  for (const point of points) {
    if (point.breakBefore) pieces.push([]);
    if (point.value !== null) pieces.at(-1)?.push(point);
  }
  return pieces.filter(piece => piece.length > 0);
}

const decimals = (ticks: number[]): number => (ticks.every(Number.isInteger) ? 0 : 1);

const describe = (lines: TrendLine[], unit: string): string =>
  `Lijnen met marges, in ${unit}: ${lines.map(one => one.name).join(', ')}. De cijfers staan in de tabel hieronder.`;
