import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piling } from '../../../output/site/pages/area.ts';
import { indicatorMap } from '../../../output/site/pages/map.ts';
import { profile } from '../../../output/site/pages/profile.ts';
import { rankings } from '../../../output/site/pages/ranking.ts';
import type { CumulationRow, FigureRow } from '../../../output/site/rows.ts';
import { shards } from '../../../output/site/shards.ts';
import { FIGURE } from './generated.ts';
import { buurten, contextOf, described } from './given.ts';

/** What a text claims of a figure beside the country; what it calls a signal and no test is no claim. */
function claimed(text: string): string[] {
  const certain = text.replace(/meer dan 5% \S+: een signaal, geen toets/g, '');
  const words = { worse: /ongunstiger/, better: /(?<!on)gunstiger/, higher: /(?<!on)hoger/, lower: /lager/ };
  return Object.entries(words).flatMap(([outcome, word]) => (word.test(certain) ? [outcome] : []));
}

/** What may be claimed: what the table found, of a figure that is there. */
const allowed = ({ value, outcome }: FigureRow): string[] =>
  value !== null && outcome !== null && ['worse', 'better', 'higher', 'lower'].includes(outcome)
    ? [outcome]
    : [];

const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** The rows and the marks of a page by the area that they are of. */
const told = (html: string): { code: string; text: string }[] =>
  [...html.matchAll(/<tr>.*?<\/tr>|<title>Naam van .*?<\/title>/gs)].flatMap(([one]) => {
    const code = /Naam van (\w+)/.exec(one)?.[1];
    return code ? [{ code, text: plain(one) }] : [];
  });

const FIGURES = fc.array(FIGURE, { minLength: 2, maxLength: 12 });
const POLARITY = fc.constantFrom('higher_better', 'lower_better', 'neutral');
const KIND = fc.constantFrom('survey', 'register', 'model_estimate');

function pageOf(given: FigureRow[], polarity: string, value_kind: string) {
  const figures = buurten(given);
  const context = contextOf(figures);
  const own = new Map(figures.map(one => [one.area.area_code, new Map([['een', one.figure]])]));
  const facts = { ...context.facts, figures: own, values: new Map() };
  return { figures, context: { ...context, facts }, indicator: described({ polarity, value_kind }) };
}

test('no ranking and no map says of an area what the table does not find', () => {
  fc.assert(
    fc.property(FIGURES, POLARITY, KIND, (given, polarity, kind) => {
      const { figures, context, indicator } = pageOf(given, polarity, kind);
      const rows = told(
        `${rankings(indicator, figures, context).text}${indicatorMap(indicator, figures, context).text}`,
      );
      const known = given.filter(one => one.value !== null).length;
      if (known >= 2) expect(rows.length).toBeGreaterThanOrEqual(given.length);
      for (const { code, text } of rows) {
        const found = figures.find(one => one.area.area_code === code);
        expect(claimed(text), text).toEqual(found ? allowed(found.figure) : []);
      }
    }),
  );
});

test('no profile says of a figure, or of where it goes, what the tables do not find', () => {
  fc.assert(
    fc.property(FIGURE, POLARITY, KIND, (given, polarity, kind) => {
      const { figures, context, indicator } = pageOf([given], polarity, kind);
      const area = figures[0]?.area;
      if (!area) return;
      const one = { ...context, facts: { ...context.facts, indicators: [indicator] } };
      const row = profile(area, one).text.split('<tr class="domain">')[1]?.split('<tr>')[1] ?? '';
      const [verdict = '', ...after] = row.split('</svg>').at(-1)?.split('</td>').slice(1) ?? [];
      expect(claimed(plain(verdict)), row).toEqual(allowed(given));
      const trend = plain(after.join(' '));
      if (given.trend !== 'increasing' && given.trend !== 'decreasing') expect(trend).not.toMatch(/[↗↘]/);
    }),
  );
});

test('the data for the comparison hold the verdicts of the tables', () => {
  fc.assert(
    fc.property(FIGURES, given => {
      const { figures, context } = pageOf(given, 'neutral', 'survey');
      const files = new Map(shards(context).map(one => [one.path, one.text]));
      const dataOf = (name: string) => {
        const text = files.get(name) ?? '';
        return JSON.parse(text.slice(text.indexOf(',') + 1, text.lastIndexOf(')'))) as (
          | string
          | number
          | null
        )[][];
      };
      for (const { area, figure } of figures) {
        const [row] = dataOf(`data/gebied/${area.area_code}.js`);
        const verdict = figure.value === null ? 'missing' : (figure.outcome ?? 'not_compared');
        expect(dataOf('data/oordelen.js')[Number(row?.[5])]?.[0]).toBe(verdict);
      }
    }),
  );
});

test('what piles up is counted as the table counts it, and no share of the country is told without one', () => {
  const row = fc.record({
    worse: fc.nat(9),
    better: fc.nat(9),
    judged: fc.integer({ min: 18, max: 30 }),
    country_share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
    share_reason: fc.constant(null),
    worse_indicators: fc.constant(null),
    is_enough_judged: fc.boolean(),
    caution: fc.constant(null),
  });
  fc.assert(
    fc.property(row, given => {
      const text = plain(piling(given as unknown as CumulationRow, contextOf([])).text);
      expect(text).toContain(
        `${given.worse} van de ${given.judged} indicatoren die te beoordelen zijn, zijn aantoonbaar ongunstiger dan Nederland; ${given.better} gunstiger.`,
      );
      expect(text.includes('In Nederland heeft')).toBe(given.worse > 0 && given.country_share !== null);
      expect(text.includes('te weinig te beoordelen')).toBe(!given.is_enough_judged);
    }),
  );
});
