import { inDutch, wordsOf } from '../../../transforms/tables.ts';
import { capital, dutchDate, dutchNumber, dutchPeriod, dutchUnit } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import type { KpiRow } from '../programme-facts.ts';
import { kpiBadge } from './programme-badge.ts';

/** The chain from reach to result to effect; a link that is not declared says so. */
export const chain = (kpis: KpiRow[]): Html => html`<ol class="chain">
${Object.keys(wordsOf('programme_kpi.stage')).map((stage, at) => {
  const own = kpis.filter(kpi => kpi.stage === stage);
  const ids = [...new Set(own.map(kpi => kpi.kpi_id))];
  return html`<li><p class="step">${at + 1}. ${capital(inDutch('programme_kpi.stage', stage))}</p>
${
  ids.length === 0
    ? html`<p class="empty">Hiervoor is niets afgesproken.</p>`
    : ids.map(id => kpi(own.filter(one => one.kpi_id === id)))
}</li>
`;
})}</ol>
`;

function kpi(rows: KpiRow[]): Html {
  const [first] = rows;
  if (!first) return html``;
  const { name_nl, direction, target, target_by } = first;
  return html`<p class="name">${name_nl}</p>
<p class="small">Streefwaarde: ${inDutch('programme_kpi.direction', direction)} ${figure(target, first.unit)} op ${dutchDate(target_by)}</p>
<ul class="figures">${alike(rows).map((own, n, all) => figures(own, isTold(own, all.slice(0, n))))}</ul>
`;
}

/** Areas of which the same is to be said share one line: seven times 'no data' tells nothing more. */
function alike(rows: KpiRow[]): KpiRow[][] {
  const groups = new Map<string, KpiRow[]>();
  for (const row of rows) {
    const key = row.value === null ? `${row.status} ${row.status_reason}` : row.area_name;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** Whether a figure above has the same status for the same reason, and says so in words. */
const isTold = ([own]: KpiRow[], above: KpiRow[][]): boolean =>
  above.some(
    ([one]) =>
      one?.value !== null && one?.status === own?.status && one?.status_reason === own?.status_reason,
  );

function figures(rows: KpiRow[], told: boolean): Html {
  const [first] = rows;
  if (!first) return html``;
  const { value, unit, lower_95, upper_95, period, status, status_reason } = first;
  const where = rows.map(row => row.area_name).join(', ');
  if (value === null) return html`<li>${where}<br />${kpiBadge(status)}</li>`;
  const margin = lower_95 === null || upper_95 === null ? '' : ` (${plain(lower_95)} tot ${plain(upper_95)})`;
  return html`<li>${where}: <strong>${figure(value, unit)}</strong>${margin}, ${dutchPeriod(period)}<br />${kpiBadge(status)}${
    status === 'baseline' || told ? null : html` <span class="small">${status_reason}</span>`
  }</li>`;
}

const plain = (value: number): string => dutchNumber(value, Number.isInteger(value) ? 0 : 1);

const figure = (value: number, unit: string): string =>
  unit === '%' ? `${plain(value)}%` : `${plain(value)} ${dutchUnit(unit)}`;
