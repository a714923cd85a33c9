import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../kernel/errors.ts';
import type { AreaLevel, Region } from '../sources/areas/declaration.ts';
import { matchAreaLabels } from '../sources/areas/match.ts';
import type { RowsFormat, TableShape } from '../sources/connector.ts';
import type { Edition } from '../sources/declaration.ts';
import type { Snapshot } from '../sources/snapshot.ts';
import type { ResolvedTopic } from '../sources/topics.ts';
import { quoteName, quoteText, type Row, type Warehouse } from './warehouse.ts';

/** The level of an area, read from the first two characters of its code. */
export const AREA_PREFIXES: Record<string, AreaLevel> = {
  NL: 'land',
  LD: 'landsdeel',
  PV: 'provincie',
  CR: 'corop',
  GG: 'ggd',
  CG: 'gemeentegroep',
  GM: 'gemeente',
  WK: 'wijk',
  BU: 'buurt',
};

const AREA_CODE =
  '^(NL|(LD|PV|CR|CG)[0-9]{2}|GG[0-9]{4}|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$';

/** An edition with its snapshot and how to read it. */
export interface LoadableEdition {
  /** Position among the editions of this build. */
  no: number;
  edition: Edition;
  snapshot: Snapshot;
  shape: TableShape;
}

export interface LoadContext {
  warehouse: Warehouse;
  /** Folder for the decoded pages while they are read. */
  scratch: string;
  regions: Region[];
}

/** Loads one edition into the input tables. Names of gemeenten must have been loaded by an earlier edition. */
export async function loadEdition(loadable: LoadableEdition, context: LoadContext): Promise<void> {
  const { edition, shape } = loadable;
  const place = { source: edition.source.id, edition: edition.id, table: edition.table };
  try {
    await describeEdition(loadable, context.warehouse);
    if (shape.areas) await loadAreas(loadable, shape.areas, context);
    await stageRows(loadable, context);
    await cellsFromStage(loadable, context.warehouse);
    await checkAreaCodes(loadable, context.warehouse);
  } catch (error) {
    throw error instanceof VieError ? error.at(place) : error;
  }
}

async function describeEdition(
  { no, edition, snapshot, shape }: LoadableEdition,
  warehouse: Warehouse,
): Promise<void> {
  const { source } = edition;
  const { meta } = snapshot;
  const margins = [...shape.keys.margin.values()];
  await warehouse.insert('input.edition', [
    {
      edition_no: no,
      edition_key: edition.key,
      source_id: source.id,
      edition_id: edition.id,
      table_id: edition.table,
      area_vintage: edition.vintage,
      snapshot_id: meta.snapshot_id,
      modified: meta.modified,
      retrieved_at: meta.retrieved_at,
      source_title: source.title,
      table_title: meta.title,
      publisher: source.publisher,
      licence: source.licence,
      citation: source.citation,
      homepage: source.homepage ?? null,
      url: meta.url,
      rhythm: source.rhythm,
      row_count: meta.rows,
      empty_cell: source.empty_cell,
      empty_topic: source.empty_topic,
      area_list: edition.dimensions.area_list,
      has_margins: margins.includes('lower') && margins.includes('upper'),
    },
  ]);
  await warehouse.insert('input.period_item', periodRows(no, edition, shape));
}

function periodRows(edition_no: number, edition: Edition, shape: TableShape): Row[] {
  const periods = new Map([...shape.keys.period.values()].map(item => [item.period.period, item]));
  const rows = [...periods.values()].map(({ period, status }) => ({
    edition_no,
    period: period.period,
    period_start: period.start,
    period_end: period.end,
    kind: period.kind,
    status,
  }));
  if (shape.columns.period) return rows;
  const { period, status } = edition;
  return [
    {
      edition_no,
      period,
      period_start: `${period}-01-01`,
      period_end: `${period}-12-31`,
      kind: 'year',
      status,
    },
  ];
}

const areaCode = (column: string): string =>
  `case when trim(${column}) in ('NL00', 'NL01') then 'NL' else trim(${column}) end`;

async function loadAreas(
  { no, snapshot }: LoadableEdition,
  areas: RowsFormat & { kind: 'json' },
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const columns = { Key: 'VARCHAR', Title: 'VARCHAR', Municipality: 'VARCHAR' };
  for (const page of areas.pages) {
    await withDecodedPage(snapshot, page, scratch, file =>
      warehouse.run(
        `insert into input.area_item
         select ${no}, ${areaCode('Key')}, trim(Title), trim(Municipality)
         from ${readJson(file, columns)}`,
      ),
    );
  }
}

/** Lays the rows out as the table `stage`: our names for dimensions and concepts, only the keys we read. */
async function stageRows(loadable: LoadableEdition, context: LoadContext): Promise<void> {
  const { rows, topics, columns } = loadable.shape;
  const { warehouse, scratch } = context;
  const types = topics.map(topic => `${quoteName(topic.concept)} ${isText(topic) ? 'varchar' : 'double'}`);
  await warehouse.run(
    `create or replace temp table stage (area_code varchar, period varchar, sex varchar, age_group varchar, margin varchar,
       ${types.join(', ')})`,
  );
  if (rows.kind === 'csv') return stageCsv(loadable, rows, context);
  const read: Record<string, string> = {};
  for (const name of Object.values(columns)) read[name] = 'VARCHAR';
  for (const topic of topics) read[topic.key] = isText(topic) ? 'VARCHAR' : 'DOUBLE';
  for (const page of rows.pages) {
    await withDecodedPage(loadable.snapshot, page, scratch, async file => {
      const select = stageSelect(loadable, areaCode(quoteName(columns.area)), topic => quoteName(topic.key));
      await warehouse.run(`insert into stage ${select} from ${readJson(file, read)} where ${IS_READ}`);
    });
  }
}

const isText = (topic: ResolvedTopic): boolean => topic.datatype === 'String';
const IS_READ = 'period is not null and sex is not null and age_group is not null and margin is not null';

function stageSelect(
  { edition, shape }: LoadableEdition,
  area: string,
  expression: (topic: ResolvedTopic) => string,
): string {
  const { columns, keys, topics } = shape;
  const periods = new Map([...keys.period].map(([key, item]) => [key, item.period.period]));
  const selected = {
    area_code: area,
    period: columns.period ? recode(columns.period, periods) : quoteText(edition.period),
    sex: columns.sex ? recode(columns.sex, keys.sex) : quoteText('total'),
    age_group: columns.age_group
      ? recode(columns.age_group, keys.age_group)
      : quoteText(edition.source.age_group),
    margin: columns.margin ? recode(columns.margin, keys.margin) : quoteText('value'),
  };
  const dimensions = Object.entries(selected).map(([name, sql]) => `${sql} as ${name}`);
  const values = topics.map(topic => `${expression(topic)} as ${quoteName(topic.concept)}`);
  return `select ${[...dimensions, ...values].join(', ')}`;
}

/** From one column per concept to one row per cell; the cells of a concept come together. */
async function cellsFromStage({ no, edition, shape }: LoadableEdition, warehouse: Warehouse): Promise<void> {
  const numbers = shape.topics.filter(topic => !isText(topic)).map(topic => topic.concept);
  for (const { concept } of shape.topics.filter(isText)) {
    // A text topic holds a padded point when it is missing.
    await warehouse.run(
      `insert into input.area_text
       select ${no}, area_code, ${quoteText(concept)}, nullif(trim(${quoteName(concept)}), '.') from stage
       where margin = 'value'`,
    );
  }
  if (edition.dimensions.area_list === 'historic') {
    await warehouse.run(`delete from stage where coalesce(${numbers.map(quoteName).join(', ')}) is null`);
  }
  await numberKeys(warehouse);
  await joinMargins(shape, numbers, warehouse);
  const ids = await warehouse.all<{ concept: string; topic_id: number }>(
    'select concept, topic_id from input.topic where edition_no = $1',
    [no],
  );
  const idOf = new Map(ids.map(({ concept, topic_id }) => [concept, topic_id]));
  const selects = numbers.map(concept => {
    const [value, lower, upper] = ['', ' lower', ' upper'].map(margin => quoteName(`${concept}${margin}`));
    return `select ${idOf.get(concept)}, slice_no, area_no, ${value}, ${lower}, ${upper} from wide`;
  });
  if (selects.length) await warehouse.run(`insert into input.cell ${selects.join(' union all ')}`);
  await warehouse.run('drop table wide');
  await warehouse.run('drop table stage');
}

/** Gives areas and slices that were not seen before a number. */
async function numberKeys(warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    `insert into input.area_key
     select (select coalesce(max(area_no), 0) from input.area_key) + row_number() over (order by area_code), area_code
     from (select distinct area_code from stage anti join input.area_key using (area_code))`,
  );
  await warehouse.run(
    `insert into input.slice
     select (select coalesce(max(slice_no), 0) from input.slice) + row_number() over (order by period, sex, age_group),
       period, sex, age_group
     from (select distinct period, sex, age_group from stage anti join input.slice using (period, sex, age_group))`,
  );
}

/** Margins are rows at the source; here they come beside the value they belong to. */
async function joinMargins(shape: TableShape, concepts: string[], warehouse: Warehouse): Promise<void> {
  const present = new Set(shape.keys.margin.values());
  const column = (margin: 'lower' | 'upper', concept: string) =>
    `${present.has(margin) ? `${margin}_row.${quoteName(concept)}` : 'null::double'} as ${quoteName(`${concept} ${margin}`)}`;
  const columns = concepts.flatMap(name => [`v.${quoteName(name)}`, column('lower', name), column('upper', name)]);
  const join = (margin: 'lower' | 'upper') =>
    present.has(margin)
      ? `left join stage as ${margin}_row on ${margin}_row.margin = '${margin}' and ${margin}_row.area_code = v.area_code
           and ${margin}_row.period = v.period and ${margin}_row.sex = v.sex and ${margin}_row.age_group = v.age_group`
      : '';
  await warehouse.run(
    `create or replace temp table wide as
     select s.slice_no, k.area_no, ${columns.join(', ')}
     from stage as v
     join input.area_key as k on k.area_code = v.area_code
     join input.slice as s on s.period = v.period and s.sex = v.sex and s.age_group = v.age_group
     ${join('lower')} ${join('upper')}
     where v.margin = 'value'`,
  );
}

/** Keys that are not listed become null, and their rows are left out. */
function recode(column: string, keys: Map<string, string>): string {
  if (keys.size === 0) return 'null::varchar';
  const cases = [...keys].map(([key, meaning]) => `when ${quoteText(key)} then ${quoteText(meaning)}`);
  return `case trim(${quoteName(column)}) ${cases.join(' ')} end`;
}

const readJson = (file: string, columns: Record<string, string>): string =>
  `read_json(${quoteText(file)}, format = 'array', maximum_object_size = 67108864, columns = {${Object.entries(
    columns,
  )
    .map(([name, type]) => `${quoteName(name)}: '${type}'`)
    .join(', ')}})`;

/** Lays the rows of a stored page out as a plain JSON array, for as long as they are read. */
async function withDecodedPage(
  snapshot: Snapshot,
  page: { name: string; start: number; end: number },
  scratch: string,
  read: (file: string) => Promise<void>,
): Promise<void> {
  const file = path.join(scratch, 'page.json');
  const bytes = await snapshot.read(page.name);
  await fs.writeFile(file, bytes.subarray(page.start, page.end));
  try {
    await read(file);
  } finally {
    await fs.rm(file, { force: true });
  }
}

async function stageCsv(
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

async function checkAreaCodes({ no, edition }: LoadableEdition, warehouse: Warehouse): Promise<void> {
  const strange = await warehouse.all<{ area_code: string }>(
    `select distinct area_code from input.area_item
     where edition_no = $1 and not regexp_matches(area_code, '${AREA_CODE}') order by area_code limit 5`,
    [no],
  );
  if (strange.length === 0) return;
  throw new VieError(
    'contract',
    `Area codes of a form we do not know: ${strange.map(row => row.area_code).join(', ')}.`,
    {
      where: { field: edition.dimensions.area },
      hint: 'Add the kind of area to transforms/load.ts and sources/areas/declaration.ts.',
    },
  );
}
