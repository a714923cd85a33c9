import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indicatorMap } from '../../../output/site/pages/map.ts';
import type { FigureRow } from '../../../output/site/rows.ts';
import { buurten, contextOf, described } from './given.ts';
import { marksOf } from './marks.ts';

const FIGURES: fc.Arbitrary<Partial<FigureRow>[]> = fc.array(
  fc.record({
    value: fc.option(fc.double({ min: -5, max: 5, noNaN: true }), { nil: null, freq: 4 }),
    outcome: fc.constantFrom('worse', 'better', 'similar', 'not_compared', null),
    period: fc.constantFrom('2020', '2022', '2024'),
    missing_reason: fc.constantFrom('suppressed', 'not_measured'),
  }),
  { minLength: 1, maxLength: 15 },
);
const POLARITY = fc.constantFrom('higher_better', 'lower_better', 'neutral');

/** Classes of the marks and of the legend, what each mark says, and the words below the map. */
function drawn(given: Partial<FigureRow>[], polarity: string) {
  const figures = buurten(given);
  const { text } = indicatorMap(described({ polarity }), figures, contextOf(figures));
  const [picture = '', caption = ''] = text.split('<figcaption>');
  const drawnMarks = marksOf(picture);
  const classes = (from: string, pattern: RegExp) =>
    new Set([...from.matchAll(pattern)].map(found => found[1]));
  return {
    text,
    caption,
    marks: classes(picture, /<g class="v ([a-z0-9_]+)"/g),
    legend: classes(caption, /class="badge ([a-z0-9_]+)"/g),
    said: figures.map(
      ({ area }) => drawnMarks.find(({ said }) => said.startsWith(`${area.name}:`))?.said ?? '',
    ),
    hatched: drawnMarks.filter(({ look }) => look === 'class="v missing" fill="url(#hatch)"').length,
  };
}

const known = (given: Partial<FigureRow>[]) => given.filter(one => one.value !== null);

test('the legend has the classes of the marks, all of them and no other', () => {
  fc.assert(
    fc.property(FIGURES, POLARITY, (given, polarity) => {
      if (known(given).length === 0) return;
      const { marks, legend } = drawn(given, polarity);
      expect(legend).toEqual(marks);
    }),
  );
});

test('every year that a value is of stands below the map, and where they differ at each area', () => {
  fc.assert(
    fc.property(FIGURES, given => {
      const periods = [...new Set(known(given).map(one => one.period ?? ''))].sort();
      if (periods.length === 0) return;
      const { caption, said } = drawn(given, 'lower_better');
      expect(caption).toContain(`Cijfers over ${periods.join(', ')}`);
      expect(caption.includes('niet alle gebieden over hetzelfde jaar')).toBe(periods.length > 1);
      for (const [n, one] of given.entries())
        if (one.value !== null && periods.length > 1) expect(said[n]).toContain(one.period);
    }),
  );
});

test('what has no value is hatched and says why; it never gets the colour of a class', () => {
  fc.assert(
    fc.property(FIGURES, given => {
      if (known(given).length === 0) return;
      const { hatched, said } = drawn(given, 'higher_better');
      expect(hatched).toBe(given.length - known(given).length);
      const WORDS = { suppressed: 'afgeschermd', not_measured: 'niet gemeten' };
      for (const [n, one] of given.entries())
        if (one.value === null)
          expect(said[n]).toContain(
            WORDS[one.missing_reason === 'suppressed' ? 'suppressed' : 'not_measured'],
          );
    }),
  );
});

test('without verdicts the darkest class is the least favourable, and says that it is no verdict', () => {
  const given = [1, 2, 3, 4, 5].map(value => ({ value }));
  const darkest = (polarity: string) =>
    marksOf(drawn(given, polarity).text)
      .find(({ look }) => look === 'class="v c5"')
      ?.said.match(/: (\d)/)?.[1];
  expect(darkest('lower_better')).toBe('5');
  expect(darkest('higher_better')).toBe('1');
  expect(drawn(given, 'neutral').caption).toContain('Geen oordeel');
});

test('the map of a model estimate says that it is one', () => {
  const figures = buurten([{ value: 1 }]);
  const captionOf = (value_kind: string) =>
    indicatorMap(described({ value_kind }), figures, contextOf(figures)).text;
  expect(captionOf('model_estimate')).toContain('een signaal, geen meting');
  expect(captionOf('survey')).not.toContain('een signaal, geen meting');
});

test('no map without a figure', () => {
  expect(drawn([{ value: null }], 'neutral').text).toBe('');
});
