import { inDutch } from '../../../transforms/tables.ts';
import { capital, dutchNumber } from '../../dictionary/dutch.ts';
import { grouped } from '../../grouped.ts';
import { goalPath } from '../draw/path.ts';
import { type Html, html } from '../html.ts';
import { areaLink, indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { GoalRow } from '../rows.ts';

/** Every goal: the path that was agreed, the measured gap, what can be told of it and what could be seen when. */
export function goalsPage(context: SiteContext): SitePage {
  return {
    path: 'doelen.html',
    title: 'Doelen',
    english: 'Goals',
    lead: 'Elk doel heeft zijn eigen gebied, referentie en afspraak. Beoordeeld worden alleen enquêtes en registraties; wat niet te zeggen is, staat er ook.',
    body: html`${[...grouped(context.facts.goals, row => row.goal_id)].map(([id, rows]) => goal(id, rows, context))}`,
  };
}

/** The newest comparable row of each goal and indicator that is judged; a goal without figures once. */
export function latestOf(rows: readonly GoalRow[]): GoalRow[] {
  const judged = rows.filter(row => row.indicator_id === null || row.value_kind !== 'model_estimate');
  return [...grouped(judged, row => `${row.goal_id} ${row.indicator_id}`).values()].flatMap(
    own => own.at(-1) ?? [],
  );
}

function goal(id: string, rows: GoalRow[], context: SiteContext): Html {
  const [first] = rows;
  if (!first) return html``;
  const share = first.close_share === null ? '' : ` (${dutchNumber(100 * first.close_share, 0)}%)`;
  const when = first.deadline === null ? 'zonder afgesproken jaar' : `uiterlijk in ${first.deadline}`;
  return html`<section id="${id}"><h2>${first.name_nl}</h2>
<p>${areaLink(context, first.population_code)}: ${inDutch('goal.rule', first.rule)}${share}, ${when}.</p>
${rows.every(row => row.indicator_id === null) ? html`<p>Er zijn nog geen cijfers voor dit doel.</p>` : [...grouped(rows, row => row.indicator_id ?? '')].map(([indicator, own]) => measured(indicator, own, context))}</section>
`;
}

/** One indicator of a goal through its periods. */
export function measured(indicator: string, rows: GoalRow[], { facts, up }: SiteContext): Html {
  const name = facts.names.get(indicator) ?? indicator;
  const decimals = Math.max(1, facts.decimals.get(indicator) ?? 1);
  const points = rows.flatMap(row =>
    row.gap === null
      ? []
      : [
          {
            period: row.period,
            year: yearOf(row.period),
            gap: row.gap,
            lower: row.gap_lower,
            upper: row.gap_upper,
            status: row.status,
          },
        ],
  );
  const last = rows.at(-1);
  if (!last) return html``;
  const base = rows.find(row => row.gap_baseline !== null);
  const start =
    base?.gap_baseline != null && base.path_from !== null
      ? { year: base.path_from, gap: base.gap_baseline }
      : null;
  const target =
    base?.target_gap != null && base.deadline !== null ? { year: base.deadline, gap: base.target_gap } : null;
  return html`<h3><a href="${up}${indicatorPath(indicator)}">${name}</a></h3>
${
  points.length > 0
    ? html`<figure>${goalPath({ id: `pad-${last.goal_id}-${indicator}`, title: `Achterstand: ${name}`, points, start, target, decimals })}
<figcaption>Achterstand op de referentie, met 95%-interval${target ? '; gestippeld het afgesproken pad naar het doel' : ''}.</figcaption></figure>\n`
    : null
}<p><strong>${capital(inDutch('goal_progress.status', last.status))}</strong> (${last.period}). ${last.status_reason ?? ''}</p>
${outlook(last, decimals)}${scroll(
  `${last.name_nl}: ${name}`,
  html`<table><caption class="hidden">Achterstand per periode</caption><thead><tr><th scope="col">Periode</th><th scope="col" class="number">Gebied</th><th scope="col" class="number">Referentie</th><th scope="col" class="number">Achterstand</th><th scope="col" class="number">95%-interval</th><th scope="col" class="text">Stand</th></tr></thead><tbody>
${rows.map(
  row => html`<tr><th scope="row">${row.period}</th><td class="number">${number(row.region_value, decimals)}</td><td class="number">${number(row.reference_value, decimals)}</td><td class="number">${number(row.gap, decimals)}</td><td class="number">${row.gap_lower === null || row.gap_upper === null ? '–' : `${dutchNumber(row.gap_lower, decimals)} – ${dutchNumber(row.gap_upper, decimals)}`}</td><td class="text">${inDutch('goal_progress.status', row.status)}<small>${row.status_reason}</small></td></tr>
`,
)}</tbody></table>`,
  `doel-${last.goal_id}-${indicator}`,
)}`;
}

/** What could be seen, and when; or why nothing can be said of it. */
function outlook(row: GoalRow, decimals: number): Html {
  if (row.outlook_reason)
    return html`<p class="small">Vooruitzicht: ${inDutch('goal_outlook.reason', row.outlook_reason)}.</p>\n`;
  if (row.agreed_change === null || row.smallest_visible_change === null) return html``;
  const year = row.first_likely_year ?? row.first_visible_year;
  return html`<p>Afgesproken is een verandering van ${dutchNumber(row.agreed_change, decimals)}; kleiner dan ${dutchNumber(row.smallest_visible_change, decimals)} is niet van toeval te onderscheiden. ${
    row.power === null
      ? ''
      : `Als het doel precies wordt gehaald, laat een meting dat zien met een kans van ${dutchNumber(100 * row.power, 0)}%. `
  }${year === null ? (row.year_reason ? `${capital(inDutch('goal_outlook.year_reason', row.year_reason))}.` : '') : `Op het afgesproken pad is de verandering op zijn vroegst in ${year} te zien.`} ${
    row.expected_gap === null
      ? row.expected_reason
        ? `De trend is niet door te trekken: ${inDutch('goal_outlook.expected_reason', row.expected_reason)}.`
        : ''
      : `Gaat de trend zo door, dan is de achterstand in het jaar van het doel ${dutchNumber(row.expected_gap, decimals)} (${number(row.expected_lower, decimals)} – ${number(row.expected_upper, decimals)}).`
  }</p>
`;
}

const number = (value: number | null, decimals: number): string =>
  value === null ? '–' : dutchNumber(value, decimals);

/** Of a period of several years the last. */
const yearOf = (period: string): number => Number(/(\d{4})\D*$/.exec(period)?.[1] ?? period.slice(0, 4));
