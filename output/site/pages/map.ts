import { dutchNumber } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { areaMap, type MapArea } from '../draw/map.ts';
import { type Html, html } from '../html.ts';
import type { SiteContext } from '../page.ts';
import type { AreaFigure } from '../rows.ts';
import { VERDICTS, type Verdict, verdictOf, verdictWords, whyNot } from '../verdict.ts';
import { badge, levelMany, valueText } from '../words.ts';

/**
 * The map at the smallest level with figures: by verdict where at least half of the areas have one, else by classes of values
 * that say of themselves that they are no verdict. What is missing is hatched; every area says its words when touched.
 */
export function indicatorMap(
  { indicator }: IndicatorFacts,
  figures: AreaFigure[],
  context: SiteContext,
): Html {
  const { facts } = context;
  const level = ['buurt', 'wijk', 'gemeente'].find(one =>
    figures.some(
      ({ area, figure }) =>
        area.area_level === one && figure.value !== null && facts.outlines.has(area.area_code),
    ),
  );
  if (!level) return html``;
  const own = figures.filter(({ area }) => area.area_level === level && facts.outlines.has(area.area_code));
  const decimals = facts.decimals.get(indicator.indicator_id) ?? 1;
  const classes = classesOf(own, indicator.polarity);
  const periods = [
    ...new Set(own.filter(one => one.figure.value !== null).map(one => one.figure.period)),
  ].sort();
  const areas = own.map(({ area, figure }): MapArea => {
    const verdict = verdictOf(figure);
    const said = verdict === 'missing' ? `geen cijfer, ${whyNot(figure)}` : verdictWords(verdict);
    return {
      code: area.area_code,
      name: area.name,
      fill: classes && figure.value !== null ? classes.of(figure.value) : verdict,
      text:
        figure.value === null
          ? said
          : `${valueText(figure.value, decimals, indicator.unit)}, ${said}${periods.length > 1 ? ` (${figure.period})` : ''}`,
    };
  });
  const found = new Set(areas.map(area => area.fill));
  return html`<section><h2 id="kaart">Op de kaart</h2>
<figure>${areaMap({
    id: 'kaart-tekening',
    title: `${indicator.name_nl} per ${level}`,
    description: `Kaart van ${own.length} ${levelMany(level)}. Dezelfde cijfers staan in de tabel per ${level} hieronder.`,
    areas,
    outlines: facts.outlines,
    borders: gemeenteBorders(context),
  })}
<figcaption>${
    classes
      ? html`<span class="classes">${classes.legend.filter(one => found.has(one.fill)).map(one => html`<span class="badge ${one.fill}">${dutchNumber(one.from, decimals)} tot ${dutchNumber(one.to, decimals)}</span> `)}${found.has('missing') ? badge('missing') : null}</span> Vijf even grote groepen; donkerder is ${darker(indicator.polarity)}. Geen oordeel: daarvoor ontbreken marges.`
      : html`${VERDICTS.filter((one: Verdict) => found.has(one)).map(one => badge(one))} Vergeleken met Nederland naar het 95%-interval.`
  } Cijfers over ${periods.join(', ')}${periods.length > 1 ? ' (niet alle gebieden over hetzelfde jaar)' : ''}. Grenzen: indeling ${facts.outlineVintage ?? 'onbekend'}.${indicator.value_kind === 'model_estimate' ? ' Modelschatting: een signaal, geen meting.' : ''}</figcaption></figure></section>
`;
}

/** The gemeenten as lines over a map, with their names. */
export const gemeenteBorders = ({ facts, byCode }: SiteContext) =>
  [...facts.outlines.values()]
    .filter(one => one.level === 'gemeente')
    .map(one => ({ ...one, name: byCode.get(one.code)?.name ?? '' }));

const darker = (polarity: string): string => (polarity === 'neutral' ? 'hoger' : 'ongunstiger');

interface Classes {
  of: (value: number) => string;
  legend: { fill: string; from: number; to: number }[];
}

/** Fifths of the values, the last the least favourable; null where verdicts can be shown. */
function classesOf(own: AreaFigure[], polarity: string): Classes | null {
  const known = own.filter(one => one.figure.value !== null);
  const judged = known.filter(one => verdictOf(one.figure) !== 'not_compared');
  if (2 * judged.length >= known.length) return null;
  const values = known.map(one => one.figure.value ?? 0).sort((a, b) => a - b);
  const limits = [1, 2, 3, 4].map(fifth => values[Math.ceil((fifth * values.length) / 5) - 1] ?? 0);
  const nth = (value: number) => limits.filter(limit => value > limit).length;
  const name = (place: number) => `c${polarity === 'higher_better' ? 5 - place : place + 1}`;
  const legend = [0, 1, 2, 3, 4].flatMap(place => {
    const inside = values.filter(value => nth(value) === place);
    return inside.length > 0
      ? [{ fill: name(place), from: Math.min(...inside), to: Math.max(...inside) }]
      : [];
  });
  return { of: value => name(nth(value)), legend };
}
