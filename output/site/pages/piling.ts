import { capital, dutchList, dutchNumber } from '../../dictionary/dutch.ts';
import { areaMap } from '../draw/map.ts';
import { type Html, html } from '../html.ts';
import { areaLink, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaRow, CumulationRow } from '../rows.ts';
import { badge, levelMany } from '../words.ts';
import { gemeenteBorders } from './map.ts';
import { relations } from './relations.ts';

/** Where problems pile up: the map, and every wijk and buurt with its counts. */
export function pilingPage(context: SiteContext): SitePage {
  return {
    path: 'stapeling.html',
    title: 'Waar het samenkomt',
    english: 'Where problems pile up',
    lead: 'Hoeveel indicatoren in een gebied tegelijk aantoonbaar ongunstiger zijn dan in Nederland. Dat zegt iets over het gebied, niet over personen, en is geen ranglijst.',
    body: html`${pilingMap(context, 'tables follow')}${['wijk', 'buurt'].map(level => pilingTable(level, context))}${relations(context)}`,
  };
}

/** At the smallest level that is drawn: how many are worse, in classes that are read in the legend. */
export function pilingMap(context: SiteContext, told?: 'tables follow'): Html {
  const { facts } = context;
  const level = ['buurt', 'wijk'].find(one =>
    facts.areas.some(
      area =>
        area.area_level === one && facts.outlines.has(area.area_code) && facts.cumulation.has(area.area_code),
    ),
  );
  if (!level) return html`<p>Er zijn geen grenzen opgehaald om een kaart van te tekenen.</p>\n`;
  const own = facts.areas.filter(area => area.area_level === level && facts.outlines.has(area.area_code));
  const limits = limitsOf(own.map(area => facts.cumulation.get(area.area_code)?.worse ?? 0));
  const areas = own.map(area => {
    const row = facts.cumulation.get(area.area_code);
    return {
      code: area.area_code,
      name: area.name,
      fill: row && row.judged > 0 ? classOf(row.worse, limits) : 'missing',
      text: row && row.judged > 0 ? `${row.worse} van ${row.judged} ongunstiger` : 'niets te beoordelen',
    };
  });
  const found = new Set(areas.map(area => area.fill));
  return html`<figure>${areaMap({
    id: 'stapeling-kaart',
    title: `Aantal ongunstige indicatoren per ${level}`,
    description: `Kaart van ${own.length} ${levelMany(level)}. De aantallen staan in de tabel hieronder.`,
    areas,
    outlines: facts.outlines,
    borders: gemeenteBorders(context),
  })}
<figcaption>${limits.map(({ from, to }, n) => (found.has(`c${n + 1}`) ? html`<span class="badge c${n + 1}">${from === to ? from : `${from} tot ${to}`}</span> ` : null))}${found.has('missing') ? badge('missing', 'niets te beoordelen') : null} Aantal indicatoren dat aantoonbaar ongunstiger is dan Nederland. Grenzen: indeling ${facts.outlineVintage ?? 'onbekend'}.${notDrawn(facts)}</figcaption></figure>
${told ? null : mapAsTable(own, context)}`;
}

/** Which gemeenten the map lacks, for readers who look for theirs; empty where it has all. */
export function notDrawn({ areas, outlines }: Pick<SiteContext['facts'], 'areas' | 'outlines'>): string {
  const drawn = new Set(areas.flatMap(one => (outlines.has(one.area_code) ? one.gemeente_code : [])));
  const lacking = areas.filter(one => one.area_level === 'gemeente' && !drawn.has(one.area_code));
  return lacking.length === 0
    ? ''
    : ` Niet op de kaart, omdat er geen grenzen van zijn opgehaald: ${dutchList(lacking.map(one => one.name))}.`;
}

/** The numbers of the map, for a page that has no other table of them. */
const mapAsTable = (areas: AreaRow[], context: SiteContext): Html =>
  html`<details><summary>De kaart als tabel</summary>
${scroll(
  'De kaart als tabel',
  html`<table><caption class="hidden">Aantal ongunstige indicatoren per gebied van de kaart</caption><thead><tr><th scope="col">Gebied</th><th scope="col">Gemeente</th><th scope="col" class="number">Ongunstiger</th><th scope="col" class="number">Te beoordelen</th></tr></thead><tbody>
${areas.map(area => {
  const row = context.facts.cumulation.get(area.area_code);
  return html`<tr><th scope="row">${areaLink(context, area.area_code)}</th><td>${areaLink(context, area.gemeente_code ?? '')}</td><td class="number">${row && row.judged > 0 ? row.worse : '–'}</td><td class="number">${row?.judged ?? 0}</td></tr>
`;
})}</tbody></table>`,
)}</details>
`;

/** None, and four classes as equal in width as whole numbers allow. */
function limitsOf(counts: number[]): { from: number; to: number }[] {
  const most = Math.max(4, ...counts);
  const ends = [1, 2, 3, 4].map(part => Math.round((part * most) / 4));
  return [{ from: 0, to: 0 }, ...ends.map((to, n) => ({ from: (ends[n - 1] ?? 0) + 1, to }))];
}

const classOf = (count: number, limits: { from: number; to: number }[]): string =>
  `c${limits.findIndex(({ from, to }) => count >= from && count <= to) + 1}`;

/** Those with most first; equal ones by name. */
export function pilingTable(level: string, context: SiteContext, isShown = (_: AreaRow) => true): Html {
  const { facts } = context;
  const rows = facts.areas
    .filter(area => area.area_level === level && isShown(area))
    .flatMap(area => {
      const row = facts.cumulation.get(area.area_code);
      return row ? [{ area, row }] : [];
    })
    .sort((a, b) => b.row.worse - a.row.worse || (a.area.name < b.area.name ? -1 : 1));
  if (rows.length === 0) return html``;
  const table = html`<table><caption class="hidden">Aantal ongunstige indicatoren per ${level}</caption><thead><tr><th scope="col">${capital(level)}</th><th scope="col">Gemeente</th><th scope="col" class="number">Ongunstiger</th><th scope="col" class="number">Te beoordelen</th><th scope="col" class="number">Zo veel of meer in Nederland</th><th scope="col" class="text">Op welke domeinen</th></tr></thead><tbody>
${rows.map(({ area, row }) => pilingRow(area, row, context))}</tbody></table>`;
  return html`<h2 id="${level}">${capital(levelMany(level))}</h2>
${scroll(`Stapeling per ${level}`, table, `stapeling-${level}`)}`;
}

const pilingRow = (area: AreaRow, row: CumulationRow, context: SiteContext): Html =>
  html`<tr><th scope="row">${areaLink(context, area.area_code)}</th><td>${areaLink(context, area.gemeente_code ?? '')}</td><td class="number">${row.worse > 0 ? badge('worse', String(row.worse)) : '0'}</td><td class="number">${row.judged}${row.is_enough_judged ? '' : ' (weinig)'}</td><td class="number">${row.country_share === null ? '–' : `${dutchNumber(100 * row.country_share, 1)}%`}</td><td class="text">${(row.worse_domains ?? '').split('|').filter(Boolean).join(', ') || '–'}</td></tr>
`;
