import { inDutch } from '../../../transforms/tables.ts';
import { capital, dutchList, dutchNumber } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import { areaLink, areaPath, indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaRow, CumulationRow, FindingRow, InterventionRow } from '../rows.ts';
import { badge, levelMany, levelOne } from '../words.ts';
import { profile } from './profile.ts';
import { areaRing } from './ring.ts';

/** The page of one area: in words, as a ring, figure by figure, what piles up, what runs, and the areas in it. */
export function areaPage(area: AreaRow, context: SiteContext): SitePage {
  const { facts } = context;
  const cumulation = facts.cumulation.get(area.area_code);
  const hasFigures = facts.figures.has(area.area_code);
  return {
    path: areaPath(area.area_code),
    title: area.name,
    labels: [
      levelOne(area.area_level),
      area.population === null
        ? 'aantal inwoners onbekend'
        : `${dutchNumber(area.population, 0)} inwoners${area.population_period ? ` (${area.population_period})` : ''}`,
      `code ${area.area_code}, indeling ${area.area_vintage}`,
    ],
    trail: trailOf(area, context),
    body: html`${short(area, context)}<p class="actions"><a class="button" href="../vergelijk.html#${area.area_code}">Vergelijk met een ander gebied</a>${hasReport(area) ? html` <a class="button" href="../rapport/${area.area_code}.html">Rapport om te printen</a>` : null}</p>
${hasFigures ? areaRing(area, context) : null}${cumulation ? piling(cumulation, context) : null}<h2 id="profiel">Alle cijfers</h2>
${hasFigures ? profile(area, context) : html`<p>Van dit gebied zijn er geen cijfers: geen enkele bron die is opgehaald levert ze op dit niveau.</p>`}
${clusters(area, context)}${running(area, context)}${parts(area, context)}`,
  };
}

function trailOf(area: AreaRow, { byCode, region }: SiteContext): SitePage['trail'] {
  const above = [region, byCode.get(area.gemeente_code ?? ''), byCode.get(area.wijk_code ?? '')];
  return above
    .filter(one => one !== undefined)
    .filter(one => one.area_code !== area.area_code && area.area_level !== 'regio')
    .map(one => ({ text: one.name, path: areaPath(one.area_code) }));
}

/** The few statements that hold, first what weighs most, each with the way to what it rests on. */
export function short(area: AreaRow, { facts, up }: SiteContext): Html {
  const findings = facts.findings.get(area.area_code) ?? [];
  if (findings.length === 0) return html``;
  const more = ({ indicator_id, goal_id }: FindingRow): Html | null => {
    if (goal_id) return html` <a class="more" href="${up}doelen.html#${goal_id}">Bekijk het doel</a>`;
    return indicator_id
      ? html` <a class="more" href="${up}${indicatorPath(indicator_id)}">Bekijk het cijfer</a>`
      : null;
  };
  return html`<h2 id="kort">In het kort</h2>
<ul class="findings">${findings.map(one => html`<li>${one.text_nl}${more(one)}</li>\n`)}</ul>
`;
}

export function piling(row: CumulationRow, { facts, up }: SiteContext): Html {
  const worse = (row.worse_indicators ?? '').split('|').filter(Boolean);
  const common =
    row.worse === 0 || row.country_share === null
      ? row.share_reason && row.worse > 0
        ? capital(`${inDutch('cumulation.share_reason', row.share_reason)}.`)
        : ''
      : `In Nederland heeft ${dutchNumber(100 * row.country_share, 1)}% van zulke gebieden er minstens zoveel.`;
  return html`<h2 id="stapeling">Wat er samenkomt</h2>
<p>${row.worse} van de ${row.judged} indicatoren die te beoordelen zijn, zijn aantoonbaar ongunstiger dan Nederland; ${row.better} gunstiger. ${common}${
    row.is_enough_judged
      ? ''
      : ' Er is te weinig te beoordelen om dit als beeld van het hele gebied te lezen.'
  } Stapeling in een gebied is niet hetzelfde als stapeling bij personen.</p>
${worse.length > 0 ? html`<ul class="inline">${worse.map(id => html`<li><a href="${up}${indicatorPath(id)}">${facts.names.get(id) ?? id}</a></li>`)}</ul>\n` : null}${row.caution ? html`<p class="caution">${capital(row.caution)}.</p>\n` : null}`;
}

function clusters(area: AreaRow, { facts, up }: SiteContext): Html {
  const own = facts.hotSpots.get(area.area_code) ?? [];
  if (own.length === 0) return html``;
  return html`<h2 id="buren">Samen met de buurten ernaast</h2>
<ul>${own.map(
    one =>
      html`<li><a href="${up}${indicatorPath(one.indicator_id)}">${facts.names.get(one.indicator_id) ?? one.indicator_id}</a>: ${inDutch('hot_spot.spot', one.spot)} (buren: ${inDutch('hot_spot.neighbours_by', one.neighbours_by)})</li>\n`,
  )}</ul>
`;
}

/** What is known to run here: in the area, in one that contains it, or in a part of it. */
export function running(area: AreaRow, context: SiteContext): Html {
  const own = context.facts.interventions.get(area.area_code) ?? [];
  return html`<h2 id="wat-loopt">Wat er loopt</h2>
${own.length === 0 ? html`<p>Er is geen interventie bekend. Wat niet is opgegeven, kan er wel zijn.</p>` : interventionTable(own, context, 'Interventies in dit gebied, een deel ervan of het gebied waarin het ligt')}`;
}

export const interventionTable = (own: InterventionRow[], context: SiteContext, caption: string): Html =>
  scroll(
    'Interventies',
    html`<table><caption class="hidden">${caption}</caption><thead><tr><th scope="col">Interventie</th><th scope="col">Waar</th><th scope="col">Domeinen</th><th scope="col">Wie</th><th scope="col">Stand</th></tr></thead><tbody>
${own.map(
  one =>
    html`<tr><th scope="row">${one.name_nl}</th><td>${one.declared_codes.split('|').map((code, n) => html`${n > 0 ? ', ' : ''}${areaLink(context, code)}`)}</td><td>${dutchList(one.domains.split('|'))}</td><td>${one.owner}</td><td>${inDutch('intervention.state', one.state)}</td></tr>
`,
)}</tbody></table>`,
    'interventies',
  );

/** The areas one level down, with how much comes together in each. */
function parts(area: AreaRow, context: SiteContext): Html {
  const { facts } = context;
  const level = { regio: 'gemeente', gemeente: 'wijk', wijk: 'buurt' }[area.area_level];
  const inside = facts.areas.filter(
    one =>
      one.area_level === level &&
      (area.area_level === 'regio'
        ? area.is_region
        : [one.wijk_code, one.gemeente_code].includes(area.area_code)),
  );
  if (!level || inside.length === 0) return html``;
  return html`<h2 id="delen">${capital(levelMany(level))} in ${area.name}</h2>
${scroll(
  `${capital(levelMany(level))} in ${area.name}`,
  html`<table><caption class="hidden">Aantal indicatoren dat ongunstiger of gunstiger is dan Nederland</caption><thead><tr><th scope="col">${capital(levelOne(level))}</th><th scope="col" class="number">Inwoners</th><th scope="col" class="number">Ongunstiger</th><th scope="col" class="number">Gunstiger</th><th scope="col" class="number">Te beoordelen</th></tr></thead><tbody>
${inside.map(one => {
  const counted = facts.cumulation.get(one.area_code);
  return html`<tr><th scope="row">${areaLink(context, one.area_code)}</th><td class="number">${one.population === null ? '–' : dutchNumber(one.population, 0)}</td><td class="number">${counted ? (counted.worse > 0 ? badge('worse', String(counted.worse)) : '0') : '–'}</td><td class="number">${counted ? (counted.better > 0 ? badge('better', String(counted.better)) : '0') : '–'}</td><td class="number">${counted?.judged ?? '–'}</td></tr>
`;
})}</tbody></table>`,
  `${area.area_code}-delen`,
)}`;
}

/** Which areas have a report to print: the groups and the gemeenten of the region. */
export const hasReport = ({ area_level }: AreaRow): boolean => ['regio', 'gemeente'].includes(area_level);
