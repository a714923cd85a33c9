import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const low = (id: string, domain: NonNullable<Declared['domain']>, more: Declared = {}): Declared => ({
  id,
  value: id,
  domain,
  polarity: 'lower_better',
  ...more,
});

const code = (number: number): string => `BU000101${String(number).padStart(2, '0')}`;
const LAST = code(11);

/** Values of eleven buurten by their number, with those that differ from the rule. */
function buurten(cellOf: (number: number) => Cell, other: Record<string, Cell> = {}): Record<string, Cell> {
  const rule = Array.from({ length: 11 }, (_, at) => [code(at + 1), cellOf(at + 1)]);
  return { ...Object.fromEntries(rule), ...other };
}

/** 0 to 10: mean 5, sum of squares 110, sd √11; z = 5 / √11 = 1.5075567229 of the last, 0 of the sixth. */
const steps = (other: Record<string, Cell>) => buurten(number => number - 1, other);
/** Ten times 0 and 11: mean 1, sum of squares 110, sd √11; z = 10 / √11 = 3.0151134458 and -0.3015113446. */
const oneHigh = (other: Record<string, Cell>) => buurten(() => 0, other);

const WORLD: Given = {
  indicators: [
    low('bijstand', 'werk & inkomen'),
    low('ww', 'werk & inkomen'),
    low('roken', 'leefstijl'),
    low('arm', 'armoede & schulden', { derived_from: ['bijstand'] }),
    low('ziek', 'gezondheid & vitaliteit', {
      value_kind: 'model_estimate',
      derived_from: ['bijstand', 'ww'],
    }),
    low('misdrijf', 'veiligheid'),
    low('ses', 'brede welvaart & SES', { polarity: 'higher_better', derived_from: ['bijstand', 'ww'] }),
    low('huur', 'wonen & leefomgeving', { polarity: 'neutral' }),
  ],
  editions: [
    {
      id: '2024',
      margins: true,
      figures: [
        { concept: 'inwoners', of: buurten(() => 1000, { [code(10)]: 49 }) },
        { concept: 'bijstand', of: oneHigh({ [code(1)]: [0, 0, 2], [LAST]: [11, 10, 12], NL: 1 }) },
        { concept: 'ww', of: oneHigh({ [LAST]: [11, 0, 12], NL: 1 }) },
        { concept: 'roken', of: steps({ [code(1)]: [0, 0, 1], [LAST]: [10, 9, 11], NL: 5 }) },
        { concept: 'arm', of: steps({ NL: 5 }) },
        { concept: 'ziek', of: steps({ [LAST]: [10, 9.5, 10.5], NL: 5 }) },
        // Without the second, nine times 0 and 10: mean 1, sum of squares 90, sd √10; z = 9 / √10 and -1 / √10.
        { concept: 'misdrijf', of: oneHigh({ [code(2)]: 'suppressed', [LAST]: [10, 0, 12], NL: 1 }) },
        { concept: 'ses', of: steps({}) },
        { concept: 'huur', of: steps({ [LAST]: [10, 9, 11], NL: 5 }) },
      ],
    },
  ],
};

async function areasOf(given: Given): Promise<(number: number) => Row> {
  const { warehouse } = await goldWorld({ tables: ['cumulation'], ...given });
  const rows = await warehouse.all('select * from gold.cumulation order by area_code');
  expect(rows.length).toBe(11);
  return number => rows[number - 1] ?? {};
}

let area: (number: number) => Row;
beforeAll(async () => {
  area = await areasOf(WORLD);
});

const close = (expected: number) => expect.closeTo(expected, 8);
/** Technical report of the English indices: -23 ln(1 - R (1 - exp(-100 / 23))). */
const transformed = (rank: number, n: number) => -23 * Math.log(1 - (rank / n) * (1 - Math.exp(-100 / 23)));

describe('the count', () => {
  test('is of indicators that an interval shows to be worse than the country, out of those that it judges', () => {
    // Worse: bijstand, roken, ziek. Not: ww and misdrijf, whose intervals hold the country. Not judged: arm and ses.
    expect(area(11)).toMatchObject({
      indicators: 7,
      judged: 5,
      worse: 3,
      better: 0,
      worse_indicators: 'bijstand|roken|ziek',
      is_enough_judged: true,
      count_reason: null,
    });
    expect(area(1)).toMatchObject({ judged: 2, worse: 0, better: 1, worse_indicators: null });
  });

  test('of domains takes those of which half of what was judged is worse', () => {
    // Work: one of two. Safety: none of one.
    expect(area(11)).toMatchObject({
      domains_judged: 4,
      domains_worse: 3,
      worse_domains: 'gezondheid & vitaliteit|leefstijl|werk & inkomen',
    });
  });

  test('is not seen against areas that are judged on something else', () => {
    expect(area(11)).toMatchObject({
      reference_areas: 1,
      country_share: null,
      share_reason: 'too_few_areas',
    });
    expect(area(6)).toMatchObject({ judged: 0, reference_areas: null, share_reason: 'one_indicator' });
  });

  test('on too few judged indicators stands, with that reason', () => {
    // Two of seven.
    expect(area(1)).toMatchObject({ is_enough_judged: false, count_reason: 'too_few_judged' });
  });

  test('keeps model estimates and registers without interval apart', () => {
    expect(area(11)).toMatchObject({
      judged_model_estimates: 1,
      worse_model_estimates: 1,
      register_compared: 1,
      register_unfavourable: 1,
      caution: expect.stringContaining('1 van de 5 beoordeelde indicatoren zijn modelschattingen'),
    });
    // Without intervals, of the first: ww 0 against 1, arm 0 against 5, misdrijf 0 against 1: all better.
    expect(area(1)).toMatchObject({ register_compared: 3, register_unfavourable: 0, caution: null });
  });
});

describe('the mean z', () => {
  test('is the mean of domains, with z of a buurt kept within 3', () => {
    // Work 3, safety 9 / √10 = 2.8460498942, three domains 1.5075567229: 10.3687200629 / 5.
    expect(area(11)).toMatchObject({
      mean_z: close(2.073_744_012_6),
      scored_indicators: 6,
      indicators_to_score: 6,
      scored_domains: 5,
      score_reason: null,
    });
    // (-0.3015113446 - 0.3162277660) / 5
    expect(area(6)['mean_z']).toEqual(close(-0.123_547_822_1));
  });

  test('leaves out what is made of several others, and no estimate nor another side of one', () => {
    expect(area(11)).toMatchObject({ left_out: 'ses', overlapping: 'arm' });
  });

  test('is absent where a domain is, and where few people live', () => {
    expect(area(2)).toMatchObject({
      mean_z: null,
      imd_score: null,
      score_reason: 'domain_absent',
      scored_indicators: 5,
    });
    expect(area(10)).toMatchObject({ mean_z: null, imd_score: null, score_reason: 'small_population' });
  });
});

describe('the rank score', () => {
  test('is 100 where every domain is the least favourable', () => {
    expect(area(11)['imd_score']).toEqual(close(100));
  });

  test('is the mean over domains of the transformed rank, equal areas sharing the lowest', () => {
    const expected = (transformed(1, 11) + transformed(1, 10) + 3 * transformed(6, 11)) / 5;
    expect(area(6)['imd_score']).toEqual(close(expected));
  });
});

test('the weights of domains and the least population are those that are declared', async () => {
  const weighed = await areasOf({
    ...WORLD,
    weights: { 'werk & inkomen': 3 },
    config: { thresholds: { min_population: 49 } },
  });
  const expected = (3 * transformed(1, 11) + transformed(1, 10) + 3 * transformed(6, 11)) / 7;
  expect(weighed(6)['imd_score']).toEqual(close(expected));
  expect(weighed(6)['mean_z']).toEqual(area(6)['mean_z']);
  expect(weighed(10)).toMatchObject({ score_reason: null });
});

test('every row says that areas are not persons, and nothing puts the measures in one order', () => {
  expect(area(3)['note_nl']).toMatch(/stapeling bij personen/);
  expect(Object.keys(area(3)).filter(name => /rank/.test(name))).toEqual([]);
});

describe('a count beside those of the country', () => {
  /** Five buurten of the region and twenty elsewhere, against a country that stands at 10. */
  const WORSE: Cell = [15, 14, 16];
  const SIMILAR: Cell = [10, 9, 11];
  const twentyFive = (other: Record<string, Cell>): Record<string, Cell> => ({
    NL: 10,
    GM0001: SIMILAR,
    GM0002: SIMILAR,
    ...Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`BU0001010${at + 1}`, SIMILAR])),
    ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`BU000201${at + 10}`, SIMILAR])),
    ...other,
  });
  let of: (code: string) => Row | undefined;
  beforeAll(async () => {
    const { warehouse } = await goldWorld({
      tables: ['cumulation'],
      config: {
        area_groups: [
          { code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001'] }] },
          { code: 'RG-Y', name_nl: 'Y', name_en: 'Y', members: [{ areas: ['GM0001', 'GM0002'] }] },
        ],
        region: 'RG-X',
      },
      indicators: [
        low('overgewicht', 'leefstijl', { value_kind: 'survey' }),
        low('obesitas', 'leefstijl', { value_kind: 'survey', part_of: ['overgewicht'] }),
        low('obesitas-model', 'leefstijl', {
          value: 'overgewicht',
          construct: 'obesitas',
          value_kind: 'model_estimate',
        }),
      ],
      editions: [
        {
          id: '2024',
          margins: true,
          figures: [
            {
              concept: 'overgewicht',
              of: twentyFive({
                BU00010101: WORSE,
                BU00010102: WORSE,
                BU00010103: [12, 11, 13],
                BU00020110: WORSE,
                BU00020111: WORSE,
              }),
            },
            {
              concept: 'obesitas',
              of: twentyFive({
                BU00010101: WORSE,
                BU00010102: WORSE,
                BU00010105: 'suppressed',
                BU00020110: WORSE,
              }),
            },
          ],
        },
      ],
    });
    const rows = await warehouse.all('select * from gold.cumulation');
    of = code => rows.find(one => one['area_code'] === code);
  });

  test('is the share of Dutch areas with as many, among those judged on the same, and that of the region', () => {
    // Both worse: 3 of 24, in the region 2 of 4 (the fifth lacks one). At least one worse: 5 of 24, and 3 of 4.
    expect(of('BU00010101')).toMatchObject({
      worse: 2,
      reference_areas: 24,
      country_share: close(3 / 24),
      region_share: close(2 / 4),
      region_ratio: close(4),
      share_reason: null,
    });
    expect(of('BU00010103')).toMatchObject({
      worse: 1,
      country_share: close(5 / 24),
      region_share: close(3 / 4),
      region_ratio: close(3.6),
    });
    expect(of('BU00010104')).toMatchObject({ worse: 0, country_share: 1, region_share: 1, region_ratio: 1 });
    expect(of('BU00010105')).toMatchObject({ judged: 1, country_share: null, share_reason: 'one_indicator' });
  });

  test('says how many lie beyond the spread of all areas too', () => {
    // se = 2 / 3.919928 = 0.510213, z² of 15 is 25 / 0.260317 = 96.0366, of 12 a fourth part of 5² less: 15.3658.
    // Of 25 areas none is drawn in: phi × 25 = 4 × 96.0366 + 15.3658 = 399.512; tau² = (399.512 - 24) / (24 × 3.841459)
    // = 4.0730. The limits are 1.959964 × √(0.260317 + 4.0730) = 4.0800 wide: 15 lies beyond 10, 12 does not.
    expect(of('BU00010101')).toMatchObject({ worse: 2, worse_beyond_spread: 2 });
    expect(of('BU00010103')).toMatchObject({ worse: 1, worse_beyond_spread: 0 });
  });

  test('takes one figure of a construct, and names a part beside its whole', () => {
    expect(of('BU00010101')).toMatchObject({
      indicators: 2,
      worse_indicators: 'obesitas|overgewicht',
      overlapping: 'obesitas',
      spoken_for: 'obesitas-model',
    });
  });
});

test('what was measured within another boundary is counted as such', async () => {
  // Of GM0002 it is declared that nothing changed since 2020, of GM0001 nothing is known.
  const both = { GM0001: 1, GM0002: 2 };
  const { warehouse } = await goldWorld({
    tables: ['cumulation'],
    followed: [{ name: 'X', from: 2021, until: 2024, gemeenten: ['GM0002'], changes: [] }],
    editions: [
      { id: '2020', figures: [{ concept: 'roken', of: both }] },
      { id: '2024', figures: [{ concept: 'werk', of: both }] },
    ],
    indicators: ['roken', 'werk'].map(id => ({ id, value: id, polarity: 'lower_better' as const })),
  });
  const rows = await warehouse.all(
    'select area_code, indicators, not_comparable from gold.cumulation order by area_code',
  );
  expect(rows).toEqual([
    { area_code: 'GM0001', indicators: 2, not_comparable: 1 },
    { area_code: 'GM0002', indicators: 2, not_comparable: 0 },
  ]);
});
