import { describe, expect, onTestFinished, test } from 'vitest';
import { connectorFor } from '../../../sources/connectors/index.ts';
import type { DemoTable } from '../../../sources/demo/table.ts';
import { fetchEdition } from '../../../sources/fetch.ts';
import { networkTransport } from '../../../sources/http.ts';
import { SnapshotStore } from '../../../sources/snapshot.ts';
import { loadAll, prepareInput } from '../../../transforms/build.ts';
import { computeSilver } from '../../../transforms/compute.ts';
import type { Warehouse } from '../../../transforms/warehouse.ts';
import { editionOf, effectsWith, errorOf, tempFolder, testConfig } from '../../sources/fixtures.ts';
import { hasShared, startSimulator } from '../../support/shared.ts';
import { openWarehouse, TRANSFORMS } from '../../support/warehouse.ts';
import { loadTiny, type Tiny, tinyTable } from '../tiny.ts';

type Row = Record<string, unknown>;

const LONG = { connector: 'cbs-odata-v4', service: 'datasets' } as const;
const topic = (stem: string) => {
  return { stem, title: stem, group: 'Bevolking', unit: 'aantal', decimals: 0 };
};

/** Changes what the service says of some observations. */
const observing =
  (change: (row: Row) => Row): NonNullable<Tiny['alter']> =>
  (url, text) => {
    if (!url.includes('/Observations') || !text.startsWith('{')) return text;
    const page = JSON.parse(text) as { value: Row[] };
    return JSON.stringify({ ...page, value: page.value.map(change) });
  };

/** Two measures of five areas, loaded. */
function loadTwo(
  codes: string[],
  given: Partial<DemoTable> & Pick<Tiny, 'alter'> & { empty?: 'suppressed' },
) {
  const { alter, empty, ...rest } = given;
  const table = tinyTable('91003NED', codes, { topics: [topic('Inwoners'), topic('Mannen')], ...rest });
  return loadTiny({
    sources: [
      {
        id: 'lang',
        ...LONG,
        dimensions: { area: 'WijkenEnBuurten' },
        topics: { inwoners: 'Inwoners', mannen: 'Mannen' },
        editions: { '2024': { table: '91003NED' } },
        ...(empty ? { empty_cell: empty } : {}),
      },
    ],
    longTables: [{ table }],
    ...(alter ? { alter } : {}),
  });
}

/** The cells in words, with the reason of what is absent. */
async function observed(warehouse: Warehouse): Promise<Row[]> {
  await computeSilver(warehouse, TRANSFORMS, { only: ['silver.observation'] });
  return warehouse.all<Row>(
    `select concept, area_code as area, period, value, lower_95 as lower, upper_95 as upper, missing_reason as reason
     from silver.observation order by concept, area_code, period`,
  );
}
const reasonsOf = (rows: Row[], concept: string) =>
  Object.fromEntries(rows.filter(row => row['concept'] === concept).map(row => [row['area'], row['reason']]));

describe('one row per figure', () => {
  test('becomes one cell per concept and area, and 0 is a figure', async () => {
    const cell: DemoTable['cell'] = (one, area) =>
      one.stem === 'Mannen' ? 0 : area.code === 'NL01' ? 300 : 12;
    const rows = await observed(await loadTwo(['NL01', 'GM0001'], { cell }));
    expect(rows).toMatchObject([
      { concept: 'inwoners', area: 'GM0001', period: '2024', value: 12, reason: null },
      { concept: 'inwoners', area: 'NL', value: 300, reason: null },
      { concept: 'mannen', area: 'GM0001', value: 0, reason: null },
      { concept: 'mannen', area: 'NL', value: 0, reason: null },
    ]);
  });

  test('that is not there says why: ValueAttribute is the reason, before what the declaration says', async () => {
    const attributes: Record<string, string> = {
      GM0001: 'Impossible',
      GM0002: 'Confidential',
      GM0003: 'NotAvailable',
      GM0004: 'NooitGezien',
    };
    const alter = observing(row => {
      const attribute = attributes[String(row['WijkenEnBuurten'])];
      return attribute && row['Measure'] === 'D000001'
        ? { ...row, ValueAttribute: attribute, Value: null }
        : row;
    });
    const codes = ['NL01', ...Object.keys(attributes)];
    const rows = await observed(await loadTwo(codes, { alter, empty: 'suppressed' }));
    expect(reasonsOf(rows, 'inwoners')).toEqual({
      NL: null,
      GM0001: 'not_applicable',
      GM0002: 'suppressed',
      GM0003: 'not_published',
      GM0004: 'not_published',
    });
    expect(new Set(Object.values(reasonsOf(rows, 'mannen')))).toEqual(new Set([null]));
  });

  test('with a value that the source does not stand by is no figure', async () => {
    const alter = observing(row =>
      row['WijkenEnBuurten'] === 'GM0001' ? { ...row, ValueAttribute: 'Confidential' } : row,
    );
    const rows = await observed(await loadTwo(['NL01', 'GM0001'], { alter }));
    expect(rows.filter(row => row['area'] === 'GM0001')).toMatchObject([
      { concept: 'inwoners', value: null, reason: 'suppressed' },
      { concept: 'mannen', value: null, reason: 'suppressed' },
    ]);
  });

  test('of an area that has none at all leaves empty cells, and a measure without any was not measured', async () => {
    const cell: DemoTable['cell'] = (one, area) =>
      one.stem === 'Mannen' || area.code === 'GM0002' ? null : 7;
    const rows = await observed(await loadTwo(['NL01', 'GM0001', 'GM0002'], { cell, empty: 'suppressed' }));
    expect(reasonsOf(rows, 'inwoners')).toEqual({ NL: null, GM0001: null, GM0002: 'suppressed' });
    expect(reasonsOf(rows, 'mannen')).toEqual({
      NL: 'not_measured',
      GM0001: 'not_measured',
      GM0002: 'not_measured',
    });
  });

  test('with text describes the area', async () => {
    const texts = [
      {
        stem: 'Indeling',
        title: 'Indelingswijziging',
        value: (area: { code: string }) => area.code.slice(-1),
      },
    ];
    const table = tinyTable('91003NED', ['GM0001', 'GM0002'], { texts });
    const warehouse = await loadTiny({
      sources: [
        {
          id: 'lang',
          ...LONG,
          dimensions: { area: 'WijkenEnBuurten' },
          topics: { inwoners: 'Inwoners', indelingswijziging: 'Indelingswijziging' },
          editions: { '2024': { table: '91003NED' } },
        },
      ],
      longTables: [{ table }],
    });
    const found = await warehouse.all(
      'select area_code, concept, text from input.area_text order by area_code',
    );
    expect(found).toEqual([
      { area_code: 'GM0001', concept: 'indelingswijziging', text: '1' },
      { area_code: 'GM0002', concept: 'indelingswijziging', text: '2' },
    ]);
  });

  test('that comes twice for one cell is refused', async () => {
    // Both codes stand for the country.
    const error = await errorOf(() => loadTwo(['NL00', 'NL01', 'GM0001'], {}));
    expect(error.message).toContain('has more than one figure for NL in 2024');
  });
});

test('a part of a table is found under the addresses that were recorded for it, with margins beside the value', async () => {
  const items = ['MW00000', 'MOG0095', 'MBG0095'].map(Key => ({ Key, Title: Key }));
  const periods = ['2015JJ00', '2016JJ00'].map(Key => ({ Key, Title: Key, Status: 'Definitief' }));
  const table = tinyTable('91004ned', ['NL01', 'GM0001'], {
    topics: [topic('Roker'), topic('Drinker')],
    dimensions: [
      { name: 'Marges', type: 'Dimension', items },
      { name: 'Perioden', type: 'TimeDimension', items: periods },
    ],
    cell: (_, area, keys) =>
      (area.code === 'NL01' ? 20 : 30) + ({ MOG0095: -1, MBG0095: 2 }[keys['Marges'] ?? ''] ?? 0),
  });
  const warehouse = await loadTiny({
    sources: [
      {
        id: 'marges',
        ...LONG,
        dimensions: { area: 'WijkenEnBuurten', margin: 'Marges', period: 'Perioden' },
        topics: { roken: 'Roker' },
        editions: { '2016': { table: '91004ned', periods: ['2016'] } },
      },
    ],
    longTables: [{ table, asked: { topics: ['Roker'], keys: { Perioden: ['2016JJ00'] } } }],
  });
  expect(await observed(warehouse)).toMatchObject([
    { concept: 'roken', area: 'GM0001', period: '2016', value: 30, lower: 29, upper: 32, reason: null },
    { concept: 'roken', area: 'NL', period: '2016', value: 20, lower: 19, upper: 22, reason: null },
  ]);
});

test('wijken and buurten lie in the gemeente that the service groups them under', async () => {
  const parts = tinyTable('91003NED', ['WK000100', 'BU00010000', 'GM0001']);
  for (const { area } of parts.geo.items) area.gemeente = area.code === 'GM0001' ? '' : 'GM0001';
  const warehouse = await loadTwo([], { geo: parts.geo });
  expect(
    await warehouse.all('select area_code, municipality from input.area_item order by area_code'),
  ).toEqual([
    { area_code: 'BU00010000', municipality: 'GM0001' },
    { area_code: 'GM0001', municipality: null },
    { area_code: 'WK000100', municipality: 'GM0001' },
  ]);
});

test.skipIf(!hasShared)('published prices of dwellings come through unchanged', async () => {
  const simulator = await startSimulator();
  onTestFinished(() => simulator.close());
  const base = await simulator.listen();
  const config = testConfig({ opendata: `${base}/opendata`, datasets: `${base}/datasets` });
  const yaml = `
id: verkoopprijzen
connector: cbs-odata-v4
service: datasets
dimensions: {area: RegioS, period: Perioden}
topics: {verkoopprijs: GemiddeldeVerkoopprijs}
editions: {"2024": {table: 83625NED, periods: ["2015", "2019", "2024"]}}
`;
  const edition = editionOf(yaml, '2024', config);
  const folder = await tempFolder();
  const effects = effectsWith(networkTransport(config, 'test'));
  const { snapshot, error } = await fetchEdition(edition, {
    config,
    store: new SnapshotStore(folder),
    effects,
  });
  if (!snapshot) throw error ?? new Error('no snapshot');
  const shape = await connectorFor('cbs-odata-v4', config.services).describe(edition, snapshot);
  const warehouse = await openWarehouse();
  const regions: [] = [];
  await prepareInput(warehouse, TRANSFORMS, { config: [config], region: regions });
  const context = { warehouse, scratch: folder, regions };
  await loadAll([{ no: 0, edition, snapshot, shape }], context, () => undefined);
  const rows = await observed(warehouse);
  const of = (area: string, period: string) => {
    const row = rows.find(one => one['area'] === area && one['period'] === period);
    return [row?.['value'], row?.['reason']];
  };
  // CBS, Bestaande koopwoningen; gemiddelde verkoopprijzen, regio (83625NED), as published on 17 July 2026.
  expect(of('NL', '2015')).toEqual([230_194, null]);
  expect(of('GM0928', '2024')).toEqual([262_548, null]);
  expect(of('GM0951', '2015')).toEqual([186_710, null]);
  // Nuth became part of Beekdaelen in 2019.
  expect(of('GM0951', '2019')).toEqual([null, 'not_applicable']);
});
