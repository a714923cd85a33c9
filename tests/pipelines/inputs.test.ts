import { expect, test } from 'vitest';
import { inputsOf, releaseIdOf } from '../../pipelines/inputs.ts';
import { loadSmall, SMALL, writeSmall } from './small-project.ts';

const FILE = 'indicators/leefstijl/roken.yaml';

async function definitionsWith(from: string, to: string): Promise<Record<string, string>> {
  const text = SMALL[FILE] ?? '';
  expect(text).toContain(from);
  const rooms = { 'transforms/a.sql': 'select 1', 'output/a.css': '' };
  const root = await writeSmall({ [FILE]: text.replace(from, to), ...rooms });
  return (await inputsOf(await loadSmall(root), [])).definitions ?? {};
}

test('the definition of an indicator is what decides its figures, not its texts', async () => {
  const before = await definitionsWith('x', 'x');
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['inwoners', 'roken']));
  expect(await definitionsWith('rationale: Leefstijl.', 'rationale: Anders gezegd.')).toEqual(before);
  const after = await definitionsWith('age_group: 18+', 'age_group: 65+');
  expect(after['roken']).not.toBe(before['roken']);
  expect(after['inwoners']).toBe(before['inwoners']);
});

test('a release is named after the newest retrieval, whatever the source or a delivery says of its time', () => {
  const snapshot = (retrieved_at: string, modified: string) => ({
    ...{ source: 'kwb', edition: '2024', table: '85984NED', snapshot_id: 'a', licence: 'CC BY 4.0' },
    retrieved_at,
    modified,
  });
  const named = (...snapshots: ReturnType<typeof snapshot>[]) =>
    releaseIdOf({ snapshots, declarations_sha256: '', code: { version: '', sha256: '' } });
  const retrieved = [snapshot('2026-01-15T04:30:00Z', '2027-12-31'), snapshot('2026-01-14T04:30:00Z', '')];
  expect(named(...retrieved, snapshot('', '2028-01-01'))).toMatch(/^20260115-[0-9a-f]{12}$/);
  expect(named(snapshot('', '2028-01-01'))).toMatch(/^19700101-/);
});
