import { inDutch } from '../../../transforms/tables.ts';
import { capital, dutchPeriod } from '../../dictionary/dutch.ts';
import { indexPage, levelsOf } from '../../dictionary/index-page.ts';
import { grouped } from '../../grouped.ts';
import { sectionHtml } from '../blocks.ts';
import { type Html, html } from '../html.ts';
import { indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import { valueText, verdictCell } from '../words.ts';

/** All indicators by domain, with the figure of the region; below them the tables and word lists of the release. */
export function listPage(context: SiteContext): SitePage {
  const { facts, region, releaseId, notice, up } = context;
  const index = indexPage(facts.indicators, { releaseId, groups: [], notice });
  const rest = index.sections.filter(section => !section.id.startsWith('domein-'));
  const domains = [...grouped(facts.indicators, one => one.indicator.domain)];
  return {
    path: 'indicatoren.html',
    title: 'Indicatoren',
    english: 'Indicators',
    labels: index.labels,
    lead: index.lead,
    body: html`${domains.map(
      ([domain, own]) => html`<section><h2>${capital(domain)}</h2>
${scroll(
  capital(domain),
  html`<table><caption class="hidden">${capital(domain)}</caption><thead><tr><th scope="col">Indicator</th><th scope="col" class="number">${region?.name ?? 'Regio'}</th><th scope="col">Tegen Nederland</th><th scope="col">Soort cijfer</th><th scope="col">Niveaus</th><th scope="col">Nieuwste periode</th></tr></thead><tbody>
${own.map(({ indicator, levels }) => {
  const figure = region ? facts.figures.get(region.area_code)?.get(indicator.indicator_id) : undefined;
  return html`<tr><th scope="row"><a href="${up}${indicatorPath(indicator.indicator_id)}">${indicator.name_nl}</a>${indicator.headline ? html` <span class="kind">hoofdindicator</span>` : null}</th><td class="number">${figure ? valueText(figure.value, facts.decimals.get(indicator.indicator_id) ?? 1, indicator.unit) : '–'}</td>${figure ? verdictCell(figure) : lacking(indicator.status)}<td>${inDutch('indicator.value_kind', indicator.value_kind)}</td><td>${levelsOf(levels)}</td><td>${indicator.last_period ? dutchPeriod(indicator.last_period) : '–'}</td></tr>
`;
})}</tbody></table>`,
  `indicatoren-${domain.replace(/[^a-z]+/g, '-')}`,
)}</section>
`,
    )}${rest.map(sectionHtml)}`,
  };
}

const lacking = (status: string): Html =>
  html`<td><small>${inDutch('indicator.status', status)}</small></td>`;
