import { WorldAttacker } from './attacker.ts';
import { sum, type World } from './draw.ts';
import type { Row } from './ratios.ts';
import { type Reading, type Target, targetsOf } from './targets.ts';

const EXACT = 1e-6;
const SLACK = 1e-4;

/** A sum of counts that is not printed, and what follows of it from all that is. */
export interface Finding {
  /** Where it is, and what. */
  name: string;
  count: number;
  low: number;
  high: number;
  /** Known; fewer values than the threshold; of a share, that it is certain. Where more is known than the releases, half as many values are told apart. */
  kind: 'exact' | 'narrow' | 'bounded' | 'share';
}

export interface Attack {
  attacked: number;
  shares: number;
  findings: Finding[];
}

/** What must stay out of sight: counts of areas that are hidden, small counts, and that of sensitive ones nobody is left. */
function isSecret({ isArea, measure, count, ratio: { contract } }: Target): boolean {
  if (count > 0 && count < contract.minCell) return true;
  return isArea && (measure !== 'complement' || (contract.sensitive && count === 0));
}

export interface Knowledge {
  /** The partner that attacks, which has its own counts. */
  owner?: string;
  /** How counts are protected. */
  isInformed?: boolean;
}

/** Attacks a period of a world with all its releases, and with what the attacker knows beside them. */
export async function attackPeriod(
  world: World,
  { period, printed }: Reading,
  { owner, isInformed }: Knowledge = {},
): Promise<Attack> {
  const attacker = new WorldAttacker(world, period, owner);
  for (const [stage, counts] of printed.entries()) {
    attacker.read(stage, counts);
    if (isInformed) attacker.learnOfHidden(stage, counts);
  }
  const { sums, rows } = targetsOf(attacker, { period, printed });
  const [counts, shares] = [
    await attackCounts(attacker, sums.filter(isSecret)),
    await attackShares(attacker, rows),
  ];
  return {
    attacked: counts.attacked,
    shares: shares.attacked,
    findings: [...counts.findings, ...shares.findings],
  };
}

interface Attacked {
  attacked: number;
  findings: Finding[];
}

async function attackCounts(attacker: WorldAttacker, secrets: Target[]): Promise<Attacked> {
  const terms = secrets.map(one => one.terms);
  const [bounds, before] = [await attacker.bounds(terms), await attacker.boundsBefore(terms)];
  let attacked = 0;
  const findings = secrets.flatMap((target, at): Finding[] => {
    const { low, high } = bounds[at] ?? { low: 0, high: 0 };
    const { name, count } = target;
    if (low > count + SLACK || high < count - SLACK)
      throw new Error(`${name} is ${count}, not in ${low} to ${high}.`);
    const { minCell } = target.ratio.contract;
    const known = (before[at]?.high ?? 0) - (before[at]?.low ?? 0);
    // What follows from an owner's own counts alone is no finding.
    if (attacker.owner && known < minCell) return [];
    attacked++;
    if (attacker.follows(target.terms) || high - low < EXACT)
      return [{ name, count, low, high, kind: 'exact' }];
    if (high - low >= Math.min(minCell, known) - SLACK) return [];
    const values = Math.floor(high + SLACK) - Math.ceil(low - SLACK) + 1;
    const isBounded = (!target.ratio.denominator || attacker.isInformed) && values >= minCell / 2;
    return [{ name, count, low, high, kind: isBounded ? 'bounded' : 'narrow' }];
  });
  return { attacked, findings };
}

/** Looks for shares of sensitive counts that are certain to be above 90 % or below 10 %. */
async function attackShares(attacker: WorldAttacker, rows: Row[]): Promise<Attacked> {
  const asked = rows.filter(({ ratio }) => ratio.contract.sensitive);
  // 9 times who is left less who is counted, and the other way round: the most of each must not be below 0.
  const bounds = await attacker.bounds(
    asked.flatMap(row => [attacker.weighed(row, [9, -1]), attacker.weighed(row, [-1, 9])]),
  );
  const before = attacker.owner
    ? await attacker.boundsBefore(
        asked.flatMap(row => [attacker.weighed(row, [9, -1]), attacker.weighed(row, [-1, 9])]),
      )
    : [];
  const findings = asked.flatMap(({ name, ratio }, at): Finding[] =>
    ['above 90 %', 'below 10 %'].flatMap((what, n) => {
      const { low, high } = bounds[2 * at + n] ?? { low: 0, high: 0 };
      const isKnown = (before[2 * at + n]?.high ?? 0) < -SLACK;
      if (high > -SLACK || isKnown || (n === 1 && ratio.rare)) return [];
      return [{ name: `${name}, ${what}`, count: NaN, low, high, kind: 'share' }];
    }),
  );
  return { attacked: asked.length, findings };
}

export const together = (attacks: Attack[]): Attack => ({
  attacked: sum(attacks.map(one => one.attacked)),
  shares: sum(attacks.map(one => one.shares)),
  findings: attacks.flatMap(one => one.findings),
});

/** What came of it, in a line. */
export function told({ attacked, shares, findings }: Attack): string {
  const of = (kind: Finding['kind']) => findings.filter(one => one.kind === kind).length;
  return `${attacked} hidden cells attacked, ${of('exact')} exact, ${of('narrow')} narrow, ${of('bounded')} narrow with a public whole or knowledge of the protection; ${shares} shares, ${of('share')} certain`;
}
