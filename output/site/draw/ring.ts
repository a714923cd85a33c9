import { hierarchy, partition } from 'd3-hierarchy';
import { arc } from 'd3-shape';
import type { Html } from '../html.ts';
import type { Verdict } from '../verdict.ts';
import { drawing, marks, signs, svg } from './svg.ts';

/** A theme, sub-theme or indicator in the ring. */
export interface RingNode {
  name: string;
  verdict: Verdict;
  /** What it says, in words. */
  text: string;
  parts: RingNode[];
}

/** Inner and outer radius of themes, sub-themes and indicators, in half pixels: whole numbers are fine enough, and short. */
const RADII: [inner: number, outer: number][] = [
  [0, 68],
  [76, 148],
  [156, 236],
  [244, 336],
];
const LABEL = 360;
/** Between the lines of a label: names of themes have one or two. */
const LINE = 40;
const SIGN_DROP = 8;
const at = (number: number): string => String(Math.round(number));

/**
 * The fingerprint of an area: themes inside, sub-themes around them, indicators outermost. Colour and sign are the verdict by
 * interval; each part says its words when touched. The table of the same figures follows it on the page.
 */
export function ring(id: string, area: string, root: RingNode): Html {
  const tree = partition<RingNode>().size([2 * Math.PI, 4])(
    hierarchy(root, node => node.parts).sum(node => (node.parts.length === 0 ? 1 : 0)),
  );
  const shape = arc<(typeof tree)['data'] & { x0: number; x1: number; depth: number }>()
    .startAngle(node => node.x0)
    .endAngle(node => node.x1)
    .padAngle(0.006)
    .padRadius(240)
    .innerRadius(node => RADII[node.depth]?.[0] ?? 0)
    .outerRadius(node => RADII[node.depth]?.[1] ?? 0);
  const nodes = tree.descendants().filter(node => node.depth > 0);
  const parts = nodes.map(node => {
    const drawn = { ...node.data, x0: node.x0, x1: node.x1, depth: node.depth };
    const [x, y] = shape.centroid(drawn);
    const isWide = (node.x1 - node.x0) * (RADII[node.depth]?.[1] ?? 0) > 18;
    const { name, text, verdict } = node.data;
    const mark = { fill: verdict, path: rounded(shape(drawn)), text: `${name}: ${text}` };
    return { mark, isWide, verdict, x, y: y + SIGN_DROP };
  });
  const labels = nodes
    .filter(node => node.depth === 1)
    .map(node => {
      const angle = (node.x0 + node.x1) / 2 - Math.PI / 2;
      const anchor = Math.abs(Math.cos(angle)) < 0.25 ? 'middle' : Math.cos(angle) > 0 ? 'start' : 'end';
      const [x, y] = [at(LABEL * Math.cos(angle)), LABEL * Math.sin(angle) + SIGN_DROP];
      const lines = node.data.name.split(/(?<= en) /);
      // Outside the ring, whatever the number of lines.
      const first = y + ((lines.length - 1) * LINE * (Math.sin(angle) - 1)) / 2;
      const words = lines.map((line, n) => svg`<tspan x="${x}" y="${at(first + n * LINE)}">${line}</tspan>`);
      return svg`<text class="label ${anchor}">${words}</text>\n`;
    });
  return drawing(
    {
      id,
      title: `Vingerafdruk van ${area}`,
      description: `Ring van thema's, subthema's en indicatoren; ${root.text}. De cijfers staan in de tabel hieronder.`,
      box: [-660, -430, 1320, 860],
      size: [660, 430],
      kind: 'ring',
    },
    svg`${marks(parts.map(part => part.mark))}${signs(parts.filter(part => part.isWide))}${labels}`,
  );
}

/** In whole numbers. */
const rounded = (path: string | null): string =>
  (path ?? '').replace(/-?\d+\.\d+/g, number => at(Number(number))).replaceAll(',-', '-');
