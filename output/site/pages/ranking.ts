import { capital } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { ranking } from '../draw/ranking.ts';
import { dots } from '../draw/spine.ts';
import { type Html, html } from '../html.ts';
import { areaLink, type SiteContext, scroll } from '../page.ts';
import type { AreaFigure, FigureRow } from '../rows.ts';
import { verdictOf } from '../verdict.ts';
import {
  aboutText,
  intervalText,
  levelMany,
  RELIABILITY,
  reliabilityText,
  reliabilityWords,
  valueText,
  verdictCell,
} from '../words.ts';

/** Gemeenten and wijken in order of their value as a drawing; all levels, buurten too, as tables. */
export function rankings({ indicator }: IndicatorFacts, figures: AreaFigure[], context: SiteContext): Html {
  const decimals = context.facts.decimals.get(indicator.indicator_id) ?? 1;
  const levels = ['gemeente', 'wijk', 'buurt'].map(level => ({
    level,
    own: inOrder(
      figures.filter(one => one.area.area_level === level),
      indicator.polarity,
    ),
  }));
  const drawn = levels.flatMap(({ own }) => own.filter(one => one.figure.value !== null));
  return html`${dots(drawn.map(one => verdictOf(one.figure)))}${levels.map(({ level, own }) => {
    const known = own.filter(one => one.figure.value !== null);
    if (known.length < 2) return null;
    const country = known.find(one => one.figure.country_value !== null)?.figure.country_value ?? null;
    return html`<section><h2 id="volgorde-${level}">${capital(levelMany(level))} naast elkaar</h2>
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
  const known = own.flatMap(({ figure }) => (figure.value === null ? [] : [figure]));
  // Gemeenten and estimates have no places.
  const hasPlaces = known.some(figure => figure.rank_lower !== null);
  const interval = column(known, figure => intervalText(figure, decimals));
  const about = column(
    own.map(one => one.figure),
    aboutText,
  );
  const reliability = column(known, reliabilityText);
  const always = [
    interval.always,
    about.always && `over ${about.always}`,
    reliability.always && `betrouwbaarheid ${known[0] ? reliabilityWords(known[0]) : ''}`,
  ];
  return html`<table class="ranked"><caption class="hidden">Waarde per ${level}</caption><thead><tr><th scope="col">${capital(level)}</th><th scope="col" class="number">Waarde<small>${always.filter(Boolean).join(', ')}</small></th>${interval.head(html`<th scope="col" class="number">95%-interval</th>`)}${hasPlaces ? html`<th scope="col" class="number">Plaats</th>` : null}<th scope="col">Tegen Nederland</th>${about.head(html`<th scope="col">Over</th>`)}${reliability.head(html`<th scope="col"><abbr title="Betrouwbaarheid: ${RELIABILITY}">Betr.</abbr></th>`)}</tr></thead><tbody>
${own.map(
  ({ area, figure }) =>
    html`<tr><th scope="row">${areaLink(context, area.area_code)}</th><td>${valueText(figure.value, decimals, unit)}</td>${interval.cell(figure)}${hasPlaces ? html`<td>${places(figure)}</td>` : null}${verdictCell(figure)}${about.cell(figure)}${reliability.cell(figure)}</tr>
`,
)}</tbody></table>`;
}

/** A column of texts; where all of these figures have the same one it is left out, to be said in the head of the values. */
function column(figures: FigureRow[], text: (figure: FigureRow) => string) {
  const [first = '', ...others] = new Set(figures.map(text));
  const isShown = others.length > 0;
  return {
    always: isShown ? '' : first,
    head: (head: Html) => (isShown ? head : null),
    cell: (figure: FigureRow) => (isShown ? html`<td>${text(figure)}</td>` : null),
  };
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
