import { PROGRAMME_LINES } from '../../../indicators/declaration.ts';
import { PILLARS } from '../../../indicators/programme.ts';
import { inDutch, wordsOf } from '../../../transforms/tables.ts';
import { capital, dutchDate, dutchList, dutchNumber } from '../../dictionary/dutch.ts';
import { type Html, html } from '../html.ts';
import type { GapRow, OutcomeRow, ProgrammeFacts, ProgrammeRow, RuleRow } from '../programme-facts.ts';
import { proposalBadge, ruleBadge } from './programme-badge.ts';
import { chain } from './programme-chain.ts';

/** How many programmes each proposal stands for, those that ask for something first. */
export const summary = (all: ProgrammeFacts[]): Html => html`<ul class="summary">
${Object.keys(wordsOf('programme_verdict.proposal')).map(proposal => {
  const n = all.filter(({ programme }) => programme.proposal === proposal).length;
  return n === 0
    ? null
    : html`<li><strong>${n}</strong> ${inDutch('programme_verdict.proposal', proposal)}</li>\n`;
})}</ul>
`;

/** Programmes by line and pillar; an empty place is a finding too. */
export const matrix = (
  all: ProgrammeFacts[],
): Html => html`<section class="scroll" tabindex="0" aria-label="Programma’s per programmalijn en pijler">
<table class="matrix">
<caption>Programma’s per programmalijn en pijler, met het voorstel uit de afgesproken regels</caption>
<thead><tr><th scope="col">Programmalijn</th>${PILLARS.map(pillar => html`<th scope="col">${capital(pillar)}</th>`)}</tr></thead>
<tbody>
${PROGRAMME_LINES.map(
  line => html`<tr><th scope="row">${capital(line)}</th>${PILLARS.map(pillar =>
    place(
      pillar,
      all
        .map(({ programme }) => programme)
        .filter(one => one.programme_line === line && one.pillar === pillar),
    ),
  )}</tr>
`,
)}</tbody>
</table></section>
`;

const place = (pillar: string, own: ProgrammeRow[]): Html =>
  html`<td data-pillar="${capital(pillar)}">${
    own.length === 0
      ? html`<span class="none">geen programma</span>`
      : html`<ul>${own.map(one => html`<li><a href="#${one.programme_id}">${one.name_nl}</a><br />${proposalBadge(one.proposal)}</li>`)}</ul>`
  }</td>`;

/** One programme: proposal, chain, rules, what is missing, the last decision, and what may be said of effects. */
export function programmeCard({ programme, areas, kpis, rules, outcomes }: ProgrammeFacts): Html {
  return html`<article class="programme" id="${programme.programme_id}">
<header><h3>${programme.name_nl}</h3>
<p class="english" lang="en">${programme.name_en}</p></header>
<p class="proposal">${proposalBadge(programme.proposal)} ${programme.proposal_reason}${
    programme.next_due ? ` Eerstvolgende toetsdatum: ${dutchDate(programme.next_due)}.` : ''
  }</p>
${facts(programme, areas)}${chain(kpis)}
${missing(programme)}${ruleTable(programme, rules)}${verdict(programme)}${effects(outcomes)}</article>
`;
}

function facts(programme: ProgrammeRow, areas: string[]): Html {
  const { period_from, period_until, control_group, evidence_level } = programme;
  const until = period_until ? ` tot en met ${dutchDate(period_until)}` : ', zonder einddatum';
  const evidence = control_group ? `${evidence_level}; vergeleken met ${control_group}` : evidence_level;
  const rows = [
    ['Status', inDutch('programme.status', programme.status)],
    ['Voor wie', programme.target_group],
    ['Waar', dutchList(areas)],
    ['Looptijd', `${dutchDate(period_from)}${until}`],
    ['Wie', programme.owner + (programme.partners ? `, met ${programme.partners}` : '')],
    ['Mate van bewijs', evidence],
  ];
  return html`<dl>
${rows.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>\n`)}</dl>
`;
}

const missing = ({ missing: text }: ProgrammeRow): Html =>
  text
    ? html`<h4>Wat ontbreekt</h4>
<p>${text}</p>
`
    : html``;

function ruleTable({ name_nl }: ProgrammeRow, rules: RuleRow[]): Html {
  if (rules.length === 0) return html`<h4>Afspraken</h4><p>Er zijn geen regels afgesproken.</p>\n`;
  return html`<section class="scroll" tabindex="0" aria-label="Afspraken van ${name_nl}">
<table class="rules">
<caption>Afspraken: wanneer gaan we door?</caption>
<thead><tr><th scope="col">Afspraak</th><th scope="col">Toetsdatum</th><th scope="col">Uitkomst</th></tr></thead>
<tbody>
${rules.map(
  rule => html`<tr><th scope="row">${rule.rule_text}</th><td>${dutchDate(rule.due)}</td><td>${ruleBadge(rule.result)} ${aside(rule)}</td></tr>
`,
)}</tbody>
</table></section>
`;
}

/** What the sign and word do not say yet: who answered, where it failed, or why a stop is not proposed. */
function aside(rule: RuleRow): Html | null {
  const answered = rule.answered_on
    ? `Beantwoord op ${dutchDate(rule.answered_on)} door ${rule.answered_by}. ${rule.answer_note ?? ''}`
    : '';
  const where = rule.failing_names ? `In: ${dutchList(rule.failing_names.split('|'))}.` : '';
  const text = [rule.proposes_note, where, answered].filter(Boolean).join(' ').trim();
  return text ? html`<br /><span class="small">${text}</span>` : null;
}

function verdict(programme: ProgrammeRow): Html {
  const { last_verdict, last_verdict_on, last_verdict_by, last_verdict_reason } = programme;
  if (!last_verdict || !last_verdict_on)
    return html`<h4>Laatste besluit</h4><p>Er is nog geen besluit genomen.</p>\n`;
  return html`<h4>Laatste besluit</h4>
<p><strong>${capital(inDutch('programme_verdict.proposal', last_verdict))}</strong>, ${dutchDate(last_verdict_on)}, ${last_verdict_by}. ${last_verdict_reason}</p>
`;
}

const effects = (outcomes: OutcomeRow[]): Html =>
  outcomes.length === 0
    ? html``
    : html`<h4>Wat over het effect mag worden gezegd</h4>
<ul>${outcomes.map(one => html`<li>${one.outcome_nl}: ${lower(one.explanation)}</li>`)}</ul>
`;

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The buurten where problems pile up and nothing runs on at least one of them. */
export function gapTable(gaps: GapRow[]): Html {
  if (gaps.length === 0) return html`<p>Er zijn geen buurten gevonden waarvoor dit geldt.</p>\n`;
  return html`<section class="scroll" tabindex="0" aria-label="Buurten zonder interventie">
<table class="gaps">
<caption>${gaps.length} buurten, die met de meeste ongunstige domeinen eerst</caption>
<thead><tr><th scope="col">Buurt</th><th scope="col">Gemeente</th><th scope="col" class="number">Inwoners</th><th scope="col" class="number">Ongunstige domeinen</th><th scope="col" class="text">Waarop niets loopt</th></tr></thead>
<tbody>
${gaps.map(
  gap => html`<tr><th scope="row">${gap.area_name}</th><td>${gap.gemeente}</td><td class="number">${gap.population === null ? '–' : dutchNumber(gap.population, 0)}</td><td class="number">${gap.domains_worse}</td><td class="text">${gap.without.split('|').join('; ')}${gap.estimated ? ' *' : ''}</td></tr>
`,
)}</tbody>
</table></section>
${gaps.some(gap => gap.estimated) ? html`<p class="small">* Een deel van deze cijfers is geschat met een model: een signaal, geen meting.</p>\n` : null}`;
}
