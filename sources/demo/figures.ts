import type { DemoArea, DemoCountry } from './areas.ts';
import type { Column, Count, Health, Life, Mean, Survey } from './declaration.ts';
import type { Effect } from './planted.ts';
import { normalOf, randomOf } from './random.ts';

/** What a figure is asked for, beside the area. */
export interface Moment {
  period: string;
  age: string;
  /** Keys of the row by dimension. */
  keys: Record<string, string>;
}

/** The figure of an area as a table prints it; null = not published. */
export type Figure = (area: DemoArea, moment: Moment) => number | null;

/** A column with the words that its draws are made from. */
export interface Drawn {
  column: Column;
  effect: Effect;
  stem: string;
  title: string;
  group: string;
  unit: string;
  decimals: number;
  hasMargins: boolean;
  /** The column is there, but nothing of it is released yet. */
  isAwaited: boolean;
}

/** How the figures of a column follow from the areas, as published. */
export function figureOf(drawn: Drawn, country: DemoCountry): Figure {
  const { count, mean, health, survey, life } = drawn.column;
  if (drawn.isAwaited) return () => null;
  if (count) return countFigure(count, drawn);
  if (mean) return printed(meanFigure(mean, drawn), drawn);
  if (health) return printed(healthFigure(health, drawn), drawn);
  if (survey) return printed(surveyFigure(survey, drawn, country), drawn);
  return life ? lifeFigure(life) : () => null;
}

export const MARGINS = {
  MW00000: 'Waarde',
  MOG0095: 'Ondergrens 95%-interval',
  MBG0095: 'Bovengrens 95%-interval',
};

const shiftOf = ({ keys }: Moment): number => ({ MOG0095: -1, MBG0095: 1 })[keys['Marges'] ?? ''] ?? 0;
const yearOf = ({ period }: Moment): number => Number(period.slice(0, 4));

/** With the decimals of the column; a percentage as the limit that is asked for, of a model that borrows strength. */
const printed =
  (figure: Figure, { hasMargins, unit, decimals }: Drawn): Figure =>
  (area, moment) => {
    const value = figure(area, moment);
    if (value === null) return null;
    if (!hasMargins || unit !== '%') return Number(value.toFixed(decimals));
    const half = 1.96 * Math.sqrt((value * (100 - value)) / (250 + area.inhabitants * 0.03));
    return Number(Math.min(100, Math.max(0, value + shiftOf(moment) * half)).toFixed(1));
  };

/** The levels of a figure, or those at a key of the row for which others are declared. */
function levelsAt<T extends object>(levels: T & { at: Record<string, Partial<T>> }, { keys }: Moment): T {
  const key = Object.values(keys).find(one => one.trim() in levels.at);
  return key === undefined ? levels : { ...levels, ...levels.at[key.trim()] };
}

/** A count: the sum over the buurten of the area, so that parts add up before they are rounded. */
const countFigure =
  (count: Count, { decimals, effect }: Drawn): Figure =>
  (area, moment) => {
    if (area.inhabitants < count.from) return null;
    const { share, slope } = levelsAt(count, moment);
    const year = count.year ?? yearOf(moment);
    const inBuurt = (one: DemoArea): number => {
      const burden = one.burden + effect.burden(one, year);
      const part = Math.max(share / 10, share + slope * Math.tanh(burden)) * effect.factor(one, year);
      const spread = count.draw === undefined ? 1 : 0.9 + 0.2 * randomOf(count.draw, one.code);
      return Math.round((inhabitantsIn(one, year) * part * spread) / count.buurt_step) * count.buurt_step;
    };
    const persons = total(area, inBuurt) * (1 + count.margin * shiftOf(moment));
    if (count.per) return Number((persons / count.per).toFixed(decimals));
    const step = count.step ?? (/^(WK|BU)/.test(area.code) ? 5 : 1);
    return Math.round(persons / step) * step;
  };

const total = (area: DemoArea, part: (area: DemoArea) => number): number =>
  area.parts.length === 0 ? part(area) : area.parts.reduce((sum, one) => sum + total(one, part), 0);

/** Inhabitants in a year: the country grows, areas with much burden shrink. */
const inhabitantsIn = (area: DemoArea, year: number): number =>
  area.inhabitants * (1 + 0.004 * (year - 2024) * (area.burden > 0.4 ? -0.5 : 1));

/** The figure of an area with parts is the mean of theirs by inhabitants, as in a published table. */
function meanOfParts(ofBuurt: Figure): Figure {
  const known = new Map<string, number | null>();
  const figure: Figure = (area, moment) => {
    if (area.parts.length === 0) return ofBuurt(area, moment);
    const key = [area.code, moment.period, moment.age].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    let [weighted, weight] = [0, 0];
    for (const part of area.parts) {
      const one = figure(part, moment);
      if (one === null) continue;
      weighted += one * part.inhabitants;
      weight += part.inhabitants;
    }
    const mean = weight > 0 ? weighted / weight : null;
    known.set(key, mean);
    return mean;
  };
  return figure;
}

function meanFigure(mean: Mean, { title, group, effect }: Drawn): Figure {
  const { base, slope, per_year, least, from, gemeente_from } = mean;
  const figure = meanOfParts((area, moment) => {
    if (area.inhabitants < from) return null;
    const year = yearOf(moment);
    const burden = area.burden + effect.burden(area, year) + 0.2 * normalOf(title, group, area.code);
    return Math.max(least, base + per_year * (year - 2024) + slope * burden);
  });
  return (area, moment) =>
    area.code.startsWith('GM') && area.inhabitants < gemeente_from ? null : figure(area, moment);
}

/** A percentage of the health monitors: older people and the corona year carry more burden; none below 50 inhabitants. */
const healthFigure = ({ base, slope, first }: Health, { title, effect }: Drawn): Figure =>
  meanOfParts((area, moment) => {
    const { period, age } = moment;
    if (area.inhabitants < 50 || yearOf(moment) < first) return null;
    const older = age === '80200' ? slope * 0.4 : 0;
    const corona = yearOf(moment) >= 2022 ? slope * 0.6 : 0;
    const noise = 0.25 * slope * normalOf(title, area.code, period, age);
    const burden = area.burden + effect.burden(area, yearOf(moment));
    return Math.min(99, Math.max(0.1, base + slope * burden + older + corona + noise));
  });

/** A percentage of a survey of the area itself, with what is added within a GGD region. */
const surveyFigure =
  ({ base, slope, within }: Survey, { stem, effect }: Drawn, country: DemoCountry): Figure =>
  (area, moment) => {
    const added = country.regions
      .filter(region => region.code in within)
      .reduce((sum, region) => sum + (within[region.code] ?? 0) * shareIn(region, area, country), 0);
    const noise = (randomOf(stem, area.code, moment.age, yearOf(moment)) - 0.5) * slope * 0.5;
    return base + added + slope * (area.burden + effect.burden(area, yearOf(moment))) + noise;
  };

/** How much of an area lies in a GGD region: 1 for the region itself and each gemeente of it, of any year. */
function shareIn(region: DemoArea, area: DemoArea, { regionOf }: DemoCountry): number {
  if (area.code === 'NL') return region.inhabitants / area.inhabitants;
  return area.code === region.code || regionOf(area.code, 'ggd') === region.code ? 1 : 0;
}

/** Years of life by sex, with an interval that narrows as more people live there. */
const lifeFigure =
  (life: Life): Figure =>
  (area, moment) => {
    const { base, slope } = levelsAt(life, moment);
    const sex = moment.keys['Geslacht'] ?? '';
    const bySex = { '3000': -1.6, '4000': 1.6 }[sex.trim()] ?? 0;
    const trend = 0.1 * (yearOf(moment) - 2017);
    const noise = 0.2 * normalOf('life', area.code, sex, base);
    const half = Math.min(2.5, 250 / Math.sqrt(area.inhabitants + 1));
    const value = base + bySex + trend + slope * area.burden + noise + shiftOf(moment) * half;
    return Number(value.toFixed(1));
  };
