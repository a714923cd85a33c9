import { makeClosed } from '../kernel/files.ts';
import { quoteText } from '../transforms/warehouse.ts';
import { PUBLISHED_TABLES } from './catalog.ts';
import { type ExportJob, fileIn, selectTable } from './exporter.ts';
import { column, type PublishedTable } from './published-table.ts';

/** What a partner delivered itself, and which of it others do not see. */
const DELIVERED: PublishedTable = {
  name: 'delivered_count',
  nl: 'Geleverde aantallen, opgeteld naar wijk, gemeente en regio, met wat anderen niet te zien krijgen',
  en: 'Delivered counts, added up to wijk, gemeente and region, with what others do not get to see',
  key: ['source_id', 'concept', 'area_code', 'period', 'sex', 'age_group'],
  columns: [
    column('source_id', 'Levering', 'Delivery'),
    column('concept', 'Wat er geteld is', 'What was counted'),
    column('area_code', 'Gebiedscode', 'Area code'),
    column('area_level', 'Gebiedsniveau', 'Area level'),
    column('area_vintage', 'Jaar van de gebiedsindeling', 'Year of the area classification'),
    column('period', 'Periode', 'Period'),
    column('sex', 'Geslacht', 'Sex'),
    column('age_group', 'Leeftijdsgroep', 'Age group'),
    column('count', 'Aantal', 'Count'),
    column('is_hidden', 'Of anderen het niet te zien krijgen', 'Whether it is hidden from others'),
    column('reason', 'Waarom niet', 'Why it is hidden'),
  ],
};

const VALUES = PUBLISHED_TABLES.find(table => table.name === 'indicator_value') as PublishedTable;

const ofSource = (condition: string): string =>
  `source_id in (select source_id from restricted.delivery where ${condition})`;

const ofAccess = (access: string): string =>
  `indicator_id::varchar in (select indicator_id from input.indicator where access = '${access}')`;

/**
 * Beside `public`: `partners/` with the values that all partners may see, and `owner/<partner>/` with those that are the
 * partner's own and with all its counts. Protected by the same pattern as everything else, but for a partner's own counts. Closed to all others before anything is in it.
 */
export async function writeRestricted(job: ExportJob): Promise<void> {
  await writeTable(job, VALUES, { folder: 'partners', where: ofAccess('partners') });
  const partners = await job.warehouse.all<{ partner: string }>(
    'select distinct partner from restricted.delivery order by partner',
  );
  for (const { partner } of partners) {
    const own = ofSource(`partner = ${quoteText(partner)}`);
    const folder = `owner/${partner}`;
    await writeTable(job, VALUES, { folder, where: `${ofAccess('owner')} and ${own}` });
    await writeTable(job, DELIVERED, { folder, where: own });
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
