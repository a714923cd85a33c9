import { VieError } from '../../kernel/errors.ts';
import { type Finding, STATES, type State } from '../../sources/doctor/finding.ts';
import type { Fix } from '../../sources/doctor/fix.ts';
import { type EditionExamined, examine, type SourceExamined } from '../doctor.ts';
import { writeFixes } from '../doctor-fix.ts';
import { foldersOf } from '../folders.ts';
import { expectKnown } from '../known.ts';
import { describeOpen, openPlaces } from '../modes.ts';
import type { Invocation } from '../options.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

/**
 * `vie doctor [source…]`: exit code 65 when a declaration must change or others get at counts, 69 when a service did not answer, 0 when neither.
 * With `--fix` what is certain is written first, and counts no more.
 */
export async function doctor({ options, args }: Invocation<{ fix?: boolean }>): Promise<number> {
  const session = await openSession(options);
  const { project, effects } = session;
  const known = project.sources.map(source => source.value.id);
  for (const name of args) expectKnown('source', name, known);
  const examined = await examine(project, args.length ? args : known, effects);
  const fixes = examined.flatMap(({ fix }) => fix ?? []);
  const isWritten = options.fix ?? false;
  if (isWritten) await writeFixes(project.root, fixes);
  const settled = isWritten ? fixes.flatMap(fix => fix.settled) : [];
  const open_places = await openPlaces(foldersOf(project.loaded.dataDir), project.loaded.inbox);
  const findings = all(examined);
  const counts = Object.fromEntries(STATES.map(state => [state, count(findings, state)]));
  const result = {
    counts,
    sources: examined.map(({ fix: _, ...source }) => source),
    open_places,
    fixes: fixes.map(({ file, diff }) => ({ file, diff, written: isWritten })),
  };
  const verbose = options.verbose ?? false;
  print(session, result, () => [
    ...describe(examined, { verbose, settled }),
    ...changesIn(fixes, isWritten),
    ...describeOpen(open_places),
  ]);
  return open_places.length ? new VieError('contract', '').exitCode : exitCodeOf(all(examined, settled));
}

/** The lines that are certain, as they were written or are to be. */
function changesIn(fixes: Fix[], isWritten: boolean): string[] {
  if (fixes.length === 0) return [];
  const heading = isWritten ? 'Written:' : "Certain; 'vie doctor --fix' writes it:";
  return [
    '',
    heading,
    ...fixes.flatMap(({ file, diff }) => [`  ${file}`, ...diff.map(line => `    ${line}`)]),
  ];
}

/** All that was found, without what is settled. */
const all = (examined: SourceExamined[], settled: Finding[] = []): Located[] =>
  examined.flatMap(({ source, editions, findings }) =>
    [
      ...editions.map(({ edition, findings }) => ({ owner: edition, findings })),
      { owner: source, findings },
    ].flatMap(({ owner, findings }) =>
      findings.filter(one => !settled.includes(one)).map(finding => ({ owner, ...finding })),
    ),
  );

type Located = Finding & { owner: string };

const count = (findings: Finding[], state: State): number =>
  findings.filter(finding => finding.state === state).length;

export function exitCodeOf(findings: Finding[]): number {
  if (count(findings, 'wrong') > 0) return new VieError('declaration', '').exitCode;
  return count(findings, 'unreachable') > 0 ? new VieError('source', '').exitCode : 0;
}

/** Every check with its state; then what can be done, what must be corrected last. */
export function describe(
  examined: SourceExamined[],
  { verbose, settled = [] }: { verbose: boolean; settled?: Finding[] },
): string[] {
  const findings = all(examined);
  const open = all(examined, settled);
  const lines = examined.flatMap(source => [
    ...source.editions.flatMap(edition => linesOfEdition(edition, verbose)),
    ...(source.findings.length ? ['', source.source, ...rows(source.findings)] : []),
  ]);
  const counts = STATES.map(state => `${count(findings, state)} ${state}`).join(', ');
  return [
    ...lines.slice(lines[0] === '' ? 1 : 0),
    '',
    `Checks: ${counts}`,
    ...recap('Can be done', open, ['unverified-ok', 'changed']),
    ...recap('Did not answer', open, ['unreachable']),
    ...recap('Must be corrected', open, ['wrong']),
  ];
}

function linesOfEdition(
  { edition, table: id, service, findings }: EditionExamined,
  verbose: boolean,
): string[] {
  const plain = findings.filter(({ state, about }) => state === 'ok' && about.startsWith('topic '));
  const shown = verbose ? findings : findings.filter(finding => !plain.includes(finding));
  const rest = shown.length < findings.length;
  const summary: Finding = { state: 'ok', about: 'topics', detail: `${plain.length} have one column each` };
  return ['', `${edition} (${id} at ${service})`, ...rows(rest ? [...shown, summary] : shown)];
}

const rows = (findings: Finding[]): string[] =>
  table(
    ['state', 'what', 'found'],
    findings.map(({ state, about, detail }) => [state, about, detail]),
  )
    .slice(1)
    .map(line => `  ${line}`);

function recap(title: string, findings: Located[], states: State[]): string[] {
  const listed = findings.filter(({ state, write }) => states.includes(state) && write !== undefined);
  if (listed.length === 0) return [];
  const alike = new Map<string, Located[]>();
  for (const finding of listed) {
    const key = JSON.stringify([finding.detail, finding.write, finding.where]);
    alike.set(key, [...(alike.get(key) ?? []), finding]);
  }
  return ['', `${title}:`, ...[...alike.values()].flatMap(advise)];
}

/** One advice, for all that it holds for. */
function advise(findings: Located[]): string[] {
  const [first] = findings;
  if (!first) return [];
  const { about, detail, where, write } = first;
  const owners = [...new Set(findings.map(finding => finding.owner))].join(', ');
  const place = where ? `${where.file}:${where.line}: ` : '';
  return [`  ${place}${owners}${findings.length === 1 ? `, ${about}` : ''}: ${detail}`, `    do: ${write}`];
}
