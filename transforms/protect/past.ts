import { areasAbove } from '../../indicators/areas.ts';
import type { DeliveredRows, Stage } from './delivered-rows.ts';
import type { PrintedSlice } from './printed.ts';

/** Areas by code, each with its smallest areas. */
type Leaves = ReadonlyMap<string, readonly string[]>;

/** Whether an area cuts through the hierarchy, as groups and living labs do. */
export const isGroup = (code: string): boolean => code.includes('-');

/** The areas of now together with those that earlier releases printed or hid, and what those did. */
export function withPast(
  now: Leaves,
  printed: readonly PrintedSlice[],
): Pick<DeliveredRows, 'parents' | 'overlapping' | 'areas' | 'past'> {
  const tree = new Map([...now].filter(([code]) => !isGroup(code)));
  const overlapping = new Map([...now].filter(([code]) => isGroup(code)));
  const past = printed.map((slice, at): Stage => {
    const names = new Map<string, string>();
    for (const [code, leaves] of areasOf(slice))
      names.set(code, nameOf({ tree, overlapping }, [code, leaves], at));
    return stageOf(slice, names);
  });
  return { parents: parentsOf(tree), overlapping, areas: new Set(now.keys()), past };
}

/** Every area of a slice, the smallest first. */
function areasOf({ leaves, areas }: PrintedSlice): [code: string, leaves: string[]][] {
  const larger = Object.entries(areas).map(([code, places]): [string, string[]] => [
    code,
    places.map(place => leaves[place] ?? ''),
  ]);
  return [...leaves.map((leaf): [string, string[]] => [leaf, [leaf]]), ...larger];
}

interface Known {
  tree: Map<string, readonly string[]>;
  overlapping: Map<string, readonly string[]>;
}

/** Under which code an area of then is known; one that has other members now, as a group that was redefined, gets one of its own. */
function nameOf({ tree, overlapping }: Known, [code, leaves]: [string, string[]], at: number): string {
  const known = tree.get(code) ?? overlapping.get(code);
  if (known && isSame(known, leaves)) return code;
  if (!known && !isGroup(code) && fits(tree, code, leaves)) {
    tree.set(code, leaves);
    return code;
  }
  const before = [...overlapping].find(
    ([other, own]) => other.startsWith(`${code} before `) && isSame(own, leaves),
  );
  const name = before?.[0] ?? (known ? `${code} before ${at}` : code);
  overlapping.set(name, leaves);
  return name;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const members = new Set(one);
  return members.size === other.length && other.every(leaf => members.has(leaf));
}

/** Whether every area of the tree holds an area wholly, or lies in it, or has nothing of it. */
function fits(tree: Leaves, code: string, leaves: readonly string[]): boolean {
  const own = new Set(leaves);
  for (const [other, members] of tree) {
    const common = members.filter(leaf => own.has(leaf)).length;
    if (common === 0) continue;
    const isAbove = areasAbove(code).includes(other);
    if (isAbove ? common !== own.size : common !== members.length) return false;
  }
  return true;
}

function parentsOf(tree: Leaves): Map<string, string | undefined> {
  const holds = (code: string, parent: string) => tree.get(parent)?.includes(tree.get(code)?.[0] ?? '');
  return new Map([...tree.keys()].map(code => [code, areasAbove(code).find(parent => holds(code, parent))]));
}

function stageOf({ leaves, counts, hidden }: PrintedSlice, names: ReadonlyMap<string, string>): Stage {
  const places = new Map(leaves.map((leaf, at) => [leaf, at]));
  return {
    count: (leaf, concept) => counts[concept]?.[places.get(leaf) ?? -1],
    areas: new Set(names.values()),
    hidden: new Map(Object.entries(hidden).map(([code, reason]) => [names.get(code) ?? code, reason])),
  };
}
