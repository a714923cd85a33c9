import { VieError } from '../kernel/errors.ts';
import { nearMatches } from '../kernel/near.ts';
import type { TopicSpec } from './declaration.ts';

/** One column of a table as the source describes it. */
export interface TopicColumn {
  key: string;
  title: string;
  /** Titles of the groups above it, outermost first. */
  path: string[];
  unit: string;
  decimals: number;
  datatype: string;
  /** What an absent cell means to the source: Impossible, Missing or Zero. */
  defaultMeaning: string;
}

export interface ResolvedTopic extends TopicColumn {
  concept: string;
}

/**
 * Finds the one column for each concept: exactly one key `stem_<number>` (or equal key), else one trimmed title;
 * a group title narrows the candidates first. Throws one `contract` error that lists every concept with 0 or >1.
 */
export function resolveTopics(topics: Map<string, TopicSpec>, columns: TopicColumn[]): ResolvedTopic[] {
  const failures: string[] = [];
  const found: ResolvedTopic[] = [];
  for (const [concept, spec] of topics) {
    const matches = candidates(spec, columns);
    const [only] = matches;
    if (only && matches.length === 1) found.push({ concept, ...only });
    else failures.push(failure(concept, spec, matches, columns));
  }
  if (failures.length === 0) return found;
  throw new VieError('contract', failures.join('\n       '), {
    hint:
      'Correct the topic in the source declaration, add an alias under its edition, ' +
      'or list the concept under `lacks` if this edition does not have it.',
  });
}

function candidates(spec: TopicSpec, columns: TopicColumn[]): TopicColumn[] {
  const { topic, group } = typeof spec === 'string' ? { topic: spec, group: undefined } : spec;
  const within = group
    ? columns.filter(column => column.path.some(title => title.trim() === group.trim()))
    : columns;
  const stem = new RegExp(`^${topic.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(_\\d+)?$`);
  const byKey = within.filter(column => stem.test(column.key));
  return byKey.length > 0 ? byKey : within.filter(column => column.title.trim() === topic.trim());
}

function failure(concept: string, spec: TopicSpec, matches: TopicColumn[], columns: TopicColumn[]): string {
  const wanted = typeof spec === 'string' ? `'${spec}'` : `'${spec.topic}' under '${spec.group}'`;
  if (matches.length > 1) {
    const list = matches.map(
      column => `${column.key} (${[...column.path, column.title.trim()].join(' > ')})`,
    );
    return `Concept ${concept}: topic ${wanted} matches ${matches.length} columns: ${list.join('; ')}.`;
  }
  const name = typeof spec === 'string' ? spec : spec.topic;
  const near = nearMatches(
    name,
    columns.flatMap(column => [stemOf(column.key), column.title.trim()]),
  );
  const hint = near.length ? ` Near: ${near.join(', ')}.` : '';
  return `Concept ${concept}: topic ${wanted} matches no column.${hint}`;
}

/** The key without its position suffix (`Appartement_48` → `Appartement`). */
export const stemOf = (key: string): string => key.replace(/_\d+$/, '');
