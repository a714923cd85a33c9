import Papa from 'papaparse';
import { parsePeriod } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import { sha256 } from '../../kernel/files.ts';
import type { InspectingConnector, TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import { plainColumn, resolveTopics, type TopicColumn } from '../topics.ts';
import { alternatives, declaredForm, namesOf } from './declared-dimensions.ts';
import { addressOf, explainMissing, type FileReader, oneFile } from './one-file.ts';
import { decodeText, inspectFile, MISSING, NUMBER } from './statline-text.ts';
import { refusedRow } from './zip-member.ts';

const MARGIN_LABELS = new Map([
  ['Waarde', 'value'],
  ['Ondergrens 95%-interval', 'lower'],
  ['Bovengrens 95%-interval', 'upper'],
] as const);

/** A StatLine table saved as CSV: labels instead of keys, areas by name; an edition never changes. */
export function statlineCsv(services: Record<string, string>): InspectingConnector {
  const reader: FileReader<{ rows: number; table: CsvTable }> = {
    name: 'table.csv',
    verify: (bytes, edition) => {
      const table = verified(bytes, edition);
      return { rows: table.rows.length, table };
    },
    digestOf: (_, bytes) => sha256(bytes),
    describe: async (edition, { name, bytes }) => shapeOf(edition, name, verified(bytes, edition)),
    previewOf: ({ table: { header, rows, topics } }, edition) => ({
      topics: resolveTopics(edition, topics),
      sample: rows.slice(0, 5).map(row => Object.fromEntries(header.map((name, at) => [name, row[at]]))),
    }),
    whereToGet: ({ table, source }) =>
      `Download table ${table} as CSV (${source.homepage ?? 'StatLine'}) and save it under that address`,
  };
  return {
    ...oneFile(services, reader),
    inspect: async (edition, http) => {
      const url = addressOf(services, edition, reader.name);
      const asked = http.get(url, ({ bytes }) => inspectFile(bytes, edition));
      return (await asked.catch(error => explainMissing(edition, error, reader))).result;
    },
  };
}

interface CsvTable {
  encoding: ReturnType<typeof decodeText>['encoding'];
  delimiter: string;
  decimal: '.' | ',';
  header: string[];
  rows: string[][];
  topics: TopicColumn[];
}

/** The parsed file, complete and of the declared form; refuses anything else naming row and column. */
function verified(bytes: Buffer, edition: Edition): CsvTable {
  const { text, encoding } = decodeText(bytes);
  checkEnd(text);
  const { data, meta, errors } = Papa.parse<string[]>(text.replace(/[\r\n]+$/, ''));
  const [fault] = errors.filter(error => error.type !== 'Delimiter');
  if (fault) throw refusedRow(`The CSV is damaged: ${fault.message}`, { row: (fault.row ?? 0) + 1 });
  const [header = [], ...rows] = data;
  const table = { encoding, delimiter: meta.delimiter, header: header.map(name => name.trim()), rows };
  checkShape(table.header, rows);
  checkRowCount(rows, edition);
  const dimensions = dimensionColumns(table.header, edition);
  checkLabels(table.header, rows, edition);
  checkComplete(table, dimensions, edition);
  const decimal = checkNumbers(table, dimensions, edition);
  const topics = topicColumns(table.header, dimensions, edition);
  resolveTopics(edition, topics);
  return { ...table, decimal, topics };
}

/** Without its line end a last row that was cut off could pass: 6.2 as 6. */
function checkEnd(text: string): void {
  if (/[\r\n]$/.test(text)) return;
  throw new VieError('source', 'The last row does not end; the file may be cut off within it.', {
    where: { row: text.split(/\r\n?|\n/).length },
    retryable: true,
    hint: 'Get the whole file; if this is all of it, put a line end behind the last row.',
  });
}

/** Row numbers count from 1 at the header, as a spreadsheet shows them. */
function checkShape(header: string[], rows: string[][]): void {
  const repeated = header.find((name, at) => header.indexOf(name) !== at);
  if (repeated !== undefined)
    throw refusedRow(`Column '${repeated}' occurs twice.`, { row: 1, field: repeated });
  const at = rows.findIndex(row => row.length !== header.length);
  if (at < 0) return;
  const found = rows[at]?.length;
  throw refusedRow(
    `The row has ${found} cells, the header ${header.length}; the file is cut off or damaged.`,
    {
      row: at + 2,
    },
  );
}

/** The declared number of rows, for files that could be cut off at a place where nothing else shows it. */
function checkRowCount(rows: string[][], { expectedRows, table }: Edition): void {
  if (expectedRows === undefined || rows.length === expectedRows) return;
  throw new VieError('source', `The file has ${rows.length} rows, the declaration expects ${expectedRows}.`, {
    where: { table },
    retryable: true,
    hint: 'The download broke off, or the file is another one; get the whole table.',
  });
}

function dimensionColumns(header: string[], edition: Edition): string[] {
  const { period } = edition.dimensions;
  const needed = namesOf(edition).filter(name => name !== period);
  const missing = needed.filter(name => !header.includes(name));
  if (missing.length) {
    throw refusedRow(
      `The file lacks column ${missing.join(', ')}; it has ${header.filter(Boolean).join(', ')}.`,
      {
        row: 1,
        field: missing[0] ?? '',
      },
    );
  }
  return period && header.includes(period) ? [...needed, period] : needed;
}

/** Declared labels must occur: a file in another language lacks them, and one that broke off after a block. */
function checkLabels(header: string[], rows: string[][], { table, dimensions }: Edition): void {
  const { margin, age_group, sex } = dimensions;
  const wanted = [
    { name: margin, labels: { Waarde: 'value' } },
    { name: age_group?.dimension, labels: age_group?.keys ?? {} },
    { name: sex?.dimension, labels: sex?.keys ?? {} },
  ];
  for (const { name, labels } of wanted) {
    if (name === undefined) continue;
    const present = new Set(rows.map(row => row[header.indexOf(name)]?.trim()));
    const missing = Object.entries(alternatives(labels)).flatMap(([, names]) =>
      names.some(label => present.has(label)) ? [] : [names.join(' or ')],
    );
    if (missing.length === 0) continue;
    throw new VieError(
      'source',
      `Column ${name} lacks ${missing.join(', ')}; it has ${[...present].join(', ')}.`,
      {
        where: { table, field: name },
        retryable: true,
        hint: 'The download broke off, or the labels are not those of the source declaration.',
      },
    );
  }
}

interface Lines {
  header: string[];
  rows: string[][];
}

/** Every combination of the dimension values must be there once: what is cut off at a line end shows here. */
function checkComplete({ header, rows }: Lines, dimensions: string[], edition: Edition): void {
  const at = dimensions.map(name => header.indexOf(name));
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const key = at.map(i => row[i]?.trim()).join('\u0000');
    const before = seen.get(key);
    if (before !== undefined) {
      throw refusedRow(`The row repeats row ${before + 2} (${key.replaceAll('\u0000', ', ')}).`, {
        row: index + 2,
      });
    }
    seen.set(key, index);
  }
  const sizes = at.map(i => new Set(rows.map(row => row[i]?.trim())).size);
  const expected = sizes.reduce((product, size) => product * size, 1);
  if (rows.length === expected && expected > 0) return;
  throw new VieError(
    'source',
    `The file has ${rows.length} rows; ${sizes.join(' x ')} values of ${dimensions.join(', ')} make ${expected}.`,
    {
      where: { table: edition.table },
      retryable: true,
      hint: 'The download broke off, or rows were removed; get the whole table.',
    },
  );
}

/** Cells outside dimensions must be numbers or empty; returns the decimal sign the file uses. */
function checkNumbers({ header, rows }: Lines, dimensions: string[], edition: Edition): '.' | ',' {
  const ignored = new Set([...dimensions, ...edition.source.ignore_columns]);
  const columns = header.flatMap((name, at) => (ignored.has(name) ? [] : [at]));
  const decimal = rows.some(row => columns.some(at => /^-?\d+,\d+$/.test(row[at]?.trim() ?? ''))) ? ',' : '.';
  for (const [index, row] of rows.entries()) {
    for (const at of columns) {
      const cell = row[at]?.trim() ?? '';
      if (MISSING.test(cell) || NUMBER[decimal].test(cell)) continue;
      throw refusedRow(
        `'${cell.slice(0, 40)}' is not a number with decimal ${decimal === ',' ? 'comma' : 'point'}.`,
        {
          row: index + 2,
          field: header[at] ?? '',
        },
      );
    }
  }
  return decimal;
}

function topicColumns(header: string[], dimensions: string[], edition: Edition): TopicColumn[] {
  const others = new Set([...dimensions, ...edition.source.ignore_columns]);
  return header.filter(name => !others.has(name)).map(plainColumn);
}

function shapeOf(edition: Edition, file: string, table: CsvTable): TableShape {
  const { period, margin, ...others } = edition.dimensions;
  const hasPeriod = period !== undefined && table.header.includes(period);
  const { columns, keys } = declaredForm(hasPeriod ? edition : { dimensions: { ...others, margin } });
  const { encoding, delimiter, decimal, header } = table;
  return {
    kind: 'cells',
    rows: { kind: 'csv', name: file, encoding, delimiter, decimal, header },
    columns,
    keys: {
      ...keys,
      period: hasPeriod ? periodsIn(table, period, edition) : new Map(),
      margin: margin ? new Map(MARGIN_LABELS) : new Map(),
    },
    topics: resolveTopics(edition, table.topics),
    available: table.topics,
    platform: 'file',
  };
}

function periodsIn(table: CsvTable, name: string, edition: Edition): TableShape['keys']['period'] {
  const at = table.header.indexOf(name);
  const keys: TableShape['keys']['period'] = new Map();
  for (const [index, row] of table.rows.entries()) {
    const label = row[at]?.trim() ?? '';
    const period = parsePeriod(label);
    if (!period) throw refusedRow(`'${label}' is not a period we know.`, { row: index + 2, field: name });
    keys.set(label, { period, status: edition.status });
  }
  return keys;
}
