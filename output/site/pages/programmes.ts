import { dutchDate } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import type { SiteContext, SitePage } from '../page.ts';
import type { ProgrammeFacts } from '../programme-facts.ts';
import { interventionTable } from './area.ts';
import { gapTable, matrix, programmeCard, summary } from './programme-parts.ts';

/** Programmes, the map of interventions, and where nothing runs. */
export function programmesPage(context: SiteContext): SitePage {
  const { interventions } = context.facts;
  const known = new Map([...interventions.values()].flat().map(row => [row.intervention_id, row]));
  return {
    path: 'programmas.html',
    title: 'Programma’s en landkaart',
    english: 'Programmes and interventions',
    lead: 'Wat loopt waar, wat levert het op volgens de afspraken, en waar loopt niets terwijl problemen zich opstapelen?',
    body: html`${overview(context.facts)}<h2 id="landkaart">Landkaart van interventies</h2>
${interventionTable([...known.values()], context, 'Interventies en waar ze lopen')}`,
  };
}

/** All programmes: what their rules propose, what is missing, and the buurten where nothing runs. The decision people take. */
function overview({ programmes, gaps }: SiteContext['facts']): Html {
  const day = programmes[0]?.programme.as_of;
  const notes = [...new Set(programmes.flatMap(({ programme }) => programme.status_note ?? []))];
  return html`${day ? html`<p>Gegevens opgehaald tot en met ${dutchDate(day)}.</p>\n` : null}${notes.map(note => html`<div class="caution"><p>${note}</p></div>\n`)}${body(programmes)}<h2 id="buurten">Buurten waar problemen zich opstapelen en niet op alles iets loopt</h2>
<p>Buurten die op twee of meer domeinen aantoonbaar ongunstiger zijn dan Nederland, met de domeinen waarop in de buurt, haar wijk, gemeente of regio geen interventie bekend is. Wat niet is opgegeven, kan er wel zijn.</p>
${gapTable(gaps)}${reading}`;
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
