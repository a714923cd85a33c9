import { expect, test } from 'vitest';
import { checkCatalogue, searchCatalogue, yearOf } from '../../../sources/doctor/catalogue.ts';
import { checkTable } from '../../../sources/doctor/table.ts';
import { answering, clientWith, declareSource, editionOf, testConfig } from '../fixtures.ts';

const SOURCE = `id: proef
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {inwoners: AantalInwoners}
editions:
  "2022": {table: 85318ned}
`;

const listed = (table: string, title: string, period = '') => ({ table, title, period, modified: '' });

test.each([
  ['Kerncijfers wijken en buurten 2024', '', 2024],
  ['Gezondheid per wijk en buurt; 2012/2016/2020/2022 (indeling 2022)', '', 2022],
  ['Regionale kerncijfers Nederland', '1995-2023', 2023],
  ['Bijstand; 37789ksz', '', undefined],
])('the year of %s', (title, period, year) => {
  expect(yearOf({ title, period })).toBe(year);
});

test('the newest table is named, not the next one; our own counts under any spelling of its id', () => {
  const tables = [
    listed('85318NED', 'Proef 2022'),
    listed('86165NED', 'Proef 2025'),
    listed('86358NED', 'Proef 2026'),
    listed('84799NED', 'Proef 2020'),
  ];
  expect(checkCatalogue(declareSource(SOURCE), tables, [])).toMatchObject({
    state: 'changed',
    write: 'add `"2026": {table: 86358NED}` under editions',
  });
  expect(checkCatalogue(declareSource(SOURCE), tables.slice(0, 1), [])).toMatchObject({ state: 'ok' });
});

test('each service is asked in its own way, with the quotes of a title doubled', async () => {
  const services = { opendata: 'http://v3', datasets: 'http://v4' };
  const empty = JSON.stringify({ value: [] });
  const v3 =
    "http://v3/ODataCatalog/Tables?$format=json&$filter=substringof('GGD''en',Title) and Language eq 'nl'&$select=Identifier,Title,Period,Modified";
  const v4 =
    "http://v4/odata/v1/CBS/Datasets?$filter=contains(tolower(Title),'ggd''en') and Language eq 'nl'&$select=Identifier,Title,Modified";
  const asked: string[] = [];
  const transport = answering({ [v3]: empty, [v4]: empty });
  const http = clientWith((url, signal) => {
    asked.push(decodeURIComponent(url));
    return transport(decodeURIComponent(url), signal);
  });
  for (const service of ['opendata', 'datasets', 'files'] as const) {
    await searchCatalogue({ service, words: "GGD'en" }, testConfig(services).services, http);
  }
  expect(asked).toEqual([v3, v4]);
});

test('a table that was published again since it was stored has changed; that is no fault', () => {
  const subject = { declared: declareSource(SOURCE), edition: editionOf(SOURCE, '2022') };
  const revision = { title: 'Proef 2022', modified: '2026-02-01T02:00:00', rows: 17_341 };
  expect(checkTable(subject, { revision }, revision.modified)).toMatchObject({ state: 'ok' });
  expect(checkTable(subject, { revision }, '2025-02-01T02:00:00')).toMatchObject({
    state: 'changed',
    detail:
      "'Proef 2022', modified 2026-02-01T02:00:00, 17,341 rows; the stored snapshot is of 2025-02-01T02:00:00",
  });
});
