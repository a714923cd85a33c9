import fs from 'node:fs/promises';
import path from 'node:path';
import { exists } from '../../kernel/files.ts';
import { type IndicatorFacts, readFacts } from '../../output/dictionary/facts.ts';
import { indicatorPage } from '../../output/dictionary/indicator-page.ts';
import type { Row } from '../../transforms/warehouse.ts';
import type { Finding } from '../checks.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { lastRun } from '../history.ts';
import { expectKnown } from '../known.ts';
import type { Invocation } from '../options.ts';
import { sectionLines } from '../page-text.ts';
import type { Project } from '../project.ts';
import { latestRelease, publicFolder } from '../publish.ts';
import { withRelease } from '../readonly.ts';
import { openSession, print } from '../session.ts';
import { type SourceCells, sourceCells } from '../source-cells.ts';
import { table } from '../table.ts';

/** `vie explain <indicator>`: its page of the dictionary, the SQL, cells of the source behind it, and checks. */
export async function explain({ options, args: [id = ''] }: Invocation): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  const known = project.indicators.map(indicator => indicator.value.id);
  expectKnown('indicator', id, known);
  const told = await explanationOf(project, id);
  print(session, asJson(told), () => asLines(told));
  return 0;
}

/** Everything that is known of an indicator. */
interface Explanation extends SourceCells {
  id: string;
  declaration: Project['indicators'][number] | undefined;
  release: string | undefined;
  /** Absent when no release has the indicator. */
  facts: IndicatorFacts | undefined;
  findings: (Finding & { check: string })[];
  sqlFile: string;
  sql: string;
  buildFile: string;
  groups: string[];
}

async function explanationOf(project: Project, id: string): Promise<Explanation> {
  const { config, dataDir } = project.loaded;
  const folders = foldersOf(dataDir);
  const groups = config.area_groups.map(group => group.code);
  const release = await latestRelease(folders);
  const buildFile = path.join(folders.build, 'vie.duckdb');
  const scope = { indicator: id, group: groups[0] ?? '' };
  const sqlFile = path.join(project.root, 'transforms/gold/indicator_value.sql');
  return {
    id,
    declaration: project.indicators.find(indicator => indicator.value.id === id),
    release,
    facts: release
      ? await factsOf(project, publicFolder(folders, release), { indicator: id, groups })
      : undefined,
    ...((await exists(buildFile))
      ? await sourceCells(buildFile, config.duckdb, scope)
      : { columns: [], rows: [] }),
    findings: await findingsOn(folders, id),
    sqlFile,
    sql: await fs.readFile(sqlFile, 'utf8'),
    buildFile,
    groups,
  };
}

async function factsOf(project: Project, folder: string, about: Parameters<typeof readFacts>[1]) {
  const [facts] = await withRelease(project, folder, warehouse => readFacts(warehouse, about));
  return facts;
}

async function findingsOn(folders: Folders, id: string): Promise<Explanation['findings']> {
  const last = await lastRun(folders);
  return (last?.checks ?? []).flatMap(check =>
    check.shown
      .filter(finding => finding.indicator_id === id)
      .map(finding => ({ check: check.check, ...finding })),
  );
}

function asJson({ declaration, facts, release, columns, rows, findings, sql, sqlFile }: Explanation) {
  const { indicator: described, latest: values, ...about } = facts ?? {};
  return {
    indicator: declaration?.value,
    file: declaration?.file,
    release: release ?? null,
    described: described ?? null,
    ...about,
    values: values ?? [],
    columns,
    source_rows: rows,
    findings,
    sql_file: sqlFile,
    sql,
  };
}

function asLines(told: Explanation): string[] {
  const { declaration, facts, findings, release, columns, rows } = told;
  return [
    `${declaration?.value.name_nl} (${declaration?.value.name_en})`,
    ...(facts ? describedLines(facts, told) : declaredLines(told)),
    '',
    'Columns of the source:',
    ...(columns.length ? rowsTable(columns) : [noColumns(declaration?.value.source)]),
    ...(rows.length ? ['', 'Cells as received, behind the newest values:', ...rowsTable(rows)] : []),
    '',
    `Checks of the last run: ${findings.length ? '' : 'nothing found'}`,
    ...findings.map(
      finding =>
        `  ${finding.severity} ${finding.check} ${finding.period ?? ''} ${finding.area_code ?? ''}: ${finding.detail}`,
    ),
    '',
    'SQL:',
    ...sqlLines(told).map(line => `  ${line}`),
    '',
    `Declared in ${declaration?.file}; ${release ? `described from release ${release}` : 'nothing is published yet'}`,
  ];
}

function describedLines(facts: IndicatorFacts, { release = '', groups }: Explanation): string[] {
  const page = indicatorPage(facts, { releaseId: release, groups });
  return [
    ...(page.notice ? [`*** ${page.notice} ***`] : []),
    page.labels.filter(Boolean).join(' · '),
    page.lead,
    ...page.sections.filter(section => section.id !== 'gebruik').flatMap(sectionLines),
  ];
}

const noColumns = (source: string | undefined): string =>
  source ? "  none at hand: run 'vie run' first" : '  none: the indicator has no source yet';

/** What the declaration says, while no release has the indicator. */
const declaredLines = ({ declaration }: Explanation): string[] =>
  Object.entries(declaration?.value ?? {}).map(
    ([key, value]) => `  ${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );

const sqlLines = ({ id, sqlFile, buildFile }: Explanation): string[] => [
  `${path.relative(process.cwd(), sqlFile)} makes the values. In the DuckDB shell:`,
  `duckdb -readonly ${path.relative(process.cwd(), buildFile)}`,
  `set variable indicator_id = '${id}';`,
  `.read ${path.relative(process.cwd(), sqlFile)}`,
];

const rowsTable = (rows: Row[]): string[] =>
  table(
    Object.keys(rows[0] ?? {}),
    rows.map(row => Object.values(row).map(value => String(value ?? ''))),
  ).map(line => `  ${line}`);
