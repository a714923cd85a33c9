import type { Highs } from 'highs';
import { programOf } from './audit.ts';
import type { Block } from './blocks.ts';
import type { Program } from './solver.ts';
import { type CountTable, countOf, type Hidden, isUnknown, type ShareRule, thresholdOf } from './table.ts';

const SLACK = 1e-6;

/** A sum of counts that must come to `least` in one of the tables that an attacker cannot tell from the true one. */
export interface Goal {
  key: string;
  terms: ReadonlyMap<number, number>;
  least: number;
}

/** By how much the true counts fall short of a goal. */
export const shortOf = (table: CountTable, { terms, least }: Goal): number =>
  [...terms].reduce((short, [cell, times]) => short - times * countOf(table, cell), least);

/**
 * The goals of the parts of areas that are not seen, where the true share lies outside the bounds. Printed shares lie within, so
 * that the rest without them is the share that lies farthest out.
 */
export function goalsOf(table: CountTable, hidden: Hidden): Goal[] {
  const goals = new Map<string, Goal>();
  for (const rule of table.shares ?? []) {
    const numerators = new Set([...rule.rests.keys(), ...rule.wholes.keys()]);
    for (const union of unseenUnions(table, hidden, numerators))
      for (const goal of goalsOfUnion(table, rule, union)) goals.set(goal.key, goal);
  }
  return [...goals.values()];
}

/** For each sum, the smallest cells in it that are not seen and in no seen part of it; and each such cell by itself. */
function unseenUnions(table: CountTable, hidden: Hidden, numerators: ReadonlySet<number>): number[][] {
  const sums = new Map<number, (readonly number[])[]>();
  for (const { total, parts } of table.relations)
    if (numerators.has(total)) sums.set(total, [...(sums.get(total) ?? []), parts]);
  const unseenIn = (parts: readonly number[]): number[] =>
    parts
      .filter(part => isUnknown(table, hidden, part))
      .flatMap(part => {
        const [first] = sums.get(part) ?? [];
        return first ? unseenIn(first) : [part];
      });
  const single = [...numerators].filter(cell => !sums.has(cell) && isUnknown(table, hidden, cell));
  const ofSums = [...sums.values()].flatMap(lists => lists.map(unseenIn));
  return [...single.map(cell => [cell]), ...ofSums.filter(union => union.length > 0)];
}

function goalsOfUnion(table: CountTable, rule: ShareRule, union: number[]): Goal[] {
  const { least, most, rests, wholes } = rule;
  const counted = union.reduce((sum, cell) => sum + countOf(table, cell), 0);
  const whole = union.reduce((sum, cell) => {
    const rest = rests.get(cell);
    return (
      sum +
      (rest === undefined ? (wholes.get(cell) ?? Number.NaN) : countOf(table, cell) + countOf(table, rest))
    );
  }, 0);
  if (!(whole > 0)) return [];
  // counted · own + (counted + rest) · ofWhole, where a public whole is a number and no unknown.
  const goal = (own: number, ofWhole: number, atLeast: number): Goal => {
    const terms = new Map<number, number>();
    let known = 0;
    for (const cell of union) {
      const rest = rests.get(cell);
      terms.set(cell, own + (rest === undefined ? 0 : ofWhole));
      if (rest === undefined) known += ofWhole * (wholes.get(cell) ?? 0);
      else if (ofWhole !== 0) terms.set(rest, ofWhole);
    }
    return { key: `${own} ${ofWhole} ${union.toSorted((a, b) => a - b)}`, terms, least: atLeast - known };
  };
  if (counted > most * whole) return [goal(-1, most, 0)];
  if (least === 0) return counted === 0 ? [goal(1, 0, 1)] : [];
  return counted < least * whole ? [goal(1, -least, 0)] : [];
}

/** The goals that no table reaches which fits what is seen: those shares are certain. */
export function certainShares(
  highs: Highs,
  table: CountTable,
  { blocks, goals }: { blocks: readonly Block[]; goals: readonly Goal[] },
): Goal[] {
  const blockOf = new Map(blocks.flatMap(block => block.cells.map(cell => [cell, block] as const)));
  const touched = new Set(
    goals.flatMap(({ terms }) => [...terms.keys()].flatMap(cell => blockOf.get(cell) ?? [])),
  );
  // Far enough for any share, and never unbounded.
  const reach = 10 * Math.max(...table.counts, thresholdOf(table));
  const programs = new Map([...touched].map(block => [block, programOf(highs, table, { block, reach })]));
  /** How far a sum is short when counts deviate as far as they can to its good; blocks say nothing about each other. */
  const pushed = (sums: readonly Goal[]): Map<number, number> => {
    const terms = new Map<number, number>();
    for (const sum of sums)
      for (const [cell, times] of sum.terms) terms.set(cell, (terms.get(cell) ?? 0) + times);
    const inSums = new Set([...terms.keys()].map(cell => blockOf.get(cell)));
    return new Map([...programs].filter(([block]) => inSums.has(block)).flatMap(one => push(one, terms)));
  };
  const isShort = (goal: Goal, by: ReadonlyMap<number, number>): boolean =>
    [...goal.terms].reduce(
      (short, [cell, times]) => short - times * (by.get(cell) ?? 0),
      shortOf(table, goal),
    ) > SLACK;
  try {
    const together = pushed(goals);
    return goals.filter(goal => isShort(goal, together)).filter(goal => isShort(goal, pushed([goal])));
  } finally {
    for (const program of programs.values()) program.dispose();
  }
}

/** By how much each cell of a block deviates where a sum is largest. */
function push(
  [{ cells }, program]: [Block, Program],
  terms: ReadonlyMap<number, number>,
): [number, number][] {
  const own = [...cells.entries()].filter(([, cell]) => terms.has(cell));
  for (const [at, cell] of own) program.setCost(at, -(terms.get(cell) ?? 0));
  const outcome = program.minimise();
  for (const [at] of own) program.setCost(at, 0);
  return typeof outcome === 'string' ? [] : cells.map((cell, at) => [cell, outcome.values[at] ?? 0]);
}
