import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';

const HEADER = /^\/\* ---\n[\s\S]*?^--- \*\//m;
const LITERAL = /'((?:[^']|'')*)'/g;

/** Texts in the body of a select that have words with space between or around them: those belong in a header. */
const wordsIn = (sql: string): string[] =>
  [...sql.replace(HEADER, '').replace(/--.*$/gm, '').matchAll(LITERAL)]
    .map(([, text = '']) => text)
    .filter(text => /\p{L}/u.test(text) && /\s/.test(text));

/** What is no sentence: a code of a benchmark, a prefix of names as CBS prints them, labels of the software followed. */
const ALLOWED = [
  'rest_of ',
  '^Wijk [0-9]+ ',
  'High (0.001)',
  'Low (0.001)',
  'High (0.025)',
  'Low (0.025)',
  'Not significant',
];

const sqlFiles = ['transforms', 'output'].flatMap(folder =>
  fs
    .readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.sql'))
    .map(name => path.join(folder, name)),
);

test.each(sqlFiles)('the select of %s holds codes, and no sentence', file => {
  const sql = fs.readFileSync(path.join(projectRoot(), file), 'utf8');
  expect(wordsIn(sql).filter(text => !ALLOWED.includes(text))).toEqual([]);
});

test('a sentence, or a part of one, is found in a body and not in a header or comment', () => {
  const header = "/* ---\ntitle: {nl: 'Een zin', en: A sentence}\n--- */\n-- It's 'a comment' here\n";
  expect(
    wordsIn(`${header}select 'code', 'a.b', ' ', '(', 'Geen cijfer', a || ' van ' || b || 'd''r is'`),
  ).toEqual(['Geen cijfer', ' van ', "d''r is"]);
});
