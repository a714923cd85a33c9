import fs from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { type WrittenSite, writtenSite } from '../output/site/world.ts';
import { look, open, type Visit, visit } from './browser.ts';

const text = await fs.readFile(path.join(projectRoot(), 'docs/questions.md'), 'utf8');
const rows = text
  .split('\n')
  .filter(line => line.startsWith('| '))
  .map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
  .slice(1);
const questions = rows.map(([question = '', words = '', clicks = '', heading = '', sentence = '']) => ({
  question,
  words,
  clicks: clicks.split(' → '),
  heading: pattern(heading),
  sentence: pattern(sentence),
}));

/** Any text stands for `…`. */
function pattern(told: string): RegExp {
  const parts = told.split('…').map(part => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'), 's');
}

let site: WrittenSite;
let seen: Visit;
beforeAll(async () => {
  site = await writtenSite();
  seen = await visit({ viewport: { width: 1440, height: 900 } });
});

/** A link by its name, or what opens by it. */
async function click(page: Page, name: string): Promise<void> {
  const summary = page.locator('summary').filter({ hasText: name });
  if ((await summary.count()) > 0) return summary.last().click();
  await page.getByRole('link', { name, exact: true }).first().click();
}

test('there are twelve', () => {
  expect(questions).toHaveLength(12);
  for (const { words } of questions) expect(words.length).toBeGreaterThan(10);
});

test.each(questions)('$question', async ({ clicks, heading, sentence }) => {
  expect(clicks.length).toBeLessThanOrEqual(2);
  const page = await open(seen, site.folder, 'index.html');
  for (const name of clicks) await click(page, name);
  await page.waitForLoadState();
  const told = await look<{ heading: string; text: string }[]>(page, 'sections()');
  const own = told.filter(one => heading.test(one.heading));
  expect(
    own.map(one => one.heading),
    page.url(),
  ).not.toEqual([]);
  expect(
    own.some(one => sentence.test(one.text)),
    own.map(one => one.text).join('\n'),
  ).toBe(true);
  expect(seen.complaints).toEqual([]);
});
