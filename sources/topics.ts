import { VieError } from '../kernel/errors.ts';
import { nearMatches } from '../kernel/near.ts';
import type { Edition, TopicSpec } from './declaration.ts';

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
  /** The key is a code that holds no name, as in tables of the newer service. */
  isCoded?: true;
}

/** A column of a file, which says nothing of units. */
export const plainColumn = (name: string): TopicColumn => ({
  key: name,
  title: name,
  path: [],
  unit: '',
  decimals: 1,
  datatype: 'Double',
  defaultMeaning: '',
});

export interface ResolvedTopic extends TopicColumn {
  concept: string;
}

/**
 * Finds the one column for each concept: exactly one key `stem_<number>` (or equal key), else one trimmed title,
 * else, where keys are codes, one title of which that stem can be made;
 * a group title or a unit narrows the candidates first. Throws one `contract` error that lists every concept with 0 or >1;
 * an unverified concept may be absent.
 */
export function resolveTopics(
  { topics, unverified, topicAt }: Pick<Edition, 'topics' | 'unverified' | 'topicAt'>,
  columns: TopicColumn[],
): ResolvedTopic[] {
  const { found, failures } = matchTopics(topics, columns);
  const faults = failures.filter(({ concept, matches }) => matches > 0 || !unverified.has(concept));
  const [first, ...also] = faults.map(({ concept, message }) => ({
    message: `Concept ${concept}: ${message}`,
    where: topicAt(concept),
  }));
  if (!first) return found;
  throw new VieError('contract', first.message, {
    where: first.where,
    also,
    hint:
      'Correct the topic in the source declaration, add an alias under its edition, ' +
      'or list the concept under `lacks` if this edition does not have it.',
  });
}

/** A concept without exactly one column: how many there are, and what to tell. */
export interface TopicFailure {
  concept: string;
  matches: number;
  /** The columns that all match. */
  columns: TopicColumn[];
  message: string;
}

/** The column of each concept, and the concepts that have none or more than one. */
export function matchTopics(
  topics: Map<string, TopicSpec>,
  columns: TopicColumn[],
): { found: ResolvedTopic[]; failures: TopicFailure[] } {
  const found: ResolvedTopic[] = [];
  const failures: TopicFailure[] = [];
  for (const [concept, spec] of topics) {
    const matches = candidates(spec, columns);
    const [only] = matches;
    if (only && matches.length === 1) found.push({ concept, ...only });
    else {
      const message = failure(spec, matches, columns);
      failures.push({ concept, matches: matches.length, columns: matches, message });
    }
  }
  return { found, failures };
}

function candidates(spec: TopicSpec, columns: TopicColumn[]): TopicColumn[] {
  const { topic, group, unit } = typeof spec === 'string' ? { topic: spec } : spec;
  const within = columns.filter(
    column =>
      (!group || column.path.some(title => title.trim() === group.trim())) &&
      (!unit || column.unit.trim() === unit),
  );
  const stem = new RegExp(`^${topic.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(_\\d+)?$`);
  const byKey = within.filter(column => stem.test(column.key));
  if (byKey.length > 0) return byKey;
  const byTitle = within.filter(column => column.title.trim() === topic.trim());
  return byTitle.length > 0
    ? byTitle
    : within.filter(column => column.isCoded && isSameName(column.title, topic));
}

/** Whether two names differ in case, spaces and signs only. */
export const isSameName = (one: string, other: string): boolean => bare(one) === bare(other);

/** CBS makes a key stem of a title (`k_0Tot15Jaar` of `0 tot 15 jaar`); bare of that, both are the same. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/^k_(?=\d)/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();

function wordsOf(spec: TopicSpec): string {
  if (typeof spec === 'string') return `'${spec}'`;
  const { topic, group, unit } = spec;
  return `'${topic}'${group ? ` under '${group}'` : ''}${unit ? ` in '${unit}'` : ''}`;
}

function failure(spec: TopicSpec, matches: TopicColumn[], columns: TopicColumn[]): string {
  const wanted = wordsOf(spec);
  if (matches.length > 1) {
    const list = matches.map(
      column => `${column.key} (${[...column.path, column.title.trim()].join(' > ')})`,
    );
    return `topic ${wanted} matches ${matches.length} columns: ${list.join('; ')}.`;
  }
  const name = typeof spec === 'string' ? spec : spec.topic;
  const near = nearMatches(
    name,
    columns.flatMap(column => [stemOf(column.key), column.title.trim()]),
  );
  const hint = near.length ? ` Near: ${near.join(', ')}.` : '';
  return `topic ${wanted} matches no column.${hint}`;
}

/** The key without its position suffix (`Appartement_48` → `Appartement`). */
export const stemOf = (key: string): string => key.replace(/_\d+$/, '');
