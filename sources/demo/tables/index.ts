import type { DemoCountry } from '../areas.ts';
import type { DemoTable } from '../recorder.ts';
import { demoTable, gemeenteItems, periods } from '../table.ts';
import { count } from '../topics.ts';
import { careTables } from './care.ts';
import { KWB_YEARS, kwbTable } from './kwb.ts';
import { lifeTables } from './life.ts';
import { monitorTable, youngAdultTable } from './monitor.ts';
import { RIVM_EDITIONS, rivmTable } from './rivm.ts';
import { societyTables } from './society.ts';
import { workTables } from './work.ts';

/** Every table of the demo; one at a time, as the largest take memory. */
export function* demoTables(country: DemoCountry): Generator<DemoTable> {
  for (const year of KWB_YEARS) yield kwbTable(year, country);
  for (const edition of RIVM_EDITIONS) yield rivmTable(edition, country);
  yield monitorTable(country);
  yield youngAdultTable(country);
  yield populationTable(country);
  yield* workTables(country);
  yield* careTables(country);
  yield* lifeTables(country);
  yield* societyTables(country);
}

/** Population of 2015, when Beekdaelen did not exist yet. */
const populationTable = (country: DemoCountry): DemoTable =>
  demoTable({
    id: '70072ned',
    title: 'Regionale kerncijfers Nederland',
    modified: '2018-06-06T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country, true),
    dimensions: [
      { ...periods('2015JJ00'), items: [{ Key: '2015JJ00', Title: '2015', Status: 'Definitief' }] },
    ],
    topics: [count(['TotaleBevolking', 'Totale bevolking', 'Bevolking'], area => area.inhabitants)],
    cell: (topic, area) => (area.code === 'GM1954' ? null : topic.value(area, '2015', '')),
  });
