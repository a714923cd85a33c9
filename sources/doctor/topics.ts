import { placeOf } from '../../kernel/declare.ts';
import { difference, nearMatches } from '../../kernel/near.ts';
import { type Change, inline, pair } from '../../kernel/yaml-edit.ts';
import type { Inspection } from '../connector.ts';
import type { Edition, TopicSpec } from '../declaration.ts';
import { isSameName, matchTopics, stemOf, type TopicColumn, type TopicFailure } from '../topics.ts';
import type { Declared, Finding, Subject } from './finding.ts';

/** One finding per concept that has a column or comes near one, and one for all that have none. */
export function checkTopics(subject: Subject, { columns }: Inspection): Finding[] {
  const { edition } = subject;
  const { found, failures } = matchTopics(edition.topics, columns);
  const resolved = found.map(({ concept, key, title, unit }): Finding => {
    const state = edition.unverified.has(concept) ? 'unverified-ok' : 'ok';
    return { state, about: `topic ${concept}`, detail: `${key}: ${title}${unit ? ` (${unit})` : ''}` };
  });
  const used = new Set(found.map(topic => topic.key));
  const unused = columns.filter(column => !used.has(column.key));
  const certain = certainSpecs(subject, { columns, unused }, failures);
  const sought = failures.map(failure => {
    const only = certain.get(failure.concept);
    return { failure, only, specs: only ? [only] : proposals(edition, { columns, unused }, failure) };
  });
  const near = sought.filter(({ specs }) => specs.length > 0);
  const without = sought.filter(({ specs }) => specs.length === 0).map(one => one.failure.concept);
  return [
    ...resolved,
    ...near.map(({ failure, specs, only }) => ({
      ...unresolved(subject, failure, specs),
      ...(only ? { changes: [changeTo(subject, failure.concept, only)] } : {}),
    })),
    ...(without.length ? [absent(subject, without, unused)] : []),
  ];
}

interface Columns {
  columns: TopicColumn[];
  unused: TopicColumn[];
}

/**
 * The concepts of which there is no doubt what their column is called here: as another edition of the source calls it, or as
 * declared but for case, spaces and signs; one column, that no other concept is or claims.
 */
function certainSpecs(
  { declared, edition }: Subject,
  { columns, unused }: Columns,
  failures: TopicFailure[],
): Map<string, TopicSpec> {
  const sure = failures.flatMap(({ concept, matches }) => {
    const spec = edition.topics.get(concept);
    if (matches > 0 || spec === undefined) return [];
    const called = callsOf(declared, concept).flatMap(
      call => matchTopics(new Map([[concept, call]]), columns).found,
    );
    const found = [...called, ...unused.filter(column => isMeant(spec, column))];
    const keys = [...new Set(found.map(column => column.key))];
    const column = unused.find(({ key }) => key === keys[0]);
    return column && keys.length === 1 ? [{ concept, column }] : [];
  });
  const isClaimedOnce = ({ key }: TopicColumn) => sure.filter(one => one.column.key === key).length === 1;
  return new Map(
    sure
      .filter(({ column }) => isClaimedOnce(column))
      .map(({ concept, column }) => [concept, specFor(column, columns)]),
  );
}

/** Everything that a source calls the column of a concept, in whatever edition. */
const callsOf = ({ value }: Declared, concept: string): TopicSpec[] =>
  [value.topics, ...Object.values(value.editions).map(({ topics }) => topics)].flatMap(
    ({ [concept]: call }) => (call === undefined ? [] : [call]),
  );

function isMeant(spec: TopicSpec, { key, title, unit, path }: TopicColumn): boolean {
  const wanted = typeof spec === 'string' ? { topic: spec } : spec;
  return (
    [stemOf(key), title].some(name => isSameName(name, wanted.topic)) &&
    (!wanted.unit || unit.trim() === wanted.unit) &&
    (!wanted.group || path.some(one => one.trim() === wanted.group?.trim()))
  );
}

/** The topic in the list of the source when this edition is its only one, else among those of the edition. */
function changeTo({ declared, edition }: Subject, concept: string, spec: TopicSpec): Change {
  const own = declared.value.editions[edition.id]?.topics ?? {};
  const path = isOnly(declared) && !(concept in own) ? ['topics'] : ['editions', edition.id, 'topics'];
  return { path, set: { [concept]: spec } };
}

/** What could be written so that the concept has exactly one column. */
function proposals(edition: Edition, { columns, unused }: Columns, failure: TopicFailure): TopicSpec[] {
  const spec = edition.topics.get(failure.concept) ?? '';
  const candidates = failure.columns.length ? failure.columns : nearest(spec, unused);
  const specs = candidates.map(one => specFor(one, columns));
  return [...new Map(specs.map(spec => [inline(spec), spec])).values()];
}

function unresolved(subject: Subject, { concept, message }: TopicFailure, specs: TopicSpec[]): Finding {
  const where = subject.edition.topicAt(concept);
  const write = remedy(subject, concept, specs);
  return { state: 'wrong', about: `topic ${concept}`, detail: message, where, write };
}

const SHOWN = 12;

/** The concepts that no column comes near, with the columns that are left. */
function absent({ declared, edition }: Subject, concepts: string[], unused: TopicColumn[]): Finding {
  const sought = concepts.map(name => `${name} (${inline(edition.topics.get(name))})`);
  const left = unused.slice(0, SHOWN).map(column => column.title.trim());
  const more = unused.length > SHOWN ? ` and ${unused.length - SHOWN} more` : '';
  const lacks = [...(declared.value.editions[edition.id]?.lacks ?? []), ...concepts];
  return {
    state: 'wrong',
    about: concepts.length === 1 ? `topic ${concepts[0]}` : 'topics',
    detail: `no column is like ${sought.join(', ')}; columns not used: ${left.join(', ') || 'none'}${more}`,
    where: placeOf(declared, ['editions', edition.id, 'lacks'], ['editions', edition.id]),
    write: `under edition "${edition.id}" write \`lacks: ${inline(lacks)}\`; or, for one that has another name, \`topics: {${pair(concepts[0] ?? '', 'title of its column')}}\``,
  };
}

const isOnly = ({ value }: Declared): boolean => Object.keys(value.editions).length === 1;

/** Columns that only repeat what area a row is about; no concept is meant by them. */
const AREA_COLUMN = /^(Gemeentenaam|SoortRegio|Codering)_\d+$/;

/** At most this share of the letters differs in what is proposed: a name that is only somewhat alike is another figure. */
const ALIKE = 1 / 3;

/** The columns of a name that may be meant: bound to no other concept, of the unit and in the group that are declared. */
function nearest(spec: TopicSpec, unused: TopicColumn[]): TopicColumn[] {
  const { topic, group, unit } = typeof spec === 'string' ? { topic: spec } : spec;
  const figures = unused.filter(
    column =>
      !AREA_COLUMN.test(column.key) &&
      (!unit || column.unit.trim() === unit) &&
      (!group || column.path.some(title => nearMatches(group, [title.trim()]).length > 0)),
  );
  const names = figures.flatMap(column => [stemOf(column.key), column.title.trim()]);
  const [name] = nearMatches(topic, names, 1);
  if (!name || difference(topic, name) > ALIKE) return [];
  return figures.filter(column => [stemOf(column.key), column.title.trim()].includes(name));
}

/** The shortest specification that means this column alone: key stem, stem under a group, or the whole key. */
export function specFor(column: TopicColumn, columns: TopicColumn[]): TopicSpec {
  const topic = stemOf(column.key);
  const group = [...column.path].reverse().find(title => isUnique({ topic, group: title }, columns));
  if (isUnique(topic, columns)) return topic;
  return group ? { topic, group } : column.key;
}

const isUnique = (spec: TopicSpec, columns: TopicColumn[]): boolean =>
  matchTopics(new Map([['c', spec]]), columns).found.length === 1;

function remedy({ declared, edition }: Subject, concept: string, specs: TopicSpec[]): string {
  const { topics: own, lacks } = declared.value.editions[edition.id] ?? { topics: {}, lacks: [] };
  const lines = specs.map(spec => pair(concept, spec));
  const choice = lines.map(line => `\`${line}\``).join(' or ');
  const none = lacks.length ? `add ${concept} to its lacks` : `write \`lacks: [${concept}]\``;
  if (isRepeated(declared, edition, concept)) {
    return `edition "${edition.id}" repeats the list of another one: write the list out here, with ${choice}; or ${none}`;
  }
  if (concept in own) return `write ${choice}; or remove this alias and ${none}`;
  if (isOnly(declared)) return `write ${choice}; or, under edition "${edition.id}", ${none}`;
  const alias = Object.keys(own).length
    ? `add ${choice} to its topics`
    : `write ${lines.map(line => `\`topics: {${line}}\``).join(' or ')}`;
  return `under edition "${edition.id}" ${alias}; or ${none} if it has no such column`;
}

/** True when the aliases of an edition stand elsewhere, and are only repeated (`topics: *earlier`). */
function isRepeated({ value, where }: Declared, { id }: Edition, concept: string): boolean {
  const topics = value.editions[id]?.topics ?? {};
  if (!(concept in topics)) return false;
  const [list, line] = [where(['editions', id, 'topics']), where(['editions', id, 'topics', concept])];
  return list.line === line.line && list.column === line.column;
}
