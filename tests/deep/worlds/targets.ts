import type { Terms } from '../../pipelines/release-attacker.ts';
import type { WorldAttacker } from './attacker.ts';
import { areasOf, type World } from './draw.ts';
import type { PrintedCounts } from './printed.ts';
import { measuresOf, type Row, ratiosOf } from './ratios.ts';

/** A sum of counts that is not printed. */
export interface Target extends Row {
  measure: string;
  terms: Terms;
  count: number;
}

/** Pieces into which areas of a release cut each other, or areas of two releases. */
function* piecesOf(areas: Map<string, readonly string[]>): Generator<[string, readonly string[]]> {
  const large = [...areas].filter(([, leaves]) => leaves.length > 1);
  for (const [one, leaves] of large)
    for (const [other, others] of large) {
      const rest = leaves.filter(leaf => !others.includes(leaf));
      if (one === other || rest.length === leaves.length || rest.length === 0) continue;
      yield [`${one} without ${other}`, rest];
      yield [`${one} and ${other}`, leaves.filter(leaf => others.includes(leaf))];
    }
}

/** Areas of a release, and those of all releases with what lies between them. */
function placesOf(world: World, stage: number): Map<string, { leaves: readonly string[]; isArea: boolean }> {
  const own = areasOf(world, world.stages[stage]?.labs ?? new Map());
  const all = new Map<string, readonly string[]>(own);
  for (const [at, { labs }] of world.stages.entries())
    for (const [code, members] of labs) all.set(`${code} of ${at}`, members);
  const places = new Map<string, { leaves: readonly string[]; isArea: boolean }>();
  const known = new Set<string>();
  const add = (name: string, leaves: readonly string[], isArea: boolean) => {
    const sign = [...leaves].sort().join();
    if (known.has(sign)) return;
    known.add(sign);
    places.set(name, { leaves, isArea });
  };
  for (const [code, leaves] of own) add(code, leaves, true);
  for (const [name, leaves] of piecesOf(all)) add(name, leaves, false);
  return places;
}

/** What is read of a period. */
export interface Reading {
  period: string;
  printed: PrintedCounts[];
}

/** Every ratio of every place in every release. */
function rowsOf(world: World, { period, printed }: Reading): Row[] {
  return world.stages.flatMap((current, stage) =>
    [...placesOf(world, stage)].flatMap(([place, { leaves, isArea }]) =>
      ratiosOf(world, current).map(ratio => ({
        name: `${ratio.indicator} ${period} ${place} in release ${stage + 1}`,
        ratio,
        stage,
        leaves,
        isArea,
        isPrinted: isArea && (printed[stage]?.has(`${ratio.indicator}/${period}/${place}`) ?? false),
      })),
    ),
  );
}

/** Everything of a period that no release prints, once each. */
export function targetsOf(attacker: WorldAttacker, reading: Reading): { sums: Target[]; rows: Row[] } {
  const rows = rowsOf(attacker.world, reading);
  const shown = new Set<string>();
  const targets = new Map<string, Target>();
  const hidden = new Map<string, Row>();
  for (const row of rows) {
    const { ratio, stage, leaves } = row;
    const signs: string[] = [];
    for (const [measure, atoms] of Object.entries(measuresOf(ratio))) {
      const sign = attacker.sign(atoms, leaves, stage);
      signs.push(sign);
      if (row.isPrinted) shown.add(sign);
      if (targets.has(sign)) continue;
      const [terms, count] = [attacker.terms(atoms, leaves, stage), attacker.count(atoms, leaves, stage)];
      targets.set(sign, { ...row, name: `${measure} of ${row.name}`, measure, terms, count });
    }
    const sign = signs.join(' of ');
    if (!row.isPrinted && !hidden.has(sign)) hidden.set(sign, row);
  }
  const isOthers = ({ ratio }: Pick<Row, 'ratio'>) => ratio.contract.partner !== attacker.owner;
  const sums = [...targets].flatMap(([sign, target]) => (shown.has(sign) ? [] : [target]));
  return { sums: sums.filter(isOthers), rows: [...hidden.values()].filter(isOthers) };
}
