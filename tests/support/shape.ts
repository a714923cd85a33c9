import type { Shape, TableShape } from '../../sources/connector.ts';

/** The shape of a table of cells; throws for any other. */
export function cellsOf(shape: Shape): TableShape {
  if (shape.kind !== 'cells') throw new Error(`The snapshot holds ${shape.kind}, not cells.`);
  return shape;
}
