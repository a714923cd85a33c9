import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import { Archive } from '../../sources/archive.ts';
import { matchAreaLabels } from '../../sources/areas/match.ts';
import type { CsvForm, CsvMember, RowsFormat } from '../../sources/connector.ts';
import { textOf } from '../../sources/connectors/zip-member.ts';
import { NO_VALUE } from '../../sources/connectors/zip-rows.ts';
import type { Edition } from '../../sources/declaration.ts';
import type { ResolvedTopic } from '../../sources/topics.ts';
import { quoteName, quoteText, type Warehouse } from '../warehouse.ts';
import type { LoadableTable, LoadContext } from './loadable.ts';
import { areaCode, IS_READ, stageSelect } from './select.ts';

/** Lays the rows of a CSV file out as the table `stage`; areas come by name and must each have one clear meaning. */
export async function stageCsv(
  loadable: LoadableTable,
  rows: RowsFormat & { kind: 'csv' },
  { warehouse, scratch, regions }: LoadContext,
): Promise<void> {
  const { edition, snapshot, shape } = loadable;
  const file = path.join(scratch, 'table.csv');
  await fs.writeFile(file, new TextDecoder(rows.encoding).decode(await snapshot.read(rows.name)));
  // Row numbers are only right when the file is read in its own order.
  await warehouse.run('set preserve_insertion_order = true');
  await warehouse.run(
    `create or replace temp table csv_row as select *, row_number() over () + 1 as csv_row from ${readCsv(file, rows)}`,
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
  await insertLabels(warehouse, loadable.no, { codes, gemeenten: names.gemeenten });
  const number = numberOf(rows);
  const joined = `csv_row join input.area_label as l on l.edition_no = ${loadable.no} and l.label = csv_row.${area}`;
  await warehouse.run(
    `insert into stage ${stageSelect(loadable, 'l.area_code', number)} from ${joined} where ${IS_READ}`,
  );
  await warehouse.run('drop table csv_row');
}

/** Lays the rows of the files of a zip out as the table `stage`; they list their areas themselves, by code. */
export async function stageZip(
  loadable: LoadableTable,
  { name, members }: RowsFormat & { kind: 'zip-csv' },
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const { no, snapshot, shape } = loadable;
  const archive = await Archive.open(await snapshot.read(name));
  const file = path.join(scratch, 'member.csv');
  try {
    for (const member of members) {
      await fs.writeFile(file, textOf(archive, member.name, member.encoding));
      const table = readCsv(file, member);
      const area = areaCode(quoteName(member.area));
      await warehouse.run(
        `insert into input.area_item select ${no}, ${area}, ${nameOf(member)}, null from ${table} group by all`,
      );
      const own = { ...loadable, shape: { ...shape, topics: member.topics } };
      const select = stageSelect(own, area, numberOf(member));
      await warehouse.run(
        `insert into stage by name select * from (${select} from ${table}) where ${IS_READ}`,
      );
    }
  } finally {
    await fs.rm(file, { force: true });
  }
}

const nameOf = ({ areaName }: CsvMember): string =>
  areaName === undefined ? 'null::varchar' : `min(nullif(trim(${quoteName(areaName)}), ''))`;

/** A relation over a CSV file in which every column is text. */
export const readCsv = (file: string, { header, delimiter }: Pick<CsvForm, 'header' | 'delimiter'>): string =>
  `read_csv(${quoteText(file)}, header = true, auto_detect = false, delim = ${quoteText(delimiter)}, quote = '"',
     escape = '"', columns = {${header.map((name, at) => `${quoteName(name || `column_${at}`)}: 'VARCHAR'`).join(', ')}})`;

/** The number in a cell, or null for what stands for no value. */
const numberOf =
  ({ decimal }: Pick<CsvForm, 'decimal'>) =>
  ({ key }: ResolvedTopic): string => {
    const cell = `trim(${quoteName(key)})`;
    const text = decimal === ',' ? `replace(${cell}, ',', '.')` : cell;
    return `case when ${cell} not in (${NO_VALUE.map(quoteText).join(', ')}) then ${text}::double end`;
  };

/** The code of each label, and the areas it makes known: gemeenten under the name of their reference. */
async function insertLabels(
  warehouse: Warehouse,
  no: number,
  { codes, gemeenten }: { codes: Map<string, string>; gemeenten: Map<string, string[]> },
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
