import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { excerptOf } from '../../pipelines/excerpt.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { run } from '../../pipelines/run.ts';
import { quoteText, type Row } from '../../transforms/warehouse.ts';
import { demo, hashesOf, reducedProject, tempFolder } from '../support/pipeline.ts';
import { unzipped } from '../support/unzipped.ts';
import { openWarehouse } from '../support/warehouse.ts';

const DECLARATION = `# yaml-language-server: $schema=../../docs/schema/indicator.schema.json
id: aandeel-15-25
name_nl: Aandeel inwoners 15-25
name_en: Share aged 15-25
tier: extended
domain: "bevolking & vergrijzing"
unit: "%"
polarity: neutral
value_kind: derived
source: kwb
measure: ratio
numerator: inwoners_15_25
denominator: inwoners
definition: Aandeel inwoners van 15 tot 25 jaar op 1 januari (CBS).
rationale: Laat zien waar jongeren wonen.
interpretation: "Zonder oordeel: samenstelling, geen uitkomst."
numerator_nl: inwoners van 15 tot 25 jaar
denominator_nl: inwoners
`;

const excerpt = excerptOf({ tables: ['indicator_value'], exports: ['parquet', 'csv'] });

let changed: string[];
let report: RunReport;
let release: string;
let requests: string[];
beforeAll(async () => {
  const root = await reducedProject();
  const data = await tempFolder('data');
  const first = await demo({ root, data });
  await run(first.project, { excerpt }, first.effects);
  const before = await hashesOf(root);
  await fs.writeFile(path.join(root, 'indicators/bevolking/aandeel-15-25.yaml'), DECLARATION);
  const after = await hashesOf(root);
  changed = Object.keys(after).filter(name => after[name] !== before[name]);
  const second = await demo({ root, data });
  requests = second.requests;
  report = await run(second.project, { excerpt }, second.effects);
  release = path.join(data, 'releases', report.release_id ?? '', 'public');
});

const query = async (sql: string): Promise<Row[]> => {
  const file = (name: string) => quoteText(path.join(release, `${name}.parquet`));
  const warehouse = await openWarehouse();
  return warehouse.all(
    sql.replace(
      /from (indicator_value|indicator)\b/g,
      (_, name: string) => `from read_parquet(${file(name)})`,
    ),
  );
};

test('an indicator is one file, and no code', () => {
  expect(changed).toEqual(['indicators/bevolking/aandeel-15-25.yaml']);
});

test('it is published by the next run, without downloading anything', () => {
  expect(report.state).toBe('published');
  expect(requests.filter(url => !url.includes('/TableInfos?'))).toEqual([]);
});

test('nothing else changes: the difference is this indicator alone', () => {
  expect(report.diff).toHaveLength(1);
  expect(report.diff[0]).toMatchObject({ indicator_id: 'aandeel-15-25', changed_cells: 0, gone_cells: 0 });
  expect(report.diff[0]?.new_cells).toBeGreaterThan(500);
});

test('its values are the declared ratio, for every area and group', async () => {
  const [all] = await query(
    `select count(value)::integer as filled, count(distinct area_level)::integer as levels,
       count(*) filter (where abs(value - 100 * numerator / denominator) > 1e-9)::integer as wrong
     from indicator_value where indicator_id = 'aandeel-15-25'`,
  );
  expect(all?.['filled']).toBeGreaterThan(500);
  // land, gemeente, wijk, buurt and regio
  expect(all).toMatchObject({ levels: 5, wrong: 0 });
});

test('its denominator is the number of inhabitants that is published too', async () => {
  const denominators = await query(
    `select area_code, denominator as n from indicator_value where indicator_id = 'aandeel-15-25' and area_level <> 'regio'
     except select area_code, value as n from indicator_value where indicator_id = 'inwoners'`,
  );
  expect(denominators).toEqual([]);
});

test('it is in the list of indicators, and has a file for Excel', async () => {
  expect(await query("select name_nl, status from indicator where indicator_id = 'aandeel-15-25'")).toEqual([
    { name_nl: 'Aandeel inwoners 15-25', status: 'delivered' },
  ]);
  expect(
    await fs.readdir(path.join(await unzipped(path.join(release, 'excel.zip')), 'indicator_value')),
  ).toContain('aandeel-15-25.csv');
});
