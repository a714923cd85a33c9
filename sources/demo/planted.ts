import type { DemoArea } from './areas.ts';
import type { Planted } from './declaration.ts';

/** What is planted in one column: added burden, and by how much its figures are multiplied. */
export interface Effect {
  burden(area: DemoArea, year: number): number;
  factor(area: DemoArea, year: number): number;
  /** The number of persons, where that is planted. */
  count(area: DemoArea): number | undefined;
}

/** What the planted facts do to a column (a count of a delivery) of a source (or contract). */
export function effectOf(planted: Planted[], source: string, concept: string): Effect {
  const all = plantedIn(planted, source, concept);
  const reach = (area: DemoArea, year: number) =>
    all
      .filter(({ from }) => year >= from)
      .map(one => ({ ...one, part: shareIn(one, area), years: year - one.from }));
  return {
    burden: (area, year) => reach(area, year).reduce((sum, { burden, part }) => sum + burden * part, 0),
    factor: (area, year) =>
      reach(area, year).reduce((all, { per_year, part, years }) => all * (1 + per_year * part * years), 1),
    count: area => all.find(one => one.count !== undefined && shareIn(one, area) === 1)?.count,
  };
}

const plantedIn = (planted: Planted[], source: string, concept: string): Planted[] =>
  planted.filter(one => one.in[source]?.includes(concept));

/** Which part of the inhabitants of an area lives where it is planted. */
function shareIn(planted: Planted, area: DemoArea): number {
  const isWithin = (code: string) => code === 'NL' || area.code.slice(2).startsWith(code.slice(2));
  if (planted.areas.some(isWithin)) return 1;
  if (area.parts.length === 0 || area.inhabitants === 0) return 0;
  return (
    area.parts.reduce((sum, part) => sum + part.inhabitants * shareIn(planted, part), 0) / area.inhabitants
  );
}
