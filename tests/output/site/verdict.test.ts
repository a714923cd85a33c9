import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verdictOfMany } from '../../../output/site/pages/ring.ts';
import { SIGNS, VERDICTS, type Verdict, verdictOf, whyNot } from '../../../output/site/verdict.ts';
import { trendText, verdictCell } from '../../../output/site/words.ts';
import { wordsOf } from '../../../transforms/tables.ts';
import { FIGURE } from './generated.ts';

test('a verdict is shown only where the table gives that verdict', () => {
  fc.assert(
    fc.property(FIGURE, row => {
      const verdict = verdictOf(row);
      if (row.value === null) expect(verdict).toBe('missing');
      else expect(verdict).toBe(row.outcome ?? 'not_compared');
      const shown = [...verdictCell(row).text.matchAll(/<td class="([a-z_]+)"/g)].map(found => found[1]);
      expect(shown).toEqual([verdict]);
    }),
  );
});

test('every hole and every lack of a verdict says why, when the table does', () => {
  fc.assert(
    fc.property(FIGURE, row => {
      if (row.value === null)
        expect(verdictCell(row).text).toContain(
          wordsOf('indicator_value.missing_reason')[row.missing_reason ?? 'not_published']?.nl,
        );
      else if (row.outcome_reason)
        expect(whyNot(row)).toBe(wordsOf('comparison.reason')[row.outcome_reason]?.nl);
    }),
  );
});

test('a trend is told only where the table tells one', () => {
  fc.assert(
    fc.property(FIGURE, row => {
      const told = trendText(row).text;
      expect(told.includes('↗')).toBe(row.trend === 'increasing');
      expect(told.includes('↘')).toBe(row.trend === 'decreasing');
      expect(told.includes('→')).toBe(row.trend === 'no_significant_change');
    }),
  );
});

test('a theme is worse or better only if at least half of what is judged is, and more than the opposite', () => {
  const counts = fc.dictionary(fc.constantFrom(...VERDICTS), fc.nat(9));
  fc.assert(
    fc.property(counts, given => {
      const of = (one: Verdict) => given[one] ?? 0;
      const judged = of('worse') + of('better') + of('similar');
      const verdict = verdictOfMany(new Map(Object.entries(given) as [Verdict, number][]));
      if (verdict === 'worse')
        expect(of('worse')).toBeGreaterThanOrEqual(Math.max(judged / 2, of('better') + 1));
      if (verdict === 'better')
        expect(of('better')).toBeGreaterThanOrEqual(Math.max(judged / 2, of('worse') + 1));
      if (judged === 0) expect(['missing', 'not_compared']).toContain(verdict);
    }),
  );
});

test('no two verdicts share a sign', () => {
  expect(new Set(Object.values(SIGNS)).size).toBe(VERDICTS.length);
});
