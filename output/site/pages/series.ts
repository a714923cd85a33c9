import { dutchAge, dutchNumber } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { type TrendPoint, trend } from '../draw/trend.ts';
import { type Html, html } from '../html.ts';
import { type SiteContext, scroll } from '../page.ts';
import type { SeriesRow } from '../rows.ts';
import { unitText } from '../words.ts';

/** The region, the country and the gemeenten through time; what was measured of another age stands apart. */
export function trends({ indicator }: IndicatorFacts, { facts, region, byCode }: SiteContext): Html {
  const age = region && facts.figures.get(region.area_code)?.get(indicator.indicator_id)?.age_group;
  const rows = (facts.series.get(indicator.indicator_id) ?? []).filter(
    row => !row.is_main || age === undefined || row.age_group === age,
  );
  const of = (code: string) => rows.filter(row => row.area_code === code);
  const isKnown = (code: string) => of(code).some(row => row.value !== null);
  const codes = [region?.area_code ?? '', 'NL'].filter(isKnown);
  const periods = [...new Set(codes.flatMap(code => of(code).map(row => row.period)))].sort();
  if (periods.length < 2) return html``;
  const gemeenten = facts.areas.filter(one => one.area_level === 'gemeente').map(one => one.area_code);
  const nameOf = (code: string) => (code === 'NL' ? 'Nederland' : (byCode.get(code)?.name ?? code));
  const lines = codes.map((code, n) => ({
    name: nameOf(code),
    kind: n === 0 ? 'own' : 'other',
    points: pointsOf(of(code)),
  }));
  const told = (pattern: (row: SeriesRow) => string | null) =>
    [...new Set(codes.flatMap(code => of(code).flatMap(row => pattern(row) ?? [])))].join('; ');
  const breaks = told(row => row.break_before && `vóór ${row.period}: ${row.break_before}`);
  const ages = told(row => (row.is_main ? null : `${row.period} gaat over ${dutchAge(row.age_group)}`));
  return html`<section><h2 id="trend">Door de jaren</h2>
<figure>${trend({ id: 'trend-tekening', title: `${indicator.name_nl} door de jaren`, lines, unit: unitText(indicator.unit) })}
<figcaption>Vlak: 95%-interval.${breaks ? ` Breuk ${breaks}. Over een breuk heen is niet te vergelijken.` : ''}${ages ? ` Let op: ${ages}.` : ''}${indicator.value_kind === 'model_estimate' ? ' Een modelschatting kan geen verandering van een gebied tonen.' : ''}</figcaption></figure>
${scroll(
  'Door de jaren',
  html`<table class="numbers"><caption class="hidden">${indicator.name_nl} per periode</caption><thead><tr><th scope="col">Gebied</th>${periods.map(period => html`<th scope="col" class="number">${headOf(period, rows)}</th>`)}</tr></thead><tbody>
${[...codes, ...gemeenten.filter(isKnown)].map(
  code =>
    html`<tr><th scope="row">${nameOf(code)}</th>${periods.map(period =>
      cell(
        of(code).find(row => row.period === period),
        facts.decimals.get(indicator.indicator_id) ?? 1,
      ),
    )}</tr>
`,
)}</tbody></table>`,
  `${indicator.indicator_id}-reeks`,
)}</section>
`;
}

/** Where another age begins, the line breaks. */
const pointsOf = (rows: SeriesRow[]): TrendPoint[] =>
  rows.map(({ period, year, value, lower_95, upper_95, break_before, age_group }, n) => {
    const before = rows[n - 1]?.age_group ?? age_group;
    const other = before === age_group ? null : `eerder over ${dutchAge(before)}`;
    return { period, year, value, lower: lower_95, upper: upper_95, breakBefore: break_before ?? other };
  });

/** The period, with the age where that is not the usual one. */
function headOf(period: string, rows: SeriesRow[]): Html {
  const other = rows.find(row => row.period === period && !row.is_main);
  return html`${period}${other ? html`<small>${dutchAge(other.age_group)}</small>` : null}`;
}

function cell(row: SeriesRow | undefined, decimals: number): Html {
  const number = (value: number) => dutchNumber(value, decimals);
  if (!row || row.value === null) return html`<td>–</td>`;
  const { value, lower_95: from, upper_95: to } = row;
  return html`<td>${number(value)}${from === null || to === null ? null : html`<small>${number(from)} – ${number(to)}</small>`}</td>`;
}
