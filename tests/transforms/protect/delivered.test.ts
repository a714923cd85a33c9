import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { silverWorld, TRANSFORMS } from '../../support/warehouse.ts';

const [A, B, C, D] = ['BU00010000', 'BU00010001', 'BU00010100', 'BU00010101'] as const;

/** What becomes of counts per buurt of one delivery, by area; `hidden` = what protection decided. */
async function delivered(counts: Record<string, number | null>, hidden: Record<string, string> = {}) {
  const codes = [A, B, C, D, 'WK000100', 'WK000101', 'GM0001'];
  const { warehouse } = await silverWorld(
    { editions: [{ id: '2024', areas: Object.fromEntries(codes.map(code => [code, code])) }] },
    [],
  );
  const slice = { edition_no: 9, period: '2024', sex: 'total', age_group: 'total' };
  const script = async (name: string) =>
    warehouse.script(await fs.readFile(path.join(TRANSFORMS, 'protect', name), 'utf8'));
  await warehouse.insert('input.edition', [{ edition_no: 9, area_vintage: 2024, area_list: 'exact' }]);
  await warehouse.insert('restricted.delivery', [{ edition_no: 9, source_id: 'levering', partner: 'ggd' }]);
  await warehouse.insert(
    'restricted.count',
    Object.entries(counts).map(([area_code, count]) => ({ ...slice, concept: 'x', area_code, count })),
  );
  await script('delivered.sql');
  await warehouse.insert(
    'temp.hidden_area',
    Object.entries(hidden).map(([area_code, reason]) => ({ ...slice, area_code, reason })),
  );
  await script('delivered_count.sql');
  const rows = await warehouse.all<Row & { area_code: string }>(
    'select area_code, count::integer as count, is_hidden, reason from restricted.delivered_count',
  );
  return Object.fromEntries(
    rows.map(({ area_code, count, is_hidden, reason }) => [area_code, [count, is_hidden, reason]]),
  );
}

it('the counts of a delivery add up to wijk and gemeente', async () => {
  expect(await delivered({ [A]: 12, [B]: 0, [C]: 30, [D]: 11 })).toEqual({
    [A]: [12, false, null],
    [B]: [0, false, null],
    [C]: [30, false, null],
    [D]: [11, false, null],
    WK000100: [12, false, null],
    WK000101: [41, false, null],
    GM0001: [53, false, null],
  });
});

it('a sum lacks whatever one buurt lacks, left empty or not delivered, and says which of the two it is', async () => {
  expect(await delivered({ [A]: 12, [B]: null, [C]: 30 }, { [A]: 'small_count' })).toEqual({
    [A]: [12, true, 'small_count'],
    [B]: [null, true, 'source'],
    [C]: [30, false, null],
    WK000100: [null, true, 'incomplete'],
    WK000101: [null, true, 'incomplete'],
    GM0001: [null, true, 'incomplete'],
  });
});

it('counts are held against the public whole that an indicator divides them by, of the year or the year before', async () => {
  const kwb = (id: string, figures: Record<string, number | null>) => ({
    id,
    source: 'kwb',
    vintage: 2024,
    figures: [{ concept: 'inwoners', period: id, of: figures }],
  });
  const rate = {
    measure: 'rate',
    unit: 'per 1 000',
    denominator: 'kwb/inwoners',
    source: 'levering',
  } as const;
  const { warehouse } = await silverWorld(
    {
      editions: [
        kwb('2023', { [A]: 40, [B]: 60 }),
        kwb('2024', { [A]: 45, [B]: null }),
        kwb('2021', { [C]: 9 }),
      ],
      indicators: [
        { ...rate, id: 'bereik', numerator: ['x'] },
        { ...rate, id: 'twee-tellers', numerator: ['x', 'y'] },
      ],
    },
    [],
  );
  const slice = { edition_no: 9, period: '2024', sex: 'total', age_group: 'total' };
  await warehouse.insert('input.edition', [{ edition_no: 9, area_vintage: 2024, area_list: 'exact' }]);
  await warehouse.insert('restricted.delivery', [{ edition_no: 9, source_id: 'levering', partner: 'ggd' }]);
  await warehouse.insert(
    'restricted.count',
    ['x', 'y'].flatMap(concept => [A, B, C].map(area_code => ({ ...slice, concept, area_code, count: 40 }))),
  );
  await warehouse.script(await fs.readFile(path.join(TRANSFORMS, 'protect/public_whole.sql'), 'utf8'));
  expect(
    await warehouse.all('select concept, area_code, whole::integer as whole from public_whole order by all'),
  ).toEqual([
    { concept: 'x', area_code: A, whole: 45 },
    { concept: 'x', area_code: B, whole: 60 },
  ]);
});
