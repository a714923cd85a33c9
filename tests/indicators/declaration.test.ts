import { describe, expect, test } from 'vitest';
import { goalSchema, indicatorSchema } from '../../indicators/declaration.ts';
import { parseDeclaration } from '../../kernel/declare.ts';
import { VieError } from '../../kernel/errors.ts';

const TEXTS = `definition: Aandeel dat rookt.
rationale: Roken schaadt.
interpretation: "Hoger is slechter; zegt niets over vapen."
numerator_nl: wie rookt
denominator_nl: inwoners
`;
const HEAD = `id: roken
name_nl: Roken
name_en: Smoking
tier: core
domain: leefstijl
unit: "%"
polarity: lower_better
value_kind: register
source: bron
${TEXTS}`;
const COUNT = `${HEAD}measure: sum\nvalue: rokers\n`;

function faults(yaml: string): { message: string; line: number | undefined; hint: string; also: string[] } {
  try {
    parseDeclaration(yaml, indicatorSchema, 'roken.yaml');
  } catch (error) {
    if (!(error instanceof VieError)) throw error;
    expect(error.code).toBe('declaration');
    expect(error.exitCode).toBe(65);
    const also = error.also.map(one => one.message);
    return { message: error.message, line: error.where.line, hint: error.hint ?? '', also };
  }
  throw new Error('nothing was refused');
}

const read = (yaml: string) => parseDeclaration(yaml, indicatorSchema, 'roken.yaml').value;

describe('a measure', () => {
  test.each([
    ['published', 'value'],
    ['sum', 'value'],
    ['ratio', 'numerator'],
    ['rate', 'numerator'],
  ])('%s needs a %s', (measure, key) => {
    const fault = faults(`${HEAD}measure: ${measure}\n`);
    expect(fault.message).toContain(`measure '${measure}' needs a ${key}`);
    expect(fault.line).toBe(15);
  });

  test('ratio needs a denominator too, and both faults are named at once', () => {
    const fault = faults(`${HEAD}measure: ratio\n`);
    expect(fault.message).toContain('needs a numerator');
    expect(fault.also).toEqual([expect.stringContaining("measure 'ratio' needs a denominator")]);
  });

  test('that is taken over takes no denominator, and the fault is shown where it stands', () => {
    const fault = faults(`${HEAD}measure: published\nvalue: a\ndenominator: b\n`);
    expect(fault.message).toContain("measure 'published' takes no denominator");
    expect(fault.line).toBe(17);
  });

  test('ratio takes no value', () => {
    expect(faults(`${HEAD}measure: ratio\nnumerator: a\ndenominator: b\nvalue: c\n`).message).toContain(
      'takes no value',
    );
  });

  test('that is taken over takes one concept only', () => {
    expect(faults(`${HEAD}measure: published\nvalue: [a, b]\n`).message).toContain('takes one concept');
  });

  test('of an unknown kind is refused with the kinds there are', () => {
    const fault = faults(`${HEAD}measure: average\nvalue: a\n`);
    expect(fault.message).toContain('published, sum, ratio, rate');
    expect(fault.line).toBe(15);
  });
});

describe('a declaration', () => {
  test('with an unknown key is refused with its line and the key that was meant', () => {
    const fault = faults(`${COUNT}polarty: neutral\n`);
    expect(fault.message).toBe("Unknown key 'polarty'.");
    expect(fault.line).toBe(17);
    expect(fault.hint).toContain("'polarity'");
  });

  test('with a slip in the domain is refused with its line and the domain that was meant', () => {
    const fault = faults(COUNT.replace('leefstijl', 'leefsteil'));
    expect(fault.message).toContain("'domain' must be one of: gezondheid & vitaliteit, leefstijl");
    expect(fault.line).toBe(5);
    expect(fault.hint).toContain("'leefstijl'");
  });

  test('with an id that is no file name is refused', () => {
    expect(faults(COUNT.replace('id: roken', 'id: Roken 18+')).message).toContain('lower-case-with-dashes');
  });

  test('may name one concept or a list, one age or a list', () => {
    expect(read(COUNT)).toMatchObject({ value: ['rokers'], age_group: ['total'] });
    expect(read(`${COUNT.replace('rokers', '[a, b]')}age_group: [18+, 65+]\n`)).toMatchObject({
      value: ['a', 'b'],
      age_group: ['18+', '65+'],
    });
  });

  test('needs no more than its core: the rest has a default', () => {
    expect(read(COUNT)).toMatchObject({ headline: false, breaks: [], goals: [], programme_lines: [] });
  });

  test('with a negative "per" is refused', () => {
    expect(faults(`${COUNT}per: -1\n`).message).toContain("'per'");
  });
});

describe('a goal', () => {
  const goal = (more: object) =>
    goalSchema.safeParse({
      id: 'doel',
      name_nl: 'Doel',
      name_en: 'Goal',
      goal: 'Vie',
      population: 'RG-X',
      benchmark: { area: 'NL' },
      rule: 'parity',
      indicators: ['roken'],
      ...more,
    }).success;

  test('has a benchmark: an area, or the rest of one', () => {
    expect(goal({})).toBe(true);
    expect(goal({ benchmark: { rest_of: 'NL' } })).toBe(true);
    expect(goal({ benchmark: { area: 'NL', rest_of: 'NL' } })).toBe(false);
    expect(goal({ benchmark: {} })).toBe(false);
  });

  test('closes at most the whole gap', () => {
    expect(goal({ share: 1 })).toBe(true);
    expect(goal({ share: 1.01 })).toBe(false);
    expect(goal({ share: 0 })).toBe(false);
  });

  test('is about at least one indicator', () => {
    expect(goal({ indicators: [] })).toBe(false);
  });
});
