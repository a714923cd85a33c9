import { describe, expect, test } from 'vitest';
import {
  dutchAge,
  dutchDate,
  dutchList,
  dutchNumber,
  dutchPeriod,
  dutchUnit,
} from '../../../output/dictionary/dutch.ts';

describe('a number in Dutch notation', () => {
  test.each([
    [75.25, 1, '75,3'],
    [75.2, 2, '75,20'],
    [1_234_567, 0, '1.234.567'],
    [1234.5, 1, '1.234,5'],
    [999, 0, '999'],
    [-0.5, 1, '−0,5'],
    [-1234, 0, '−1.234'],
    [0, 1, '0,0'],
    [-0.04, 1, '0,0'],
  ])('%d with %d decimals is %s', (value, decimals, expected) => {
    expect(dutchNumber(value, decimals)).toBe(expected);
  });
});

test.each([
  ['2026-01-15T04:30:00.000Z', '15 januari 2026'],
  ['2024-12-09', '9 december 2024'],
  ['', ''],
  ['onbekend', 'onbekend'],
])('the date %s is %s', (iso, expected) => {
  expect(dutchDate(iso)).toBe(expected);
});

test.each([
  ['2020', '2020'],
  ['2013/2016', '2013–2016'],
  ['2020KW01', '1e kwartaal 2020'],
  ['2020MM03', 'maart 2020'],
  ['2020HJ02', '2e halfjaar 2020'],
])('the period %s is %s', (period, expected) => {
  expect(dutchPeriod(period)).toBe(expected);
});

test('ages, units and lists are written out', () => {
  expect(['total', '18+', '16-25'].map(dutchAge)).toEqual([
    'alle leeftijden',
    '18 jaar en ouder',
    '16 tot en met 25 jaar',
  ]);
  expect(dutchUnit('per 1 000 inwoners')).toBe('per 1.000 inwoners');
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(dutchList)).toEqual(['', 'a', 'a en b', 'a, b en c']);
});
