import { beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import { loadProject, type Project } from '../../../pipelines/project.ts';
import type { Region } from '../../../sources/areas/declaration.ts';
import { each, silverCases, testCase } from '../../support/cases.ts';
import { type Given, type GivenEdition, type Looked, silverWorld } from '../../support/warehouse.ts';

const caseOf = silverCases(['silver.area_transition']);

/** Rows of silver.area_transition as `from vintage/code > code weight how`. */
async function rowsOf({ warehouse }: Looked): Promise<string[]> {
  const rows = await warehouse.all<{ row: string }>(
    `select from_vintage || '/' || from_code || ' > ' || to_code || ' ' || weight::double || ' ' || how as row
     from silver.area_transition order by from_vintage, to_code, from_code`,
  );
  return rows.map(({ row }) => row);
}

/** A look at the transitions of a case. */
function transitions(given: Partial<Given>, alone?: 'alone'): () => Promise<string[]> {
  const looked = caseOf(given, alone);
  return () => rowsOf(looked);
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
  testCase(
    'flag 1 in every year proves that an area is the same',
    transitions({
      editions: [year('2020', { [A]: 'a' }), year('2021', { [A]: 'a|1' }), year('2022', { [A]: 'b|1' })],
    }),
    rows => {
      expect(rows).toEqual([`2020/${A} > ${A} 1.0 unchanged`, `2021/${A} > ${A} 1.0 unchanged`]);
    },
  );

  testCase(
    'a year without flags in between leaves the earlier years unproven, although the code is equal',
    transitions({
      editions: [year('2020', { [A]: 'a|1' }), year('2022', { [A]: 'a|1' }), year('2023', { [A]: 'a|1' })],
    }),
    rows => {
      expect(rows).toEqual([`2022/${A} > ${A} 1.0 unchanged`]);
    },
  );

  testCase(
    'an area whose boundary moved, or whose code now is that of another area, is not taken for the old one',
    transitions({
      editions: [
        year('2020', { [A]: 'a', [B]: 'b' }),
        year('2021', { [A]: 'a|3', [B]: 'b|1' }),
        year('2022', { [A]: 'a|1', [B]: 'b|1' }),
      ],
    }),
    rows => {
      expect(rows).toEqual([
        `2020/${B} > ${B} 1.0 unchanged`,
        `2021/${A} > ${A} 1.0 unchanged`,
        `2021/${B} > ${B} 1.0 unchanged`,
      ]);
    },
  );

  testCase(
    'flag 2 leads to the one old code with that name in that gemeente that is no longer in use',
    transitions({
      editions: [
        year('2020', { [A]: 'Gracht', [B]: 'Kern' }),
        year('2021', { [C]: 'Gracht|2', [B]: 'Kern|1' }),
      ],
    }),
    rows => {
      expect(rows).toEqual([`2020/${B} > ${B} 1.0 unchanged`, `2020/${A} > ${C} 1.0 recoded`]);
    },
  );

  const unproven: [where: string, before: Record<string, string>, after: Record<string, string>][] = [
    ['two areas had that name', { [A]: 'Gracht', [B]: 'Gracht' }, { [C]: 'Gracht|2' }],
    ['the old code is still in use', { [A]: 'Gracht' }, { [A]: 'Ander|3', [C]: 'Gracht|2' }],
    ['the name is of another gemeente', { BU00020000: 'Plein' }, { [C]: 'Plein|2' }],
    ['two areas now have that name', { [A]: 'Gracht' }, { [B]: 'Gracht|2', [C]: 'Gracht|2' }],
  ];
  for (const [where, before, after] of unproven) {
    testCase(
      `flag 2 proves nothing where ${where}`,
      transitions({ editions: [year('2020', before), year('2021', after)] }),
      rows => {
        expect(rows).toEqual([]);
      },
    );
  }

  testCase(
    'figures of a later vintage come back to that of the series along the same chain',
    transitions({
      editions: [
        year('2021', { [A]: 'a', GM0001: 'g|1', GM0002: 'h|1' }),
        year('2022', { GM0001: 'g|1', GM0002: 'h|3' }),
      ],
    }),
    rows => {
      expect(rows).toEqual(['2022/GM0001 > GM0001 1.0 unchanged']);
    },
  );
});

describe('gemeenten', () => {
  const editions = [year('2015', { GM0001: 'a', GM0002: 'b' }), year('2017', { GM0001: 'a', GM0002: 'b' })];
  const followed = (changes: { vintage: number; gemeenten: string[] }[]) => [
    { name: 'x', from: 2012, until: 2020, gemeenten: ['GM0001'], changes },
  ];

  testCase(
    'without a flag are unproven, unless their changes are declared in full',
    each(transitions({ editions }), transitions({ editions, followed: followed([]) })),
    ([undeclared, declared]) => {
      expect(undeclared).toEqual([]);
      expect(declared).toEqual(['2015/GM0001 > GM0001 1.0 unchanged']);
    },
  );

  const changed = (vintage: number) =>
    transitions({ editions, followed: followed([{ vintage, gemeenten: ['GM0001'] }]) });
  testCase(
    'with a declared change in between are not the same',
    each(changed(2016), changed(2015)),
    ([between, at]) => {
      expect(between).toEqual([]);
      // A boundary that is new in 2015 already was there in the vintage 2015.
      expect(at).toEqual(['2015/GM0001 > GM0001 1.0 unchanged']);
    },
  );

  const flagged = [...editions.slice(0, 1), year('2016', { GM0001: 'a|3' }), ...editions.slice(1)];
  testCase(
    'are judged by their flag where they have one, whatever is declared',
    transitions({ editions: flagged, followed: followed([]) }),
    rows => {
      expect(rows).toEqual(['2016/GM0001 > GM0001 1.0 unchanged']);
    },
  );
});

describe('the country and the regions', () => {
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
  testCase(
    'the country is the country; a region is itself since the year from which its boundary is known',
    transitions({ regions, editions }, 'alone'),
    rows => {
      expect(rows).toEqual([
        '2017/NL > NL 1.0 unchanged',
        '2018/NL > NL 1.0 unchanged',
        '2018/PV31 > PV31 1.0 unchanged',
      ]);
    },
  );
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
  let project: Project;
  beforeAll(async () => {
    project = await loadProject({ root: projectRoot(), env: {} });
  });
  const moved = async (...editions: GivenEdition[]) => {
    const { recodes, followed } = project;
    return rowsOf(await silverWorld({ recodes, followed, editions }, ['silver.area_transition']));
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
  function ofGroup(given: Partial<Given>): () => Promise<string[]> {
    const look = transitions(given);
    return async () => (await look()).filter(row => row.includes('RG-X'));
  }

  const both = config([
    { until: 2018, areas: ['GM0001', 'GM0002', 'GM0003'] },
    { from: 2019, areas: ['GM0009', 'GM0003'] },
  ]);
  const same = config([{ areas: ['GM0003', 'GM0004'] }]);
  testCase(
    'are the same area when their members became their members, whole',
    each(
      ofGroup({ config: both, recodes, followed, editions }),
      ofGroup({ config: same, recodes, followed, editions }),
    ),
    ([merged, unchanged]) => {
      expect(merged).toEqual(['2018/RG-X > RG-X 1.0 recoded']);
      expect(unchanged).toEqual(['2018/RG-X > RG-X 1.0 unchanged']);
    },
  );

  const grown = config([
    { until: 2018, areas: ['GM0001', 'GM0003'] },
    { from: 2019, areas: ['GM0009', 'GM0003'] },
  ]);
  testCase(
    'are another area when a part came in from outside, as Schinnen did in Parkstad',
    ofGroup({ config: grown, recodes, followed, editions }),
    rows => {
      expect(rows).toEqual([]);
    },
  );

  const shrunk = config([
    { until: 2018, areas: ['GM0003', 'GM0004'] },
    { from: 2019, areas: ['GM0003'] },
  ]);
  testCase(
    'are another area when a member left, and unproven when one is',
    each(
      ofGroup({ config: shrunk, recodes, followed, editions }),
      ofGroup({ config: same, recodes, followed: [], editions }),
    ),
    ([left, unproven]) => {
      expect(left).toEqual([]);
      expect(unproven).toEqual([]);
    },
  );

  const region: Region = {
    code: 'GG6106',
    level: 'ggd',
    name: 'GGD',
    labels: [],
    gemeenten: [],
    unchanged_since: 2018,
  };
  testCase(
    'that are a region of their own go with that region',
    ofGroup({ config: config([{ areas: ['GM0003', 'GM0004'] }], ['GG6106']), regions: [region], editions }),
    rows => {
      expect(rows).toEqual(['2018/RG-X > RG-X 1.0 unchanged']);
    },
  );

  const wide = [
    year('2020', { GM0003: 'c', BU00030000: 'in', GM0004: 'd', BU00040000: 'out' }),
    year('2021', { GM0003: 'c|1', BU00030000: 'in|1', GM0004: 'd|1', BU00040000: 'out|1' }),
  ];
  testCase(
    'bound the work: wijken and buurten of gemeenten outside them are left out',
    transitions({ config: config([{ areas: ['GM0003'] }]), editions: wide }),
    rows => {
      expect(rows).toEqual([
        '2020/BU00030000 > BU00030000 1.0 unchanged',
        '2020/GM0003 > GM0003 1.0 unchanged',
        '2020/GM0004 > GM0004 1.0 unchanged',
        '2020/RG-X > RG-X 1.0 unchanged',
      ]);
    },
  );
});
