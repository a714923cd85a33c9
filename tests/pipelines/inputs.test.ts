import { expect, test } from 'vitest';
import { inputsOf } from '../../pipelines/inputs.ts';
import { loadSmall, SMALL, writeSmall } from './small-project.ts';

const FILE = 'indicators/leefstijl/roken.yaml';

async function definitionsWith(from: string, to: string): Promise<Record<string, string>> {
  const text = SMALL[FILE] ?? '';
  expect(text).toContain(from);
  const root = await writeSmall({ [FILE]: text.replace(from, to), 'transforms/a.sql': 'select 1' });
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
