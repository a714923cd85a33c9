import path from 'node:path';
import type { Indicator } from '../../indicators/declaration.ts';
import { sourcesOf } from '../../indicators/term.ts';
import { detailsOf, VieError } from '../../kernel/errors.ts';
import type { Excerpt } from '../../output/release.ts';
import { describeIncomplete } from '../completeness.ts';
import { describeDelivery } from '../deliveries.ts';
import { excerptOf } from '../excerpt.ts';
import { foldersOf } from '../folders.ts';
import { expectKnown } from '../known.ts';
import type { Invocation } from '../options.ts';
import type { Project } from '../project.ts';
import { publicFolder } from '../publish.ts';
import type { EditionReport, Problem, RunOptions, RunReport } from '../report.ts';
import { run as runPipeline } from '../run.ts';
import { openSession, print, type Session } from '../session.ts';

interface RunFlags {
  source?: string[];
  indicator?: string[];
  offline?: boolean;
  refresh?: boolean;
  demo?: boolean;
  onlyTables?: string[];
  onlyExports?: string[];
}

/** `vie run`: exit code 0 when everything went well, else that of the first failure. */
export async function run({ options }: Invocation<RunFlags>): Promise<number> {
  if (options.offline && options.refresh) {
    throw new VieError('usage', '--offline and --refresh exclude each other.', { hint: 'Give one of them.' });
  }
  const demo = options.demo ? (await import('../demo.ts')).prepareDemo : undefined;
  const session = await openSession(options, { writes: true, ...(demo ? { prepare: demo } : {}) });
  return execute(session, {
    sources: chosenSources(session.project, options),
    offline: options.offline ?? false,
    refresh: options.refresh ?? false,
    excerpt: excerptOf({ tables: options.onlyTables, exports: options.onlyExports }),
    verb: 'run',
  });
}

/** `vie rebuild`: from the snapshots only, and held against the published release. */
export async function rebuild({ options }: Invocation): Promise<number> {
  const session = await openSession(options, { writes: true });
  return execute(session, { offline: true, rebuild: true, verb: 'rebuild' });
}

async function execute(session: Session, options: RunOptions): Promise<number> {
  const report = await runPipeline(session.project, options, session.effects);
  print(session, report, () => describeRun(report, session.project));
  return exitCodeOf(report);
}

/** A table that was never seen, and that nobody has: the release does without it, and says so. */
const isAbsent = ({ key, error }: EditionReport, { not_found }: RunReport): boolean =>
  error?.status === 404 && not_found.tables.includes(key);

/** A blocked publication is 65; a source that failed, or a damaged baseline, gives its own code. */
export function exitCodeOf(report: RunReport): number {
  if (report.state === 'blocked') return new VieError('check', '').exitCode;
  const failed = report.editions.find(edition => edition.error && !isAbsent(edition, report))?.error;
  const isRefused = report.deliveries?.some(({ state }) => state === 'refused' || state === 'personal');
  if (!failed && isRefused) return new VieError('contract', '').exitCode;
  return failed?.exitCode ?? unprinted(report)[0]?.exitCode ?? report.baseline?.error?.exitCode ?? 0;
}

/** What kept counts of partners from being printed. */
const unprinted = ({ protection }: RunReport): Problem[] =>
  protection ? [...(protection.ledger ? [protection.ledger] : []), ...protection.left_out] : [];

function chosenSources(project: Project, { source, indicator }: RunFlags): string[] | undefined {
  if (!source && !indicator) return undefined;
  const known = project.sources.map(declaration => declaration.value.id);
  const ids = project.indicators.map(declaration => declaration.value);
  for (const name of source ?? []) expectKnown('source', name, known);
  for (const name of indicator ?? [])
    expectKnown(
      'indicator',
      name,
      ids.map(({ id }) => id),
    );
  const wanted = ids.filter(({ id }) => indicator?.includes(id));
  for (const declaration of wanted) expectSource(declaration);
  return [...(source ?? []), ...wanted.flatMap(sourcesOf)];
}

function expectSource({ id, source, status, status_note }: Indicator): void {
  if (source) return;
  throw new VieError('usage', `Indicator '${id}' has no source to fetch: its status is '${status}'.`, {
    hint: status_note ?? 'Give it a source first.',
  });
}

/** The summary at the end of a run: what was fetched, checked and published, failures last. */
export function describeRun(report: RunReport, project: Project): string[] {
  const folders = foldersOf(project.loaded.dataDir);
  const { notice } = project.loaded.config;
  const count = (state: string) => report.editions.filter(edition => edition.state === state).length;
  const failures = report.editions.filter(edition => edition.error);
  const absent = failures.filter(edition => isAbsent(edition, report));
  const lines = ['', ...(notice ? [`*** ${notice} ***`] : [])];
  lines.push(
    `Sources: ${count('fetched')} fetched, ${count('unchanged') + count('same_content')} unchanged, ${count('failed') - absent.length} failed${absent.length ? `, ${absent.length} missing` : ''}`,
  );
  lines.push(...describeDeliveries(report), ...describeNotFound(report));
  if (report.excerpt) lines.push(describeExcerpt(report.excerpt));
  if (report.checks.length) lines.push(...describeChecks(report));
  if (report.diff.length) lines.push(describeDiff(report));
  lines.push(`Release: ${report.state} – ${report.reason}`);
  if (report.release_id) lines.push(...whatToOpen(publicFolder(folders, report.release_id)));
  lines.push(...describeRevision(report, folders.revisions));
  if (report.release_id) lines.push(`Look at it: npx vie status --data ${shownPath(folders.data)}`);
  for (const { message, where, hint } of unprinted(report))
    lines.push('', `NOT PRINTED: ${message}`, ...detailsOf({ where, hint }));
  for (const edition of failures) {
    const { key, error, snapshot_id } = edition;
    lines.push('', `${absent.includes(edition) ? 'MISSING' : 'FAILED'} ${key}: ${error?.message}`);
    if (error) lines.push(...detailsOf(error));
    if (snapshot_id) lines.push(`  The snapshot from before (${snapshot_id}) was used.`);
  }
  return lines;
}

function describeDeliveries({ deliveries = [], incomplete = [] }: RunReport): string[] {
  if (deliveries.length === 0) return describeIncomplete(incomplete);
  const states = [...new Set(deliveries.map(one => one.state))];
  const counted = states.map(state => `${deliveries.filter(one => one.state === state).length} ${state}`);
  const wanting = deliveries.filter(({ state }) => state === 'refused' || state === 'personal');
  return [
    `Deliveries: ${counted.join(', ')}`,
    ...wanting.flatMap(one => describeDelivery(one).map(line => `  ${line}`)),
    ...describeIncomplete(incomplete),
  ];
}

function describeRevision({ state, release_id, baseline }: RunReport, folder: string): string[] {
  return [
    ...(state === 'published' && release_id ? [`  ${path.join(folder, release_id)}  what it changed`] : []),
    ...(baseline?.error
      ? ['', `FAILED baseline: ${baseline.error.message}`, `  do: ${baseline.error.hint}`]
      : []),
  ];
}

function describeNotFound({ not_found: { tables, columns } }: RunReport): string[] {
  if (tables.length + columns.length === 0) return [];
  const parts = [
    ...(tables.length ? [`${tables.length} tables (${tables.join(', ')})`] : []),
    ...(columns.length ? [`${columns.length} columns`] : []),
  ];
  return [`Unverified and not found: ${parts.join(', ')} – 'vie doctor' says which line to change`];
}

const describeExcerpt = ({ tables, exports }: Excerpt): string =>
  `Excerpt: ${tables.join(', ')} as ${exports.join(', ')}; checks of other tables were not run`;

function describeChecks({ checks }: RunReport): string[] {
  const passed = checks.filter(check => check.result === 'pass').length;
  const lines = [`Checks: ${passed} of ${checks.length} passed`];
  for (const check of checks.filter(({ result }) => result !== 'pass')) {
    lines.push(`  ${check.result.toUpperCase()} ${check.check}: ${check.title} – ${check.findings} findings`);
    for (const { severity, indicator_id, period, area_code, detail } of check.shown.slice(0, 5)) {
      lines.push(`    ${[severity, indicator_id, period, area_code].filter(Boolean).join(' ')}: ${detail}`);
    }
  }
  return lines;
}

function describeDiff({ diff }: RunReport): string {
  const sum = (field: 'new_cells' | 'changed_cells' | 'gone_cells') =>
    diff.reduce((total, row) => total + row[field], 0);
  const parts = [sum('new_cells'), sum('changed_cells'), sum('gone_cells')].map(n => n.toLocaleString('en'));
  return `Against the release before: ${parts[0]} new cells, ${parts[1]} changed, ${parts[2]} gone (vie diff shows which)`;
}

/** Below the folder of the command as a command takes it. */
function shownPath(folder: string): string {
  const relative = path.relative('', folder);
  return relative && !relative.startsWith('..') ? relative : folder;
}

const whatToOpen = (folder: string): string[] => [
  `  ${folder}`,
  '  open  indicator_value.parquet in a BI tool, what is in excel.zip in Excel, vie.duckdb (read-only) in DuckDB',
];
