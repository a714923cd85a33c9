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

interface Place {
  /** Of an area, every code that it has. */
  codes: string[];
  name: string;
  leaves: readonly string[];
}

/** Areas of a release, and what lies between those of all releases; once each. */
function placesOf(world: World, stage: number): Place[] {
  const own = areasOf(world, world.stages[stage]?.labs ?? new Map());
  const all = new Map<string, readonly string[]>(own);
  for (const [at, { labs }] of world.stages.entries())
    for (const [code, members] of labs) all.set(`${code} of ${at + 1}`, members);
  const places = new Map<string, Place>();
  const signOf = (leaves: readonly string[]) => [...leaves].sort().join();
  for (const [code, leaves] of own) {
    const { codes = [] } = places.get(signOf(leaves)) ?? {};
    places.set(signOf(leaves), { codes: [...codes, code], name: code, leaves });
  }
  for (const [name, leaves] of piecesOf(all))
    if (!places.has(signOf(leaves))) places.set(signOf(leaves), { codes: [], name, leaves });
  return [...places.values()];
}

/** What is read of a period. */
export interface Reading {
  period: string;
  printed: PrintedCounts[];
}

/** Every ratio of every place in every release. */
function rowsOf(world: World, { period, printed }: Reading): Row[] {
  return world.stages.flatMap((current, stage) =>
    ratiosOf(world, current).flatMap(ratio => {
      const isPrinted = (code: string) =>
        printed[stage]?.has(`${ratio.indicator}/${period}/${code}`) ?? false;
      const places = placesOf(world, stage);
      // What could not be protected is left out of a release whole: its sums may be printed later, area by area.
      const isLeftOut = !places.some(({ codes }) => codes.some(isPrinted));
      return places.map(({ codes, name, leaves }) => ({
        name: `${ratio.indicator} ${period} ${name} in release ${stage + 1}`,
        ratio,
        stage,
        leaves,
        isArea: codes.length > 0 && (leaves.length === 1 || !isLeftOut),
        isPrinted: codes.some(isPrinted),
      }));
    }),
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
    // Where nobody is, as another contract may print, nobody is counted: no secret, then or as long as it stays so.
    const isNobody = ratio.denominator && attacker.count(ratio.denominator, leaves, stage) === 0;
    const signs: string[] = [];
    for (const [measure, atoms] of Object.entries(measuresOf(ratio))) {
      const sign = attacker.sign(atoms, leaves, stage);
      signs.push(sign);
      if (row.isPrinted || isNobody) shown.add(sign);
      if (targets.has(sign)) continue;
      const [terms, count] = [attacker.terms(atoms, leaves, stage), attacker.count(atoms, leaves, stage)];
      targets.set(sign, { ...row, name: `${measure} of ${row.name}`, measure, terms, count });
    }
    const sign = signs.join(' of ');
    if (!row.isPrinted && !isNobody && !hidden.has(sign)) hidden.set(sign, row);
  }
  const isOthers = ({ ratio }: Pick<Row, 'ratio'>) => ratio.contract.partner !== attacker.owner;
  const sums = [...targets].flatMap(([sign, target]) => (shown.has(sign) ? [] : [target]));
  return { sums: sums.filter(isOthers), rows: [...hidden.values()].filter(isOthers) };
}
