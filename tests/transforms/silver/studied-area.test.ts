import { expect, test } from 'vitest';
import type { Given } from '../../support/warehouse.ts';
import { silverWorld } from '../../support/warehouse.ts';

type Config = NonNullable<Given['config']>;

const group = (code: string, ...areas: string[]) => ({
  code,
  name_nl: code,
  name_en: code,
  members: [{ areas }],
});
const area_groups = [
  group('RG-CITY', 'GM0001'),
  group('RG-AROUND', 'GM0001', 'GM0002'),
  group('RG-WIDE', 'GM0001', 'GM0002', 'GM0003'),
];
const CODES = [1, 2, 3, 4].flatMap(no => [`GM000${no}`, `WK000${no}00`, `BU000${no}0000`]);

/** The areas below the groups that can be judged under a config; the country has a fourth gemeente. */
async function judgedUnder(config: Config): Promise<string> {
  const { warehouse } = await silverWorld(
    {
      config: { area_groups, ...config },
      editions: [{ id: '2024', areas: Object.fromEntries(CODES.map(code => [code, code])) }],
    },
    ['silver.studied_area'],
  );
  const rows = await warehouse.all<{ code: string }>(
    `select area_code as code from silver.studied_area where area_level <> 'regio' order by area_code`,
  );
  return rows.map(row => row.code).join(' ');
}

test.each<[says: string, config: Config, judged: string]>([
  ['nothing: all areas of all groups', {}, CODES.slice(0, 9).sort().join(' ')],
  [
    'a region: its wijken and buurten, and the gemeenten of all groups',
    { region: 'RG-CITY' },
    'BU00010000 GM0001 GM0002 GM0003 WK000100',
  ],
  [
    'a group for wijken: the others as they were',
    { region: 'RG-CITY', judged: { wijk: 'RG-AROUND' } },
    'BU00010000 GM0001 GM0002 GM0003 WK000100 WK000200',
  ],
  [
    'a group for each level: no more and no less',
    { judged: { buurt: 'RG-CITY', wijk: 'RG-WIDE', gemeente: 'RG-AROUND' } },
    'BU00010000 GM0001 GM0002 WK000100 WK000200 WK000300',
  ],
  ['no groups: every area', { area_groups: [] }, [...CODES].sort().join(' ')],
])('who is judged where the config says %s', async (_, config, judged) => {
  expect(await judgedUnder(config)).toBe(judged);
});
