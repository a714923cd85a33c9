import { dutchNumber } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import { indicatorPath, type SiteContext, scroll } from '../page.ts';
import type { RelationRow } from '../rows.ts';
import { levelMany } from '../words.ts';

/** Which figures of two domains go together over areas, and what that does not say. */
export function relations({ facts, up }: SiteContext): Html {
  const link = (id: string) => html`<a href="${up}${indicatorPath(id)}">${facts.names.get(id) ?? id}</a>`;
  const table = html`<table><caption class="hidden">Wat samengaat over gebieden</caption><thead><tr><th scope="col">Waar dit hoger is</th><th scope="col">Gaat samen met</th><th scope="col">Hoe</th><th scope="col" class="number">Samenhang</th><th scope="col" class="number">95%-interval</th><th scope="col" class="number">Over</th></tr></thead><tbody>
${facts.relations.map(
  row => html`<tr><th scope="row">${link(row.indicator_x)}</th><td>${link(row.indicator_y)}</td><td>${direction(row)}</td><td class="number">${dutchNumber(row.spearman, 2)}</td><td class="number">${dutchNumber(row.lower_95, 2)} – ${dutchNumber(row.upper_95, 2)}</td><td class="number">${row.areas} ${levelMany(row.area_level)}</td></tr>
`,
)}</tbody></table>`;
  return html`<h2 id="samenhang">Wat samengaat</h2>
<p>Van elke twee domeinen het sterkste verband tussen gebieden waarvan het 95%-interval geen nul bevat, als rangcorrelatie van −1 tot 1. Samengaan is geen oorzaak en zegt niets over personen; buurten lijken op hun buren, waardoor toeval kleiner lijkt dan het is.</p>
${facts.relations.length > 0 ? scroll('Wat samengaat', table, 'samenhang') : html`<p>Er is geen verband aan te tonen.</p>\n`}`;
}

const direction = ({ spearman }: RelationRow): string => (spearman > 0 ? 'ook hoger' : 'dan lager');
