import fs from 'node:fs/promises';
import path from 'node:path';
import { exists } from '../../kernel/files.ts';
import type { Row } from '../../transforms/warehouse.ts';
import { quoteText, Warehouse } from '../../transforms/warehouse.ts';
import { foldersOf } from '../folders.ts';
import { lastRun } from '../history.ts';
import type { GlobalOptions } from '../options.ts';
import { latestRelease, releaseFolder } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';
import { expectKnown } from './run.ts';

interface Invocation {
  options: GlobalOptions;
  args: string[];
}

/** `vie explain <indicator>`: declaration, columns of the source, SQL, latest values of the region, checks. */
export async function explain({ options, args: [id = ''] }: Invocation): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  expectKnown(
    'indicator',
    id,
    project.indicators.map(indicator => indicator.value.id),
  );
  const declaration = project.indicators.find(indicator => indicator.value.id === id);
  const folders = foldersOf(project.loaded.dataDir);
  const latest = await latestRelease(folders);
  const groups = project.loaded.config.area_groups.map(group => group.code);
  const values = latest
    ? await withScratch(project, warehouse =>
        latestValues(warehouse, releaseFolder(folders, latest), id, groups),
      )
    : [];
  const columns = (await exists(path.join(folders.build, 'vie.duckdb')))
    ? await sourceColumns(path.join(folders.build, 'vie.duckdb'), id, project.loaded.config.duckdb)
    : [];
  const last = await lastRun(folders);
  const findings = (last?.checks ?? []).flatMap(check =>
    check.shown
      .filter(finding => finding.indicator_id === id)
      .map(finding => ({ check: check.check, ...finding })),
  );
  const sqlFile = path.join(project.root, 'transforms/gold/indicator_value.sql');
  const sql = await fs.readFile(sqlFile, 'utf8');
  const result = {
    indicator: declaration?.value,
    file: declaration?.file,
    release: latest ?? null,
    columns,
    values,
    findings,
    sql,
  };
  print(session, result, () => [
    `${declaration?.value.name_nl} (${declaration?.value.name_en})`,
    '',
    `Declared in ${declaration?.file}:`,
    ...Object.entries(declaration?.value ?? {}).map(
      ([key, value]) => `  ${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
    ),
    '',
    'Columns of the source:',
    ...(columns.length ? rowsTable(columns) : ["  none at hand: run 'vie run' first"]),
    '',
    `Latest values${latest ? ` in release ${latest}` : ''}:`,
    ...(values.length ? rowsTable(values) : ['  none: nothing is published yet']),
    '',
    `Checks of the last run: ${findings.length ? '' : 'nothing found'}`,
    ...findings.map(
      finding =>
        `  ${finding.severity} ${finding.check} ${finding.period ?? ''} ${finding.area_code ?? ''}: ${finding.detail}`,
    ),
    '',
    `Computed by ${path.relative(process.cwd(), sqlFile)} with: set variable indicator_id = '${id}'`,
  ]);
  return 0;
}

const rowsTable = (rows: Row[]): string[] =>
  table(
    Object.keys(rows[0] ?? {}),
    rows.map(row => Object.values(row).map(value => String(value ?? ''))),
  ).map(line => `  ${line}`);

/** Country, groups and their gemeenten, in the newest period that has values. */
async function latestValues(
  warehouse: Warehouse,
  release: string,
  id: string,
  groups: string[],
): Promise<Row[]> {
  const values = quoteText(path.join(release, 'indicator_value.parquet'));
  const areas = quoteText(path.join(release, 'area.parquet'));
  const codes = groups.map(quoteText).join(', ') || "''";
  return warehouse.all(
    `with mine as (
       select * from read_parquet(${values}) where indicator_id = $1 and is_preferred
     ),
     newest as (select max(period) as period from mine where value is not null)
     select v.period, v.area_code, a.name, v.age_group as age, v.value, v.lower_95, v.upper_95, v.unit, v.missing_reason,
       v.coverage, v.method
     from mine as v
     join newest as n on n.period = v.period
     left join read_parquet(${areas}) as a on a.area_code = v.area_code and a.area_vintage = v.area_vintage
     where v.area_code = 'NL' or v.area_code in (${codes})
       or (v.area_level = 'gemeente' and list_has_any(string_split(a.area_groups, '|'), [${codes}]))
     order by v.area_level = 'gemeente', v.area_code, v.age_group`,
    [id],
  );
}

async function sourceColumns(
  file: string,
  id: string,
  settings: Parameters<typeof Warehouse.open>[1],
): Promise<Row[]> {
  const warehouse = await Warehouse.open(file, settings, true);
  try {
    return await warehouse.all(
      `select e.edition_key as edition, e.table_id as "table", r.role, t.concept, t.topic_key as "column", t.title, t.unit,
         t.default_meaning as "absent means", e.modified, e.snapshot_id as snapshot,
         (select count(*) from input.cell as o where o.topic_id = t.topic_id)::integer as cells,
         (select count(o.value) from input.cell as o where o.topic_id = t.topic_id)::integer as filled
       from input.indicator_term as r
       join input.topic as t on t.concept = r.concept
       join input.edition as e on e.edition_no = t.edition_no and e.source_id = r.source_id
       where r.indicator_id = $1
       order by all`,
      [id],
    );
  } finally {
    await warehouse.close();
  }
}
