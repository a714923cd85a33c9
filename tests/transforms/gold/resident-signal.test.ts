import { expect, test } from 'vitest';
import { goldWorld } from '../../support/warehouse.ts';

const delivery = {
  edition_no: 0,
  source_id: 'peiling',
  partner: 'gemeente',
  min_cell: 10,
  min_n: 25,
  min_count: 1,
  shows_extremes: true,
};
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

test('of few who gave an answer, or did not, nothing is shown, and the other answers do not give it', async () => {
  type Case = [answers: Record<string, number>, shown: string[], rule?: { n?: number; edition_no?: number }];
  const cases: Case[] = [
    // 30 people of whom 6 % is 2; 40 of whom 80 % leaves 8.
    [{ ja: 6 }, [], { n: 30 }],
    [{ ja: 80 }, [], { n: 40 }],
    [{ ja: 50 }, ['ja'], { n: 30 }],
    [{ soms: 40, vaak: 60 }, ['soms', 'vaak']],
    // 3 people would be 100 without 20 and 77; with the 20 they are 23. 4 and 8 are 12 together.
    [{ nooit: 3, soms: 20, vaak: 77 }, ['vaak']],
    [{ nooit: 4, soms: 8, vaak: 30, altijd: 58 }, ['altijd', 'vaak']],
    // Nobody or everybody, and 40 beside them; in the second delivery it was agreed that they are shown.
    [{ ja: 0 }, []],
    [{ ja: 100 }, []],
    [{ nooit: 0, soms: 40, vaak: 60 }, ['vaak']],
    [{ ja: 0, nee: 100 }, ['ja', 'nee'], { edition_no: 1 }],
  ];
  const agreed = { ...delivery, access: 'public', min_count: 10 };
  const { warehouse } = await goldWorld({
    editions: [{ id: '2024' }, { id: '2024', source: 'andere' }],
    tables: ['resident_signal'],
    restricted: {
      delivery: [
        { ...agreed, shows_extremes: false },
        { ...agreed, edition_no: 1 },
      ],
      signal: cases.flatMap(([answers, , rule], at) =>
        Object.entries(answers).map(([name, share]) => ({
          ...answer,
          ...{ n: 100, ...rule },
          answer: name,
          area_code: `WK00010${at}`,
          share,
        })),
      ),
    },
  });
  const rows = await warehouse.all<{ area_code: string; answer: string }>(
    'select area_code, answer from gold.resident_signal where share is not null order by answer',
  );
  for (const [at, [answers, shown]] of cases.entries())
    expect(
      rows.filter(row => row.area_code === `WK00010${at}`).map(row => row.answer),
      JSON.stringify(answers),
    ).toEqual(shown);
});
