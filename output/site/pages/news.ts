import { dutchDate, dutchPeriod } from '../../dictionary/dutch.ts';
import type { SourceRow } from '../../dictionary/facts.ts';
import { revisionPage } from '../../revision/page.ts';
import { sectionHtml } from '../blocks.ts';
import { type Html, html } from '../html.ts';
import { indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';

export const NEWS = 'nieuw.html';

/** What the release changes in the figures, and the editions of the sources by the date at which they changed. */
export function newsPage(context: SiteContext): SitePage {
  const { revision } = context;
  return {
    path: NEWS,
    title: 'Wat is nieuw',
    english: 'What is new',
    lead: 'Wat er aan de cijfers veranderde sinds de vorige publicatie en sinds de nulmeting, en waardoor. Daaronder de uitgaven van de bronnen, de laatst gewijzigde eerst.',
    body: html`${revision ? revisionPage(revision).sections.map(sectionHtml) : html`<p>Deze publicatie is niet met een eerdere vergeleken.</p>\n`}<section aria-labelledby="uitgaven"><h2 id="uitgaven">Uitgaven van de bronnen</h2>
${editions(context)}</section>
`,
  };
}

function editions({ facts, up }: SiteContext): Html {
  const all = new Map(
    facts.indicators.flatMap(({ sources }) =>
      sources.map(source => [`${source.source_id} ${source.edition_id}`, source] as const),
    ),
  );
  const rows = [...all.values()].sort((a, b) => ((a.modified ?? '') < (b.modified ?? '') ? 1 : -1));
  const brought = (source: SourceRow): Html[] =>
    facts.indicators
      .filter(({ indicator, sources: [newest] }) => newest === source && indicator.last_period)
      .map(
        ({ indicator }, n) =>
          html`${n > 0 ? ', ' : ''}<a href="${up}${indicatorPath(indicator.indicator_id)}">${indicator.name_nl}</a> (${dutchPeriod(indicator.last_period ?? '')})`,
      );
  return scroll(
    'Uitgaven van bronnen',
    html`<table><caption class="hidden">Uitgaven van bronnen</caption><thead><tr><th scope="col">Bron</th><th scope="col">Uitgave</th><th scope="col">Gewijzigd door de bron</th><th scope="col">Opgehaald</th><th scope="col" class="text">Indicatoren, bij de nieuwste uitgave van de bron</th></tr></thead><tbody>
${rows.map(
  source => html`<tr><th scope="row">${source.source_title ?? source.source_id}</th><td>${source.edition_id} (${source.table_id})</td><td>${oneLine(source.modified, 'niet vermeld')}</td><td>${oneLine(source.retrieved_at, '–')}</td><td class="text">${brought(source)}</td></tr>
`,
)}</tbody></table>`,
    'uitgaven',
  );
}

/** A date that is not broken over lines. */
const oneLine = (iso: string | null, absent: string): string =>
  iso ? dutchDate(iso).replaceAll(' ', '\u00a0') : absent;
