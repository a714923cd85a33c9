import { beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import { loadProject, type Project } from '../../../pipelines/project.ts';
import type { Row } from '../../../transforms/warehouse.ts';
import { type GivenEdition, silverWorld } from '../../support/warehouse.ts';

let project: Project;
beforeAll(async () => {
  project = await loadProject({ root: projectRoot(), env: {} });
});

/** silver.area as it follows from area lists, with the regions and recodes of the project. */
async function areasOf(...editions: GivenEdition[]): Promise<Row[]> {
  const { regions, recodes } = project;
  const { warehouse } = await silverWorld({ regions, recodes, editions }, ['silver.area']);
  return warehouse.all('select * from silver.area order by area_code, area_vintage');
}

const listing = (id: string, areas: Record<string, string>): GivenEdition => ({ id, areas });
const find = (rows: Row[], code: string, vintage?: number): Row | undefined =>
  rows.find(row => row['area_code'] === code && (vintage === undefined || row['area_vintage'] === vintage));

describe('the place of an area in the hierarchy', () => {
  test('a buurt lies in its wijk, the wijk in its gemeente, the gemeente in its province, that in the country', async () => {
    const areas = await areasOf(
      listing('2020', { NL: 'Nederland', GM0928: 'Kerkrade', WK092800: 'Wijk 00', BU09280003: 'Gracht' }),
    );
    const path = ['BU09280003', 'WK092800', 'GM0928', 'PV31', 'NL'].map(code => find(areas, code));
    expect(path.map(area => area?.['parent_code'])).toEqual(['WK092800', 'GM0928', 'PV31', 'NL', null]);
    expect(path.map(area => area?.['area_level'])).toEqual([
      'buurt',
      'wijk',
      'gemeente',
      'provincie',
      'land',
    ]);
    expect(path[0]).toMatchObject({
      name: 'Gracht',
      wijk_code: 'WK092800',
      gemeente_code: 'GM0928',
      provincie_code: 'PV31',
      corop_code: 'CR39',
      ggd_code: 'GG6106',
    });
  });

  test('regions are those that Gebieden in Nederland names in that vintage; in others the declaration stands', async () => {
    const named = {
      provincie_code: { GM0363: 'PV27', GM0928: 'PV31' },
      corop_code: { GM0363: 'CR23' },
      ggd_code: { GM0363: 'GG3406' },
    };
    const areas = await areasOf(
      {
        id: '2024',
        areas: { GM0363: 'Amsterdam', BU0363AA01: 'Nes e.o.', GM0928: 'Kerkrade' },
        texts: named,
      },
      listing('2023', { GM0363: 'Amsterdam' }),
    );
    const amsterdam = { provincie_code: 'PV27', corop_code: 'CR23', ggd_code: 'GG3406' };
    expect(find(areas, 'GM0363', 2024)).toMatchObject(amsterdam);
    expect(find(areas, 'BU0363AA01', 2024)).toMatchObject(amsterdam);
    expect(find(areas, 'GM0363', 2023)).toMatchObject({ provincie_code: 'PV27', corop_code: null });
    expect(find(areas, 'GM0928', 2024)).toMatchObject({ corop_code: 'CR39', ggd_code: 'GG6106' });
  });

  test('letters in wijk and buurt codes are kept', async () => {
    const areas = await areasOf(
      listing('2024', { GM0363: 'Amsterdam', WK0363AA: 'Burgwallen', BU0363AA01: 'Nes e.o.' }),
    );
    expect(find(areas, 'BU0363AA01')).toMatchObject({
      area_level: 'buurt',
      parent_code: 'WK0363AA',
      gemeente_code: 'GM0363',
      provincie_code: 'PV27',
    });
    expect(find(areas, 'WK0363AA')).toMatchObject({ parent_code: 'GM0363', wijk_code: null });
  });

  test('the gemeente that the source names wins from the one in the code', async () => {
    const areas = await areasOf({
      id: '2020',
      areas: { WK096500: 'Wijk 00', BU09650000: 'Simpelveld' },
      municipalities: { WK096500: 'GM1954  ', BU09650000: '  ' },
    });
    expect(find(areas, 'WK096500')).toMatchObject({ gemeente_code: 'GM1954', parent_code: 'GM1954' });
    expect(find(areas, 'BU09650000')).toMatchObject({ gemeente_code: 'GM0965' });
  });

  test('a gemeente of no known province lies in the country', async () => {
    const areas = await areasOf(listing('2020', { GM9999: 'Nergenshuizen' }));
    expect(find(areas, 'GM9999')).toMatchObject({ parent_code: 'NL', provincie_code: null });
  });

  test('regions above the gemeente belong to the country, whether a source lists them or not', async () => {
    const areas = await areasOf(listing('2020', { GM0928: 'Kerkrade' }));
    for (const [code, level] of [
      ['LD04', 'landsdeel'],
      ['CR39', 'corop'],
      ['GG6106', 'ggd'],
      ['CG01', 'gemeentegroep'],
    ] as const) {
      expect(find(areas, code), code).toMatchObject({
        area_level: level,
        parent_code: 'NL',
        gemeente_code: null,
      });
    }
  });
});

describe('vintages', () => {
  test('an area has a row in every vintage whose sources list it, and in no other', async () => {
    const areas = await areasOf(
      listing('2018', { GM0881: 'Onderbanken', GM0928: 'Kerkrade' }),
      listing('2020', { GM1954: 'Beekdaelen', GM0928: 'Kerkrade' }),
    );
    const vintages = (code: string) =>
      areas.filter(row => row['area_code'] === code).map(row => row['area_vintage']);
    expect(vintages('GM0881')).toEqual([2018]);
    expect(vintages('GM1954')).toEqual([2020]);
    expect(vintages('GM0928')).toEqual([2018, 2020]);
  });

  test('of a list that also holds areas of other years, only those with a figure exist', async () => {
    const areas = await areasOf({
      id: '2015',
      area_list: 'historic',
      areas: { GM0881: 'Onderbanken', GM1954: 'Beekdaelen' },
      figures: [{ concept: 'inwoners', of: { GM0881: 8000 } }],
    });
    expect(find(areas, 'GM0881')).toBeDefined();
    expect(find(areas, 'GM1954')).toBeUndefined();
  });

  test('a region exists only in the years it is declared for', async () => {
    const { warehouse } = await silverWorld(
      {
        regions: [
          { code: 'CR97', level: 'corop', name: 'Oud', labels: [], gemeenten: [], until: 2018 },
          { code: 'CR98', level: 'corop', name: 'Nieuw', labels: [], gemeenten: [], from: 2019 },
        ],
        editions: [listing('2018', { GM0001: 'A' }), listing('2019', { GM0001: 'A' })],
      },
      ['silver.area'],
    );
    expect(
      await warehouse.all(
        "select area_code, area_vintage from silver.area where area_level = 'corop' order by all",
      ),
    ).toEqual([
      { area_code: 'CR97', area_vintage: 2018 },
      { area_code: 'CR98', area_vintage: 2019 },
    ]);
  });
});

describe('what is known of an area', () => {
  test('a source that repeats the code for want of a name does not win from one that has it', async () => {
    const areas = await areasOf(
      { ...listing('2020', { GG6106: 'GG6106', GM0928: 'GM0928' }), source: 'a' },
      { ...listing('2020', { GM0928: 'Kerkrade ' }), source: 'b' },
    );
    expect(find(areas, 'GM0928')).toMatchObject({ name: 'Kerkrade' });
    expect(find(areas, 'GG6106')).toMatchObject({ name: 'GGD Zuid-Limburg' });
  });

  test('several sources of one vintage make one row', async () => {
    const areas = await areasOf(
      { ...listing('2020', { GM0928: 'Kerkrade' }), source: 'a' },
      { ...listing('2020', { GM0928: 'Kerkrade' }), source: 'b' },
    );
    expect(areas.filter(row => row['area_code'] === 'GM0928')).toHaveLength(1);
  });

  test('the flag of a changed code or boundary stays with its vintage', async () => {
    const areas = await areasOf(
      { ...listing('2019', { BU19540009: 'Verspreide huizen' }), flags: { BU19540009: '3' } },
      { ...listing('2020', { BU19540009: 'Verspreide huizen' }), flags: { BU19540009: '1' } },
    );
    expect(find(areas, 'BU19540009', 2019)?.['change_flag']).toBe('3');
    expect(find(areas, 'BU19540009', 2020)?.['change_flag']).toBe('1');
  });
});

describe('Beekdaelen, made of Onderbanken, Nuth and Schinnen in 2019', () => {
  // From the crosswalk of 2019 of CBS; both gemeenten have a buurt "Verspreide huizen".
  const CROSSWALK: [before: string, after: string][] = [
    ['GM0881', 'GM1954'],
    ['GM0962', 'GM1954'],
    ['WK088100', 'WK195400'],
    ['WK095103', 'WK195404'],
    ['WK096201', 'WK195406'],
    ['BU08810000', 'BU19540000'],
    ['BU08810009', 'BU19540009'],
    ['BU09510004', 'BU19540104'],
    ['BU09510101', 'BU19540201'],
    ['BU09510302', 'BU19540402'],
    ['BU09620005', 'BU19540505'],
    ['BU09620009', 'BU19540509'],
    ['BU09620103', 'BU19540603'],
  ];

  let old: Row[];
  beforeAll(async () => {
    old = await areasOf(listing('2014', Object.fromEntries(CROSSWALK.map(([before]) => [before, 'x']))));
  });
  test.each(CROSSWALK)('%s became %s', (before, after) => {
    expect(find(old, before)).toMatchObject({ successor_code: after, successor_vintage: 2019 });
  });

  test('an area of 2019 or later has no successor, nor has one that did not change', async () => {
    const areas = await areasOf(
      listing('2014', { BU09280003: 'Gracht' }),
      listing('2019', { BU19540009: 'Verspreide huizen' }),
    );
    expect(find(areas, 'BU09280003')?.['successor_code']).toBeNull();
    expect(find(areas, 'BU19540009')?.['successor_code']).toBeNull();
  });

  test('an old code that a source still uses on a later vintage is left alone', async () => {
    const areas = await areasOf(listing('2019', { GM0881: 'x', WK096200: 'y', BU09620009: 'z' }));
    const old = ['GM0881', 'WK096200', 'BU09620009'].map(code => find(areas, code)?.['successor_code']);
    expect(old).toEqual([null, null, null]);
  });

  test('equal names do not confuse: the two buurten "Verspreide huizen" keep apart', async () => {
    const areas = await areasOf(
      listing('2014', { BU08810009: 'Verspreide huizen', BU09620009: 'Verspreide huizen' }),
    );
    expect(areas.filter(row => row['area_level'] === 'buurt').map(row => row['successor_code'])).toEqual([
      'BU19540009',
      'BU19540509',
    ]);
  });
});
