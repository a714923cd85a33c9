import { dutchNumber } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { type Html, html } from '../../dictionary/html.ts';
import { indicatorPage as describedPage } from '../../dictionary/indicator-page.ts';
import { BY_SEX, latestValues } from '../../dictionary/latest.ts';
import { block } from '../../dictionary/page-html.ts';
import { ranking } from '../draw/ranking.ts';
import { spread } from '../draw/spread.ts';
import { areaLink, indicatorPath, type SiteContext, type SitePage, scroll } from '../page.ts';
import type { AreaFigure, FigureRow } from '../rows.ts';
import { verdictOf } from '../verdict.ts';
import {
  aboutText,
  figureBadge,
  intervalText,
  levelMany,
  RELIABILITY,
  reliabilityText,
  unitText,
  valueText,
} from '../words.ts';
import { indicatorMap } from './map.ts';
import { trends } from './years.ts';

/** The page of one indicator: map, ranking, spread and trend, and everything that the dictionary says of it. */
export function indicatorPage(facts: IndicatorFacts, context: SiteContext): SitePage {
  const { indicator } = facts;
  const id = indicator.indicator_id;
  const described = describedPage(facts, {
    releaseId: context.releaseId,
    groups: context.facts.areas.filter(one => one.area_level === 'regio').map(one => one.area_code),
  });
  const figures = context.facts.areas.flatMap(area => {
    const figure = context.facts.figures.get(area.area_code)?.get(id);
    return figure ? [{ area, figure }] : [];
  });
  return {
    path: indicatorPath(id),
    title: indicator.name_nl,
    english: indicator.name_en,
    labels: [indicator.domain, unitText(indicator.unit), ...described.labels],
    trail: [{ text: 'Indicatoren', path: 'indicatoren.html' }],
    lead: indicator.definition ?? 'De definitie is die van de bron.',
    body: html`${indicatorMap(facts, figures, context)}${rankings(facts, figures, context)}${spreads(facts, figures, context)}${trends(facts, context)}${bySex(facts)}${described.sections
      .filter(section => section.id !== 'waarden')
      .map(
        section => html`<section aria-labelledby="${section.id}"><h2 id="${section.id}">${section.title}</h2>
${section.blocks.map(block)}</section>
`,
      )}`,
  };
}

/** What is published of men and women apart. */
function bySex(facts: IndicatorFacts): Html {
  const blocks = latestValues(facts, []).filter(one => one.kind === 'more' && one.summary === BY_SEX);
  return html`${blocks.map(block)}`;
}

/** Gemeenten and wijken in order of their value as a drawing; all levels, buurten too, as tables. */
function rankings({ indicator }: IndicatorFacts, figures: AreaFigure[], context: SiteContext): Html {
  const decimals = context.facts.decimals.get(indicator.indicator_id) ?? 1;
  const levels = ['gemeente', 'wijk', 'buurt'].map(level => ({
    level,
    own: inOrder(
      figures.filter(one => one.area.area_level === level),
      indicator.polarity,
    ),
  }));
  return html`${levels.map(({ level, own }) => {
    const known = own.filter(one => one.figure.value !== null);
    if (known.length < 2) return null;
    const country = known.find(one => one.figure.country_value !== null)?.figure.country_value ?? null;
    return html`<section><h2 id="volgorde-${level}">${cap(levelMany(level))} naast elkaar</h2>
${indicator.value_kind === 'model_estimate' ? html`<p class="caution">Modelschatting: een signaal, geen meting. Niet geschikt als ranglijst.</p>\n` : null}${
  level === 'buurt'
    ? null
    : html`<figure>${ranking({
        id: `volgorde-${level}-tekening`,
        title: `${indicator.name_nl}: ${levelMany(level)} op volgorde`,
        areas: known.map(({ area, figure }) => ({
          name: area.name,
          value: figure.value ?? 0,
          lower: figure.lower_95,
          upper: figure.upper_95,
          verdict: verdictOf(figure),
        })),
        benchmark: country === null ? null : { name: 'Nederland', value: country },
        decimals,
      })}</figure>
`
}<details${level === 'gemeente' ? html` open` : null}><summary>${own.length} ${levelMany(level)} als tabel</summary>
${scroll(`${indicator.name_nl} per ${level}`, rankTable(level, own, { decimals, unit: indicator.unit, context }), `${indicator.indicator_id}-${level}`)}</details></section>
`;
  })}`;
}

interface TableForm {
  decimals: number;
  unit: string;
  context: SiteContext;
}

function rankTable(level: string, own: AreaFigure[], { decimals, unit, context }: TableForm): Html {
  // Gemeenten and estimates have no places.
  const hasPlaces = own.some(one => one.figure.rank_lower !== null);
  return html`<table class="ranked${hasPlaces ? ' placed' : ''}"><caption class="hidden">Waarde per ${level}</caption><thead><tr><th scope="col">${cap(level)}</th><th scope="col" class="number">Waarde</th><th scope="col" class="number">95%-interval</th>${hasPlaces ? html`<th scope="col" class="number">Plaats</th>` : null}<th scope="col">Tegen Nederland</th><th scope="col">Over</th><th scope="col"><abbr title="Betrouwbaarheid: ${RELIABILITY}">Betr.</abbr></th></tr></thead><tbody>
${own.map(
  ({ area, figure }) =>
    html`<tr><th scope="row">${areaLink(context, area.area_code)}</th><td>${valueText(figure.value, decimals, unit)}</td><td>${intervalText(figure, decimals)}</td>${hasPlaces ? html`<td>${places(figure)}</td>` : null}<td>${figureBadge(figure)}</td><td>${aboutText(figure)}</td><td>${reliabilityText(figure)}</td></tr>
`,
)}</tbody></table>`;
}

/** No place without those that chance allows. */
const places = ({ rank_lower: from, rank_upper: to, ranked_areas: all }: FigureRow): string =>
  from === null || to === null ? '–' : `${from === to ? from : `${from} tot ${to}`} van ${all}`;

/** From least to most favourable; without a favourable side from high to low. What has no value comes last. */
const inOrder = (own: AreaFigure[], polarity: string): AreaFigure[] =>
  [...own].sort((a, b) => {
    if (a.figure.value === null || b.figure.value === null)
      return (
        Number(a.figure.value === null) - Number(b.figure.value === null) || compare(a.area.name, b.area.name)
      );
    const difference =
      polarity === 'higher_better' ? a.figure.value - b.figure.value : b.figure.value - a.figure.value;
    return difference || compare(a.area.name, b.area.name);
  });

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How far the smallest areas of each gemeente lie apart. */
function spreads({ indicator }: IndicatorFacts, figures: AreaFigure[], { facts }: SiteContext): Html {
  const level = ['buurt', 'wijk'].find(
    one => figures.filter(({ area, figure }) => area.area_level === one && figure.value !== null).length > 1,
  );
  if (!level) return html``;
  const decimals = facts.decimals.get(indicator.indicator_id) ?? 1;
  const rows = figures
    .filter(one => one.area.area_level === 'gemeente')
    .map(({ area, figure }) => ({
      name: area.name,
      own: figure.value,
      parts: figures
        .filter(one => one.area.area_level === level && one.area.gemeente_code === area.area_code)
        .flatMap(one => (one.figure.value === null ? [] : [{ value: one.figure.value }])),
    }))
    .filter(row => row.parts.length > 0);
  if (rows.length === 0) return html``;
  const country = figures.find(one => one.area.area_level === 'gemeente')?.figure.country_value ?? null;
  const ends = (row: (typeof rows)[number]) => row.parts.map(part => part.value);
  return html`<section><h2 id="spreiding">Verschillen binnen gemeenten</h2>
<figure>${spread({
    id: 'spreiding-tekening',
    title: `${indicator.name_nl}: ${levelMany(level)} binnen elke gemeente`,
    rows,
    benchmark: country === null ? null : { name: 'Nederland', value: country },
    decimals,
  })}<figcaption>Elk streepje is een ${level}, de ruit de gemeente zelf. In kleine gebieden is een deel van de spreiding toeval.</figcaption></figure>
${scroll(
  'Verschillen binnen gemeenten',
  html`<table><caption class="hidden">Laagste en hoogste waarde van de ${levelMany(level)} per gemeente</caption><thead><tr><th scope="col">Gemeente</th><th scope="col" class="number">Gemeente zelf</th><th scope="col" class="number">Laagste</th><th scope="col" class="number">Hoogste</th><th scope="col" class="number">${cap(levelMany(level))}</th></tr></thead><tbody>${rows.map(row => html`<tr><th scope="row">${row.name}</th><td class="number">${row.own === null ? '–' : dutchNumber(row.own, decimals)}</td><td class="number">${dutchNumber(Math.min(...ends(row)), decimals)}</td><td class="number">${dutchNumber(Math.max(...ends(row)), decimals)}</td><td class="number">${row.parts.length}</td></tr>\n`)}</tbody></table>`,
)}</section>
`;
}

const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
