import { placeOf } from '../../kernel/declare.ts';
import { type Change, inline } from '../../kernel/yaml-edit.ts';
import type { Edition } from '../declaration.ts';
import type { Declared, Finding } from './finding.ts';

/** What was found of one edition. */
export interface Seen {
  edition: Edition;
  /** Concepts with exactly one column. */
  resolved: ReadonlySet<string>;
  /** The table is there and nothing in it is other than declared. */
  isSound: boolean;
}

/** What of `unverified` can go, now that it was seen at the live service. */
export function verifiedNow(declared: Declared, seen: Seen[]): Finding[] {
  const own = seen.filter(({ edition }) => declared.value.editions[edition.id]?.unverified !== undefined);
  const heirs = seen.filter(one => !own.includes(one));
  return [
    ...own.flatMap(one => verifiedIn(declared, one.edition.id, [one])),
    ...verifiedIn(declared, undefined, heirs),
  ];
}

/** Of one edition, or, without an id, of what the source says for those that say nothing themselves. */
function verifiedIn(declared: Declared, id: string | undefined, seen: Seen[]): Finding[] {
  const { unverified } = (id === undefined ? declared.value : declared.value.editions[id]) ?? {};
  if (unverified === undefined || seen.length === 0) return [];
  const path = id === undefined ? ['unverified'] : ['editions', id, 'unverified'];
  const where = placeOf(declared, path);
  const finding = (detail: string, write: string, changes: Change[]): Finding[] => [
    { state: 'unverified-ok', about: 'unverified', detail, where, write, changes },
  ];
  if (unverified === true) {
    const sound = seen.filter(one => one.isSound).map(one => one.edition.id);
    if (sound.length === 0) return [];
    const rest = id !== undefined ? [] : heirsOf(declared).filter(id => !sound.includes(id));
    const detail = `edition ${sound.join(', ')} is now verified`;
    const gone: Change = { path, keep: [] };
    if (rest.length === 0) return finding(detail, 'remove `unverified: true`', [gone]);
    const others = rest.map(id => `"${id}"`).join(', ');
    const marks = rest.map((one): Change => ({ path: ['editions', one], set: { unverified: true } }));
    return finding(detail, `remove \`unverified: true\` here, and write it under edition ${others}`, [
      gone,
      ...marks,
    ]);
  }
  // What was asked of some editions only says nothing of the others.
  if (id === undefined && heirsOf(declared).length > seen.length) return [];
  const names = unverified.filter(name =>
    seen.every(({ edition, resolved }) => !edition.topics.has(name) || resolved.has(name)),
  );
  if (names.length === 0) return [];
  const rest = unverified.filter(name => !names.includes(name));
  const detail = `${names.join(', ')} now verified`;
  const write = rest.length ? `write \`unverified: ${inline(rest)}\`` : 'remove `unverified`';
  return finding(detail, write, [{ path, keep: rest }]);
}

/** The editions for which what the source says holds. */
const heirsOf = ({ value }: Declared): string[] =>
  Object.entries(value.editions)
    .filter(([, edition]) => edition.unverified === undefined)
    .map(([id]) => id);
