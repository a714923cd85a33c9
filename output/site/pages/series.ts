import { dutchNumber } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { type TrendLine, trend } from '../draw/trend.ts';
import { type Html, html } from '../html.ts';
import { type SiteContext, scroll } from '../page.ts';
import { unitText } from '../words.ts';

/** The region, the country and the gemeenten through time. */
export function trends({ indicator }: IndicatorFacts, { facts, region, byCode }: SiteContext): Html {
  const rows = facts.series.get(indicator.indicator_id) ?? [];
  const decimals = facts.decimals.get(indicator.indicator_id) ?? 1;
  const age = region
    ? facts.figures.get(region.area_code)?.get(indicator.indicator_id)?.age_group
    : undefined;
  const of = (code: string) =>
    rows.filter(row => row.area_code === code && (age === undefined || row.age_group === age));
  const codes = [region?.area_code ?? '', 'NL'].filter(code => of(code).some(row => row.value !== null));
  const periods = new Set(codes.flatMap(code => of(code).map(row => row.period)));
  if (periods.size < 2) return html``;
  const nameOf = (code: string) => (code === 'NL' ? 'Nederland' : (byCode.get(code)?.name ?? code));
  const lines: TrendLine[] = codes.map((code, n) => ({
    name: nameOf(code),
    kind: n === 0 ? 'own' : 'other',
    points: of(code).map(row => ({
      period: row.period,
      year: row.year,
      value: row.value,
      lower: row.lower_95,
      upper: row.upper_95,
      breakBefore: row.break_before,
    })),
  }));
  const gemeenten = facts.areas.filter(one => one.area_level === 'gemeente').map(one => one.area_code);
  const shown = [...codes, ...gemeenten.filter(code => of(code).some(row => row.value !== null))];
  const breaks = [
    ...new Set(
      codes.flatMap(code =>
        of(code).map(row => row.break_before && `vóór ${row.period}: ${row.break_before}`),
      ),
    ),
  ].filter(Boolean);
  return html`<section><h2 id="trend">Door de jaren</h2>
<figure>${trend({ id: 'trend-tekening', title: `${indicator.name_nl} door de jaren`, lines, unit: unitText(indicator.unit) })}
<figcaption>Vlak: 95%-interval.${breaks.length > 0 ? ` Breuk ${breaks.join('; ')}. Over een breuk heen is niet te vergelijken.` : ''}${indicator.value_kind === 'model_estimate' ? ' Een modelschatting kan geen verandering van een gebied tonen.' : ''}</figcaption></figure>
${scroll(
  'Door de jaren',
  html`<table><caption class="hidden">${indicator.name_nl} per periode</caption><thead><tr><th scope="col">Gebied</th>${[...periods].map(period => html`<th scope="col" class="number">${period}</th>`)}</tr></thead><tbody>
${shown.map(
  code => html`<tr><th scope="row">${nameOf(code)}</th>${[...periods].map(period => {
    const row = of(code).find(one => one.period === period);
    return html`<td class="number">${row?.value === null || row === undefined ? '–' : dutchNumber(row.value, decimals)}${row?.lower_95 != null && row.upper_95 != null ? html`<span class="aside">${dutchNumber(row.lower_95, decimals)} – ${dutchNumber(row.upper_95, decimals)}</span>` : null}</td>`;
  })}</tr>
`,
)}</tbody></table>`,
  `${indicator.indicator_id}-reeks`,
)}</section>
`;
}
