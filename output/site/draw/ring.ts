import { hierarchy, partition } from 'd3-hierarchy';
import { arc } from 'd3-shape';
import type { Html } from '../html.ts';
import type { Verdict } from '../verdict.ts';
import { at, drawing, fillOf, sign, svg } from './svg.ts';

/** A theme, sub-theme or indicator in the ring. */
export interface RingNode {
  name: string;
  verdict: Verdict;
  /** What it says, in words. */
  text: string;
  parts: RingNode[];
}

/** Inner and outer radius of themes, sub-themes and indicators. */
const RADII: [inner: number, outer: number][] = [
  [0, 34],
  [38, 74],
  [78, 118],
  [122, 168],
];
const LABEL = 180;

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
    .padRadius(120)
    .innerRadius(node => RADII[node.depth]?.[0] ?? 0)
    .outerRadius(node => RADII[node.depth]?.[1] ?? 0);
  const nodes = tree.descendants().filter(node => node.depth > 0);
  const parts = nodes.map(node => {
    const drawn = { ...node.data, x0: node.x0, x1: node.x1, depth: node.depth };
    const [x, y] = shape.centroid(drawn);
    const isWide = (node.x1 - node.x0) * (RADII[node.depth]?.[1] ?? 0) > 9;
    return svg`<g><title>${node.data.name}: ${node.data.text}</title><path d="${rounded(shape(drawn))}" ${fillOf(node.data.verdict)} />${
      isWide ? sign(node.data.verdict, at(x), at(y + 4)) : null
    }</g>\n`;
  });
  const labels = nodes
    .filter(node => node.depth === 1)
    .map(node => {
      const angle = (node.x0 + node.x1) / 2 - Math.PI / 2;
      const anchor = Math.abs(Math.cos(angle)) < 0.25 ? 'middle' : Math.cos(angle) > 0 ? 'start' : 'end';
      const [x, y] = [LABEL * Math.cos(angle), LABEL * Math.sin(angle) + 4];
      return svg`<text class="label" text-anchor="${anchor}" x="${at(x)}" y="${at(y)}">${node.data.name}</text>\n`;
    });
  return drawing(
    {
      id,
      title: `Vingerafdruk van ${area}`,
      description: `Ring van thema's, subthema's en indicatoren; ${root.text}. De cijfers staan in de tabel hieronder.`,
      box: [-330, -205, 660, 410],
      kind: 'ring',
    },
    svg`${parts}${labels}`,
  );
}

/** Fewer digits: an arc of a hundred pixels needs no thousandths. */
const rounded = (path: string | null): string =>
  (path ?? '').replace(/\d+\.\d+/g, number => at(Number(number))).replaceAll(',-', '-');
