import { grouped } from '../../grouped.ts';
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

/** Shapes that others on the page refer to. */
export function hiddenShapes(shapes: Html): Html {
  return svg`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
${shapes}</defs></svg>
`;
}

/** The hatch of what is missing, in the half pixels of rings and maps: once per page, used by all its drawings. */
export const PATTERNS =
  hiddenShapes(svg`<pattern id="hatch" width="13" height="13" patternUnits="userSpaceOnUse"><rect width="13" height="13" fill="#fff" /><path d="M-2 2l4-4M0 13l13-13M11 15l4-4" stroke="#6b7680" stroke-width="2" /></pattern>
`);

/** A shape that says its words when touched. */
export interface Mark {
  /** Class of its fill: a verdict, or a class of values. */
  fill: string;
  path: string;
  text: string;
}

/** Shapes by their fill, so that it is said once; what has no value is hatched. */
export const marks = (all: readonly Mark[]): Html =>
  svg`${[...grouped(all, one => one.fill)].map(
    ([
      fill,
      own,
    ]) => svg`<g class="v ${fill}"${fill === 'missing' ? svg` fill="url(#hatch)"` : null}>${own.map(
      ({ path, text }) => svg`<path d="${path}"><title>${text}</title></path>
`,
    )}</g>
`,
  )}`;

/** On these a light sign cannot be read. */
const DARK: ReadonlySet<Verdict> = new Set<Verdict>(['similar', 'missing', 'not_compared']);

/** Signs at their places: one text for those that are light, one for those that are dark. */
export function signs(all: readonly { verdict: Verdict; x: number; y: number }[]): Html {
  const one = (own: typeof all, look: Html | null) =>
    own.length === 0
      ? null
      : svg`<text${look} x="${own.map(({ x }) => Math.round(x)).join(' ')}" y="${own.map(({ y }) => Math.round(y)).join(' ')}">${own.map(({ verdict }) => SIGNS[verdict])}</text>
`;
  return svg`${one(
    all.filter(({ verdict }) => DARK.has(verdict)),
    null,
  )}${one(
    all.filter(({ verdict }) => !DARK.has(verdict)),
    svg` class="on"`,
  )}`;
}

/** The sign of a verdict, light on its colour, dark where it has none. */
export const sign = (verdict: Verdict, x: number | string, y?: number | string): Html =>
  svg`<text${DARK.has(verdict) ? null : svg` class="on"`} x="${x}"${y === undefined ? null : svg` y="${y}"`}>${SIGNS[verdict]}</text>`;
