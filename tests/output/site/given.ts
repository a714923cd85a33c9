import type { IndicatorFacts, IndicatorRow } from '../../../output/dictionary/facts.ts';
import type { SiteFacts } from '../../../output/site/facts.ts';
import type { SiteContext } from '../../../output/site/page.ts';
import type { AreaFigure, AreaRow, FigureRow } from '../../../output/site/rows.ts';
import { PUBLISHER } from '../../support/publisher.ts';

/** An area of its code's level. */
export const area = (code: string, more: Partial<AreaRow> = {}): AreaRow => ({
  area_code: code,
  area_level: { GM: 'gemeente', WK: 'wijk', BU: 'buurt', RG: 'regio' }[code.slice(0, 2)] ?? 'land',
  area_vintage: 2024,
  name: `Naam van ${code}`,
  wijk_code: null,
  gemeente_code: null,
  population: 1000,
  population_period: '2024',
  is_region: false,
  ...more,
});

/** A figure of which nothing is told yet. */
export const figure = (more: Partial<FigureRow> = {}): FigureRow => ({
  area_code: 'BU00010101',
  indicator_id: 'een',
  period: '2024',
  age_group: 'total',
  value: 10,
  lower_95: null,
  upper_95: null,
  missing_reason: null,
  interval_missing_reason: null,
  reliability: null,
  reliability_reason: null,
  country_value: null,
  outcome: null,
  outcome_reason: null,
  register_difference: null,
  caution: null,
  trend: null,
  judgement: null,
  trend_reason: null,
  rank_lower: null,
  rank_upper: null,
  ranked_areas: null,
  ...more,
});

/** Of an indicator only what pages of figures ask. */
export function described(more: Partial<IndicatorRow> = {}): IndicatorFacts {
  const indicator = {
    indicator_id: 'een',
    name_nl: 'Een',
    name_en: 'One',
    domain: 'leefstijl',
    unit: '%',
    polarity: 'lower_better',
    value_kind: 'survey',
    headline: true,
    status: 'active',
    ...more,
  };
  return { indicator, sources: [] as IndicatorFacts['sources'] } as IndicatorFacts;
}

/** Figures of buurten beside each other, each a square on the map. */
export const buurten = (figures: Partial<FigureRow>[]): AreaFigure[] =>
  figures.map((more, n) => {
    const code = `BU000101${String(n).padStart(2, '0')}`;
    return { area: area(code), figure: figure({ ...more, area_code: code }) };
  });

/** A site of only these figures. */
export function contextOf(figures: AreaFigure[]): SiteContext {
  const facts = {
    areas: figures.map(one => one.area),
    indicators: [described()],
    figures: new Map(),
    postcodes: [],
    series: new Map(),
    interventions: new Map(),
    decimals: new Map([['een', 1]]),
    outlines: new Map(
      figures.map(({ area: { area_code: code, area_level: level } }) => [
        code,
        { code, level, path: 'M0 0l9 0 0 9z', middle: [3, 3] },
      ]),
    ),
    outlineVintage: 2024,
  } as unknown as SiteFacts;
  const byCode = new Map(figures.map(one => [one.area.area_code, one.area]));
  return {
    facts,
    releaseId: 'r',
    notice: null,
    revision: undefined,
    programme: 'Proef',
    publisher: PUBLISHER,
    region: undefined,
    headlines: [],
    up: '',
    byCode,
  };
}
