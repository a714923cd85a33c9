import { expect, test } from 'vitest';
import { stepsOf } from '../../../transforms/compute.ts';

const of = (...cells: number[]) => cells.map((n, i) => ({ id: `i${i}`, cells: n }));

test('neighbours share a step as long as their cells stay within the bound', () => {
  expect(stepsOf(of(100, 150, 1, 249), 250)).toEqual([
    ['i0', 'i1'],
    ['i2', 'i3'],
  ]);
});

test('an indicator with more cells than the bound goes alone', () => {
  expect(stepsOf(of(10, 900, 10), 250)).toEqual([['i0'], ['i1'], ['i2']]);
});

test('every indicator gets a step, also one without cells', () => {
  expect(stepsOf(of(0, 0, 0), 250)).toEqual([['i0', 'i1', 'i2']]);
  expect(stepsOf([], 250)).toEqual([]);
});
