import { publishedTables } from '../../transforms/tables.ts';
import { Html, html } from './html.ts';
import { opening, type SiteContext } from './page.ts';
import { hasReport } from './pages/area.ts';

/** Questions that people ask first, as selects that run in the folder of the release. */
function questionsOf({ facts, region }: SiteContext): [question: string, sql: string][] {
  const gemeente = facts.areas.find(area => area.area_level === 'gemeente')?.area_code ?? '';
  const isFigured = (id: string) => facts.figures.get(gemeente)?.has(id) === true;
  const ids = facts.indicators
    .filter(({ indicator }) => indicator.headline)
    .map(({ indicator }) => indicator.indicator_id);
  return [
    [
      'Wat is er over een gebied te zeggen?',
      `select place, statement_nl from 'finding.parquet' where area_code = '${gemeente}' order by place`,
    ],
    [
      'Een indicator in alle gemeenten van de regio, met marges',
      `select a.name, v.period, v.value, v.lower_95, v.upper_95, v.missing_reason
from 'indicator_value.parquet' as v
join 'area.parquet' as a on a.area_code = v.area_code and a.area_vintage = v.area_vintage
where v.indicator_id = '${ids.find(isFigured) ?? ''}' and v.area_level = 'gemeente' and v.is_preferred and v.sex = 'total'
  and contains(a.area_groups, '${region?.area_code ?? ''}')
order by a.name, v.age_group, v.period`,
    ],
    [
      'Wat is aantoonbaar ongunstiger dan de eerste referentie, en hoe betrouwbaar is het cijfer?',
      `select indicator_id, area_code, value, benchmark_code, benchmark_value, difference, reliability
from 'comparison.parquet'
where benchmark_code = (select min(benchmark_code) from 'benchmark.parquet' where kind = 'area') and outcome = 'worse' and is_main
order by indicator_id, area_code`,
    ],
    [
      'In welke wijken en buurten komt het meeste samen?',
      `select area_level, area_code, worse, judged, country_share
from 'cumulation.parquet'
where area_level in ('wijk', 'buurt') and is_enough_judged
order by area_level, worse desc, area_code`,
    ],
    [
      'Hoe staan de doelen ervoor?',
      `select goal_id, indicator_id, period, gap, gap_lower, gap_upper, status, status_reason
from 'goal_progress.parquet'
order by goal_id, indicator_id, period`,
    ],
  ];
}

/** The three doors of a release: look, report, data. It stands beside the files, above the site; `dataset` describes it to machines. */
export function doorsPage(context: SiteContext, dataset: object): string {
  const { programme, notice, releaseId, facts } = context;
  return html`${opening(`${programme}: publicatie ${releaseId}`, 'site/')}<a class="skip" href="#inhoud">Naar de inhoud</a>
${notice ? html`<aside class="notice" aria-label="Waarschuwing"><strong>${notice}</strong></aside>` : null}
<main id="inhoud">
<h1>${programme}</h1>
<p class="lead">Publicatie ${releaseId}. Waar wilt u heen?</p>
<div class="cards">
<div class="card"><h2><a href="site/index.html">Kijken</a></h2><p>De cijfers op pagina’s en kaarten: per gebied, per indicator, doelen en programma’s. Opent ook zonder internet.</p></div>
<div class="card"><h2>Rapport</h2><p>Per gemeente en voor de regio, om te printen:</p><ul>${facts.areas.filter(hasReport).map(area => html`<li><a href="site/rapport/${area.area_code}.html">${area.name}</a></li>`)}</ul></div>
<div class="card"><h2><a href="#gegevens">Gegevens</a></h2><p>Alle tabellen als bestand, voor Excel, Power BI, R, Python en DuckDB.</p></div>
</div>
<h2 id="gegevens">Gegevens</h2>
<p>Elke tabel staat er als Parquet (alle gebieden) en CSV. Voor Excel: de nieuwste cijfers in <a href="vie.xlsx">vie.xlsx</a>, alle tabellen in <a href="excel.zip">excel.zip</a>. In één bestand: <a href="vie.duckdb">vie.duckdb</a>. Wat elke kolom betekent: <a href="site/indicatoren.html#tabellen">tabellen en kolommen</a>, en voor programma’s <a href="schema.json">schema.json</a>. Voor catalogi en gereedschap: <a href="datapackage.json">datapackage.json</a> en <a href="dcat.jsonld">dcat.jsonld</a>.</p>
<section class="scroll" tabindex="0" aria-label="Tabellen"><table><caption class="hidden">Tabellen van deze publicatie</caption><thead><tr><th scope="col">Tabel</th><th scope="col">Wat erin staat</th><th scope="col">Bestanden</th></tr></thead><tbody>
${publishedTables().map(
  ({
    name,
    nl,
  }) => html`<tr><th scope="row"><code>${name}</code></th><td>${nl}</td><td><a href="${name}.parquet">Parquet</a></td></tr>
`,
)}</tbody></table></section>
<h2 id="vragen">Vijf vragen om mee te beginnen</h2>
<p>In de DuckDB-shell, in de map van deze publicatie:</p>
${questionsOf(context).map(question)}</main>
${dataBlock(dataset)}
</body>
</html>
`.text;
}

/** JSON that no browser runs, so that no policy on scripts concerns it; without a `<` that could end it. */
const dataBlock = (data: object): Html =>
  new Html(`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);

const question = ([asked, sql]: [string, string]): Html =>
  html`<h3>${asked}</h3>
<pre tabindex="0"><code>${sql};</code></pre>
`;
