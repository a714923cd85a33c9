import { type Html, html } from '../html.ts';
import { SIGNS, type Verdict } from '../verdict.ts';

/** A template for SVG: the same escaping as for HTML. */
export const svg = html;

/** A coordinate: one decimal is a tenth of a pixel. */
export const at = (number: number): string => String(Math.round(number * 10) / 10);

/** The middle of a text of some twenty large letters that stays within a drawing. */
export const inside = (x: number, width: number): number => Math.min(Math.max(x, 90), width - 90);

interface Frame {
  /** Unique on its page. */
  id: string;
  /** What the drawing is of. */
  title: string;
  /** What it shows, for who does not see it; the numbers follow in a table. */
  description: string;
  /** x, y, width and height of what is drawn. */
  box: [x: number, y: number, width: number, height: number];
  /** Width and height on the page; default: those of the box. */
  size?: [width: number, height: number];
  kind: string;
}

/** A drawing with its name and text alternative. */
export const drawing = (
  { id, title, description, box, size = [box[2], box[3]], kind }: Frame,
  content: Html,
): Html =>
  svg`<svg class="drawing ${kind}" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="${box.map(at).join(' ')}" width="${at(size[0])}" height="${at(size[1])}">
<title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>
${content}</svg>
`;

/** The hatch of what is missing, for drawings and for maps with their finer units: once per page, used by all its drawings. */
export const PATTERNS = svg`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff" /><path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke="#6b7680" stroke-width="1.2" /></pattern>
<pattern id="hatch-map" width="26" height="26" patternUnits="userSpaceOnUse"><rect width="26" height="26" fill="#fff" /><path d="M-4 4l8-8M0 26l26-26M22 30l8-8" stroke="#6b7680" stroke-width="4" /></pattern>
</defs></svg>
`;

/** How a mark of a verdict is filled: by its class, or hatched where there is no value. */
export const fillOf = (verdict: string, hatch = 'hatch'): Html =>
  verdict === 'missing' ? svg`class="v missing" fill="url(#${hatch})"` : svg`class="v ${verdict}"`;

/** On these a light sign cannot be read. */
const DARK: ReadonlySet<Verdict> = new Set<Verdict>(['similar', 'missing', 'not_compared']);

/** The sign of a verdict, light on its colour, dark where it has none. */
export const sign = (verdict: Verdict, x: number | string, y?: number | string): Html =>
  svg`<text${DARK.has(verdict) ? null : svg` class="on"`} x="${x}"${y === undefined ? null : svg` y="${y}"`}>${SIGNS[verdict]}</text>`;
