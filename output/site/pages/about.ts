import { inDutch } from '../../../transforms/tables.ts';
import { KINDS } from '../../dictionary/kinds.ts';
import { type Html, html } from '../html.ts';
import type { SiteContext, SitePage } from '../page.ts';
import { scroll } from '../page.ts';
import { VERDICTS } from '../verdict.ts';
import { badge } from '../words.ts';

/** Methods, kinds of figures, sources with licences, accessibility and contact. */
export function aboutPage(context: SiteContext): SitePage {
  return {
    path: 'over.html',
    title: 'Over deze cijfers',
    english: 'About these figures',
    lead: 'Hoe de oordelen tot stand komen, wat een soort cijfer kan zeggen en waar de cijfers vandaan komen.',
    body: html`<h2 id="oordelen">Hoe wordt geoordeeld?</h2>
<p>${VERDICTS.map(one => badge(one))}</p>
<p>Een gebied heet ongunstiger of gunstiger als het verschil met Nederland groter is dan de marge: het 95%-interval van het cijfer. Is er geen marge, dan is er geen oordeel. Kleuren en tekens zijn op elke tekening, tabel en kaart dezelfde. Het CBS kleurt de Monitor Brede Welvaart op dezelfde manier: naar statistische criteria, als signaal en niet als norm.</p>
<p>Betrouwbaarheid: ${['A', 'B', 'C', 'D'].map(one => html`<strong>${one}</strong> ${inDutch('indicator_value.reliability', one)}; `)}zonder marge is zij onbekend.</p>
<h2 id="soorten">Soorten cijfers</h2>
<dl>${Object.entries(KINDS).map(([code, kind]) => html`<div><dt>${inDutch('indicator.value_kind', code)}</dt><dd>${kind.about} Niet geschikt voor: ${kind.unfit.join('; ')}.</dd></div>\n`)}</dl>
<h2 id="bronnen">Bronnen en licenties</h2>
${sources(context)}<h2 id="toegankelijkheid">Toegankelijkheid</h2>
<p>Concept van een toegankelijkheidsverklaring. Deze pagina’s zijn gemaakt naar WCAG 2.2 niveau AA (wettelijk vereist: 2.1 AA, EN 301 549) en automatisch getoetst; een toets door mensen is nog niet gedaan. Elke tekening heeft een naam, een beschrijving en een tabel met dezelfde cijfers. Alles is met het toetsenbord te bedienen en zonder script te lezen. Wie publiceert, vult hier aan wie aanspreekbaar is en wanneer is getoetst.</p>
<h2 id="contact">Contact</h2>
${contact(context)}`,
  };
}

const contact = ({
  publisher,
  releaseId,
}: SiteContext): Html => html`<p>Uitgever: ${publisher.name}, <a href="mailto:${publisher.email}">${publisher.email}</a>. Vragen over een cijfer: noem de naam van de indicator, het gebied, de periode en publicatie ${releaseId}.</p>
<p>Licentie: ${publisher.licence}; op cijfers van een bron rust ook de licentie van die bron, hierboven. ${
  publisher.base_url
    ? html`De gegevens staan op <a href="${publisher.base_url}">${publisher.base_url}</a>.`
    : 'De gegevens hebben nog geen vast webadres: catalogi kunnen ze niet ophalen.'
}</p>
`;

function sources({ facts }: SiteContext): Html {
  const all = new Map(
    facts.indicators.flatMap(one => one.sources.map(source => [source.source_id, source] as const)),
  );
  return scroll(
    'Bronnen',
    html`<table><caption class="hidden">Bronnen met uitgever en licentie</caption><thead><tr><th scope="col">Bron</th><th scope="col">Uitgever</th><th scope="col">Licentie</th><th scope="col" class="text">Bronvermelding</th></tr></thead><tbody>
${[...all.values()].map(
  one => html`<tr><th scope="row">${one.homepage && /^https:/.test(one.homepage) ? html`<a href="${one.homepage}">${one.source_title ?? one.source_id}</a>` : (one.source_title ?? one.source_id)}</th><td>${one.publisher}</td><td>${one.licence}</td><td class="text">${one.citation}</td></tr>
`,
)}</tbody></table>`,
    'bronnen',
  );
}
