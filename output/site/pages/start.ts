import { inDutch } from '../../../transforms/tables.ts';
import { capital, dutchNumber } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import { areaLink, areaPath, indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaRow, GoalRow } from '../rows.ts';
import { short } from './area.ts';
import { latestOf } from './goals.ts';
import { pilingMap } from './piling.ts';

/** The first page: the state of the region in plain words, the goals, where it piles up, and the way to every area. */
export function startPage(context: SiteContext): SitePage {
  const { facts, region, up } = context;
  const gemeenten = facts.areas.filter(one => one.area_level === 'gemeente');
  return {
    path: 'index.html',
    title: region ? `Hoe staat het met ${region.name}?` : 'Hoe staat het met de regio?',
    lead: `Gezondheid, geld, onderwijs, wonen en samenleven in ${gemeenten.length} gemeenten, ${count(facts.areas, 'wijk')} wijken en ${count(facts.areas, 'buurt')} buurten: elk cijfer met zijn marge, zijn bron en waarvoor het niet gebruikt mag worden.`,
    body: html`${region ? short(region, context) : null}${goals(context)}<h2 id="opstapeling">Waar het samenkomt</h2>
${pilingMap(context)}<p><a href="stapeling.html">Alle wijken en buurten naast elkaar</a></p>
<h2 id="gebieden">Kies een gebied</h2>
<div class="cards">${gemeenten.map(
      one => html`<div class="card"><h3><a href="${up}${areaPath(one.area_code)}">${one.name}</a></h3><p>${one.population === null ? '' : `${dutchNumber(one.population, 0)} inwoners`}</p><details><summary>${count(own(facts.areas, one), 'wijk')} wijken</summary><ul>${own(
        facts.areas,
        one,
      )
        .filter(part => part.area_level === 'wijk')
        .map(part => html`<li>${areaLink(context, part.area_code)}</li>`)}</ul></details></div>
`,
    )}</div>
<p>Ook: ${facts.areas.filter(one => one.area_level === 'regio').map((one, n) => html`${n > 0 ? ' · ' : ''}${areaLink(context, one.area_code)}`)}</p>
`,
  };
}

const count = (areas: readonly AreaRow[], level: string): number =>
  areas.filter(one => one.area_level === level).length;

const own = (areas: readonly AreaRow[], gemeente: AreaRow): AreaRow[] =>
  areas.filter(one => one.gemeente_code === gemeente.area_code);

function goals(context: SiteContext): Html {
  const rows = latestOf(context.facts.goals);
  if (rows.length === 0) return html``;
  return html`<h2 id="doelen">Worden de doelen gehaald?</h2>
${scroll(
  'Doelen',
  html`<table><caption class="hidden">Stand van elk doel</caption><thead><tr><th scope="col">Doel</th><th scope="col">Gaat over</th><th scope="col">Gemeten aan</th><th scope="col">Stand</th></tr></thead><tbody>
${rows.map(
  row => html`<tr><th scope="row"><a href="doelen.html#${row.goal_id}">${row.name_nl}</a></th><td>${areaLink(context, row.population_code)}</td><td>${row.indicator_id ? indicatorName(row, context) : '–'}</td><td>${row.indicator_id ? html`${capital(inDutch('goal_progress.status', row.status))}<small>${row.period}</small>` : 'Nog geen cijfers'}</td></tr>
`,
)}</tbody></table>`,
)}`;
}

const indicatorName = (row: GoalRow, { facts, up }: SiteContext): Html =>
  html`<a href="${up}${indicatorPath(row.indicator_id ?? '')}">${facts.names.get(row.indicator_id ?? '') ?? row.indicator_id}</a>`;
