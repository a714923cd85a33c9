import { capital, dutchNumber } from '../../dictionary/dutch.ts';
import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { spread } from '../draw/spread.ts';
import { type Html, html } from '../html.ts';
import { type SiteContext, scroll } from '../page.ts';
import type { AreaFigure } from '../rows.ts';
import { levelMany } from '../words.ts';

/** How far the smallest areas of each gemeente lie apart. */
export function spreads({ indicator }: IndicatorFacts, figures: AreaFigure[], { facts }: SiteContext): Html {
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
  html`<table class="numbers"><caption class="hidden">Laagste en hoogste waarde van de ${levelMany(level)} per gemeente</caption><thead><tr><th scope="col">Gemeente</th><th scope="col" class="number">Gemeente zelf</th><th scope="col" class="number">Laagste</th><th scope="col" class="number">Hoogste</th><th scope="col" class="number">${capital(levelMany(level))}</th></tr></thead><tbody>${rows.map(row => html`<tr><th scope="row">${row.name}</th><td>${row.own === null ? '–' : dutchNumber(row.own, decimals)}</td><td>${dutchNumber(Math.min(...ends(row)), decimals)}</td><td>${dutchNumber(Math.max(...ends(row)), decimals)}</td><td>${row.parts.length}</td></tr>\n`)}</tbody></table>`,
)}</section>
`;
}
