import { describe, expect, test } from 'vitest';
import type { DemoTable } from '../../../sources/demo/table.ts';
import type { Warehouse } from '../../../transforms/warehouse.ts';
import { loadTiny, tinyTable } from '../tiny.ts';

const kwb = { id: 'kwb', dimensions: { area: 'WijkenEnBuurten' }, topics: { inwoners: 'Inwoners' } };
const one = (table: DemoTable, given = {}) =>
  loadTiny({ tables: [table], sources: [{ ...kwb, editions: { 2020: { table: table.id } }, ...given }] });

const cells = (warehouse: Warehouse) =>
  warehouse.all(
    `select t.concept, k.area_code as area, s.period, s.sex, s.age_group as age, c.value, c.lower_95, c.upper_95
     from input.cell as c
     join input.topic as t on t.topic_id = c.topic_id
     join input.area_key as k on k.area_no = c.area_no
     join input.slice as s on s.slice_no = c.slice_no
     order by all`,
  );

const item = (Key: string) => ({ Key, Title: Key });
const MARGINS = {
  name: 'Marges',
  type: 'Dimension',
  items: ['MW00000', 'MOG0095', 'MBG0095'].map(item),
};

test('NL00 of the one table and NL01 of the other are one country', async () => {
  const warehouse = await loadTiny({
    tables: [tinyTable('A', ['NL00', 'GM0928']), tinyTable('B', ['NL01', 'GM0928'])],
    sources: [{ ...kwb, editions: { 2020: { table: 'A' }, 2022: { table: 'B' } } }],
  });
  const keys = await warehouse.all('select area_code from input.area_key order by area_code');
  expect(keys.map(key => key['area_code'])).toEqual(['GM0928', 'NL']);
  const listed = await warehouse.all(
    "select count(*)::integer as n from input.area_item where area_code = 'NL'",
  );
  expect(listed).toEqual([{ n: 2 }]);
});

test('padded keys come without padding, letters in them stay', async () => {
  const warehouse = await one(tinyTable('A', ['GM0363', 'WK0363AA', 'BU0363AA01']));
  expect((await cells(warehouse)).map(cell => cell['area'])).toEqual(['BU0363AA01', 'GM0363', 'WK0363AA']);
});

test('an absent cell stays absent, and zero stays zero', async () => {
  const table = tinyTable('A', ['GM0001', 'GM0002', 'GM0003'], {
    cell: (_, area) => ({ GM0001: 0, GM0002: null, GM0003: 7 })[area.code] ?? null,
  });
  expect((await cells(await one(table))).map(cell => cell['value'])).toEqual([0, null, 7]);
});

test('every row of every page is loaded once', async () => {
  const codes = Array.from({ length: 4100 }, (_, n) => `BU0928${String(n).padStart(4, '0')}`);
  const table = tinyTable('A', codes, { cell: (_, area) => Number(area.code.slice(6)) });
  const warehouse = await one(table);
  const found = await warehouse.all(
    'select count(*)::integer as n, count(distinct area_no)::integer as areas, sum(value) as total from input.cell',
  );
  // 0 + 1 + … + 4099 = 4099 x 4100 / 2
  expect(found).toEqual([{ n: 4100, areas: 4100, total: 8_402_950 }]);
});

test('margins come beside the value they belong to', async () => {
  const shift: Record<string, number> = { MW00000: 0, MOG0095: -2, MBG0095: 3 };
  const table = tinyTable('A', ['GM0001', 'GM0002'], {
    dimensions: [MARGINS],
    cell: (_, area, keys) => (area.code === 'GM0001' ? 20 : 40) + (shift[keys['Marges'] ?? ''] ?? 0),
  });
  const warehouse = await one(table, { dimensions: { area: 'WijkenEnBuurten', margin: 'Marges' } });
  expect(await cells(warehouse)).toMatchObject([
    { area: 'GM0001', value: 20, lower_95: 18, upper_95: 23 },
    { area: 'GM0002', value: 40, lower_95: 38, upper_95: 43 },
  ]);
});

test.each([
  ['both margins', ['MW00000', 'MOG0095', 'MBG0095'], true],
  ['its lower margin alone', ['MW00000', 'MOG0095'], false],
  ['its upper margin alone', ['MW00000', 'MBG0095'], false],
])('intervals are given by both margins: a table with %s', async (_, items, has_margins) => {
  const table = tinyTable('A', ['GM0001'], { dimensions: [{ ...MARGINS, items: items.map(item) }] });
  const warehouse = await one(table, { dimensions: { area: 'WijkenEnBuurten', margin: 'Marges' } });
  expect(await warehouse.all('select has_margins from input.edition')).toEqual([{ has_margins }]);
});

test('margins belong to one period, sex and age group', async () => {
  const grouped = (name: string, keys: string[], type = 'Dimension') => ({
    name,
    type,
    items: keys.map(item),
  });
  const [ages, sexes, years] = [{ 20300: '18+', 80200: '65+' }, { 3000: 'm', 4000: 'v' }, [2016, 2020]];
  // A figure tells its group: 65+ adds 1000, women 100, 2020 adds 10; its interval is 1 wide on either side.
  const base = (keys: Record<string, string>): number =>
    (keys['Leeftijd'] === '80200' ? 1000 : 0) +
    (keys['Geslacht'] === '4000' ? 100 : 0) +
    (keys['Perioden'] === '2020JJ00' ? 10 : 0);
  const shift: Record<string, number> = { MW00000: 5, MOG0095: 4, MBG0095: 6 };
  const table = tinyTable('A', ['GM0001'], {
    dimensions: [
      MARGINS,
      grouped('Leeftijd', Object.keys(ages)),
      grouped('Geslacht', Object.keys(sexes)),
      grouped(
        'Perioden',
        years.map(year => `${year}JJ00`),
        'TimeDimension',
      ),
    ],
    cell: (_, __, keys) => base(keys) + (shift[keys['Marges'] ?? ''] ?? 0),
  });
  const warehouse = await one(table, {
    dimensions: {
      area: 'WijkenEnBuurten',
      margin: 'Marges',
      period: 'Perioden',
      age_group: { dimension: 'Leeftijd', keys: ages },
      sex: { dimension: 'Geslacht', keys: sexes },
    },
  });
  const found = (await cells(warehouse)).map(cell => [cell['lower_95'], cell['value'], cell['upper_95']]);
  const expected = [0, 10].flatMap(year => [0, 100].flatMap(sex => [0, 1000].map(age => year + sex + age)));
  expect(found).toEqual(expected.map(figure => [figure + 4, figure + 5, figure + 6]));
});

test('the keys of dimensions get our names', async () => {
  const table = tinyTable('A', ['GM0001'], {
    dimensions: [
      { name: 'Leeftijd', type: 'Dimension', items: ['20300', '80200'].map(item) },
      { name: 'Geslacht', type: 'Dimension', items: ['3000   ', '4000   '].map(item) },
      { name: 'Perioden', type: 'TimeDimension', items: ['2016JJ00', '2013G400'].map(item) },
    ],
    cell: (_, __, keys) => Number(keys['Leeftijd']) + Number(keys['Geslacht']),
  });
  const warehouse = await one(table, {
    dimensions: {
      area: 'WijkenEnBuurten',
      period: 'Perioden',
      age_group: { dimension: 'Leeftijd', keys: { 20300: '18+', 80200: '65+' } },
      sex: { dimension: 'Geslacht', keys: { 3000: 'm', 4000: 'v' } },
    },
  });
  const found = await cells(warehouse);
  expect(found).toHaveLength(8);
  expect(found).toContainEqual(
    expect.objectContaining({ period: '2016', sex: 'm', age: '18+', value: 23_300 }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ period: '2013/2016', sex: 'v', age: '65+', value: 84_200 }),
  );
});

test('a text column describes the areas; a padded point in it is nothing', async () => {
  const table = tinyTable('A', ['GM0001', 'GM0002'], {
    texts: [
      { stem: 'Wijziging', title: 'Wijziging', value: area => (area.code === 'GM0001' ? '3   ' : '.   ') },
    ],
  });
  const warehouse = await one(table, { topics: { inwoners: 'Inwoners', indelingswijziging: 'Wijziging' } });
  expect(await warehouse.all('select area_code, text from input.area_text order by area_code')).toEqual([
    { area_code: 'GM0001', text: '3' },
    { area_code: 'GM0002', text: null },
  ]);
  expect((await cells(warehouse)).map(cell => cell['concept'])).toEqual(['inwoners', 'inwoners']);
});

test('a code of a form that is not known is refused with the code and the source', async () => {
  await expect(one(tinyTable('A', ['GM0001', 'XX0001']))).rejects.toMatchObject({
    code: 'contract',
    message: expect.stringContaining('XX0001'),
    where: { source: 'kwb', edition: '2020', table: 'A' },
  });
});

describe('areas of another kind', () => {
  const table = tinyTable('A', ['GM0001', 'XX01', 'XX02']);
  const setAside = (warehouse: Warehouse) =>
    warehouse.all('select prefix, areas, example, is_declared from input.area_set_aside');

  test('are left out by declaration', async () => {
    const warehouse = await one(table, { dimensions: { area: 'WijkenEnBuurten', leave_out: ['XX'] } });
    expect((await cells(warehouse)).map(cell => cell['area'])).toEqual(['GM0001']);
    expect(await warehouse.all('select area_code from input.area_item')).toEqual([{ area_code: 'GM0001' }]);
    expect(await setAside(warehouse)).toEqual([
      { prefix: 'XX', areas: 2, example: 'XX01', is_declared: true },
    ]);
  });

  test('are left out by name in a table that nobody saw before', async () => {
    const warehouse = await one(table, { unverified: true });
    expect((await cells(warehouse)).map(cell => cell['area'])).toEqual(['GM0001']);
    expect(await setAside(warehouse)).toEqual([
      { prefix: 'XX', areas: 2, example: 'XX01', is_declared: false },
    ]);
  });

  test('are never buurten: a kind that has a level cannot be declared away', async () => {
    const load = one(table, { dimensions: { area: 'WijkenEnBuurten', leave_out: ['BU'] } });
    await expect(load).rejects.toThrow(/never left out/);
  });

  test('do not hide a damaged code of a known kind', async () => {
    const load = one(tinyTable('A', ['GM0001', 'BU92']), { unverified: true });
    await expect(load).rejects.toMatchObject({
      code: 'contract',
      message: expect.stringContaining('BU92'),
    });
  });
});

test('a row of an area that the table does not list is refused with its code', async () => {
  const load = loadTiny({
    tables: [tinyTable('A', ['GM0001', 'GM0002'])],
    sources: [{ ...kwb, editions: { 2020: { table: 'A' } } }],
    alter: (url, text) => (url.includes('/WijkenEnBuurten?') ? text.replace('GM0002', 'GM0003') : text),
  });
  await expect(load).rejects.toMatchObject({
    code: 'contract',
    message: expect.stringMatching(/does not list: GM0002\.$/),
    where: { source: 'kwb', edition: '2020', table: 'A' },
  });
});

describe('a CSV file with areas by name', () => {
  const csv = {
    id: 'monitor',
    connector: 'statline-csv',
    service: 'files',
    dimensions: { area: 'RegioS', margin: 'Marges' },
    topics: { roken: 'Rokers' },
  } as const;
  const names = tinyTable('A', ['GM0928', 'GM0935']);
  const withNames = {
    ...names,
    geo: { ...names.geo, items: named({ GM0928: 'Kerkrade', GM0935: 'Maastricht' }) },
  };
  const regions = [
    { code: 'NL', level: 'land', name: 'Nederland', labels: ['Nederland'], gemeenten: [] },
  ] as const;

  function named(areas: Record<string, string>) {
    return Object.entries(areas).map(([code, name]) => {
      return { key: code, area: { code, name, gemeente: '', inhabitants: 0, burden: 0, parts: [] } };
    });
  }

  const load = (text: string) =>
    loadTiny({
      tables: [withNames],
      files: { 'monitor.csv': text },
      regions: regions.map(region => ({ ...region, labels: [...region.labels], gemeenten: [] })),
      sources: [
        { ...kwb, editions: { 2020: { table: 'A' } } },
        { ...csv, editions: { 2020: { table: 'M', file: 'monitor.csv', gemeente_names: 'kwb/2020' } } },
      ],
    });
  const rows = (...lines: string[]) => ['RegioS;Marges;Rokers', ...lines, ''].join('\n');

  test('gets codes through the names of another source, numbers with a decimal comma, and margins', async () => {
    const text = rows(
      ...[
        'Nederland;Waarde;17,5',
        'Nederland;Ondergrens 95%-interval;17',
        'Nederland;Bovengrens 95%-interval;18',
      ],
      ...['Kerkrade;Waarde;.', 'Kerkrade;Ondergrens 95%-interval;', 'Kerkrade;Bovengrens 95%-interval;'],
    );
    const found = (await cells(await load(text))).filter(cell => cell['concept'] === 'roken');
    expect(found).toMatchObject([
      { area: 'GM0928', period: '2020', value: null, lower_95: null, upper_95: null },
      { area: 'NL', period: '2020', value: 17.5, lower_95: 17, upper_95: 18 },
    ]);
  });

  test('is read only as far as its labels are declared', async () => {
    const text = rows('Nederland;Waarde;17', 'Nederland;Aantal respondenten;1200');
    const found = (await cells(await load(text))).filter(cell => cell['concept'] === 'roken');
    expect(found.map(cell => cell['value'])).toEqual([17]);
  });

  test('is refused when a name has no meaning, naming its row and the near name', async () => {
    await expect(load(rows('Nederland;Waarde;1', 'Kerkrode;Waarde;2'))).rejects.toMatchObject({
      code: 'contract',
      message: expect.stringMatching(/row 3: 'Kerkrode'.*near: Kerkrade/),
      where: { source: 'monitor', row: 3 },
    });
  });

  test('cannot be loaded when the source that lends the names is not there', async () => {
    const alone = { ...csv, editions: { 2020: { table: 'M', file: 'm.csv', gemeente_names: 'kwb/2020' } } };
    await expect(
      loadTiny({ sources: [alone], files: { 'm.csv': rows('Kerkrade;Waarde;2') } }),
    ).rejects.toMatchObject({ code: 'contract', message: expect.stringContaining('kwb/2020') });
  });
});
