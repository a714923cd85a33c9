import { inDutch } from '../../../transforms/tables.ts';
import { dutchList } from '../../dictionary/dutch.ts';
import { html } from '../../dictionary/html.ts';
import { overviewBody } from '../../programmes/page.ts';
import { areaLink, type SiteContext, type SitePage, scroll } from '../page.ts';

/** Programmes, the map of interventions, and where nothing runs. */
export function programmesPage(context: SiteContext): SitePage {
  const { programmes, gaps, interventions } = context.facts;
  const known = new Map([...interventions.values()].flat().map(row => [row.intervention_id, row]));
  const areas = (id: string) =>
    [...interventions.values()]
      .flat()
      .filter(row => row.intervention_id === id)
      .map(row => row.area_code);
  return {
    path: 'programmas.html',
    title: 'Programma’s en landkaart',
    english: 'Programmes and interventions',
    lead: 'Wat loopt waar, wat levert het op volgens de afspraken, en waar loopt niets terwijl problemen zich opstapelen?',
    body: html`${overviewBody({ programmes, gaps })}<h2 id="landkaart">Landkaart van interventies</h2>
${scroll(
  'Interventies',
  html`<table><caption class="hidden">Interventies en waar ze lopen</caption><thead><tr><th scope="col">Interventie</th><th scope="col">Waar</th><th scope="col">Domeinen</th><th scope="col">Wie</th><th scope="col">Stand</th></tr></thead><tbody>
${[...known.values()].map(
  row => html`<tr><th scope="row">${row.name_nl}</th><td>${areas(row.intervention_id).map((code, n) => html`${n > 0 ? ', ' : ''}${areaLink(context, code)}`)}</td><td>${dutchList(row.domains.split('|'))}</td><td>${row.owner}</td><td>${inDutch('intervention.state', row.state)}</td></tr>
`,
)}</tbody></table>`,
  'interventies',
)}`,
  };
}
