import { beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import { loadProject, type Project } from '../../../pipelines/project.ts';
import { type GivenEdition, silverWorld } from '../../support/warehouse.ts';

let project: Project;
beforeAll(async () => {
  project = await loadProject({ root: projectRoot(), env: {} });
});

/** Members per vintage of a group of the project's own config. */
async function membersOf(group: string, editions: GivenEdition[]): Promise<Record<string, string[]>> {
  const { regions, recodes, loaded } = project;
  const { area_groups } = loaded.config;
  const { warehouse } = await silverWorld({ config: { area_groups }, regions, recodes, editions }, [
    'silver.area_group_member',
  ]);
  const rows = await warehouse.all<{ vintage: number; members: string }>(
    `select area_vintage as vintage, string_agg(member_code, ' ' order by member_code) as members
     from silver.area_group_member where group_code = $1 group by area_vintage order by area_vintage`,
    [group],
  );
  return Object.fromEntries(rows.map(({ vintage, members }) => [vintage, members.split(' ')]));
}

const EIGHT = ['GM0881', 'GM0882', 'GM0899', 'GM0917', 'GM0928', 'GM0951', 'GM0965', 'GM0986'];
const SEVEN = ['GM0882', 'GM0899', 'GM0917', 'GM0928', 'GM0965', 'GM0986', 'GM1954'];
const areas = (...codes: string[]) => Object.fromEntries(codes.map(code => [code, code]));

test('Parkstad has eight gemeenten up to vintage 2018, without Schinnen, and seven from 2019', async () => {
  const before = areas(...EIGHT, 'GM0962');
  const after = areas(...SEVEN);
  const members = await membersOf('RG-PARKSTAD', [
    { id: '2014', areas: before },
    { id: '2018', areas: before },
    { id: '2019', areas: after },
    { id: '2024', areas: after },
  ]);
  expect(members).toEqual({ 2014: EIGHT, 2018: EIGHT, 2019: SEVEN, 2024: SEVEN });
});

test('membership follows the vintage of the areas, never the period of the figure', async () => {
  const members = await membersOf('RG-PARKSTAD', [
    { id: '2020', figures: [{ concept: 'x', period: '2016', of: { GM1954: 1, GM0928: 2 } }] },
  ]);
  expect(members).toEqual({ 2020: SEVEN });
});

test('a province stands for those of its gemeenten that exist in the vintage', async () => {
  const members = await membersOf('RG-LIMBURG', [
    { id: '2018', areas: areas('GM0881', 'GM0928', 'GM0935', 'GM0363') },
    { id: '2020', areas: areas('GM1954', 'GM0928', 'GM0935', 'GM0363') },
  ]);
  expect(members).toEqual({
    2018: ['GM0881', 'GM0928', 'GM0935'],
    2020: ['GM0928', 'GM0935', 'GM1954'],
  });
});

test('a group is an area of level regio in every vintage in which it has members', async () => {
  const { warehouse } = await silverWorld({
    config: {
      area_groups: [
        { code: 'RG-NEW', name_nl: 'Nieuw', name_en: 'New', members: [{ from: 2019, areas: ['GM0001'] }] },
      ],
    },
    editions: [
      { id: '2018', areas: areas('GM0001') },
      { id: '2019', areas: areas('GM0001') },
    ],
  });
  expect(
    await warehouse.all(
      "select area_code, area_vintage, area_level, name, parent_code from silver.area where area_code = 'RG-NEW'",
    ),
  ).toEqual([
    { area_code: 'RG-NEW', area_vintage: 2019, area_level: 'regio', name: 'Nieuw', parent_code: 'NL' },
  ]);
});

test('an area that is named twice, by itself and through its province, is one member', async () => {
  const { warehouse } = await silverWorld({
    regions: [
      { code: 'PV31', level: 'provincie', name: 'Limburg', labels: [], gemeenten: ['GM0928', 'GM0935'] },
    ],
    config: {
      area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['PV31', 'GM0928'] }] }],
    },
    editions: [{ id: '2020', areas: areas('GM0928', 'GM0935') }],
  });
  expect(
    await warehouse.all('select member_code from silver.area_group_member order by member_code'),
  ).toEqual([{ member_code: 'GM0928' }, { member_code: 'GM0935' }]);
});
