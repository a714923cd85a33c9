import { placeOf } from '../../kernel/declare.ts';
import type { Edition } from '../declaration.ts';
import { type Declared, type Finding, inline } from './finding.ts';

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
  const finding = (detail: string, write: string): Finding[] => [
    { state: 'unverified-ok', about: 'unverified', detail, where, write },
  ];
  if (unverified === true) {
    const sound = seen.filter(one => one.isSound).map(one => one.edition.id);
    if (sound.length === 0) return [];
    const rest = id !== undefined ? [] : heirsOf(declared).filter(id => !sound.includes(id));
    const detail = `edition ${sound.join(', ')} is now verified`;
    if (rest.length === 0) return finding(detail, 'remove `unverified: true`');
    const others = rest.map(id => `"${id}"`).join(', ');
    return finding(detail, `remove \`unverified: true\` here, and write it under edition ${others}`);
  }
  const names = unverified.filter(name =>
    seen.every(({ edition, resolved }) => !edition.topics.has(name) || resolved.has(name)),
  );
  if (names.length === 0) return [];
  const rest = unverified.filter(name => !names.includes(name));
  const detail = `${names.join(', ')} now verified`;
  return finding(detail, rest.length ? `write \`unverified: ${inline(rest)}\`` : 'remove `unverified`');
}

/** The editions for which what the source says holds. */
const heirsOf = ({ value }: Declared): string[] =>
  Object.entries(value.editions)
    .filter(([, edition]) => edition.unverified === undefined)
    .map(([id]) => id);
