import { expect, test } from 'vitest';
import { renderError, VieError } from '../../kernel/errors.ts';
import { MISTAKES, type Mistake } from './declaration-errors.ts';
import { loadSmall, SMALL, writeSmall } from './small-project.ts';

/** What the person who made the mistake reads, with paths as seen from the project. */
async function answerTo({ file, from, to }: Mistake): Promise<string> {
  const before = SMALL[file] ?? '';
  if (from !== undefined && before.split(from).length !== 2)
    throw new Error(`'${from}' is not once in ${file}`);
  const root = await writeSmall({ [file]: from === undefined ? to : before.replace(from, String(to)) });
  const error = await loadSmall(root).catch((thrown: unknown) => thrown);
  if (!(error instanceof VieError))
    throw new Error(`${file} was accepted, or failed otherwise: ${String(error)}`);
  expect(error.code).toBe('declaration');
  return renderError(error).replaceAll(`${root}/`, '');
}

test('the small project itself is in order', async () => {
  const project = await loadSmall(await writeSmall());
  expect(project.editions.map(edition => edition.key)).toEqual(['kwb/2024', 'monitor/2020']);
});

test('a byte order mark does no harm', async () => {
  const root = await writeSmall({ 'sources/kwb.yaml': `\uFEFF${SMALL['sources/kwb.yaml']}` });
  expect((await loadSmall(root)).sources[0]?.value.id).toBe('kwb');
});

test('forty and more mistakes are each answered with file, line, cause and remedy', async () => {
  expect(MISTAKES.length).toBeGreaterThanOrEqual(40);
  const answers: string[] = [];
  for (const mistake of MISTAKES) {
    const answer = await answerTo(mistake);
    expect(answer, mistake.title).toMatch(/^error: \S.*\.\n/);
    expect(answer, mistake.title).toMatch(new RegExp(`\\n  where: ${mistake.file}:\\d+:\\d+`));
    expect(answer, mistake.title).toMatch(/\n {2}do: {4}\S/);
    answers.push(`# ${mistake.title}\n${answer}\n`);
  }
  await expect(answers.join('\n')).toMatchFileSnapshot('../golden/declaration-errors.txt');
});
