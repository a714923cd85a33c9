import { scaleLinear } from 'd3-scale';
import { dutchNumber } from '../../dictionary/dutch.ts';
import type { Html } from '../html.ts';
import type { Verdict } from '../verdict.ts';
import { dot } from './spine.ts';
import { at, drawing, inside, svg } from './svg.ts';

export interface RankedArea {
  name: string;
  value: number;
  lower: number | null;
  upper: number | null;
  verdict: Verdict;
}

interface Ranking {
  id: string;
  title: string;
  /** In the order in which they are drawn, from above. */
  areas: RankedArea[];
  benchmark: { name: string; value: number } | null;
  decimals: number;
}

// Rows and names have room for the larger letters of a small screen.
const [WIDTH, LEFT, RIGHT, ROW, TOP] = [640, 250, 20, 22, 34];

/** Areas of one level, one below the other, with their intervals and the benchmark as a line. */
export function ranking({ id, title, areas, benchmark, decimals }: Ranking): Html {
  const numbers = areas.flatMap(({ value, lower, upper }) =>
    [value, lower, upper].filter(one => one !== null),
  );
  if (benchmark) numbers.push(benchmark.value);
  const x = scaleLinear([Math.min(...numbers), Math.max(...numbers)], [LEFT + 8, WIDTH - RIGHT]).nice(5);
  const height = TOP + areas.length * ROW + 10;
  const line = benchmark
    ? svg`<path class="bench" d="M${at(x(benchmark.value))} ${TOP - 6}V${height}" /><text class="tick middle" x="${at(inside(x(benchmark.value), WIDTH))}" y="${TOP - 12}">${benchmark.name} ${dutchNumber(benchmark.value, decimals)}</text>`
    : null;
  return drawing(
    {
      id,
      title,
      description: `${areas.length} gebieden op volgorde van hun waarde, met 95%-interval. De cijfers staan in de tabel hieronder.`,
      box: [0, 0, WIDTH, height],
      kind: 'ranking',
    },
    svg`${line}
${areas.map(({ name, value, lower, upper, verdict }, n) => {
  const y = TOP + n * ROW + 8;
  return svg`<g><title>${name}: ${dutchNumber(value, decimals)}</title><text class="name end" x="${LEFT - 6}" y="${y + 4}">${clipped(name)}</text>${
    lower === null || upper === null
      ? null
      : svg`<path class="interval" d="M${Math.round(x(lower))} ${y}H${Math.round(x(upper))}" />`
  }${dot(verdict, x(value), y)}</g>
`;
})}`,
  );
}

/** Without the number of a wijk, and no longer than fits on a phone; the whole name stands in the table. */
function clipped(name: string): string {
  const short = name.replace(/^Wijk \d+ (?=.)/, '');
  return short.length > 18 ? `${short.slice(0, 17)}…` : short;
}
