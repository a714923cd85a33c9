import type { DeliveredRows, Pair } from './delivered-rows.ts';
import { type HierarchicalTable, hierarchicalTable } from './hierarchy.ts';
import type { ShareRule } from './table.ts';

/** Outside these parts of its group a count says something of nearly each person in it. */
const NEARLY_NOBODY = 0.1;
const NEARLY_ALL = 0.9;
/** By how much a public whole may be off: inhabitants are rounded to fives. */
const ROUNDING = 4;

/** What a count says about the group that it is a part of. */
export interface Groups {
  shares: ShareRule[];
  /** Largest possible count, and what is unsafe, by cell. */
  limits: Map<number, number>;
  unsafe: Set<number>;
  /** Rows that say too much of a group by themselves. */
  tell: Set<string>;
}

/** A numerator with who is not counted: a cell of those, or nothing where the whole is a public number. */
interface Part {
  at: number;
  area: string;
  count: number;
  whole: number;
  rest?: number;
}

/** Holds the numerators of a pair against its denominator, and against every whole that others know. */
export function groupsOf(rows: DeliveredRows, pair: Pair, made: HierarchicalTable): Groups {
  const found: Groups = { shares: [], limits: new Map(), unsafe: new Set(), tell: new Set() };
  if (pair.denominator) hold(rows, { pair, made, found }, closedParts(made));
  for (const wholes of pair.wholes ?? []) {
    const parts = publicParts(rows, wholes, made);
    hold(rows, { pair, made, found }, parts);
    limit(rows, { made, found, rounding: ROUNDING }, parts);
  }
  if (pair.exact) {
    const parts = publicParts(rows, pair.exact, made);
    hold(rows, { pair, made, found }, parts);
    limit(rows, { made, found, rounding: 0 }, parts);
  }
  return found;
}

const numerators = ({ cells, table }: HierarchicalTable) =>
  [...cells.entries()].flatMap(([at, { area, measure }]) =>
    measure === 'numerator' ? [{ at, area, count: table.counts[at] ?? 0 }] : [],
  );

function closedParts(made: HierarchicalTable): Part[] {
  return numerators(made).map(one => {
    const { area } = one;
    const whole = made.table.counts[made.cell({ area, measure: 'denominator' })] ?? 0;
    return { ...one, whole, rest: made.cell({ area, measure: 'complement' }) };
  });
}

/** The parts of which the whole is known: published of the area itself, or the sum over its smallest areas. */
function publicParts(
  { parents, overlapping }: DeliveredRows,
  wholes: ReadonlyMap<string, number>,
  made: HierarchicalTable,
): Part[] {
  const numerator = (leaf: string) => wholes.get(leaf) ?? Number.NaN;
  const sums = hierarchicalTable({ parents, overlapping, numerator });
  return numerators(made).flatMap(one => {
    const sum = sums.table.counts[sums.cell({ area: one.area, measure: 'numerator' })];
    const whole = wholes.get(one.area) ?? sum ?? Number.NaN;
    return Number.isNaN(whole) ? [] : [{ ...one, whole }];
  });
}

interface Held {
  made: HierarchicalTable;
  found: Groups;
}

/** Nobody, nearly everybody or everybody being affected says something of each of them, where the subject is sensitive. */
function hold(
  { isSensitive, threshold }: DeliveredRows,
  { pair, made, found }: Held & { pair: Pair },
  parts: Part[],
): void {
  if (!isSensitive) return;
  const least = pair.isRare ? 0 : NEARLY_NOBODY;
  const rests = new Map(parts.flatMap(({ at, rest }) => (rest === undefined ? [] : [[at, rest] as const])));
  const wholes = new Map(parts.filter(({ at }) => !rests.has(at)).map(({ at, whole }) => [at, whole]));
  found.shares.push({ least, most: NEARLY_ALL, rests, wholes });
  for (const { at, area, count, whole, rest } of parts) {
    const isSmall = count > 0 && count < threshold;
    const tells = count === 0 || count < least * whole || count > NEARLY_ALL * whole;
    if (whole > 0 && tells && !isSmall && !made.table.virtual.has(at)) found.tell.add(area);
    if (whole > 0 && count === whole && rest !== undefined) found.unsafe.add(rest);
  }
}

/** A known whole bounds the count, and leaves few who are not counted. */
function limit(
  { threshold }: DeliveredRows,
  { made, found, rounding }: Held & { rounding: number },
  parts: Part[],
): void {
  for (const { at, area, count, whole } of parts) {
    const before = found.limits.get(at) ?? Number.POSITIVE_INFINITY;
    found.limits.set(at, Math.max(count, Math.min(whole + rounding, before)));
    const left = whole - count;
    if (left <= 0 || left >= threshold) continue;
    if (made.table.virtual.has(at)) found.unsafe.add(at);
    else found.tell.add(area);
  }
}
