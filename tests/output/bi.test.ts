import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectText } from '../../kernel/root.ts';
import { quoteText } from '../../transforms/warehouse.ts';
import { fileOf, writtenRelease } from './release.ts';

/** The snippets of a language in the documentation. */
const snippets = (language: string): string[] =>
  [...projectText('docs/bi.md').matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, code = '']) => code,
  );

const [pandas = '', polars = ''] = snippets('python');
const [arrow = ''] = snippets('r');
const TOLD = 'print(len(values), len(set(values["area_code"])))';

/** Each reader: what must be installed, and its snippet, which then tells how many rows of how many areas it found. */
const READERS = {
  pandas: {
    command: ['python3', '-c'],
    needs: 'import pandas, pyarrow',
    code: (p: string) => `p = ${p}\n${pandas}\n${TOLD}`,
  },
  polars: {
    command: ['python3', '-c'],
    needs: 'import polars',
    code: (p: string) => `p = ${p}\n${polars}\n${TOLD}`,
  },
  R: {
    command: ['Rscript', '-e'],
    needs: 'library(arrow); library(dplyr)',
    code: (p: string) =>
      `p <- ${p}\n${arrow.replace('open_dataset', 'values <- open_dataset')}\ncat(nrow(values), n_distinct(values$area_code))`,
  },
};

for (const [name, { command, needs, code }] of Object.entries(READERS)) {
  test(`the snippet for ${name} finds the rows that it is about`, async context => {
    const [program = '', flag = ''] = command;
    const evaluate = (text: string) => spawnSync(program, [flag, text], { encoding: 'utf8' });
    // Debian has no package of pyarrow, of polars, nor of arrow for R.
    if (evaluate(needs).status !== 0)
      return context.skip(`${name} is not installed here, or not what it needs: ${needs}`);
    const release = await writtenRelease();
    const file = fileOf(release, 'indicator_value.parquet');
    const { told } = await release.world.warehouse.one<{ told: string }>(
      `select count(*) || ' ' || count(distinct area_code) as told from read_parquet(${quoteText(file)})
       where is_preferred and area_level = 'gemeente' ${name === 'R' ? "and sex = 'total'" : ''}`,
    );
    const { stdout, stderr } = evaluate(code(JSON.stringify(path.dirname(file))));
    expect(stdout.trim(), stderr).toBe(told);
    return undefined;
  });
}
