import type { Html } from '../html.ts';
import { drawing, marks, svg } from './svg.ts';

/** The outline of one area, ready to be drawn. */
export interface Outline {
  code: string;
  level: string;
  path: string;
  /** Where its name can stand. */
  middle: [x: number, y: number];
}

export interface MapArea {
  code: string;
  name: string;
  /** Class of the fill: a verdict, or a class of values. */
  fill: string;
  /** What is said when it is touched: value, verdict, or why there is none. */
  text: string;
}

interface AreaMap {
  id: string;
  title: string;
  description: string;
  areas: MapArea[];
  outlines: ReadonlyMap<string, Outline>;
  /** Drawn over it as lines with their names: the gemeenten. */
  borders: readonly (Outline & { name: string })[];
}

/** Units of the square: whole numbers are fine enough, and short. */
export const MAP_SIZE = 1200;

const SHOWN = 560;

/** Areas coloured by what is said of them; what has no figure is hatched. The legend uses the same classes. */
export function areaMap({ id, title, description, areas, outlines, borders }: AreaMap): Html {
  const shapes = areas.flatMap(({ code, name, fill, text }) => {
    const outline = outlines.get(code);
    return outline ? { fill, path: outline.path, text: `${name}: ${text}` } : [];
  });
  return drawing(
    { id, title, description, box: [0, 0, MAP_SIZE, MAP_SIZE], size: [SHOWN, SHOWN], kind: 'map' },
    svg`${marks(shapes)}${borders.map(({ path }) => svg`<path class="border" d="${path}" />\n`)}${borders.map(
      ({ name, middle: [x, y] }) => svg`<text class="place" x="${x}" y="${y}">${name}</text>\n`,
    )}`,
  );
}
