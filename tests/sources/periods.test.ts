import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePeriod, periodStatus } from '../../indicators/periods.ts';

describe('a period key', () => {
  test.each([
    ['2020JJ00', '2020', '2020-01-01', '2020-12-31', 'year'],
    ['2020', '2020', '2020-01-01', '2020-12-31', 'year'],
    ['2020JJ00 ', '2020', '2020-01-01', '2020-12-31', 'year'],
    ['2020KW01', '2020KW01', '2020-01-01', '2020-03-31', 'quarter'],
    ['2019KW04', '2019KW04', '2019-10-01', '2019-12-31', 'quarter'],
    ['2020MM02', '2020MM02', '2020-02-01', '2020-02-29', 'month'],
    ['2021MM02', '2021MM02', '2021-02-01', '2021-02-28', 'month'],
    ['2021MM12', '2021MM12', '2021-12-01', '2021-12-31', 'month'],
    ['2020HJ01', '2020HJ01', '2020-01-01', '2020-06-30', 'half_year'],
    ['2020HJ02', '2020HJ02', '2020-07-01', '2020-12-31', 'half_year'],
    // A four-year mean is labelled by its first year: 2013G400 is 2013 up to and including 2016.
    ['2013G400', '2013/2016', '2013-01-01', '2016-12-31', 'year_range'],
    ['2007G400', '2007/2010', '2007-01-01', '2010-12-31', 'year_range'],
    ['20200229', '2020-02-29', '2020-02-29', '2020-02-29', 'day'],
  ])('%s means %s, from %s to %s', (key, period, start, end, kind) => {
    expect(parsePeriod(key)).toEqual({ period, start, end, kind });
  });

  test.each([
    '2020KW00',
    '2020KW05',
    '2020MM00',
    '2020MM13',
    '2020HJ03',
    '2020JJ01',
    '2013G401',
    '20210229',
    '20201301',
    '20200100',
    '2020XX00',
    '2020jj00',
    '202',
    '20 20',
    'JJ002020',
    'Totaal',
    '',
    '2020W101',
  ])("'%s' is none that we read", key => {
    expect(parsePeriod(key)).toBeUndefined();
  });

  test('never yields a period that ends before it starts, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4}([A-Z][A-Z0-9]\d{2}|\d{4})?$/), key => {
        const period = parsePeriod(key);
        if (period) expect(period.start <= period.end).toBe(true);
      }),
    );
  });
});

test.each([
  ['Definitief', 'final'],
  ['Voorlopig', 'provisional'],
  ['NaderVoorlopig', 'revised_provisional'],
  ['Anders', 'unspecified'],
  [null, 'unspecified'],
  [undefined, 'unspecified'],
])('the status %s of a period is %s', (status, word) => {
  expect(periodStatus(status)).toBe(word);
});
