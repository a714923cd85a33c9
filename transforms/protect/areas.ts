/** A set of smallest areas that stands for an area of its own: declared, or the difference or intersection of two that are. */
export interface AreaSet {
  code: string;
  leaves: ReadonlySet<string>;
  /** Follows from others and is never printed. */
  derived: boolean;
}

/** One area is others together. */
export interface AreaSum {
  total: string;
  parts: string[];
}

export interface AreaLayout {
  /** By code; the smallest areas first. */
  areas: Map<string, AreaSet>;
  sums: AreaSum[];
}

/** Area and the area above it (undefined at the top); the smallest areas are above none. */
export type Parents = ReadonlyMap<string, string | undefined>;

/**
 * All areas of which a count can be known: those of the hierarchy, those that cut through it, and the pieces into which each of the
 * latter cuts any other (Duke-Williams and Rees 1998), with the sums that hold between them.
 */
export function areaLayout(
  parents: Parents,
  overlapping: ReadonlyMap<string, readonly string[]>,
): AreaLayout {
  const layout: AreaLayout = { areas: new Map(), sums: [] };
  for (const [code, leaves] of hierarchy(parents)) layout.areas.set(code, { code, leaves, derived: false });
  for (const code of layout.areas.keys()) {
    const parts = [...parents.keys()].filter(child => parents.get(child) === code);
    if (parts.length > 0) layout.sums.push({ total: code, parts });
  }
  for (const [code, leaves] of overlapping) {
    const area = { code, leaves: new Set(leaves), derived: false };
    const others = [...layout.areas.values()].filter(other => !other.derived && other.leaves.size > 1);
    layout.areas.set(code, area);
    layout.sums.push({ total: code, parts: [...area.leaves] });
    for (const other of others) cut(layout, area, other);
  }
  return layout;
}

/** The leaves of every area, smallest areas first. */
function hierarchy(parents: Parents): Map<string, Set<string>> {
  const above = new Set(parents.values());
  const leaves = [...parents.keys()].filter(code => !above.has(code));
  const found = new Map(leaves.map(leaf => [leaf, new Set([leaf])]));
  for (const leaf of leaves) {
    for (let code = parents.get(leaf); code !== undefined; code = parents.get(code)) {
      const members = found.get(code) ?? new Set();
      found.set(code, members.add(leaf));
    }
  }
  return found;
}

/** Adds the pieces of two areas that have leaves in common. */
function cut(layout: AreaLayout, one: AreaSet, other: AreaSet): void {
  const common = [...one.leaves].filter(leaf => other.leaves.has(leaf));
  if (common.length === 0) return;
  const both = piece(layout, `${one.code} and ${other.code}`, common);
  for (const [area, without] of [
    [one, other],
    [other, one],
  ] as const) {
    const rest = [...area.leaves].filter(leaf => !without.leaves.has(leaf));
    const parts =
      rest.length === 0 ? [both] : [both, piece(layout, `${area.code} without ${without.code}`, rest)];
    if (parts[0] !== area.code) layout.sums.push({ total: area.code, parts });
  }
}

/** The code of the area with these leaves; a new one when there is none. */
function piece(layout: AreaLayout, code: string, leaves: string[]): string {
  const same = [...layout.areas.values()].find(
    area => area.leaves.size === leaves.length && leaves.every(leaf => area.leaves.has(leaf)),
  );
  if (same) return same.code;
  layout.areas.set(code, { code, leaves: new Set(leaves), derived: true });
  layout.sums.push({ total: code, parts: leaves });
  return code;
}
