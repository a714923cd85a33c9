import { quoteName } from '../warehouse.ts';
import { stageCsv, stageZip } from './csv.ts';
import type { LoadableTable, LoadContext } from './loadable.ts';
import { stageLong } from './long.ts';
import { eachDecodedBatch, readJson } from './pages.ts';
import { areaCode, IS_READ, isText, stageSelect } from './select.ts';

/** Lays the rows out as the table `stage`: our names for dimensions and concepts, only the keys we read. */
export async function stageRows(loadable: LoadableTable, context: LoadContext): Promise<void> {
  const { rows, topics, columns } = loadable.shape;
  const { warehouse, scratch } = context;
  if (rows.kind === 'json' && rows.long) return stageLong(loadable, { ...rows, long: rows.long }, context);
  const types = topics.map(topic => `${quoteName(topic.concept)} ${isText(topic) ? 'varchar' : 'double'}`);
  await warehouse.run(
    `create or replace temp table stage (area_code varchar, period varchar, sex varchar, age_group varchar, margin varchar,
       ${types.join(', ')})`,
  );
  if (rows.kind === 'csv') return stageCsv(loadable, rows, context);
  if (rows.kind === 'zip-csv') return stageZip(loadable, rows, context);
  if (rows.kind !== 'json') return;
  const read: Record<string, string> = {};
  for (const name of Object.values(columns)) read[name] = 'VARCHAR';
  for (const topic of topics) read[topic.key] = isText(topic) ? 'VARCHAR' : 'DOUBLE';
  const select = stageSelect(loadable, areaCode(quoteName(columns.area)), topic => quoteName(topic.key));
  await eachDecodedBatch({ snapshot: loadable.snapshot, pages: rows.pages, scratch }, files =>
    warehouse.run(`insert into stage ${select} from ${readJson(files, read)} where ${IS_READ}`),
  );
}
