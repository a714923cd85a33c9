import { scaleLinear } from 'd3-scale';
import type { Html } from '../html.ts';
import type { Verdict } from '../verdict.ts';
import { hiddenShapes, sign, svg } from './svg.ts';

/** A value among those of other areas of its level. */
export interface SpineRow {
  value: number | null;
  lower: number | null;
  upper: number | null;
  benchmark: number | null;
  /** The values of all areas of the level that are shown, from low to high. */
  others: readonly number[];
  /** Whether low values are favourable: these then lie at the right. Null: low lies at the left, without judgement. */
  isLowBest: boolean;
  verdict: Verdict;
}

const SPINE_WIDTH = 220;

/** Places along the axis, from 0 (least favourable) to 1: always worst ≤ p25 ≤ p75 ≤ best. */
export interface SpinePlaces {
  worst: number;
  p25: number;
  p75: number;
  best: number;
  benchmark: number | null;
  value: number | null;
  from: number | null;
  to: number | null;
}

/** Where everything of a row lies; null where there is nothing to draw. */
export function spinePlaces({
  value,
  lower,
  upper,
  benchmark,
  others,
  isLowBest,
}: SpineRow): SpinePlaces | null {
  const known = [others[0], others.at(-1), value, lower, upper, benchmark].filter(
    one => typeof one === 'number',
  );
  if (known.length === 0) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const scale = scaleLinear(isLowBest ? [most, least] : [least, most], [0, 1]).clamp(true);
  const place = (number: number | null): number | null =>
    number === null ? null : most > least ? scale(number) : 0.5;
  const nth = (share: number) =>
    place(others[Math.round((isLowBest ? 1 - share : share) * (others.length - 1))] ?? value) ?? 0.5;
  const ends = [place(lower), place(upper)].filter(one => one !== null).sort((a, b) => a - b);
  return {
    worst: nth(0),
    p25: nth(0.25),
    p75: nth(0.75),
    best: nth(1),
    benchmark: place(benchmark),
    value: place(value),
    from: ends[0] ?? null,
    to: ends[1] ?? null,
  };
}

/**
 * One row of the profile: first range and middle half of the level, then benchmark, interval and value. The figures stand
 * beside it; what all rows share is in the stylesheet, for there are thousands of them.
 */
export function spine(row: SpineRow): Html {
  const places = spinePlaces(row);
  if (!places) return svg``;
  const x = (place: number) => Math.round(8 + place * (SPINE_WIDTH - 16));
  const { worst, p25, p75, best, benchmark, value, from, to } = places;
  const strokes = [
    benchmark === null ? '' : `M${x(benchmark)} 1v18`,
    from === null || to === null ? '' : `M${x(from)} 10H${x(to)}`,
  ].join('');
  const line = (start: number, end: number) => svg`<path d="M${x(start)} 10H${x(end)}"/>`;
  return svg`<svg aria-hidden="true">${line(worst, best)}${line(p25, p75)}${
    strokes === '' ? null : svg`<path d="${strokes}"/>`
  }${value === null ? null : dot(row.verdict, x(value))}</svg>`;
}

/** A dot with the sign of its verdict; thousands of them refer to one shape per page and verdict. */
export const dot = (verdict: Verdict, x: number, y?: number): Html =>
  svg`<use href="#punt-${verdict}" x="${Math.round(x)}"${y === undefined ? null : svg` y="${y}"`}/>`;

/** The shapes of these dots, once per page. */
export const dots = (verdicts: readonly Verdict[]): Html =>
  hiddenShapes(
    svg`${[...new Set(verdicts)].map(verdict => svg`<g id="punt-${verdict}"><circle class="v ${verdict}" r="6" />${sign(verdict, 0, 4)}</g>\n`)}`,
  );
