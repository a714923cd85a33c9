import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../kernel/errors.ts';
import { matchAreaLabels } from '../sources/areas/match.ts';
import type { RowsFormat } from '../sources/connector.ts';
import type { Edition } from '../sources/declaration.ts';
import type { ResolvedTopic } from '../sources/topics.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';
import { IS_READ, stageSelect } from './select.ts';
import { quoteName, quoteText, type Warehouse } from './warehouse.ts';

/** Lays the rows of a CSV file out as the table `stage`; areas come by name and must each have one clear meaning. */
export async function stageCsv(
  loadable: LoadableEdition,
  rows: RowsFormat & { kind: 'csv' },
  { warehouse, scratch, regions }: LoadContext,
): Promise<void> {
  const { edition, snapshot, shape } = loadable;
  const file = path.join(scratch, 'table.csv');
  await fs.writeFile(file, new TextDecoder(rows.encoding).decode(await snapshot.read(rows.name)));
  const columns = rows.header.map((name, at) => `${quoteName(name || `column_${at}`)}: 'VARCHAR'`).join(', ');
  // Row numbers are only right when the file is read in its own order.
  await warehouse.run('set preserve_insertion_order = true');
  await warehouse.run(
    `create or replace temp table csv_row as select *, row_number() over () + 1 as csv_row
     from read_csv(${quoteText(file)}, header = true, auto_detect = false, delim = ${quoteText(rows.delimiter)},
       quote = '"', escape = '"', columns = {${columns}})`,
  );
  await warehouse.run('set preserve_insertion_order = false');
  await fs.rm(file, { force: true });
  const area = quoteName(shape.columns.area);
  const labels = await warehouse.all<{ label: string; row: string }>(
    `select ${area} as label, min(csv_row)::varchar as row from csv_row group by all order by min(csv_row)`,
  );
  const names = { gemeenten: await gemeenteNames(edition, warehouse), regions, vintage: edition.vintage };
  const codes = matchAreaLabels(
    labels.map(({ label, row }) => ({ label, row: Number(row) })),
    names,
  );
  await insertLabels(loadable.no, codes, names.gemeenten, warehouse);
  const number = (topic: ResolvedTopic): string => {
    const name = quoteName(topic.key);
    const text = rows.decimal === ',' ? `replace(${name}, ',', '.')` : name;
    return `nullif(nullif(trim(${text}), ''), '.')::double`;
  };
  const joined = `csv_row join input.area_label as l on l.edition_no = ${loadable.no} and l.label = csv_row.${area}`;
  await warehouse.run(
    `insert into stage ${stageSelect(loadable, 'l.area_code', number)} from ${joined} where ${IS_READ}`,
  );
  await warehouse.run('drop table csv_row');
}

/** The code of each label, and the areas it makes known: gemeenten under the name of their reference. */
async function insertLabels(
  no: number,
  codes: Map<string, string>,
  gemeenten: Map<string, string[]>,
  warehouse: Warehouse,
): Promise<void> {
  const nameOf = new Map([...gemeenten].flatMap(([name, list]) => list.map(code => [code, name] as const)));
  const labels = [...codes].map(([label, area_code]) => ({ edition_no: no, label, area_code }));
  await warehouse.insert('input.area_label', labels);
  const areas = [...new Set(codes.values())].map(area_code => ({
    edition_no: no,
    area_code,
    name: nameOf.get(area_code) ?? null,
    municipality: null,
  }));
  await warehouse.insert('input.area_item', areas);
}

async function gemeenteNames(edition: Edition, warehouse: Warehouse): Promise<Map<string, string[]>> {
  const rows = await warehouse.all<{ name: string; area_code: string }>(
    `select i.name, i.area_code from input.area_item as i
     join input.edition as e on e.edition_no = i.edition_no
     where e.edition_key = $1 and left(i.area_code, 2) = 'GM' order by i.area_code`,
    [edition.gemeenteNames ?? ''],
  );
  if (rows.length === 0) {
    throw new VieError('contract', `The gemeente names of '${edition.gemeenteNames}' are not loaded.`, {
      hint: `Name a source/edition with gemeenten under gemeente_names in sources/${edition.source.id}.yaml, and use it in the config.`,
    });
  }
  const names = new Map<string, string[]>();
  for (const { name, area_code } of rows) names.set(name, [...(names.get(name) ?? []), area_code]);
  return names;
}
