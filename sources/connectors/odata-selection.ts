import { parsePeriod } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import type { Edition } from '../declaration.ts';
import { namesOf } from './declared-dimensions.ts';

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

/** `$filter` over dimensions with the keys verbatim; nothing for dimensions of which every key is wanted. */
export function filterOf(edition: Edition, keys: Map<string, string[]>): string {
  const { dimensions, periods } = edition;
  const wanted = new Map<string, (key: string) => boolean>();
  for (const [name, key] of Object.entries(dimensions.fixed)) wanted.set(name, k => k === key);
  for (const group of [dimensions.age_group, dimensions.sex]) {
    if (group) wanted.set(group.dimension, k => k in group.keys);
  }
  if (dimensions.margin) wanted.set(dimensions.margin, k => k in MARGINS);
  if (dimensions.period && periods) {
    wanted.set(dimensions.period, k => periods.includes(parsePeriod(k)?.period ?? k));
  }
  const clauses = [...wanted].map(([name, test]) => clauseOf(name, keys.get(name) ?? [], test));
  return allOf(clauses);
}

function clauseOf(name: string, keys: string[], test: (key: string) => boolean): string {
  const chosen = keys.filter(key => test(key.trim()));
  if (chosen.length === 0) {
    throw new VieError('contract', `Dimension ${name} has none of the declared keys.`, {
      where: { field: name },
      hint: `It has: ${keys
        .map(key => `'${key.trim()}'`)
        .slice(0, 20)
        .join(', ')}.`,
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
