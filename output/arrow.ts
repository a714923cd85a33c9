import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int8,
  Int16,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { publishedTable } from '../transforms/tables.ts';
import { quoteName, quoteText, type Warehouse } from '../transforms/warehouse.ts';
import { columnTypes, type ExportJob, fileIn, SCHEMA_VERSION, selectOpened } from './exporter.ts';

const BATCH_ROWS = 65_536;

/** How a column goes to Arrow: the SQL that gives plain numbers, the Arrow type, and the texts it codes for. */
interface ArrowColumn {
  name: string;
  expression: string;
  type: DataType;
  dictionary?: Vector;
}

/**
 * `indicator_value` as Arrow IPC for dashboards in a browser. DuckDB has no Arrow writer for Node, so its columns
 * (numbers only: texts travel as dictionary codes) are copied chunk by chunk into Arrow buffers.
 */
export async function writeArrow(job: ExportJob): Promise<void> {
  const table = publishedTable('indicator_value');
  const types = await columnTypes(job.warehouse, table.name);
  const columns: ArrowColumn[] = [];
  for (const [id, { name }] of table.columns.entries()) {
    columns.push(await arrowColumn(job.warehouse, table.name, { name, type: types.get(name) ?? '', id }));
  }
  const metadata = new Map([
    ['schema_version', SCHEMA_VERSION],
    ['release_id', job.releaseId],
    ...(job.notice ? [['notice', job.notice] as const] : []),
  ]);
  const schema = new Schema(
    columns.map(column => new Field(column.name, column.type, true)),
    metadata,
  );
  const writer = new RecordBatchFileWriter();
  const sink = createWriteStream(fileIn(job, `${table.name}.arrow`));
  writer.toNodeStream().pipe(sink);
  writer.reset(undefined, schema);
  const expressions = new Map(columns.map(column => [column.name, column.expression]));
  const sql = selectOpened(table, job, { expression: name => expressions.get(name) ?? quoteName(name) });
  let batch = new Batch(columns);
  const result = await job.warehouse.stream(sql);
  for await (const chunk of result) {
    for (let from = 0; from < chunk.rowCount; ) {
      from += batch.append(i => chunk.getColumnValues(i), from, chunk.rowCount);
      if (batch.length < BATCH_ROWS) continue;
      writer.write(batch.finish(schema));
      batch = new Batch(columns);
    }
  }
  if (batch.length > 0) writer.write(batch.finish(schema));
  writer.finish();
  await finished(sink);
}

async function arrowColumn(
  warehouse: Warehouse,
  table: string,
  { name, type, id }: { name: string; type: string; id: number },
): Promise<ArrowColumn> {
  const quoted = quoteName(name);
  if (type === 'DOUBLE') return { name, expression: quoted, type: new Float64() };
  if (type === 'INTEGER') return { name, expression: quoted, type: new Int32() };
  if (type === 'BOOLEAN') return { name, expression: `${quoted}::integer`, type: new Bool() };
  if (type === 'DATE')
    return { name, expression: `(${quoted} - date '1970-01-01')::integer`, type: new DateDay() };
  const isEnum = type.startsWith('ENUM');
  const values = isEnum
    ? `select unnest(enum_range(null::${type}))::varchar as text`
    : `select distinct ${quoted} as text from gold.${table} where ${quoted} is not null order by text`;
  const texts = (await warehouse.all<{ text: string }>(values)).map(row => row.text);
  if (!isEnum) {
    const list = texts.length ? texts.map(quoteText).join(', ') : "''";
    await warehouse.run(`create or replace temp type ${quoteName(`arrow_${name}`)} as enum (${list})`);
  }
  return {
    name,
    expression: `enum_code(${isEnum ? quoted : `${quoted}::${quoteName(`arrow_${name}`)}`})::integer`,
    type: new Dictionary(new Utf8(), codesOf(texts.length), id),
    dictionary: vectorFromArray(texts.length ? texts : [''], new Utf8()),
  };
}

/** The narrowest numbers that can tell so many texts apart: half of the file would be zeros else. */
function codesOf(texts: number): Int8 | Int16 | Int32 {
  if (texts <= 0x80) return new Int8();
  return texts <= 0x8000 ? new Int16() : new Int32();
}

type Numbers = Float64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

function numbersFor(type: DataType): Numbers {
  if (type instanceof Float64) return new Float64Array(BATCH_ROWS);
  if (type instanceof Bool) return new Uint8Array(BATCH_ROWS / 8);
  const codes = type instanceof Dictionary ? type.indices : type;
  if (codes instanceof Int8) return new Int8Array(BATCH_ROWS);
  return codes instanceof Int16 ? new Int16Array(BATCH_ROWS) : new Int32Array(BATCH_ROWS);
}

/** Buffers of one record batch. */
class Batch {
  length = 0;
  readonly #columns: ArrowColumn[];
  readonly #values: Numbers[];
  readonly #valid: Uint8Array[];

  constructor(columns: ArrowColumn[]) {
    this.#columns = columns;
    this.#values = columns.map(({ type }) => numbersFor(type));
    this.#valid = columns.map(() => new Uint8Array(BATCH_ROWS / 8));
  }

  /** Takes rows `from`… of a chunk until it or the batch is full; returns how many it took. */
  append(columnValues: (index: number) => readonly unknown[], from: number, rows: number): number {
    const take = Math.min(rows - from, BATCH_ROWS - this.length);
    for (let i = 0; i < this.#columns.length; i++) {
      const values = columnValues(i);
      for (let row = 0; row < take; row++) this.#set(i, this.length + row, values[from + row]);
    }
    this.length += take;
    return take;
  }

  #set(column: number, at: number, value: unknown): void {
    if (value === null || value === undefined) return;
    const bit = 1 << (at & 7);
    (this.#valid[column] as Uint8Array)[at >> 3] = ((this.#valid[column] as Uint8Array)[at >> 3] ?? 0) | bit;
    const values = this.#values[column];
    if (values instanceof Uint8Array) {
      if (value) values[at >> 3] = (values[at >> 3] ?? 0) | bit;
    } else if (values) values[at] = value as number;
  }

  finish(schema: Schema): RecordBatch {
    const children = this.#columns.map((column, i) => this.#data(column, i));
    const struct = makeData({ type: new Struct(schema.fields), length: this.length, nullCount: 0, children });
    return new RecordBatch(schema, struct);
  }

  #data({ type, dictionary }: ArrowColumn, index: number): Data {
    const nullBitmap = this.#valid[index] as Uint8Array;
    const values = this.#values[index];
    const data = values instanceof Uint8Array ? values : values?.subarray(0, this.length);
    const common = { length: this.length, nullCount: -1, nullBitmap, data };
    // makeData is overloaded per type; the buffers above fit each of the types used here.
    return makeData({ type, ...common, ...(dictionary ? { dictionary } : {}) } as Parameters<
      typeof makeData
    >[0]);
  }
}
