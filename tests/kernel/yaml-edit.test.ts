import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Change, editYaml } from '../../kernel/yaml-edit.ts';

const BLOCK = `# what it is
id: a   # its name
unverified: true  # not seen
list: [one, two,
  three, four]
editions:
  "2020": {table: T1, unverified: [one]}
  # an odd year
  "2021":
    table: T2
    topics:
      x: X
      y: Y  # as printed
    lacks: [p]
`;

const edited = (changes: Change[], text = BLOCK) => editYaml(text, changes).text;

describe('a change leaves every other character as it is', () => {
  test.each<[string, Change, string, string]>([
    [
      'a line goes, its comment stays',
      { path: ['unverified'], keep: [] },
      'unverified: true  # not seen\n',
      '# not seen\n',
    ],
    [
      'items go across a line break',
      { path: ['list'], keep: ['one', 'four'] },
      '[one, two,\n  three, four]',
      '[one, four]',
    ],
    ['the last items go', { path: ['list'], keep: ['one', 'two'] }, 'two,\n  three, four]', 'two]'],
    [
      'the last key of a map on one line goes',
      { path: ['editions', '2020', 'unverified'], keep: [] },
      '{table: T1, unverified: [one]}',
      '{table: T1}',
    ],
    [
      'a key comes to a map on one line',
      { path: ['editions', '2020', 'topics'], set: { x: { topic: 'X', unit: '%' } } },
      'unverified: [one]}',
      'unverified: [one], topics: {x: {topic: X, unit: "%"}}}',
    ],
    [
      'a value is replaced',
      { path: ['editions', '2021', 'topics'], set: { y: 'Z' } },
      'y: Y  # as printed',
      'y: Z  # as printed',
    ],
    [
      'a line comes behind the last of its map',
      { path: ['editions', '2021', 'topics'], set: { z: 'Z' } },
      '# as printed\n',
      '# as printed\n      z: Z\n',
    ],
    [
      'a key comes to a map of lines',
      { path: ['editions', '2021'], set: { unverified: true } },
      'lacks: [p]\n',
      'lacks: [p]\n    unverified: true\n',
    ],
  ])('%s', (_, change, gone, come) => {
    expect(BLOCK).toContain(gone);
    expect(edited([change])).toBe(BLOCK.replace(gone, come));
    expect(edited([change], edited([change]))).toBe(edited([change]));
  });

  test('with line ends of Windows', () => {
    const windows = BLOCK.replaceAll('\n', '\r\n');
    const change: Change = { path: ['editions', '2021', 'topics'], set: { z: 'Z' } };
    expect(edited([change], windows)).toBe(edited([change]).replaceAll('\n', '\r\n'));
  });
});

describe('what is repeated elsewhere', () => {
  const text = 'a: &first {x: X}\nb: *first\nc: {x: X}\n';

  test('is written out where it is repeated', () => {
    const { text: after, left } = editYaml(text, [{ path: ['b'], set: { x: 'Y', z: 'Z' } }]);
    expect(after).toBe('a: &first {x: X}\nb: {x: Y, z: Z}\nc: {x: X}\n');
    expect(left).toEqual([]);
  });

  test('is left alone where it is marked', () => {
    const change = { path: ['a'], set: { x: 'Y' } };
    expect(editYaml(text, [change])).toEqual({ text, diff: [], left: [change] });
  });

  test('a long list that is written out is broken at its commas', () => {
    const long = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`concept_${at}`, `LongStem${at}Number`]),
    );
    const after = edited([{ path: ['b'], set: long }], text);
    expect(Math.max(...after.split('\n').map(line => line.length))).toBeLessThanOrEqual(120);
    expect(parse(after).b).toEqual({ x: 'X', ...long });
  });
});

test('an item with a comment between it and the next is left to a person', () => {
  const text = 'list: [one, # why\n  two]\n';
  expect(editYaml(text, [{ path: ['list'], keep: ['two'] }]).left).toHaveLength(1);
});

test('the diff names the lines that go and come', () => {
  const { diff } = editYaml(BLOCK, [
    { path: ['unverified'], keep: [] },
    { path: ['editions', '2021', 'topics'], set: { y: 'Z', z: 'Q' } },
  ]);
  expect(diff).toEqual([
    '@@ line 3 @@',
    '-unverified: true  # not seen',
    '+# not seen',
    '@@ line 13 @@',
    '-      y: Y  # as printed',
    '+      y: Z  # as printed',
    '+      z: Q',
  ]);
});
