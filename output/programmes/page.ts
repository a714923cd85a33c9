import { projectText } from '../../kernel/root.ts';
import { dutchDate } from '../dictionary/dutch.ts';
import { Html, html } from '../dictionary/html.ts';
import { STYLE } from '../dictionary/page-html.ts';
import type { GapRow, ProgrammeFacts } from './facts.ts';
import { gapTable, matrix, programmeCard, summary } from './parts.ts';

interface Overview {
  programmes: ProgrammeFacts[];
  gaps: GapRow[];
  notice: string | null;
  releaseId: string;
}

/** What the overview adds to the stylesheet of the dictionary. */
const OWN_STYLE = new Html(projectText('output/programmes/style.css'));

/** The overview of all programmes as one HTML file, in Dutch: no scripts, nothing from elsewhere, every text escaped. */
export function overviewPage({ programmes, gaps, notice, releaseId }: Overview): string {
  const day = programmes[0]?.programme.as_of;
  const notes = [...new Set(programmes.flatMap(({ programme }) => programme.status_note ?? []))];
  return html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Programma’s: stand van zaken – Vie</title>
<style>
${STYLE}
${OWN_STYLE}</style>
</head>
<body>
<a class="skip" href="#inhoud">Naar de inhoud</a>
${notice ? html`<p class="notice" role="note"><strong>${notice}</strong></p>` : null}
<header>
<nav aria-label="Kruimelpad">Vie – Leven in Beweging</nav>
<h1>Programma’s: stand van zaken</h1>
<p class="english" lang="en">Programmes: where they stand</p>
${day ? html`<ul class="labels"><li>gegevens opgehaald tot en met ${dutchDate(day)}</li><li>${programmes.length} programma’s</li></ul>` : null}
</header>
<main id="inhoud">
<p class="lead">Hoe elk programma ervoor staat, wat volgens de afgesproken regels het voorstel is, en wat nog ontbreekt. Het besluit nemen mensen.</p>
${notes.map(note => html`<div class="caution"><p>${note}</p></div>\n`)}${body(programmes)}<h2 id="buurten">Buurten waar problemen zich opstapelen en niet op alles iets loopt</h2>
<p>Buurten die op twee of meer domeinen aantoonbaar ongunstiger zijn dan Nederland, met de domeinen waarop in de buurt, haar wijk, gemeente of regio geen interventie bekend is. Wat niet is opgegeven, kan er wel zijn.</p>
${gapTable(gaps)}${reading}</main>
<footer><p>Publicatie ${releaseId}. De cijfers staan in de tabellen programme, programme_kpi, programme_rule, programme_verdict, programme_effect, kpi_outcome, intervention en intervention_gap; de landkaart ook in intervention.geojson.</p></footer>
</body>
</html>
`.text;
}

const body = (programmes: ProgrammeFacts[]): Html =>
  programmes.length === 0
    ? html`<p>Er zijn nog geen programma’s beschreven.</p>\n`
    : html`<h2 id="overzicht">Overzicht</h2>
${summary(programmes)}${matrix(programmes)}<h2 id="programmas">Per programma</h2>
${programmes.map(programmeCard)}`;

const reading = html`<h2 id="lezen">Hoe dit te lezen</h2>
<dl>
<div><dt>Doorgaan</dt><dd>Alle afspraken waarvan de toetsdatum voorbij is, zijn gehaald.</dd></div>
<div><dt>Bijsturen</dt><dd>Een afspraak is niet, of niet overal gehaald.</dd></div>
<div><dt>Stoppen</dt><dd>Een afspraak waarbij dat vooraf is afgesproken, is niet gehaald, en de cijfers laten daarover geen twijfel.</dd></div>
<div><dt>Eerst meten</dt><dd>Er ontbreken gegevens, of de marge is te groot. Dat is nooit een reden om te stoppen.</dd></div>
<div><dt>Nog te vroeg</dt><dd>De eerste toetsdatum is nog niet bereikt.</dd></div>
<div><dt>Marge</dt><dd>Tussen haakjes staat tussen welke waarden het cijfer met 95% zekerheid ligt. Een afspraak is pas gehaald of niet gehaald als dat voor de hele marge geldt.</dd></div>
<div><dt>Mate van bewijs</dt><dd>Naar de ladder van Loket Gezond Leven (RIVM): van onbekend, goed beschreven en goed onderbouwd tot eerste, goede en sterke aanwijzingen dat het werkt.</dd></div>
<div><dt>Effect</dt><dd>Dat een cijfer verandert terwijl een programma loopt, bewijst niet dat het door het programma komt. Daarvoor is een groep zonder het programma nodig om mee te vergelijken.</dd></div>
</dl>
`;
