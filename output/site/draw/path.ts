import { scaleLinear } from 'd3-scale';
import { dutchNumber } from '../../dictionary/dutch.ts';
import type { Html } from '../html.ts';
import { at, drawing, svg } from './svg.ts';

export interface GapPoint {
  period: string;
  year: number;
  gap: number;
  lower: number | null;
  upper: number | null;
  status: string;
}

interface GoalPath {
  id: string;
  title: string;
  points: GapPoint[];
  start: { year: number; gap: number } | null;
  target: { year: number; gap: number } | null;
  decimals: number;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 250, 66, 120, 22, 34];

/** The gap through the years with its interval, beside the path that was agreed to the goal. */
export function goalPath({ id, title, points, start, target, decimals }: GoalPath): Html {
  const gaps = points.flatMap(({ gap, lower, upper }) => [gap, lower, upper].filter(one => one !== null));
  const ends = [start, target].filter(one => one !== null);
  const years = [...points, ...ends].map(one => one.year);
  const x = scaleLinear([Math.min(...years), Math.max(...years)], [LEFT + 12, WIDTH - RIGHT]);
  const y = scaleLinear(
    [Math.min(0, ...gaps), Math.max(...gaps, ...ends.map(one => one.gap))],
    [HEIGHT - BOTTOM, TOP],
  ).nice(5);
  const path =
    start && target
      ? svg`<path class="agreed" d="M${at(x(start.year))} ${at(y(start.gap))}L${at(x(target.year))} ${at(y(target.gap))}" /><path class="target" d="M${at(x(target.year) - 6)} ${at(y(target.gap))}h12M${at(x(target.year))} ${at(y(target.gap) - 6)}v12" /><text class="tick start" x="${at(x(target.year) + 9)}" y="${at(y(target.gap) + 4)}">doel ${dutchNumber(target.gap, decimals)}</text><text class="tick middle" x="${at(x(target.year))}" y="${HEIGHT - 12}">${target.year}</text>`
      : null;
  return drawing(
    {
      id,
      title,
      description:
        'Achterstand per meting met 95%-interval; gestippeld het afgesproken pad. De cijfers staan in de tabel hieronder.',
      box: [0, 0, WIDTH, HEIGHT],
      kind: 'path',
    },
    svg`${y.ticks(5).map(tick => svg`<path class="${tick === 0 ? 'zero' : 'grid'}" d="M${LEFT} ${at(y(tick))}H${WIDTH - RIGHT}" /><text class="tick end" x="${LEFT - 6}" y="${at(y(tick) + 4)}">${dutchNumber(tick, Number.isInteger(tick) ? 0 : 1)}</text>`)}
${path}
${points.map(
  ({
    period,
    year,
    gap,
    lower,
    upper,
    status,
  }) => svg`<g class="point ${status === 'not_comparable' ? 'apart' : ''}"><title>${period}: ${dutchNumber(gap, decimals)}</title>${
    lower === null || upper === null
      ? null
      : svg`<path class="interval" d="M${at(x(year))} ${at(y(lower))}V${at(y(upper))}" />`
  }<circle cx="${at(x(year))}" cy="${at(y(gap))}" r="5" /><text class="tick middle" x="${at(x(year))}" y="${HEIGHT - 12}">${period}</text></g>
`,
)}`,
  );
}
