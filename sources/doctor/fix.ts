import { type Change, editYaml } from '../../kernel/yaml-edit.ts';
import type { Finding } from './finding.ts';

/** What in the file of a source can be written without a doubt. */
export interface Fix {
  file: string;
  /** The file as it was read, and as it is to be. */
  before: string;
  after: string;
  diff: string[];
  /** What needs no more attention once it is written. */
  settled: Finding[];
}

/** Those of these findings whose changes can be made in this text. */
export const fixable = (before: string, findings: Finding[]): Finding[] =>
  findings.filter(({ changes = [] }) => changes.length > 0 && editYaml(before, changes).left.length === 0);

/** Makes the changes of these findings in the text of a file; nothing where there are none. */
export function fixOf(file: string, before: string, findings: Finding[]): Fix | undefined {
  const { text, diff } = editYaml(before, together(findings.flatMap(({ changes = [] }) => changes)));
  return text === before ? undefined : { file, before, after: text, diff, settled: findings };
}

/** One change for each place. */
function together(changes: Change[]): Change[] {
  const byPlace = new Map<string, Change>();
  for (const change of changes) {
    const place = JSON.stringify(change.path);
    const earlier = byPlace.get(place);
    const both = earlier && 'set' in earlier && 'set' in change;
    byPlace.set(place, both ? { ...change, set: { ...earlier.set, ...change.set } } : change);
  }
  return [...byPlace.values()];
}
