import { expect, test } from 'vitest';
import { goldWorld } from '../../support/warehouse.ts';

const delivery = { edition_no: 0, source_id: 'peiling', partner: 'gemeente', min_cell: 10, min_n: 25 };
const answer = { edition_no: 0, period: '2024', question: 'Tevreden?', answer: 'ja' };

const signals = async (access: string) => {
  const { warehouse } = await goldWorld({
    editions: [{ id: '2024', figures: [] }],
    tables: ['resident_signal'],
    restricted: {
      delivery: [{ ...delivery, access }],
      signal: [
        { ...answer, area_code: 'WK000101', n: 100, share: 62.5 },
        { ...answer, area_code: 'WK000102', n: 25, share: 0 },
        { ...answer, area_code: 'WK000103', n: 24, share: 50 },
      ],
    },
  });
  return warehouse.all(
    `select area_code, area_level, respondents, share, round(lower_95, 3) as lower, round(upper_95, 3) as upper, missing_reason
     from gold.resident_signal order by area_code`,
  );
};

test('a share has the interval of Wilson; of fewer people than agreed nothing is shown, not even how many', async () => {
  // Of 100 people 62.5 %, z = 1.959964: centre (0.625 + z²/200) / (1 + z²/100) = 0.620376,
  // half width z·√(0.625·0.375/100 + z²/40000) / (1 + z²/100) = 0.093229.
  // Of 25 people 0 %: from 0 to z² / (25 + z²) = 3.841459 / 28.841459 = 0.133192.
  expect(await signals('public')).toEqual([
    {
      area_code: 'WK000101',
      area_level: 'wijk',
      respondents: 100,
      share: 62.5,
      lower: 52.715,
      upper: 71.361,
      missing_reason: null,
    },
    {
      area_code: 'WK000102',
      area_level: 'wijk',
      respondents: 25,
      share: 0,
      lower: 0,
      upper: 13.319,
      missing_reason: null,
    },
    {
      area_code: 'WK000103',
      area_level: 'wijk',
      respondents: null,
      share: null,
      lower: null,
      upper: null,
      missing_reason: 'suppressed',
    },
  ]);
});

test('a survey that only partners may see is not published', async () => {
  expect(await signals('partners')).toEqual([]);
});
