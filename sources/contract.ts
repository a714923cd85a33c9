import { VieError } from '../kernel/errors.ts';
import type { TableShape } from './connector.ts';
import type { SourceDeclaration } from './declaration.ts';
import { stemOf, type TopicColumn } from './topics.ts';

type Columns = Pick<TableShape, 'topics' | 'available' | 'platform'>;

/**
 * Holds a new revision of a table against the one before; position suffixes may move freely.
 * A changed unit or type of a column that we use is always refused; under `freeze` so is any column that came, went
 * or changed its type. Between platforms, which have keys and types of their own, only units can be compared; with a file,
 * which has none, nothing.
 */
export function checkContract(source: SourceDeclaration, before: Columns, after: Columns): void {
  if ((before.platform === 'file') !== (after.platform === 'file')) return;
  const earlier = new Map(before.topics.map(topic => [topic.concept, topic]));
  for (const topic of after.topics) {
    const old = earlier.get(topic.concept);
    const isSameType = old?.datatype === topic.datatype || before.platform !== after.platform;
    if (!old || (old.unit === topic.unit && isSameType)) continue;
    const [from, to] = [old, topic].map(t => `${t.datatype} in '${t.unit}'`);
    throw refused(`Column ${topic.key} (${topic.concept}) changed from ${from} to ${to}.`, topic.key);
  }
  if (source.contract === 'freeze' && before.platform === after.platform)
    checkFrozen(before.available, after.available);
}

function checkFrozen(before: TopicColumn[], after: TopicColumn[]): void {
  const identity = (column: TopicColumn) => [...column.path, stemOf(column.key), column.datatype].join(' > ');
  const [old, now] = [new Set(before.map(identity)), new Set(after.map(identity))];
  const gone = [...old].filter(name => !now.has(name));
  const come = [...now].filter(name => !old.has(name));
  if (gone.length + come.length === 0) return;
  const parts = [
    gone.length ? `lost ${gone.join(', ')}` : '',
    come.length ? `gained ${come.join(', ')}` : '',
  ];
  throw refused(
    `The table changed its columns: ${parts.filter(Boolean).join('; ')}.`,
    gone[0] ?? come[0] ?? '',
  );
}

function refused(message: string, field: string): VieError {
  return new VieError('contract', message, {
    where: { field },
    hint:
      'The snapshot before it stays in use. Check what the source changed; to take it over, set ' +
      '`contract: evolve` (columns we do not use may change) or remove the snapshot folder of this edition.',
  });
}
