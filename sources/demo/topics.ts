import type { DemoArea } from './areas.ts';
import { quickNormal } from './random.ts';

/** A topic of a demo table: `stem` gets its position as suffix, as at the services. */
export interface DemoTopic {
  stem: string;
  title: string;
  group: string;
  unit: string;
  decimals: number;
  /** Value for one area and period; null = not published. Counts are exact, the table rounds them. */
  value(area: DemoArea, period: string, age: string): number | null;
}

type Value = DemoTopic['value'];

/** The figure of an area with parts is the mean of theirs by inhabitants, as in a published table. */
function meanOfParts(ofBuurt: Value): Value {
  const known = new Map<string, number | null>();
  const value: Value = (area, period, age) => {
    if (area.parts.length === 0) return ofBuurt(area, period, age);
    const key = [area.code, period, age].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    let [weighted, weight] = [0, 0];
    for (const part of area.parts) {
      const one = value(part, period, age);
      if (one === null) continue;
      weighted += one * part.inhabitants;
      weight += part.inhabitants;
    }
    const mean = weight > 0 ? weighted / weight : null;
    known.set(key, mean);
    return mean;
  };
  return value;
}

/** How a figure depends on the area: `slope` is the effect of one standard deviation of burden. */
export interface Gradient {
  base: number;
  slope: number;
  /** First year in which it was measured. */
  first?: number;
  /** Change per year, from 2024. */
  perYear?: number;
  /** Smallest value; default just above 0. */
  least?: number;
  /** Areas with fewer inhabitants have no figure. */
  from?: number;
}

/** A percentage of the health monitors: older people and the corona year carry more burden; none below 50 inhabitants. */
export const health = (
  [stem, title]: [string, string],
  { base, slope, first = 2012 }: Gradient,
): DemoTopic => ({
  stem,
  title,
  group: 'Gezondheid',
  unit: '%',
  decimals: 1,
  value: meanOfParts((area, period, age) => {
    const year = yearOf(period);
    if (area.inhabitants < 50 || year < first) return null;
    const older = age === '80200' ? slope * 0.4 : 0;
    const corona = year >= 2022 ? slope * 0.6 : 0;
    const noise = 0.25 * slope * quickNormal(title, area.code, period, age);
    return Math.min(99, Math.max(0.1, base + slope * area.burden + older + corona + noise));
  }),
});

type Names = [stem: string, title: string, group: string];
type Part = (area: DemoArea, year: number) => number;

/** A count: the sum over the buurten of the area, so that parts add up before they are rounded. */
export const count = ([stem, title, group]: Names, part: Part): DemoTopic => ({
  stem,
  title,
  group,
  unit: 'aantal',
  decimals: 0,
  value: (area, period) => total(area, one => part(one, yearOf(period))),
});

function total(area: DemoArea, part: (area: DemoArea) => number): number {
  if (area.parts.length === 0) return Math.round(part(area));
  return area.parts.reduce((sum, one) => sum + total(one, part), 0);
}

/** Inhabitants in a year: the country grows, areas with much burden shrink. */
export const inhabitantsIn: Part = (area, year) =>
  area.inhabitants * (1 + 0.004 * (year - 2024) * (area.burden > 0.4 ? -0.5 : 1));

/** Part of the inhabitants, more where the burden is higher. */
export const partOfInhabitants =
  (base: number, slope = 0): Part =>
  (area, year) =>
    inhabitantsIn(area, year) * Math.max(base / 10, base + slope * Math.tanh(area.burden));

/** A mean, percentage or score that goes with the burden of the area. */
export const mean = (
  [stem, title, group]: Names,
  [unit, decimals]: [string, number],
  { base, slope, perYear = 0, least = 0.1, from = 100 }: Gradient,
): DemoTopic => ({
  stem,
  title,
  group,
  unit,
  decimals,
  value: meanOfParts((area, period) => {
    if (area.inhabitants < from) return null;
    const trend = perYear * (yearOf(period) - 2024);
    return Math.max(least, base + trend + slope * (area.burden + 0.2 * quickNormal(title, group, area.code)));
  }),
});

const yearOf = (period: string): number => Number(period.slice(0, 4));

/** The same column while nothing of it is released yet. */
export const empty = (topic: DemoTopic): DemoTopic => ({ ...topic, value: () => null });
