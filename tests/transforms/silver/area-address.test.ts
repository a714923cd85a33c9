import { describe, expect, test } from 'vitest';
import { type Given, type GivenEdition, silverWorld } from '../../support/warehouse.ts';

/** Numbers from-to of one postcode, as addresses. */
const numbers = (from: number, to: number, pc6 = '6411AA'): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `${pc6} ${from + n}`);

/** A vintage with the addresses of its buurten; every buurt brings its wijk and gemeente along. */
interface Vintage {
  vintage: number;
  of: Record<string, string[]>;
  flags?: Record<string, string>;
}

const edition = ({ vintage, of, flags }: Vintage): GivenEdition => {
  const codes = Object.keys(of).flatMap(code => [code, `WK${code.slice(2, 8)}`, `GM${code.slice(2, 6)}`]);
  return {
    id: String(vintage),
    areas: Object.fromEntries(codes.map(code => [code, code])),
    flags: flags ?? {},
  };
};

async function transitions(vintages: Vintage[], config: Given['config'] = {}): Promise<string[]> {
  const { warehouse } = await silverWorld({ config, editions: vintages.map(edition), addresses: vintages }, [
    'silver.area_transition',
  ]);
  const rows = await warehouse.all<{ row: string }>(
    `select from_code || ' > ' || to_code || ' ' || weight::decimal(6, 4) || ' ' || how as row
     from silver.area_transition order by to_code, from_code`,
  );
  return rows.map(({ row }) => row);
}

const [A, B, C, D] = ['BU00010000', 'BU00010001', 'BU00010002', 'BU00010100'] as const;
const buurten = (rows: string[]) => rows.filter(row => row.startsWith('BU'));

describe('without flags that prove an area, its addresses tell where it went', () => {
  test('a split: 6 of 10 addresses to the one, 4 to the other', async () => {
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10) } },
      { vintage: 2024, of: { [B]: numbers(1, 6), [C]: numbers(7, 10) } },
    ]);
    expect(buurten(rows)).toEqual([
      `${A} > ${B} 0.6000 address_weighted`,
      `${A} > ${C} 0.4000 address_weighted`,
    ]);
  });

  test('a merge: each of the two whole', async () => {
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(11, 14) } },
      { vintage: 2024, of: { [C]: numbers(1, 14) } },
    ]);
    expect(buurten(rows)).toEqual([
      `${A} > ${C} 1.0000 address_weighted`,
      `${B} > ${C} 1.0000 address_weighted`,
    ]);
  });

  test('wijken and gemeenten follow from the same addresses', async () => {
    // Wijk 00 has 10 + 10 addresses, of which 5 went to wijk 01: a quarter.
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(11, 20), [D]: numbers(21, 30) } },
      { vintage: 2024, of: { [A]: numbers(1, 10), [B]: numbers(11, 15), [D]: numbers(16, 30) } },
    ]);
    expect(rows.filter(row => row.startsWith('WK'))).toEqual([
      'WK000100 > WK000100 0.7500 address_weighted',
      'WK000100 > WK000101 0.2500 address_weighted',
      'WK000101 > WK000101 1.0000 address_weighted',
    ]);
    expect(rows.filter(row => row.startsWith('GM'))).toEqual(['GM0001 > GM0001 1.0000 address_weighted']);
  });

  test('addresses that are new or gone do not count: the whole of the old area goes somewhere', async () => {
    // Numbers 9 and 10 are pulled down, 100-140 are built: of the 8 that stand, 6 and 2.
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10) } },
      { vintage: 2024, of: { [B]: [...numbers(1, 6), ...numbers(100, 140)], [C]: numbers(7, 8) } },
    ]);
    expect(buurten(rows)).toEqual([
      `${A} > ${B} 0.7500 address_weighted`,
      `${A} > ${C} 0.2500 address_weighted`,
    ]);
  });

  test('an area of which most addresses are not found back leaves its surroundings without a figure', async () => {
    // B got new postcodes; part of it may lie in C, which therefore is not made up of A alone.
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(1, 9, '6411BB'), [D]: numbers(50, 59) } },
      { vintage: 2024, of: { [C]: [...numbers(1, 10), ...numbers(1, 9, '6411ZZ')], [D]: numbers(50, 59) } },
    ]);
    expect(buurten(rows)).toEqual([`${D} > ${D} 1.0000 address_weighted`]);
  });

  test('exactly half of the addresses found back is enough; one fewer is not', async () => {
    // Of the ten addresses of B, in another street, so many stand in C; the others are gone.
    const foundBack = async (left: number) =>
      buurten(
        await transitions([
          { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(1, 10, '6411BB') } },
          { vintage: 2024, of: { [C]: [...numbers(1, 10), ...numbers(1, left, '6411BB')] } },
        ]),
      );
    expect(await foundBack(5)).toEqual([
      `${A} > ${C} 1.0000 address_weighted`,
      `${B} > ${C} 1.0000 address_weighted`,
    ]);
    expect(await foundBack(4)).toEqual([]);
  });

  test('an area that the vintage does not list has no figures, so neither has what it became part of', async () => {
    const [before, after] = [
      { vintage: 2020, of: { [A]: numbers(1, 10), [D]: numbers(11, 20) } },
      { vintage: 2024, of: { [A]: numbers(1, 20) } },
    ];
    const listed = edition(before);
    const { [D]: _, ...areas } = listed.areas ?? {};
    const { warehouse } = await silverWorld({
      editions: [{ ...listed, areas }, edition(after)],
      addresses: [before, after],
    });
    expect(await warehouse.all("select * from silver.area_transition where area_level = 'buurt'")).toEqual(
      [],
    );
  });

  test('addresses of one vintage only prove nothing', async () => {
    const before = { vintage: 2020, of: { [A]: numbers(1, 10) } };
    const after = { vintage: 2024, of: { [A]: numbers(1, 10) } };
    const { warehouse } = await silverWorld({ editions: [before, after].map(edition), addresses: [after] });
    expect(await warehouse.all('select * from silver.area_transition')).toEqual([]);
  });
});

describe('flags and addresses together', () => {
  test('an area with flag 1 stays whole, and its neighbours share what is theirs', async () => {
    // One address of A strays into C according to the files; the flag of A says that its boundary did not move.
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(11, 20) } },
      {
        vintage: 2021,
        of: { [A]: numbers(1, 9), [B]: numbers(11, 15), [C]: [...numbers(10, 10), ...numbers(16, 20)] },
        flags: { [A]: '1', [B]: '3', [C]: '3' },
      },
    ]);
    expect(buurten(rows)).toEqual([
      `${A} > ${A} 1.0000 unchanged`,
      `${B} > ${B} 0.5000 address_weighted`,
      `${B} > ${C} 0.5000 address_weighted`,
    ]);
  });

  test('a code that now belongs to another area gets the figures of the area that lies there', async () => {
    // A and B changed codes; equal codes would give each the figures of the other.
    const rows = await transitions([
      { vintage: 2020, of: { [A]: numbers(1, 10), [B]: numbers(11, 20) } },
      { vintage: 2021, of: { [A]: numbers(11, 20), [B]: numbers(1, 10) }, flags: { [A]: '3', [B]: '3' } },
    ]);
    expect(buurten(rows)).toEqual([
      `${B} > ${A} 1.0000 address_weighted`,
      `${A} > ${B} 1.0000 address_weighted`,
    ]);
  });

  test('only buurten of the area groups are weighed, but with all addresses of the old area', async () => {
    // 10 of the 20 addresses of the old buurt lie in another gemeente, outside the group.
    const config = {
      area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001'] }] }],
    };
    const rows = await transitions(
      [
        { vintage: 2020, of: { [A]: numbers(1, 20), BU00030000: numbers(30, 40) } },
        {
          vintage: 2024,
          of: { [A]: numbers(1, 10), BU00020000: numbers(11, 20), BU00030000: numbers(30, 40) },
        },
      ],
      config,
    );
    expect(buurten(rows)).toEqual([`${A} > ${A} 0.5000 address_weighted`]);
    expect(rows.filter(row => row.includes('RG-X'))).toEqual([]);
  });
});
