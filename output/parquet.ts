import { quoteText } from '../transforms/warehouse.ts';
import { type ExportJob, fileIn, SCHEMA_VERSION, selectTable, tablesOf } from './exporter.ts';

/** One sorted, zstd-compressed Parquet file per published table, with its description in the file metadata. */
export async function writeParquet(job: ExportJob): Promise<void> {
  for (const table of tablesOf(job)) {
    const metadata = {
      title: table.nl,
      title_en: table.en,
      schema_version: SCHEMA_VERSION,
      release_id: job.releaseId,
      key: table.key.join(', '),
      columns: JSON.stringify(
        Object.fromEntries(table.columns.map(({ name, nl, en }) => [name, { nl, en }])),
      ),
      licence: `${job.publisher.licence}, tenzij tabel source anders vermeldt`,
      ...(job.notice ? { notice: job.notice } : {}),
    };
    const pairs = Object.entries(metadata).map(([name, value]) => `${name}: ${quoteText(value)}`);
    await job.warehouse.run(
      `copy (${selectTable(table)}) to ${quoteText(fileIn(job, `${table.name}.parquet`))}
       (format parquet, compression zstd, row_group_size 122880, kv_metadata {${pairs.join(', ')}})`,
    );
  }
}
