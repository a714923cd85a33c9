import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import { loadProject } from '../../../pipelines/project.ts';
import type { Region } from '../../../sources/areas/declaration.ts';
import { type Given, type GivenEdition, silverWorld } from '../../support/warehouse.ts';

/** Rows of silver.area_transition as `from vintage/code > code weight how`. */
async function transitions(given: Given): Promise<string[]> {
  const { warehouse } = await silverWorld(given, ['silver.area_transition']);
  const rows = await warehouse.all<{ row: string }>(
    `select from_vintage || '/' || from_code || ' > ' || to_code || ' ' || weight::double || ' ' || how as row
     from silver.area_transition order by from_vintage, to_code, from_code`,
  );
  return rows.map(({ row }) => row);
}

/** A year of the register: area to its name and, after a bar, its flag. */
const year = (id: string, areas: Record<string, string>): GivenEdition => {
  const named = Object.entries(areas).map(([code, text]) => [code, ...text.split('|')] as const);
  return {
    id,
    areas: Object.fromEntries(named.map(([code, name = code]) => [code, name])),
    flags: Object.fromEntries(named.flatMap(([code, , flag]) => (flag ? [[code, flag]] : []))),
  };
};

const [A, B, C] = ['BU00010000', 'BU00010001', 'BU00010002'] as const;

describe('the chain of flags', () => {
  test('flag 1 in every year proves that an area is the same', async () => {
    const editions = [year('2020', { [A]: 'a' }), year('2021', { [A]: 'a|1' }), year('2022', { [A]: 'b|1' })];
    expect(await transitions({ editions })).toEqual([
      `2020/${A} > ${A} 1.0 unchanged`,
      `2021/${A} > ${A} 1.0 unchanged`,
    ]);
  });

  test('a year without flags in between leaves the earlier years unproven, although the code is equal', async () => {
    const editions = [
      year('2020', { [A]: 'a|1' }),
      year('2022', { [A]: 'a|1' }),
      year('2023', { [A]: 'a|1' }),
    ];
    expect(await transitions({ editions })).toEqual([`2022/${A} > ${A} 1.0 unchanged`]);
  });

  test('an area whose boundary moved, or whose code now is that of another area, is not taken for the old one', async () => {
    const editions = [
      year('2020', { [A]: 'a', [B]: 'b' }),
      year('2021', { [A]: 'a|3', [B]: 'b|1' }),
      year('2022', { [A]: 'a|1', [B]: 'b|1' }),
    ];
    expect(await transitions({ editions })).toEqual([
      `2020/${B} > ${B} 1.0 unchanged`,
      `2021/${A} > ${A} 1.0 unchanged`,
      `2021/${B} > ${B} 1.0 unchanged`,
    ]);
  });

  test('flag 2 leads to the one old code with that name in that gemeente that is no longer in use', async () => {
    const editions = [
      year('2020', { [A]: 'Gracht', [B]: 'Kern' }),
      year('2021', { [C]: 'Gracht|2', [B]: 'Kern|1' }),
    ];
    expect(await transitions({ editions })).toEqual([
      `2020/${B} > ${B} 1.0 unchanged`,
      `2020/${A} > ${C} 1.0 recoded`,
    ]);
  });

  test.each([
    ['two areas had that name', { [A]: 'Gracht', [B]: 'Gracht' }, { [C]: 'Gracht|2' }],
    ['the old code is still in use', { [A]: 'Gracht' }, { [A]: 'Ander|3', [C]: 'Gracht|2' }],
    ['the name is of another gemeente', { BU00020000: 'Gracht' }, { [C]: 'Gracht|2' }],
    ['two areas now have that name', { [A]: 'Gracht' }, { [B]: 'Gracht|2', [C]: 'Gracht|2' }],
  ])('flag 2 proves nothing where %s', async (_, before, after) => {
    expect(await transitions({ editions: [year('2020', before), year('2021', after)] })).toEqual([]);
  });

  test('figures of a later vintage come back to that of the series along the same chain', async () => {
    const editions: GivenEdition[] = [
      year('2021', { [A]: 'a', GM0001: 'g|1', GM0002: 'h|1' }),
      year('2022', { GM0001: 'g|1', GM0002: 'h|3' }),
    ];
    expect(await transitions({ editions })).toEqual(['2022/GM0001 > GM0001 1.0 unchanged']);
  });
});

describe('gemeenten', () => {
  const editions = [year('2015', { GM0001: 'a', GM0002: 'b' }), year('2017', { GM0001: 'a', GM0002: 'b' })];
  const followed = (changes: { vintage: number; gemeenten: string[] }[]) => [
    { name: 'x', from: 2012, until: 2020, gemeenten: ['GM0001'], changes },
  ];

  test('without a flag are unproven, unless their changes are declared in full', async () => {
    expect(await transitions({ editions })).toEqual([]);
    expect(await transitions({ editions, followed: followed([]) })).toEqual([
      '2015/GM0001 > GM0001 1.0 unchanged',
    ]);
  });

  test('with a declared change in between are not the same', async () => {
    const changed = (vintage: number) =>
      transitions({ editions, followed: followed([{ vintage, gemeenten: ['GM0001'] }]) });
    expect(await changed(2016)).toEqual([]);
    // A boundary that is new in 2015 already was there in the vintage 2015.
    expect(await changed(2015)).toEqual(['2015/GM0001 > GM0001 1.0 unchanged']);
  });

  test('are judged by their flag where they have one, whatever is declared', async () => {
    const flagged = [...editions.slice(0, 1), year('2016', { GM0001: 'a|3' }), ...editions.slice(1)];
    expect(await transitions({ editions: flagged, followed: followed([]) })).toEqual([
      '2016/GM0001 > GM0001 1.0 unchanged',
    ]);
  });
});

describe('the country and the regions', () => {
  test('the country is the country; a region is itself since the year from which its boundary is known', async () => {
    const region = (code: string, unchanged_since?: number): Region => {
      const known = unchanged_since === undefined ? {} : { unchanged_since };
      return { code, level: 'provincie', name: code, labels: [], gemeenten: [], ...known };
    };
    const regions: Region[] = [
      { code: 'NL', level: 'land', name: 'Nederland', labels: [], gemeenten: [] },
      region('PV20'),
      region('PV31', 2018),
    ];
    const editions = [
      year('2017', { GM0001: 'a' }),
      year('2018', { GM0001: 'a' }),
      year('2019', { GM0001: 'a' }),
    ];
    expect(await transitions({ regions, editions })).toEqual([
      '2017/NL > NL 1.0 unchanged',
      '2018/NL > NL 1.0 unchanged',
      '2018/PV31 > PV31 1.0 unchanged',
    ]);
  });
});

describe('Beekdaelen, by the declarations of the project', () => {
  // Names and codes: CBS, 2014 and 2020; both Onderbanken and Schinnen have 'Verspreide huizen'.
  const OLD = {
    GM0881: 'Onderbanken',
    GM0951: 'Nuth',
    GM0962: 'Schinnen',
    WK088100: 'Wijk 00 Onderbanken',
    WK095103: 'Wijk 03 Schimmert',
    BU08810009: 'Verspreide huizen',
    BU09510301: 'Haasdal',
    BU09620009: 'Verspreide huizen',
    BU09620103: 'Groot-Doenrade',
  };
  const NEW = {
    GM1954: 'Beekdaelen',
    WK195400: 'Wijk 00 Onderbanken',
    WK195404: 'Wijk 04 Schimmert',
    BU19540009: 'Verspreide huizen|2',
    BU19540401: 'Haasdal|2',
    BU19540509: 'Verspreide huizen|2',
    BU19540603: 'Groot-Doenrade|2',
  };
  const moved = async (...editions: GivenEdition[]) => {
    const { recodes, followed } = await loadProject({ root: projectRoot(), env: {} });
    return transitions({ recodes, followed, editions });
  };

  test('consists of three gemeenten, and its wijken and buurten of those that the rule of 2019 gives', async () => {
    expect(await moved(year('2018', OLD), year('2019', NEW))).toEqual([
      '2018/BU08810009 > BU19540009 1.0 recoded',
      '2018/BU09510301 > BU19540401 1.0 recoded',
      '2018/BU09620009 > BU19540509 1.0 recoded',
      '2018/BU09620103 > BU19540603 1.0 recoded',
      '2018/GM0881 > GM1954 1.0 recoded',
      '2018/GM0951 > GM1954 1.0 recoded',
      '2018/GM0962 > GM1954 1.0 recoded',
      '2018/WK088100 > WK195400 1.0 recoded',
      '2018/WK095103 > WK195404 1.0 recoded',
    ]);
  });

  test('is known from 2012 to 2026 as a gemeente, where buurten need a flag of every year', async () => {
    const later = Object.fromEntries(Object.keys(NEW).map(code => [code, 'x']));
    expect(await moved(year('2012', OLD), year('2026', later))).toEqual([
      '2012/GM0881 > GM1954 1.0 recoded',
      '2012/GM0951 > GM1954 1.0 recoded',
      '2012/GM0962 > GM1954 1.0 recoded',
    ]);
  });

  test('is not made up of two of its three gemeenten', async () => {
    const { GM0962: _, ...two } = OLD;
    const rows = await moved(year('2018', two), year('2019', NEW));
    expect(rows.filter(row => row.includes('GM1954'))).toEqual([]);
  });

  test('has no buurt whose flag says that its boundary moved', async () => {
    const rows = await moved(year('2018', OLD), year('2019', { ...NEW, BU19540401: 'Haasdal|3' }));
    expect(rows.filter(row => row.includes('BU1954'))).toEqual([
      '2018/BU08810009 > BU19540009 1.0 recoded',
      '2018/BU09620009 > BU19540509 1.0 recoded',
      '2018/BU09620103 > BU19540603 1.0 recoded',
    ]);
  });
});

describe('area groups', () => {
  const config = (
    members: { from?: number; until?: number; areas: string[] }[],
    published_as: string[] = [],
  ) => ({
    area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', published_as, members }],
  });
  const recodes = [
    { name: 'merger', vintage: 2019, gemeenten: { GM0001: 'GM0009', GM0002: 'GM0009' }, wijken: {} },
  ];
  const followed = [{ name: 'x', from: 2012, until: 2020, gemeenten: ['GM0003', 'GM0004'], changes: [] }];
  const editions = [
    year('2018', { GM0001: 'a', GM0002: 'b', GM0003: 'c', GM0004: 'd' }),
    year('2019', { GM0009: 'ab', GM0003: 'c', GM0004: 'd' }),
  ];
  const ofGroup = async (given: Given) => (await transitions(given)).filter(row => row.includes('RG-X'));

  test('are the same area when their members became their members, whole', async () => {
    const both = config([
      { until: 2018, areas: ['GM0001', 'GM0002', 'GM0003'] },
      { from: 2019, areas: ['GM0009', 'GM0003'] },
    ]);
    expect(await ofGroup({ config: both, recodes, followed, editions })).toEqual([
      '2018/RG-X > RG-X 1.0 recoded',
    ]);
    const same = config([{ areas: ['GM0003', 'GM0004'] }]);
    expect(await ofGroup({ config: same, recodes, followed, editions })).toEqual([
      '2018/RG-X > RG-X 1.0 unchanged',
    ]);
  });

  test('are another area when a part came in from outside, as Schinnen did in Parkstad', async () => {
    const grown = config([
      { until: 2018, areas: ['GM0001', 'GM0003'] },
      { from: 2019, areas: ['GM0009', 'GM0003'] },
    ]);
    expect(await ofGroup({ config: grown, recodes, followed, editions })).toEqual([]);
  });

  test('are another area when a member left, and unproven when one is', async () => {
    const shrunk = config([
      { until: 2018, areas: ['GM0003', 'GM0004'] },
      { from: 2019, areas: ['GM0003'] },
    ]);
    expect(await ofGroup({ config: shrunk, recodes, followed, editions })).toEqual([]);
    const unproven = config([{ areas: ['GM0003', 'GM0004'] }]);
    expect(await ofGroup({ config: unproven, recodes, followed: [], editions })).toEqual([]);
  });

  test('that are a region of their own go with that region', async () => {
    const regions = [
      {
        code: 'GG6106',
        level: 'ggd' as const,
        name: 'GGD',
        labels: [],
        gemeenten: [],
        unchanged_since: 2018,
      },
    ];
    const given = { config: config([{ areas: ['GM0003', 'GM0004'] }], ['GG6106']), regions, editions };
    expect(await ofGroup(given)).toEqual(['2018/RG-X > RG-X 1.0 unchanged']);
  });

  test('bound the work: wijken and buurten of gemeenten outside them are left out', async () => {
    const wide = [
      year('2020', { GM0003: 'c', BU00030000: 'in', GM0004: 'd', BU00040000: 'out' }),
      year('2021', { GM0003: 'c|1', BU00030000: 'in|1', GM0004: 'd|1', BU00040000: 'out|1' }),
    ];
    const rows = await transitions({ config: config([{ areas: ['GM0003'] }]), editions: wide });
    expect(rows).toEqual([
      '2020/BU00030000 > BU00030000 1.0 unchanged',
      '2020/GM0003 > GM0003 1.0 unchanged',
      '2020/GM0004 > GM0004 1.0 unchanged',
      '2020/RG-X > RG-X 1.0 unchanged',
    ]);
  });
});
