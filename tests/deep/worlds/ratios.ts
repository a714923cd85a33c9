import { OPEN, type Stage, type World, type WorldContract, type WorldCount } from './draw.ts';
import { indicatorId } from './texts.ts';

/** A ratio of a contract, as a sum of parts of the population. */
export interface Ratio {
  indicator: string;
  contract: WorldContract;
  numerator: number[];
  /** Undefined where it is public. */
  denominator: number[] | undefined;
  rare: boolean;
}

/** A ratio of a place in a release, printed or not. */
export interface Row {
  name: string;
  ratio: Ratio;
  stage: number;
  leaves: readonly string[];
  isArea: boolean;
  isPrinted: boolean;
}

export const measuresOf = ({ numerator, denominator }: Ratio): Record<string, number[]> => ({
  numerator,
  ...(denominator ? { denominator, complement: denominator.filter(at => !numerator.includes(at)) } : {}),
});

export function ratiosOf(world: World, { contracts }: Stage): Ratio[] {
  return contracts.flatMap((contract, at) =>
    contract.ratios.map(([numerator, denominator, name], n) => {
      const find = (name: string) => contract.counts.find(count => count.name === name) as WorldCount;
      const whole = denominator === OPEN ? undefined : find(denominator).atoms;
      const { atoms, rare = false } = find(numerator);
      return {
        indicator: name ?? indicatorId(world, at, n),
        contract,
        numerator: atoms,
        denominator: whole,
        rare,
      };
    }),
  );
}
