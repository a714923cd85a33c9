import { inDutch } from '../../../transforms/tables.ts';
import { dutchNumber } from '../../dictionary/dutch.ts';
import { grouped } from '../../grouped.ts';
import { type Html, html } from '../html.ts';
import { indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaRow } from '../rows.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { valueText } from '../words.ts';
import { piling, running, short } from './area.ts';
import { latestOf, measured } from './goals.ts';
import { pilingMap, pilingTable } from './piling.ts';
import { profile } from './profile.ts';
import { proposalBadge } from './programme-badge.ts';
import { areaRing } from './ring.ts';
import { scopesOf } from './themes.ts';

const reportPath = (code: string): string => `rapport/${code}.html`;

/** The benchmark report of an area, to be read on paper: one page of plain words first, what it rests on after it. */
export function reportPage(area: AreaRow, context: SiteContext): SitePage {
  const cumulation = context.facts.cumulation.get(area.area_code);
  return {
    path: reportPath(area.area_code),
    title: `Benchmarkrapport ${area.name}`,
    english: `Benchmark report ${area.name}`,
    labels: [`publicatie ${context.releaseId}`, 'vergeleken met Nederland'],
    trail: [{ text: area.name, path: `gebied/${area.area_code}.html` }],
    lead: 'Hoe het gebied ervoor staat op de hoofdindicatoren van de sociaal-economische status en op de rest van de set. Eerst in gewone woorden, daarna de cijfers waarop ze rusten.',
    body: html`${short(area, context)}${counts(area, context)}${goals(area, context)}<h2 id="hoofdindicatoren">Hoofdindicatoren</h2>
${profile(area, context, context.headlines)}${areaRing(area, context)}${cumulation ? piling(cumulation, context) : null}${
  area.area_level === 'gemeente' || area.is_region
    ? html`<h2 id="kaart">Waar het samenkomt</h2>
${pilingMap(context)}${wijken(area, context)}`
    : null
}${scopesOf(area, context)}${changes(area, context)}${people(area, context)}${programmes(context)}${running(area, context)}${caveats}${sources(area, context)}`,
  };
}

/** How many figures are worse, better or neither, in words; counted as everywhere: of two figures of one subject one. */
function counts(area: AreaRow, context: SiteContext): Html {
  const counted = context.facts.cumulation.get(area.area_code);
  if (!counted) return headlineCounts(area, context);
  const { judged, worse, better, indicators } = counted;
  if (judged === 0)
    return html`<p>Van geen enkel cijfer van ${area.name} is te zeggen of het van Nederland verschilt: marges ontbreken.</p>\n`;
  return html`<p>Van de ${judged} cijfers van ${area.name} die met Nederland te vergelijken zijn, zijn er ${worse} aantoonbaar ongunstiger, ${better} aantoonbaar gunstiger en ${judged - worse - better} niet aantoonbaar anders. Van ${indicators - judged} andere is dat niet te zeggen; de redenen staan erbij.</p>
`;
}

/** Of a group of gemeenten nothing is counted over all subjects: its hoofdindicatoren are. */
function headlineCounts(area: AreaRow, { facts, headlines }: SiteContext): Html {
  const own = headlines.flatMap(id => facts.figures.get(area.area_code)?.get(id) ?? []);
  const n = (verdict: Verdict) => own.filter(row => verdictOf(row) === verdict).length;
  return html`<p>Van de ${own.length} hoofdindicatoren van ${area.name} zijn er ${n('worse')} aantoonbaar ongunstiger dan in Nederland, ${n('better')} aantoonbaar gunstiger en ${n('similar')} niet aantoonbaar anders. Van de andere is dat niet te zeggen, of zij hebben geen gunstige kant; de redenen staan erbij.</p>
`;
}

function goals(area: AreaRow, context: SiteContext): Html {
  const own = context.facts.goals.filter(row => row.population_code === area.area_code);
  const newest = latestOf(own).filter(row => row.indicator_id !== null);
  if (newest.length === 0) return html``;
  return html`<h2 id="doelen">Doelen</h2>
${[...grouped(newest, row => row.goal_id)].map(
  ([id, rows]) => html`<p class="goal">Doel: <strong>${rows[0]?.name_nl}</strong></p>
${rows.map(({ indicator_id }) =>
  measured(
    indicator_id ?? '',
    own.filter(one => one.goal_id === id && one.indicator_id === indicator_id),
    context,
  ),
)}`,
)}`;
}

/** The wijken in the area where most comes together: more than a page of them nobody reads. */
function wijken(area: AreaRow, context: SiteContext): Html {
  const { facts } = context;
  const worse = (one: AreaRow) => facts.cumulation.get(one.area_code)?.worse ?? -1;
  const all = facts.areas
    .filter(one => one.area_level === 'wijk' && (area.is_region || one.gemeente_code === area.area_code))
    .sort((a, b) => worse(b) - worse(a) || (a.name < b.name ? -1 : 1));
  const shown = new Set(all.slice(0, MOST_WIJKEN));
  return html`${pilingTable('wijk', context, one => shown.has(one))}${all.length > shown.size ? html`<p class="small">De ${shown.size} wijken van de ${all.length} met de meeste ongunstige indicatoren. Alle wijken en buurten staan in het Excelbestand.</p>\n` : null}`;
}

const MOST_WIJKEN = 20;

/** What rises or falls, and what is both worse than the country and getting worse. */
function changes(area: AreaRow, { facts, up }: SiteContext): Html {
  const moving = [...(facts.figures.get(area.area_code)?.values() ?? [])].filter(row => row.judgement);
  const both = facts.redRed.get(area.area_code) ?? [];
  const line = (id: string, words: string) =>
    html`<li><a href="${up}${indicatorPath(id)}">${facts.names.get(id) ?? id}</a>: ${words}</li>\n`;
  return html`<h2 id="verandering">Wat verandert</h2>
${
  moving.length === 0
    ? html`<p>Van geen enkel cijfer is een trend aangetoond: daarvoor zijn vijf vergelijkbare metingen nodig, en een verandering die groter is dan toeval.</p>\n`
    : html`<ul>${moving.map(row => line(row.indicator_id, `${inDutch('trend.trend', row.trend ?? '')}, ${inDutch('trend.judgement', row.judgement ?? '')}`))}</ul>\n`
}${
  both.length === 0
    ? html`<p>Niets is aangetoond dat zowel ongunstiger is dan Nederland als verslechtert.</p>\n`
    : html`<h3>Ongunstiger dan Nederland en verslechterend</h3>
<ul>${both.map(row => line(row.indicator_id, `${valueText(row.value, 1, row.unit)} tegen ${valueText(row.benchmark_value, 1, row.unit)} in Nederland (${row.period})`))}</ul>\n`
}`;
}

/** How many people it is about, the largest numbers first. */
function people(area: AreaRow, { facts, up }: SiteContext): Html {
  const rows = (facts.excess.get(area.area_code) ?? []).slice(0, MOST);
  if (rows.length === 0) return html``;
  const whole = (value: number | null) => (value === null ? '–' : dutchNumber(value, 0));
  return html`<h2 id="mensen">Om hoeveel mensen het gaat</h2>
<p>Zoveel meer dan wanneer het cijfer van Nederland ook hier zou gelden; alleen waar het verschil is aangetoond.</p>
${scroll(
  'Om hoeveel mensen het gaat',
  html`<table><caption class="hidden">Aantal mensen meer dan bij het cijfer van Nederland</caption><thead><tr><th scope="col">Indicator</th><th scope="col" class="number">Aantal</th><th scope="col" class="number">95%-interval</th><th scope="col">Over</th></tr></thead><tbody>
${rows.map(
  row => html`<tr><th scope="row"><a href="${up}${indicatorPath(row.indicator_id)}">${facts.names.get(row.indicator_id) ?? row.indicator_id}</a>${row.value_kind === 'model_estimate' ? html` <span class="kind">model</span>` : null}</th><td class="number">${whole(row.excess)}</td><td class="number">${row.excess_lower === null ? '–' : `${whole(row.excess_lower)} – ${whole(row.excess_upper)}`}</td><td>${row.period}${row.age_group === 'total' ? '' : `, ${row.age_group}`}</td></tr>
`,
)}</tbody></table>`,
  `${area.area_code}-mensen`,
)}`;
}

const MOST = 12;

/** Every programme with what its rules propose; where it runs is named. */
function programmes({ facts, up }: SiteContext): Html {
  if (facts.programmes.length === 0) return html``;
  return html`<h2 id="programmas">Programma’s: doorgaan, bijsturen of stoppen</h2>
<p>Het voorstel volgt uit de afgesproken regels; het besluit nemen mensen.</p>
${scroll(
  'Voorstel per programma',
  html`<table><caption class="hidden">Voorstel per programma</caption><thead><tr><th scope="col">Programma</th><th scope="col">Voorstel</th><th scope="col">Waar</th></tr></thead><tbody>
${facts.programmes.map(
  ({
    programme,
    areas,
  }) => html`<tr><th scope="row"><a href="${up}programmas.html#${programme.programme_id}">${programme.name_nl}</a></th><td>${proposalBadge(programme.proposal)}<small>${programme.proposal_reason}</small></td><td>${areas.join(', ')}</td></tr>
`,
)}</tbody></table>`,
)}`;
}

export const caveats = html`<h2 id="lezen">Lees dit erbij</h2>
<ul><li>Ongunstiger of gunstiger betekent: het verschil met Nederland is groter dan de marge (95%-interval). Zonder marge is er geen oordeel.</li>
<li>Een modelschatting is een signaal en geen meting: niet geschikt om een verandering of het effect van een programma aan te tonen.</li>
<li>Stapeling in een gebied is niet hetzelfde als stapeling bij personen.</li>
<li>Dat een cijfer verandert terwijl een programma loopt, bewijst niet dat het door het programma komt.</li></ul>
`;

/** Whose figures the report has: each publisher asks to be named. */
function sources(area: AreaRow, { facts }: SiteContext): Html {
  const own = facts.figures.get(area.area_code);
  const used = facts.indicators.filter(one => own?.has(one.indicator.indicator_id));
  const all = new Map(used.flatMap(one => one.sources.map(source => [source.source_id, source] as const)));
  const publishers = grouped([...all.values()], one => `${one.publisher} (${one.licence})`);
  return html`<h2 id="bronnen">Bronnen</h2>
<ul class="small">${[...publishers].map(([publisher, some]) => html`<li>${publisher}: ${some.map(one => one.source_title ?? one.source_id).join('; ')}</li>\n`)}</ul>
`;
}
