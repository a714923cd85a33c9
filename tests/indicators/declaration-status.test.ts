import { describe, expect, test } from 'vitest';
import { indicatorSchema } from '../../indicators/declaration.ts';
import { conceptOf, sourcesOf } from '../../indicators/term.ts';
import { parseDeclaration } from '../../kernel/declare.ts';
import { VieError } from '../../kernel/errors.ts';

const TEXTS = {
  definition: 'Aandeel dat rookt.',
  rationale: 'Roken schaadt.',
  interpretation: 'Hoger is slechter.',
  numerator_nl: 'rokers',
  denominator_nl: 'inwoners',
};
const HEAD = {
  id: 'roken',
  name_nl: 'Roken',
  name_en: 'Smoking',
  tier: 'core',
  domain: 'leefstijl',
  unit: '%',
  polarity: 'lower_better',
  value_kind: 'register',
};
const ACTIVE = { source: 'bron', measure: 'published', value: 'rokers' };

const parse = (given: object) =>
  parseDeclaration(JSON.stringify({ ...HEAD, ...TEXTS, ...given }, null, 1), indicatorSchema, 'roken.yaml')
    .value;

/** Everything that is wrong with a declaration, in one text. */
function faults(given: object): string {
  try {
    parse(given);
  } catch (error) {
    if (error instanceof VieError && error.code === 'declaration')
      return `${error.message}\n${error.hint ?? ''}`;
    throw error;
  }
  return 'nothing';
}

describe('an indicator without its texts is refused', () => {
  test.each(Object.keys(TEXTS))('%s', key => {
    expect(faults({ ...ACTIVE, [key]: undefined })).toContain(`'${key}'`);
    expect(faults({ ...ACTIVE, [key]: '  ' })).toContain(`'${key}' must have at least 1 character`);
  });

  test('and "n.v.t." is a denominator only with its reason', () => {
    for (const bare of ['n.v.t.', 'nvt', 'N.v.t.']) {
      expect(faults({ ...ACTIVE, denominator_nl: bare })).toContain('expected the reason too');
    }
    expect(faults({ ...ACTIVE, denominator_nl: 'n.v.t. (overlevingstafel)' })).toBe('nothing');
  });
});

describe('the status', () => {
  test('is active unless it says otherwise, and open to all', () => {
    expect(parse(ACTIVE)).toMatchObject({ status: 'active', access: 'public', derived_from: [] });
  });

  test('active needs a source', () => {
    expect(faults({})).toContain('an active indicator needs a source');
    expect(faults({ source: 'bron' })).toContain('an indicator with a source needs a measure');
  });

  test.each(['awaiting_source', 'derived', 'suspended', 'discontinued'])(
    '%s needs a note, and no source',
    status => {
      expect(faults({ status })).toContain(`status '${status}' needs a status_note`);
      expect(faults({ status, status_note: 'wacht op de GGD' })).toBe('nothing');
    },
  );

  test('of what is no longer made goes together with the source it came from', () => {
    expect(faults({ ...ACTIVE, status: 'discontinued', status_note: 'tabel gestopt' })).toBe('nothing');
  });

  test('leaves no room for half a measure', () => {
    const note = { status: 'awaiting_source', status_note: 'wacht' };
    expect(faults({ ...note, measure: 'published', value: 'x' })).toContain(
      'an indicator with a measure needs a source',
    );
    expect(faults({ ...note, value: 'x' })).toContain('an indicator without measure takes no value');
  });
});

describe('a concept of another source', () => {
  const rate = { source: 'politie', measure: 'rate', numerator: 'misdrijven' };

  test('may be a denominator', () => {
    expect(faults({ ...rate, denominator: 'kwb/inwoners' })).toBe('nothing');
    expect(faults({ ...rate, denominator: ['kwb/a', 'kwb/b'] })).toBe('nothing');
  });

  test('may not be a value or a numerator', () => {
    expect(faults({ ...ACTIVE, value: 'kwb/inwoners' })).toContain("'kwb/inwoners' is of another source");
    expect(faults({ ...rate, numerator: 'kwb/inwoners', denominator: 'x' })).toContain(
      "the numerator is of 'politie'",
    );
  });

  test('is not added to one of a third', () => {
    expect(faults({ ...rate, denominator: ['kwb/a', 'b'] })).toContain('not from kwb and politie');
  });

  test('is read as source and concept, and both sources are needed', () => {
    expect(conceptOf('kwb/inwoners', 'politie')).toEqual({ source: 'kwb', concept: 'inwoners' });
    expect(conceptOf('misdrijven', 'politie')).toEqual({ source: 'politie', concept: 'misdrijven' });
    expect(sourcesOf(parse({ ...rate, denominator: 'kwb/inwoners' }))).toEqual(['politie', 'kwb']);
    expect(sourcesOf(parse({ status: 'derived', status_note: 'berekend' }))).toEqual([]);
  });
});

test('a bridge between ages names ages of the indicator', () => {
  const ages = { ...ACTIVE, age_group: ['18+', '19+'] };
  expect(faults({ ...ages, age_bridges: { '18+': '19+' } })).toBe('nothing');
  expect(faults({ ...ages, age_bridges: { '18+': '20+' } })).toContain(
    "'20+' is not one of its ages: 18+, 19+",
  );
});
