import { inDutch } from '../../../transforms/tables.ts';
import { capital, dutchNumber } from '../../dictionary/dutch.ts';
import { grouped } from '../../grouped.ts';
import { type Html, html } from '../html.ts';
import { areaLink, indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaRow, BreadthRow } from '../rows.ts';
import { VERDICTS, type Verdict, verdictOf } from '../verdict.ts';
import { badge } from '../words.ts';

/** What is region-wide, what of a gemeente, and what local: a matrix of subjects by gemeenten. */
export function themesPage(context: SiteContext): SitePage {
  const rows = context.facts.breadth.filter(row => row.subject_kind === 'indicator');
  return {
    path: 'themas.html',
    title: 'Wat speelt regiobreed, wat plaatselijk?',
    english: 'Region-wide or local?',
    lead: 'Per onderwerp het oordeel over elke gemeente (enquête of registratie, tegen Nederland) en het deel van de inwoners dat in een ongunstiger buurt woont.',
    body: html`<p class="legend">${VERDICTS.filter(one => one === 'missing' || rows.some(row => verdictAt(row) === one)).map(one => badge(one))}</p>
${[...grouped(rows, row => row.domain ?? '')].map(([domain, own]) => matrix(domain, own, context))}`,
  };
}

function matrix(domain: string, rows: BreadthRow[], context: SiteContext): Html {
  const { facts, region, up } = context;
  const gemeenten = facts.areas.filter(one => one.area_level === 'gemeente');
  const subjects = [...grouped(rows, row => row.subject_id)];
  const table = html`<table class="matrix"><caption class="hidden">${capital(domain)} per gemeente</caption><thead><tr><th scope="col">Onderwerp</th><th scope="col">Bereik</th>${gemeenten.map(one => html`<th scope="col">${areaLink(context, one.area_code)}</th>`)}<th scope="col" class="number">Inwoners in ongunstiger buurt</th></tr></thead><tbody>
${subjects.map(([subject, own]) => {
  const whole = own.find(row => row.area_code === region?.area_code);
  return html`<tr><th scope="row"><a href="${up}${indicatorPath(subject)}">${facts.names.get(subject) ?? subject}</a></th><td>${scopeText(whole)}</td>${gemeenten.map(one => cell(own.find(row => row.area_code === one.area_code)))}<td class="number">${peopleText(whole)}</td></tr>
`;
})}</tbody></table>`;
  return html`<section><h2>${capital(domain)}</h2>
${scroll(`${capital(domain)} per gemeente`, table, `themas-${domain.replace(/[^a-z]+/g, '-')}`)}</section>
`;
}

const scopeText = (row: BreadthRow | undefined): Html =>
  row?.scope
    ? html`<strong>${inDutch('domain_breadth.scope', row.scope)}</strong>`
    : html`<small>${row?.reason ? inDutch('domain_breadth.reason', row.reason) : 'geen oordeel'}</small>`;

function cell(row: BreadthRow | undefined): Html {
  const outcome = row?.gemeente_outcome ?? null;
  const words = outcome
    ? inDutch('comparison.outcome', outcome)
    : row?.reason
      ? inDutch('domain_breadth.reason', row.reason)
      : 'geen cijfer';
  return html`<td class="cell">${badge(verdictAt(row), html`<span class="hidden">${words}</span>`)}</td>`;
}

/** The verdict over a gemeente; none where it has no figure. */
const verdictAt = (row: BreadthRow | undefined): Verdict =>
  verdictOf({ value: row?.gemeente_outcome ? 0 : null, outcome: row?.gemeente_outcome ?? null });

const peopleText = (row: BreadthRow | undefined): Html =>
  row?.people_share_worse === null || row === undefined
    ? html`–`
    : html`${dutchNumber(100 * row.people_share_worse, 0)}%${row.spread_kind === 'model_estimate' ? html`<small>modelschatting</small>` : null}`;

/** What is region-wide, gemeente-wide or local in one area, subject by subject; only what is shown to be a problem. */
export function scopesOf(area: AreaRow, { facts, up }: SiteContext): Html {
  const own = facts.breadth.filter(
    row =>
      row.subject_kind === 'indicator' && row.area_code === area.area_code && PROBLEMS.has(row.scope ?? ''),
  );
  if (own.length === 0) return html``;
  return html`<h2 id="breed">Regiobreed, gemeentebreed of plaatselijk</h2>
<dl>${[...grouped(own, row => row.scope ?? '')].map(([scope, rows]) => html`<div><dt>${capital(inDutch('domain_breadth.scope', scope))}</dt><dd>${rows.map((row, n) => html`${n > 0 ? ', ' : ''}<a href="${up}${indicatorPath(row.subject_id)}">${facts.names.get(row.subject_id) ?? row.subject_id}</a>`)}</dd></div>\n`)}</dl>
`;
}

const PROBLEMS: ReadonlySet<string> = new Set(['region_wide', 'gemeente_wide', 'local', 'mixed']);
