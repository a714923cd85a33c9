import { scaleLinear } from 'd3-scale';
import { dutchNumber } from '../../dictionary/dutch.ts';
import type { Html } from '../html.ts';
import { at, drawing, inside, svg } from './svg.ts';

export interface SpreadRow {
  name: string;
  /** The figure of the area itself. */
  own: number | null;
  /** Those of the parts in it. */
  parts: { value: number }[];
}

interface Spread {
  id: string;
  title: string;
  rows: SpreadRow[];
  benchmark: { name: string; value: number } | null;
  decimals: number;
}

const [WIDTH, LEFT, RIGHT, ROW, TOP] = [640, 150, 20, 26, 34];

/** How far the parts of each area lie apart: a stroke for each part, a diamond for the area, a line for the benchmark. */
export function spread({ id, title, rows, benchmark, decimals }: Spread): Html {
  const numbers = rows.flatMap(row => [
    ...row.parts.map(part => part.value),
    ...(row.own === null ? [] : [row.own]),
  ]);
  if (benchmark) numbers.push(benchmark.value);
  const x = scaleLinear([Math.min(...numbers), Math.max(...numbers)], [LEFT + 8, WIDTH - RIGHT]).nice(5);
  const height = TOP + rows.length * ROW + 24;
  return drawing(
    {
      id,
      title,
      description:
        'Per gebied een streepje voor elk deel en een ruit voor het gebied zelf. De kleinste en grootste waarde staan in de tabel hieronder.',
      box: [0, 0, WIDTH, height],
      kind: 'spread',
    },
    svg`${benchmark ? svg`<path class="bench" d="M${at(x(benchmark.value))} ${TOP - 6}V${height - 20}" /><text class="tick middle" x="${at(inside(x(benchmark.value), WIDTH))}" y="${TOP - 12}">${benchmark.name} ${dutchNumber(benchmark.value, decimals)}</text>` : null}
${rows.map(({ name, own, parts }, n) => {
  const y = TOP + n * ROW + 12;
  return svg`<g><text class="name end" x="${LEFT - 6}" y="${y + 4}">${name}</text><path class="grid" d="M${LEFT} ${y}H${WIDTH - RIGHT}" /><path class="part" d="${strokes(
    parts.map(part => x(part.value)),
    y - 7,
  )}" />${
    own === null
      ? null
      : svg`<path class="own" d="M${at(x(own))} ${y - 7}l6 7l-6 7l-6 -7z"><title>${name}: ${dutchNumber(own, decimals)}</title></path>`
  }</g>
`;
})}${x.ticks(5).map(tick => svg`<text class="tick middle" x="${at(x(tick))}" y="${height - 4}">${dutchNumber(tick, Number.isInteger(tick) ? 0 : 1)}</text>`)}`,
  );
}

/** One stroke per pixel where there is a part, each from the one before it. */
function strokes(places: number[], top: number): string {
  const [first = 0, ...others] = [...new Set(places.map(Math.round))].sort((a, b) => a - b);
  const steps = others.map((place, n) => `m${place - ([first, ...others][n] ?? 0)}-14v14`);
  return `M${first} ${top}v14${steps.join('')}`;
}
