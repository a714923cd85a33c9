import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { projectText } from '../../../kernel/root.ts';

const THEME = projectText('output/site/assets/theme.css');
const STYLE = projectText('output/site/assets/site.css');

function rgb(name: string): number[] {
  const [, hex = ''] = new RegExp(`--${name}: #([0-9a-f]{3,6})`).exec(THEME) ?? [];
  const long = hex.length === 3 ? [...hex].map(one => one + one).join('') : hex;
  expect(long, name).toHaveLength(6);
  return [0, 2, 4].map(at => Number.parseInt(long.slice(at, at + 2), 16) / 255);
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Relative luminance of WCAG 2.2. */
function luminance(name: string): number {
  const [r = 0, g = 0, b = 0] = rgb(name).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the palette', () => {
  test.each<[string, string]>([
    ['ink', 'paper'],
    ['ink', 'tint'],
    ['ink', 'warn'],
    ['ink', 'similar'],
    ['soft', 'paper'],
    ['soft', 'tint'],
    ['accent', 'paper'],
    ['accent', 'tint'],
    ['accent', 'warn'],
    // Words of badges, and white signs on marks.
    ...['worse', 'better', 'higher', 'lower'].map((name): [string, string] => [name, 'paper']),
  ])('%s can be read on %s (4.5 to 1)', (one, other) => {
    expect(contrast(one, other)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['worse', 'better', 'higher', 'lower', 'soft', 'accent', 'warn-line'])(
    'a mark or line of %s can be seen on paper (3 to 1)',
    name => expect(contrast(name, 'paper')).toBeGreaterThanOrEqual(3),
  );

  test('classes of a map go from light to dark', () => {
    const steps = ['c1', 'c2', 'c3', 'c4', 'c5'].map(luminance);
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    for (const [n, step] of steps.slice(1).entries())
      expect(((steps[n] ?? 0) + 0.05) / (step + 0.05)).toBeGreaterThanOrEqual(1.25);
  });
});

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const BLIND = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* (D65) of linear RGB. */
function lab([r = 0, g = 0, b = 0]: number[]): number[] {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe.each(Object.entries(BLIND))('with %s', (_, matrix) => {
  const seen = (name: string) => {
    const colour = rgb(name).map(linear);
    return lab(
      matrix
        .map(row => row.reduce((sum, weight, n) => sum + weight * (colour[n] ?? 0), 0))
        .map(v => Math.max(0, v)),
    );
  };
  test.each([
    ['worse', 'better'],
    ['worse', 'similar'],
    ['better', 'similar'],
  ])('%s and %s stay apart', (one, other) => {
    const [a, b] = [seen(one), seen(other)];
    // A difference of 20 is seen at a glance; 2 is just noticeable.
    expect(Math.hypot(...a.map((part, n) => part - (b[n] ?? 0)))).toBeGreaterThan(20);
  });
});

test('the script is small', () => {
  expect(gzipSync(projectText('output/site/assets/site.js')).length).toBeLessThan(30_000);
});

test('the stylesheet is small, and nothing moves for who wants no motion', () => {
  expect(Buffer.byteLength(STYLE) + Buffer.byteLength(THEME)).toBeLessThanOrEqual(15_000);
  const still = STYLE.replace(/@media \(prefers-reduced-motion: no-preference\) \{[^}]*\}\s*\}/g, '');
  expect(still).not.toMatch(/transition|animation|scroll-behavior/);
});
