import fs from 'node:fs/promises';
import path from 'node:path';
import { listFiles, sha256File } from '../../kernel/files.ts';
import type { PublishedTable } from '../../transforms/tables.ts';
import { columnTypes, type ExportJob, tablesOf } from '../exporter.ts';

export interface Form {
  title: string;
  /** Registered at IANA. */
  mediaType: string;
  /** In the list of file types of the Publications Office of the European Union; not all are in it. */
  fileType?: string;
}

/** Forms of data files, by the end of their names; pages are no data. */
const FORMS: Record<string, Form> = {
  '.csv.gz': { title: 'CSV, ingepakt met gzip', mediaType: 'text/csv', fileType: 'CSV' },
  '.parquet': { title: 'Parquet', mediaType: 'application/vnd.apache.parquet', fileType: 'PARQUET' },
  '.arrow': { title: 'Arrow', mediaType: 'application/vnd.apache.arrow.file' },
  '.geojson': { title: 'GeoJSON', mediaType: 'application/geo+json', fileType: 'GEOJSON' },
  '.xlsx': {
    title: 'Excel-werkmap met de nieuwste cijfers',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileType: 'XLSX',
  },
  '.zip': { title: 'CSV voor Excel, ingepakt', mediaType: 'application/zip', fileType: 'ZIP' },
  '.duckdb': { title: 'DuckDB, alle tabellen', mediaType: 'application/octet-stream' },
};

/** A data file of the public part of a release. */
export interface DataFile extends Form {
  path: string;
  /** The table that it holds, when it holds one. */
  table: PublishedTable | undefined;
  /** Not of the DuckDB file: its bytes are never the same twice. */
  bytes?: number;
  sha256?: string;
}

/** The data files in the folder of the public part, by name. */
export async function dataFiles(job: ExportJob): Promise<DataFile[]> {
  const tables = new Map(tablesOf(job).map(table => [table.name, table]));
  const files: DataFile[] = [];
  for (const name of await listFiles(job.folder)) {
    const [base = '', ...ends] = name.split('.');
    const form = FORMS[`.${ends.join('.')}`];
    if (!form || name.includes('/')) continue;
    files.push({ ...form, path: name, table: tables.get(base), ...(await fixedBytes(job.folder, name)) });
  }
  return files;
}

async function fixedBytes(folder: string, name: string): Promise<Pick<DataFile, 'bytes' | 'sha256'>> {
  if (name.endsWith('.duckdb')) return {};
  const file = path.join(folder, name);
  return { bytes: (await fs.stat(file)).size, sha256: await sha256File(file) };
}

/** A column as the metadata describe it. */
export interface TypedColumn {
  name: string;
  nl: string;
  en: string;
  type: 'integer' | 'number' | 'boolean' | 'date' | 'string';
  codes: [code: string, nl: string][];
  many: boolean;
  isKey: boolean;
}

const TYPES: Record<string, TypedColumn['type']> = {
  INTEGER: 'integer',
  BIGINT: 'integer',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
};

/** The columns of every published table of a job, by its name. */
export async function typedColumns(job: ExportJob): Promise<ReadonlyMap<string, TypedColumn[]>> {
  const typed = new Map<string, TypedColumn[]>();
  for (const table of tablesOf(job)) {
    const types = await columnTypes(job.warehouse, table.name);
    typed.set(
      table.name,
      table.columns.map(({ name, nl, en, words = {}, many }) => ({
        name,
        nl,
        en,
        type: TYPES[types.get(name) ?? ''] ?? 'string',
        codes: Object.entries(words).map(([code, word]) => [code, word.nl]),
        many,
        isKey: table.key.includes(name),
      })),
    );
  }
  return typed;
}
