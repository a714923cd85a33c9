import { makeClosed } from '../kernel/files.ts';
import { describedTable, type PublishedTable, publishedTable } from '../transforms/tables.ts';
import { quoteText } from '../transforms/warehouse.ts';
import { type ExportJob, fileIn, selectTable } from './exporter.ts';

/** What a partner delivered itself, and which of it others do not see. */
const DELIVERED = 'transforms/protect/delivered_count.sql';

const ofSource = (condition: string): string =>
  `source_id in (select source_id from restricted.delivery where ${condition})`;

const ofAccess = (access: string): string =>
  `indicator_id::varchar in (select indicator_id from input.indicator where access = '${access}')`;

/**
 * Beside `public`: `partners/` with the values that all partners may see, and `owner/<partner>/` with those that are the
 * partner's own and with all its counts. Protected by the same pattern as everything else, but for a partner's own counts. Closed to all others before anything is in it.
 */
export async function writeRestricted(job: ExportJob): Promise<void> {
  await writeTable(job, publishedTable('indicator_value'), {
    folder: 'partners',
    where: ofAccess('partners'),
  });
  const partners = await job.warehouse.all<{ partner: string }>(
    'select distinct partner from restricted.delivery order by partner',
  );
  for (const { partner } of partners) {
    const own = ofSource(`partner = ${quoteText(partner)}`);
    const folder = `owner/${partner}`;
    await writeTable(job, publishedTable('indicator_value'), {
      folder,
      where: `${ofAccess('owner')} and ${own}`,
    });
    await writeTable(job, describedTable(DELIVERED), { folder, where: own });
  }
}

interface Part {
  folder: string;
  where: string;
}

/** A table in both forms, when it has rows. */
async function writeTable(job: ExportJob, table: PublishedTable, { folder, where }: Part): Promise<void> {
  const select = selectTable(table, { schema: 'restricted', where });
  const { rows } = await job.warehouse.one<{ rows: number }>(
    `select count(*)::integer as rows from restricted.${table.name} where ${where}`,
  );
  if (rows === 0) return;
  await makeClosed(fileIn(job, folder));
  const to = (ending: string) => quoteText(fileIn(job, folder, `${table.name}.${ending}`));
  await job.warehouse.run(`copy (${select}) to ${to('parquet')} (format parquet, compression zstd)`);
  await job.warehouse.run(`copy (${select}) to ${to('csv')} (format csv, header true)`);
}
