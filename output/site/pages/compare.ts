import { dutchList, dutchNumber } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import { areaLink, indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaRow } from '../rows.ts';
import { verdictOf, verdictWords } from '../verdict.ts';
import { aboutText, badge, unitText } from '../words.ts';

/** Two to four areas side by side, chosen on the page; without the script the gemeenten on the headline indicators. */
export function comparePage(context: SiteContext): SitePage {
  const { facts, up } = context;
  const gemeenten = facts.areas.filter(one => one.area_level === 'gemeente');
  const shown = facts.indicators.filter(
    ({ indicator }) =>
      indicator.headline &&
      gemeenten.some(one => facts.figures.get(one.area_code)?.get(indicator.indicator_id)?.value != null),
  );
  const table = html`<table class="compare"><caption>Hoofdindicatoren per gemeente, met het oordeel tegen Nederland</caption><thead><tr><th scope="col">Indicator</th>${gemeenten.map(one => html`<th scope="col" class="number">${areaLink(context, one.area_code)}</th>`)}</tr></thead><tbody>
${shown.map(
  ({
    indicator,
  }) => html`<tr><th scope="row"><a href="${up}${indicatorPath(indicator.indicator_id)}">${indicator.name_nl}</a><small>${unitText(indicator.unit)}, ${periodsOf(indicator.indicator_id, gemeenten, facts)}</small></th>${gemeenten.map(one => cell(indicator.indicator_id, one.area_code, context))}</tr>
`,
)}</tbody></table>`;
  return {
    path: 'vergelijk.html',
    title: 'Gebieden vergelijken',
    english: 'Compare areas',
    lead: 'Zet twee tot vier gebieden naast elkaar. Of twee gebieden echt verschillen, is alleen te zeggen als hun marges elkaar niet raken.',
    body: html`<div id="vergelijk"></div>
${scroll('Hoofdindicatoren per gemeente', table, 'vergelijking')}`,
  };
}

/** What the figures beside each other are of. */
const periodsOf = (indicator: string, areas: AreaRow[], { figures }: SiteContext['facts']): string => {
  const own = areas.flatMap(area => figures.get(area.area_code)?.get(indicator) ?? []);
  return dutchList([...new Set(own.filter(one => one.value !== null).map(aboutText))]);
};

function cell(indicator: string, area: string, { facts }: SiteContext): Html {
  const figure = facts.figures.get(area)?.get(indicator);
  if (!figure || figure.value === null) return html`<td class="number">–</td>`;
  const verdict = verdictOf(figure);
  return html`<td class="number">${dutchNumber(figure.value, facts.decimals.get(indicator) ?? 1)} ${badge(verdict, html`<span class="hidden">${verdictWords(verdict)}</span>`)}</td>`;
}
