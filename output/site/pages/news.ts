import { dutchDate, dutchPeriod } from '../../dictionary/dutch.ts';
import { html } from '../../dictionary/html.ts';
import { indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';

/** What is newest: the editions of the sources by the date at which they changed, and the indicators that each brings. */
export function newsPage({ facts, up }: SiteContext): SitePage {
  const editions = new Map(
    facts.indicators.flatMap(({ sources }) =>
      sources.map(source => [`${source.source_id} ${source.edition_id}`, source] as const),
    ),
  );
  const rows = [...editions.values()].sort((a, b) => ((a.modified ?? '') < (b.modified ?? '') ? 1 : -1));
  const brought = (id: string) =>
    facts.indicators.filter(one => one.indicator.source_id === id && one.indicator.last_period);
  return {
    path: 'nieuw.html',
    title: 'Wat is nieuw',
    english: 'What is new',
    lead: 'De uitgaven van de bronnen, de laatst gewijzigde eerst. Wat er per cijfer verschilt van de vorige publicatie staat in het revisierapport dat bij elke publicatie wordt gemaakt.',
    body: html`${scroll(
      'Uitgaven van bronnen',
      html`<table><caption class="hidden">Uitgaven van bronnen</caption><thead><tr><th scope="col">Bron</th><th scope="col">Uitgave</th><th scope="col">Gewijzigd door de bron</th><th scope="col">Opgehaald</th><th scope="col" class="text">Indicatoren</th></tr></thead><tbody>
${rows.map(
  source => html`<tr><th scope="row">${source.source_title ?? source.source_id}</th><td>${source.edition_id} (${source.table_id})</td><td>${source.modified ? dutchDate(source.modified) : 'niet vermeld'}</td><td>${source.retrieved_at ? dutchDate(source.retrieved_at) : '–'}</td><td class="text">${brought(source.source_id).map((one, n) => html`${n > 0 ? ', ' : ''}<a href="${up}${indicatorPath(one.indicator.indicator_id)}">${one.indicator.name_nl}</a> (${dutchPeriod(one.indicator.last_period ?? '')})`)}</td></tr>
`,
)}</tbody></table>`,
      'uitgaven',
    )}`,
  };
}
