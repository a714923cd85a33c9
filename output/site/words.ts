import { inDutch } from '../../transforms/tables.ts';
import { dutchNumber, dutchPeriod, dutchUnit } from '../dictionary/dutch.ts';
import { type Html, html } from './html.ts';
import type { FigureRow } from './rows.ts';
import { type Verdict, verdictOf, verdictWords, whyNot } from './verdict.ts';

const LEVELS: Record<string, { one: string; many: string }> = {
  land: { one: 'land', many: 'landen' },
  regio: { one: 'regio', many: 'regio’s' },
  gemeente: { one: 'gemeente', many: 'gemeenten' },
  wijk: { one: 'wijk', many: 'wijken' },
  buurt: { one: 'buurt', many: 'buurten' },
};

export const levelOne = (level: string): string => LEVELS[level]?.one ?? level;
export const levelMany = (level: string): string => LEVELS[level]?.many ?? level;

/** '42,1 %', or a dash; the reason stands elsewhere in the row. */
export const valueText = (value: number | null, decimals: number, unit: string): string =>
  value === null ? '–' : `${dutchNumber(value, decimals)}${unit === '%' ? '%' : ''}`;

/** '40,1 – 44,2', or why there are no limits. */
export function intervalText(row: FigureRow, decimals: number): string {
  if (row.value === null) return '';
  if (row.lower_95 === null || row.upper_95 === null)
    return row.interval_missing_reason
      ? inDutch('indicator_value.interval_missing_reason', row.interval_missing_reason)
      : 'zonder marge';
  return `${dutchNumber(row.lower_95, decimals)} – ${dutchNumber(row.upper_95, decimals)}`;
}

/** Sign and word of a verdict; never colour alone. */
export const badge = (verdict: Verdict, words: string | Html = verdictWords(verdict)): Html =>
  html`<span class="badge ${verdict}">${words}</span>`;

/** The cell with the verdict of a figure and, where there is none, the reason. */
export function verdictCell(row: FigureRow): Html {
  const verdict = verdictOf(row);
  const reason = whyNot(row);
  if (verdict === 'missing') return html`<td class="missing">${reason}</td>`;
  const aside = verdict === 'not_compared' ? signal(row) || reason : reason;
  return html`<td class="${verdict}">${verdictWords(verdict)}${aside ? html`<small>${aside}</small>` : null}</td>`;
}

/** A register figure without interval that is far off: said, but never a verdict. */
const signal = ({ register_difference }: FigureRow): string =>
  register_difference && register_difference !== 'similar' && register_difference !== 'not_compared'
    ? `meer dan 5% ${inDutch('comparison.outcome', register_difference)}: een signaal, geen toets`
    : '';

const ARROWS: Record<string, string> = { increasing: '↗', decreasing: '↘', no_significant_change: '→' };

/** Where a series goes, in a word with an arrow; or why that cannot be said. */
export function trendText({ trend, judgement, trend_reason }: FigureRow): Html {
  if (!trend) return html`–`;
  const arrow = ARROWS[trend];
  const words = inDutch('trend.trend', trend);
  if (arrow) return html`${arrow} ${words}${judgement ? `, ${inDutch('trend.judgement', judgement)}` : ''}`;
  return html`<small>${trend_reason ? inDutch('trend.reason', trend_reason) : words}</small>`;
}

/** Period, and whom the figure is about where not everyone. */
export const aboutText = ({ period, age_group }: FigureRow): string =>
  age_group === 'total' ? dutchPeriod(period) : `${dutchPeriod(period)}, ${age_group}`;

export const unitText = (unit: string): string => dutchUnit(unit);

/** The class of a figure; what it means stands over the column. */
export const reliabilityText = ({ reliability, value }: FigureRow): string =>
  value === null || !reliability ? '–' : reliability === 'unknown' ? '?' : reliability;

/** The class of a figure and what it means: 'C, voorzichtig gebruiken'. */
export const reliabilityWords = ({ reliability }: Pick<FigureRow, 'reliability'>): string =>
  [
    reliability === 'unknown' ? '?' : reliability,
    `(${inDutch('indicator_value.reliability', reliability ?? 'unknown')})`,
  ].join(' ');

/** What the classes mean. */
export const RELIABILITY = ['A', 'B', 'C', 'D', 'unknown']
  .map(reliability => reliabilityWords({ reliability }))
  .join(', ');
