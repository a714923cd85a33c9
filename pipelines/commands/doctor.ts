import { VieError } from '../../kernel/errors.ts';
import { type Finding, STATES, type State } from '../../sources/doctor/finding.ts';
import { type EditionExamined, examine, type SourceExamined } from '../doctor.ts';
import { expectKnown } from '../known.ts';
import type { Invocation } from '../options.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

/**
 * `vie doctor [source…]`: exit code 65 when a declaration must change, 69 when a service did not answer, 0 when neither.
 */
export async function doctor({ options, args }: Invocation): Promise<number> {
  const session = await openSession(options);
  const { project, effects } = session;
  const known = project.sources.map(source => source.value.id);
  for (const name of args) expectKnown('source', name, known);
  const examined = await examine(project, args.length ? args : known, effects);
  const findings = examined.flatMap(all);
  const counts = Object.fromEntries(STATES.map(state => [state, count(findings, state)]));
  const result = { counts, sources: examined };
  print(session, result, () => describe(examined, options.verbose ?? false));
  return exitCodeOf(findings);
}

const all = ({ source, editions, findings }: SourceExamined): Located[] => [
  ...editions.flatMap(one => one.findings.map(finding => ({ owner: one.edition, ...finding }))),
  ...findings.map(finding => ({ owner: source, ...finding })),
];

type Located = Finding & { owner: string };

const count = (findings: Finding[], state: State): number =>
  findings.filter(finding => finding.state === state).length;

export function exitCodeOf(findings: Finding[]): number {
  if (count(findings, 'wrong') > 0) return new VieError('declaration', '').exitCode;
  return count(findings, 'unreachable') > 0 ? new VieError('source', '').exitCode : 0;
}

/** Every check with its state; then what can be done, what must be corrected last. */
export function describe(examined: SourceExamined[], verbose: boolean): string[] {
  const findings = examined.flatMap(all);
  const lines = examined.flatMap(source => [
    ...source.editions.flatMap(edition => linesOfEdition(edition, verbose)),
    ...(source.findings.length ? ['', source.source, ...rows(source.findings)] : []),
  ]);
  const counts = STATES.map(state => `${count(findings, state)} ${state}`).join(', ');
  return [
    ...lines.slice(lines[0] === '' ? 1 : 0),
    '',
    `Checks: ${counts}`,
    ...recap('Can be done', findings, ['unverified-ok', 'changed']),
    ...recap('Did not answer', findings, ['unreachable']),
    ...recap('Must be corrected', findings, ['wrong']),
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
