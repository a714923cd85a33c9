import { parsePeriod } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import type { Edition } from '../declaration.ts';
import { namesOf } from './declared-dimensions.ts';
import type { Code } from './odata-metadata.ts';

/** Keys of the dimension Marges and what their rows hold. */
export const MARGINS = { MW00000: 'value', MOG0095: 'lower', MBG0095: 'upper' } as const;

/** Each dimension of the table must be declared, and each declared one must be there. */
export function checkDimensions(present: string[], edition: Edition): void {
  const declared = namesOf(edition);
  const missing = declared.filter(name => !present.includes(name));
  const unknown = present.filter(name => !declared.includes(name));
  if (missing.length === 0 && unknown.length === 0) return;
  const parts = [
    missing.length ? `lacks the declared dimension ${missing.join(', ')}` : '',
    unknown.length ? `has the undeclared dimension ${unknown.join(', ')}` : '',
  ].filter(Boolean);
  throw new VieError(
    'contract',
    `The table ${parts.join(' and ')}; its dimensions are ${present.join(', ')}.`,
    {
      hint: 'Correct `dimensions` in the source declaration; hold a dimension at one key under `fixed`.',
    },
  );
}

/** The item of a dimension that a declared name means: its key, else its title. */
export function itemNamed(items: Code[], name: string, dimension: string): Code | undefined {
  const byKey = items.find(one => one.Identifier.trim() === name);
  const byTitle = items.filter(one => one.Title?.trim() === name);
  if (byKey || byTitle.length <= 1) return byKey ?? byTitle[0];
  throw new VieError(
    'contract',
    `Dimension ${dimension} has ${byTitle.length} keys with the title '${name}'.`,
    {
      where: { field: dimension },
      hint: `Declare the key that is meant: ${byTitle.map(one => one.Identifier.trim()).join(', ')}.`,
    },
  );
}

/** Keys of a dimension, trimmed, and what they mean by the names that are declared. */
export function meaningsOf<T>(
  { dimension, keys }: { dimension: string; keys: Record<string, T> },
  items: Code[],
): Map<string, T> {
  const named = Object.entries(keys).map(
    ([name, meaning]) => [itemNamed(items, name, dimension), meaning] as const,
  );
  return new Map(
    named.flatMap(([item, meaning]) => (item ? [[item.Identifier.trim(), meaning] as const] : [])),
  );
}

/** `$filter` over dimensions with the keys verbatim; nothing for dimensions of which every key is wanted. */
export function filterOf(edition: Edition, items: Map<string, Code[]>): string {
  const { dimensions, periods } = edition;
  const wanted = new Map<string, (key: string) => boolean>();
  const of = (name: string) => items.get(name) ?? [];
  for (const [name, key] of Object.entries(dimensions.fixed)) {
    const item = itemNamed(of(name), key, name);
    wanted.set(name, k => k === item?.Identifier.trim());
  }
  for (const group of [dimensions.age_group, dimensions.sex]) {
    if (!group) continue;
    const meanings = meaningsOf<string>(group, of(group.dimension));
    wanted.set(group.dimension, k => meanings.has(k));
  }
  if (dimensions.margin) wanted.set(dimensions.margin, k => k in MARGINS);
  if (dimensions.period && periods) {
    wanted.set(dimensions.period, k => periods.includes(parsePeriod(k)?.period ?? k));
  }
  return allOf([...wanted].map(([name, test]) => clauseOf(name, of(name), test)));
}

const shown = ({ Identifier, Title }: Code): string =>
  `'${Identifier.trim()}'${Title && Title.trim() !== Identifier.trim() ? ` (${Title.trim()})` : ''}`;

function clauseOf(name: string, items: Code[], test: (key: string) => boolean): string {
  const keys = items.map(one => one.Identifier);
  const chosen = keys.filter(key => test(key.trim()));
  if (chosen.length === 0) {
    throw new VieError('contract', `Dimension ${name} has none of the declared keys.`, {
      where: { field: name },
      hint: `It has: ${items.slice(0, 20).map(shown).join(', ')}.`,
    });
  }
  return chosen.length === keys.length ? '' : anyOf(name, chosen);
}

/** All clauses, in an order that does not depend on who asks. */
export const allOf = (clauses: string[]): string => clauses.filter(Boolean).sort().join(' and ');

/** `(A eq 'x' or A eq 'y')`: what every version of the protocol understands. */
export const anyOf = (name: string, keys: string[]): string =>
  `(${keys.map(key => `${name} eq ${quoted(key)}`).join(' or ')})`;

/** `Measure in ('x','y')`, which only the newer service understands; nothing when every measure is wanted. */
export function measureFilter(wanted: string[], all: string[]): string {
  const codes = all.filter(code => wanted.includes(code));
  return codes.length === all.length ? '' : `Measure in (${codes.map(quoted).join(',')})`;
}

const quoted = (key: string): string => `'${key.replaceAll("'", "''")}'`;
