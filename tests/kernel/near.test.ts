import { describe, expect, test } from 'vitest';
import { didYouMean, nearMatches } from '../../kernel/near.ts';

const NAMES = ['Kerkrade', 'Heerlen', 'Landgraaf', 'Brunssum', 'Voerendaal', 'Simpelveld', 'Beekdaelen'];

describe('near matches', () => {
  test('a slip of the pen leads to the name that was meant', () => {
    expect(nearMatches('Heerlem', NAMES)).toEqual(['Heerlen']);
    expect(nearMatches('Kerkade', NAMES)).toEqual(['Kerkrade']);
  });

  test('case, accents and punctuation do not count', () => {
    expect(nearMatches('sudwest fryslan', ['Súdwest-Fryslân', 'Sluis'])[0]).toBe('Súdwest-Fryslân');
  });

  test('a part of a longer name is near', () => {
    expect(nearMatches('Beek (L.)', ['Beek', 'Maastricht'])).toEqual(['Beek']);
  });

  test('something altogether different has no near match', () => {
    expect(nearMatches('zzzzzz', NAMES)).toEqual([]);
    expect(didYouMean('zzzzzz', NAMES)).toBe('');
  });

  test('the nearest comes first, equal ones in alphabetical order, three at most', () => {
    expect(nearMatches('abc', ['abce', 'abcd', 'abc', 'abx', 'aby'])).toEqual(['abc', 'abcd', 'abce']);
  });

  test('a name that is offered twice is proposed once', () => {
    expect(didYouMean('Heerlem', ['Heerlen', 'Heerlen'])).toBe("Did you mean 'Heerlen'?");
  });

  test('several proposals are joined by or', () => {
    expect(didYouMean('topic', ['topix', 'topik'])).toBe("Did you mean 'topik' or 'topix'?");
  });
});
