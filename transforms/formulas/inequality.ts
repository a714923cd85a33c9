import { VieError } from '../../kernel/errors.ts';
import { normalDraws, seededRandom } from './random.ts';

/** One group of areas, from most to least deprived. */
export interface DeprivationGroup {
  population: number;
  /** In its own unit; a share of 1 for `logit`. */
  value: number;
  /** Standard error of the value on the scale of the draws; or else its 95 % limits. */
  se?: number;
  lower_95?: number;
  upper_95?: number;
}

/** `none` for means, `log` for rates, `logit` for shares. */
export type Scale = 'none' | 'log' | 'logit';

export interface SlopeOptions {
  /** Scale on which values are drawn and on which `se` is given: that of the kind of figure. */
  drawn_on?: Scale;
  /** Scale on which the line is fitted: `none`, or the same. */
  fitted_on?: Scale;
  /** Turns the sign or the unit of the slope; below 0 the ratio is turned round too. */
  multiplier?: number;
  /** 0 to 1. */
  level?: number;
  repetitions?: number;
  seed?: number;
}

export interface SlopeLimits {
  sii_lower: number;
  sii_upper: number;
  rii_lower: number;
  rii_upper: number;
}

/** z of 95 %, by which limits are turned into standard errors. */
const Z_95 = 1.959963984540054;

/**
 * Limits of the slope and relative index of inequality by simulation (PHEindicatormethods phe_sii): the value of each group is
 * drawn from its normal distribution, the weighted line is fitted again, and the limits are order statistics of the slopes. The
 * same seed gives the same limits. The point values come from `slope_index` in `inequality.sql`.
 * Throws a `contract` error with fewer than 5 or more than 100 groups, without people, values or standard errors, or with a
 * value that its scale cannot hold.
 */
export function slopeLimits(groups: readonly DeprivationGroup[], options: SlopeOptions = {}): SlopeLimits {
  const {
    drawn_on = 'none',
    fitted_on = 'none',
    multiplier = 1,
    level = 0.95,
    repetitions = 100_000,
    seed = 1,
  } = options;
  refuseIncomplete(groups, repetitions);
  if (fitted_on !== 'none' && fitted_on !== drawn_on)
    throw new VieError(
      'contract',
      `A line on scale ${fitted_on} needs values drawn on it, not on ${drawn_on}.`,
    );
  const endsOf = lineThrough(groups.map(group => group.population));
  const centres = groups.map(group => toScale(group.value, drawn_on));
  const errors = groups.map(group => errorOf(group, drawn_on));
  const draw = normalDraws(seededRandom(seed));
  const slopes = new Float64Array(repetitions);
  const ratios = new Float64Array(repetitions);
  const drawn = new Float64Array(groups.length);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (let at = 0; at < drawn.length; at++) {
      const value = (centres[at] ?? 0) + (errors[at] ?? 0) * draw();
      drawn[at] = fitted_on === drawn_on ? value : fromScale(value, drawn_on);
    }
    const [most, least] = endsOf(drawn).map(end => fromScale(end, fitted_on)) as [number, number];
    slopes[repetition] = (least - most) * multiplier;
    ratios[repetition] = multiplier < 0 ? most / least : least / most;
  }
  const [sii_lower, sii_upper] = orderLimits(slopes, level);
  const [rii_lower, rii_upper] = orderLimits(ratios, level);
  return { sii_lower, sii_upper, rii_lower, rii_upper };
}

function refuseIncomplete(groups: readonly DeprivationGroup[], repetitions: number): void {
  const wrong =
    groups.length < 5 || groups.length > 100
      ? `${groups.length} groups instead of 5 to 100`
      : repetitions < 1000
        ? `${repetitions} repetitions instead of at least 1,000`
        : groups.some(({ population }) => !(population > 0))
          ? 'a group without people'
          : undefined;
  if (wrong) throw new VieError('contract', `A slope of inequality cannot be simulated: ${wrong}.`);
}

/** Fitted values at the most (0) and least (1) deprived end, as a function of the values of the groups. */
function lineThrough(populations: readonly number[]): (values: Float64Array) => [number, number] {
  const total = sum(populations);
  const shares = populations.map(population => population / total);
  let below = 0;
  const middles = shares.map(share => {
    below += share;
    return below - share / 2;
  });
  const centre = sum(middles.map((middle, at) => middle * (shares[at] ?? 0)));
  const spread = sum(middles.map((middle, at) => (shares[at] ?? 0) * (middle - centre) ** 2));
  const pulls = middles.map((middle, at) => ((shares[at] ?? 0) * (middle - centre)) / spread);
  return values => {
    let slope = 0;
    let mean = 0;
    for (let at = 0; at < values.length; at++) {
      slope += (pulls[at] ?? 0) * (values[at] ?? 0);
      mean += (shares[at] ?? 0) * (values[at] ?? 0);
    }
    return [mean - slope * centre, mean + slope * (1 - centre)];
  };
}

/** Order statistics round(N (1 - c)) and round(N c) with c = half of 1 + level, counted from 1. */
function orderLimits(results: Float64Array, level: number): [number, number] {
  const sorted = results.slice().sort();
  const place = (part: number): number =>
    Math.min(sorted.length, Math.max(1, Math.round(sorted.length * part)));
  const high = (1 + level) / 2;
  return [sorted[place(1 - high) - 1] ?? Number.NaN, sorted[place(high) - 1] ?? Number.NaN];
}

/** Standard error on the scale of the draws: as given, or from limits. */
function errorOf({ se, lower_95, upper_95 }: DeprivationGroup, scale: Scale): number {
  const error =
    se ??
    (lower_95 !== undefined && upper_95 !== undefined
      ? (toScale(upper_95, scale) - toScale(lower_95, scale)) / (2 * Z_95)
      : Number.NaN);
  if (error >= 0 && error < Number.POSITIVE_INFINITY) return error;
  throw new VieError(
    'contract',
    'A slope of inequality cannot be simulated: a group without standard error.',
    {
      hint: 'Give se or 95 % limits; on a log or logit scale limits above 0 (and below 1).',
    },
  );
}

function toScale(value: number, scale: Scale): number {
  const scaled = scale === 'none' ? value : scale === 'log' ? Math.log(value) : Math.log(value / (1 - value));
  if (Number.isFinite(scaled)) return scaled;
  throw new VieError('contract', `A slope of inequality cannot be simulated: ${value} on scale ${scale}.`);
}

const fromScale = (value: number, scale: Scale): number =>
  scale === 'none' ? value : scale === 'log' ? Math.exp(value) : 1 / (1 + Math.exp(-value));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
