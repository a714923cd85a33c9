import type { Plot } from './blocks.ts';
import { type Html, html } from './html.ts';

const WIDTH = 140;
const EDGE = 6;

/** A value with its interval on the scale of its table, and a line where the country is. */
export function plotSvg({ value, lower, upper, from, to, mark }: Plot): Html {
  if (value === null) return html``;
  const x = (number: number): string =>
    (to > from ? EDGE + ((number - from) / (to - from)) * (WIDTH - 2 * EDGE) : WIDTH / 2).toFixed(1);
  return html`<svg viewBox="0 0 ${WIDTH} 16" width="${WIDTH}" height="16" aria-hidden="true">${
    mark === null ? null : html`<line class="mark" x1="${x(mark)}" x2="${x(mark)}" y1="0" y2="16" />`
  }${
    lower === null || upper === null
      ? null
      : html`<line class="interval" x1="${x(lower)}" x2="${x(upper)}" y1="8" y2="8" />`
  }<circle cx="${x(value)}" cy="8" r="4" /></svg>`;
}
