import path from 'node:path';
import { exists } from '../../kernel/files.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { type Bounds, ReleaseAttacker, type Terms } from './release-attacker.ts';

/** Numerator and denominator of one indicator, as somebody outside knows the geography of it. */
export interface Slice {
  indicator: string;
  period: string;
  age: string;
  /** Every area with its smallest areas. */
  areas: ReadonlyMap<string, readonly string[]>;
  /** Per release the true numerator and denominator of each smallest area; the attacker gets which of them are the same. */
  truth: ReadonlyMap<string, readonly [numerator: number, denominator: number]>[];
}

/** What one release prints of an area: numerator and denominator. */
type Printed = ReadonlyMap<string, readonly [number, number]>;

export const MEASURES = ['numerator', 'complement', 'denominator'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Cell {
  release: number;
  area: string;
  measure: Measure;
  /** The true count. */
  count: number;
  isPrinted: boolean;
  /** An area of its own, not a piece. */
  isArea: boolean;
  terms: Terms;
  /** The same in each release in which the count is the same unknown. */
  name: string;
}

export interface Attacked extends Cell, Bounds {
  follows: boolean;
}

interface PrintedRow {
  area: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** Numerators and denominators in every table of the folders that has them; percentages give numerators back. */
export async function printedIn(folders: string[], { indicator, period, age }: Slice): Promise<Printed> {
  const warehouse = await openWarehouse();
  const found = new Map<string, readonly [number, number]>();
  for (const folder of folders) {
    for (const table of ['indicator_value', 'indicator_series']) {
      const file = path.join(folder, `${table}.parquet`);
      if (!(await exists(file))) continue;
      const rows = await warehouse.all<PrintedRow>(
        `select area_code::varchar as area, value, numerator::double as numerator, denominator::double as denominator
         from read_parquet('${file}')
         where indicator_id = '${indicator}' and period = '${period}' and age_group = '${age}'`,
      );
      for (const row of rows) for (const counts of countsOf(row)) found.set(row.area, counts);
    }
  }
  return found;
}

function countsOf({ value, numerator, denominator }: PrintedRow): [number, number][] {
  if (denominator === null) return [];
  const counted = numerator ?? (value === null ? null : Math.round((value * denominator) / 100));
  return counted === null ? [] : [[counted, denominator]];
}

/** A count of a leaf that the deliverer did not change is the same unknown in each release. */
function unknown(slice: Slice, leaf: string, [measure, release]: [Measure, number]): string {
  const [first, ...others] = slice.truth.map((_, at) => countOf(slice, [leaf], [measure, at]));
  return `${leaf}/${measure}${others.every(count => count === first) ? '' : `/${release}`}`;
}

function termsOf(slice: Slice, leaves: readonly string[], [measure, release]: [Measure, number]): Terms {
  const parts: Measure[] = measure === 'denominator' ? ['numerator', 'complement'] : [measure];
  return new Map(
    leaves.flatMap(leaf => parts.map(part => [unknown(slice, leaf, [part, release]), 1] as const)),
  );
}

function countOf(slice: Slice, leaves: readonly string[], [measure, release]: [Measure, number]): number {
  return leaves.reduce((sum, leaf) => {
    const [numerator, denominator] = slice.truth[release]?.get(leaf) ?? [0, 0];
    if (measure === 'numerator') return sum + numerator;
    return sum + (measure === 'denominator' ? denominator : denominator - numerator);
  }, 0);
}

/** All areas and the pieces into which those that overlap cut each other. */
function piecesOf({ areas }: Slice): Map<string, readonly string[]> {
  const pieces = new Map<string, readonly string[]>(areas);
  const large = [...areas].filter(([, leaves]) => leaves.length > 1);
  for (const [one, leaves] of large) {
    for (const [other, others] of large) {
      const rest = leaves.filter(leaf => !others.includes(leaf));
      if (one === other || rest.length === leaves.length || rest.length === 0) continue;
      pieces.set(`${one} without ${other}`, rest);
      pieces.set(
        `${one} and ${other}`,
        leaves.filter(leaf => others.includes(leaf)),
      );
    }
  }
  return pieces;
}

/** Every cell of the releases, and of what is not printed its bounds for somebody who reads all that the folders print. */
export async function attack(slice: Slice, releases: string[][]): Promise<Attacked[]> {
  const attacker = new ReleaseAttacker();
  const printed = await Promise.all(releases.map(folders => printedIn(folders, slice)));
  for (const [release, rows] of printed.entries()) {
    for (const [area, [numerator, denominator]] of rows) {
      const leaves = slice.areas.get(area) ?? [];
      attacker.learn(termsOf(slice, leaves, ['numerator', release]), numerator);
      attacker.learn(termsOf(slice, leaves, ['denominator', release]), denominator);
    }
  }
  for (const [leaf, [, denominator]] of slice.truth[0] ?? [])
    if (slice.truth[1]?.get(leaf)?.[1] === denominator) learnSameWhole(attacker, slice, leaf);
  const cells = printed.flatMap((rows, release) => cellsOf(slice, rows, release));
  const shown = new Set(cells.filter(({ isPrinted }) => isPrinted).map(({ name }) => name));
  // What one release printed and the next hides with the same count is no secret any more.
  const targets = cells.filter(cell => !cell.isPrinted && !shown.has(cell.name));
  const bounds = await attacker.bounds(targets.map(({ terms }) => terms));
  return targets.map((cell, n) => ({
    ...cell,
    ...(bounds[n] ?? { low: 0, high: 0 }),
    follows: attacker.follows(cell.terms),
  }));
}

function learnSameWhole(attacker: ReleaseAttacker, slice: Slice, leaf: string): void {
  const difference = new Map<string, number>();
  for (const [release, sign] of [1, -1].entries())
    for (const name of termsOf(slice, [leaf], ['denominator', release]).keys())
      difference.set(name, (difference.get(name) ?? 0) + sign);
  for (const [name, times] of difference) if (times === 0) difference.delete(name);
  if (difference.size > 0) attacker.learn(difference, 0);
}

function cellsOf(slice: Slice, printed: Printed, release: number): Cell[] {
  return [...piecesOf(slice)].flatMap(([area, leaves]) =>
    MEASURES.map(measure => ({
      release,
      area,
      measure,
      count: countOf(slice, leaves, [measure, release]),
      isPrinted: printed.has(area),
      isArea: slice.areas.has(area),
      terms: termsOf(slice, leaves, [measure, release]),
      name: leaves.map(leaf => unknown(slice, leaf, [measure, release])).join(),
    })),
  );
}
