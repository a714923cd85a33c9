import { inDutch } from '../../../transforms/tables.ts';
import { capital, dutchList, dutchNumber } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { grouped } from '../../grouped.ts';
import { dots, spine } from '../draw/spine.ts';
import { type Html, html } from '../html.ts';
import { indicatorPath, type SiteContext, scroll } from '../page.ts';
import type { AreaRow, FigureRow } from '../rows.ts';
import { verdictOf } from '../verdict.ts';
import {
  aboutText,
  intervalText,
  levelMany,
  RELIABILITY,
  reliabilityText,
  trendText,
  unitText,
  valueText,
  verdictCell,
} from '../words.ts';

/** What the profile of an area is compared with beside the country. */
interface Beside {
  area: AreaRow;
  figures: ReadonlyMap<string, FigureRow> | undefined;
}

/** The indicators of the area (default: all), domain by domain: value, benchmark, place among others, verdict, trend. */
export function profile(area: AreaRow, context: SiteContext, shown?: readonly string[]): Html {
  const own = context.facts.figures.get(area.area_code) ?? new Map<string, FigureRow>();
  const rows = chosen(context.facts.indicators, shown).filter(one => own.has(one.indicator.indicator_id));
  const level = peerLevel(area);
  const peers = context.facts.areas.filter(one => one.area_level === level);
  const beside = besideOf(area, context);
  // Where no series can be judged, a column of reasons would say the same in every row.
  const hasTrends = [...own.values()].some(one => TOLD.has(one.trend ?? ''));
  const domains = [...grouped(rows, one => one.indicator.domain)];
  return html`<p class="legend">Elke balk loopt van het ongunstigste (links) tot het gunstigste (rechts) van de ${peers.length} ${levelMany(level)}; donkerder de middelste helft, | Nederland, het rondje dit gebied met zijn 95%-marge. Bij cijfers zonder gunstige kant loopt de balk van laag naar hoog.${hasTrends ? '' : ` Trends: van geen enkel cijfer te zeggen (${untold([...own.values()])}).`}</p>
${dots([...own.values()].filter(one => one.value !== null).map(verdictOf))}${scroll(
  `Alle cijfers van ${area.name}`,
  html`<table class="profile"><caption class="hidden">Alle cijfers van ${area.name}, vergeleken met Nederland${beside ? ` en ${beside.area.name}` : ''}</caption>
<thead><tr><th scope="col">Indicator</th><th scope="col" class="number">${area.name}</th><th scope="col" class="number">Nederland</th>${beside ? html`<th scope="col" class="number">${beside.area.name}</th>` : null}<th scope="col" class="drawn">Plaats</th><th scope="col" class="verdict">Tegen Nederland</th>${hasTrends ? html`<th scope="col" class="trend">Trend</th>` : null}<th scope="col">Over</th><th scope="col"><abbr title="Betrouwbaarheid: ${RELIABILITY}">Betr.</abbr></th></tr></thead>
${domains.map(
  ([
    domain,
    some,
  ]) => html`<tbody><tr class="domain"><th colspan="${7 + Number(beside !== null) + Number(hasTrends)}" scope="rowgroup">${capital(domain)}</th></tr>
${some.map(one => row(one, { figure: own.get(one.indicator.indicator_id), beside, level, context, hasTrends }))}</tbody>
`,
)}</table>`,
  `${area.area_code}-profiel`,
)}`;
}

/** These, in their order; or all. */
function chosen(all: IndicatorFacts[], ids?: readonly string[]): IndicatorFacts[] {
  const byId = new Map(all.map(one => [one.indicator.indicator_id, one]));
  return ids ? ids.flatMap(id => byId.get(id) ?? []) : all;
}

const TOLD: ReadonlySet<string> = new Set(['increasing', 'decreasing', 'no_significant_change']);

/** Why no trend can be told, each reason once. */
const untold = (figures: FigureRow[]): string =>
  dutchList([
    ...new Set(figures.flatMap(one => (one.trend_reason ? [inDutch('trend.reason', one.trend_reason)] : []))),
  ]) || 'er zijn geen reeksen';

interface RowContext {
  hasTrends: boolean;
  figure: FigureRow | undefined;
  beside: Beside | null;
  /** Level of the areas that it is drawn among. */
  level: string;
  context: SiteContext;
}

function row({ indicator }: IndicatorFacts, { figure, beside, level, context, hasTrends }: RowContext): Html {
  if (!figure) return html``;
  const { indicator_id, unit, polarity } = indicator;
  const decimals = context.facts.decimals.get(indicator_id) ?? 1;
  const other = beside?.figures?.get(indicator_id);
  const verdict = verdictOf(figure);
  return html`<tr><th scope="row"><a href="${context.up}${indicatorPath(indicator_id)}">${indicator.name_nl}</a>${
    indicator.value_kind === 'model_estimate' ? html` <i>model</i>` : null
  }${unit === '%' ? null : html`<small>${unitText(unit)}</small>`}</th><td>${valueText(figure.value, decimals, unit)}<small>${intervalText(figure, decimals)}</small></td><td>${valueText(figure.country_value, decimals, unit)}</td>${
    beside
      ? html`<td>${other && other.period === figure.period && other.value !== null ? dutchNumber(other.value, decimals) : '–'}</td>`
      : null
  }<td>${spine({
    value: figure.value,
    lower: figure.lower_95,
    upper: figure.upper_95,
    benchmark: figure.country_value,
    others: context.facts.values.get(`${level} ${indicator_id}`) ?? [],
    isLowBest: polarity === 'lower_better',
    verdict,
  })}</td>${verdictCell(figure)}${hasTrends ? html`<td>${trendText(figure)}</td>` : null}<td>${aboutText(figure)}</td><td>${reliabilityText(figure)}</td></tr>
`;
}

/** Areas of one level are drawn among each other; the region and other groups among its gemeenten. */
const peerLevel = ({ area_level }: AreaRow): string => (area_level === 'regio' ? 'gemeente' : area_level);

/** A buurt and wijk beside their gemeente, a gemeente beside the region. */
function besideOf(area: AreaRow, { facts, byCode, region }: SiteContext): Beside | null {
  const other = area.gemeente_code ? byCode.get(area.gemeente_code) : region;
  if (!other || other.area_code === area.area_code) return null;
  return { area: other, figures: facts.figures.get(other.area_code) };
}
