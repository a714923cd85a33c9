import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_BUURT, pagesOf, SECRET_BUURT, type WrittenSite, writtenSite } from '../output/site/world.ts';
import { look, open, type Visit, visit } from './browser.ts';

/** One page of every kind, and those of which little or nothing is known. */
const KINDS = [
  'index.html',
  'indicatoren.html',
  'vergelijk.html#GM0928,GM0917',
  'stapeling.html',
  'themas.html',
  'doelen.html',
  'programmas.html',
  'nieuw.html',
  'over.html',
  '../index.html',
  'rapport/RG-X.html',
  'rapport/GM0928.html',
  'gebied/RG-X.html',
  'gebied/GM0928.html',
  'gebied/WK092801.html',
  'gebied/BU09280000.html',
  `gebied/${EMPTY_BUURT}.html`,
  `gebied/${SECRET_BUURT}.html`,
  'indicator/gezond.html',
  'indicator/roken.html',
  'indicator/gaten.html',
  'indicator/leeg.html',
];

interface Drawing {
  id: string;
  words: string[];
  said: string[];
  after: string;
}

const [WIDE, NARROW] = [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
];

let site: WrittenSite;
let seen: Visit;
let plain: Visit;
let axe: string;
beforeAll(async () => {
  axe = await fs.readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  site = await writtenSite();
  seen = await visit({ viewport: WIDE });
  plain = await visit({ javaScriptEnabled: false });
});

test('every kind of page is looked at', async () => {
  const kindOf = (one: string) => one.replace(/#.*/, '').replace(/^([a-z]+\/([A-Z]{2})?).*/, '$1');
  const kinds = new Set(['../index.html', ...(await pagesOf(site)).map(page => kindOf(page.path))]);
  expect(new Set(KINDS.map(kindOf))).toEqual(kinds);
});

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Names of areas and indicators are as long as they are.
    'long-title': 'off',
    // Drawings in a page close their elements as SVG does.
    'void-style': 'off',
  },
});

describe.each(KINDS)('%s', name => {
  test('breaks no rule of WCAG 2.2 AA that can be tested', async () => {
    const page = await open(seen, site.folder, name);
    await look(page, 'open()');
    await page.evaluate(axe);
    expect.soft(await look(page, `axe(${JSON.stringify(STANDARD)})`)).toEqual([]);
    expect.soft(await look(page, 'small()'), 'controls of less than 24 pixels').toEqual([]);
    await page.setViewportSize(NARROW);
    expect.soft(await look(page, 'wide()'), 'what does not fit 320 pixels').toEqual([]);
    await page.setViewportSize(WIDE);
    expect(seen.complaints).toEqual([]);
  });

  test('is valid HTML', async () => {
    const text = await fs.readFile(path.join(site.folder, name.replace(/#.*/, '')), 'utf8');
    const { results } = await validator.validateString(text, name);
    const faults = results.flatMap(one => one.messages);
    expect(faults.map(one => `${one.line}:${one.column} ${one.ruleId}: ${one.message}`)).toEqual([]);
  });

  test('names each drawing, and a table with its numbers comes after it', async () => {
    const page = await open(seen, site.folder, name);
    for (const { id, words, said, after } of await look<Drawing[]>(page, 'drawings()')) {
      expect
        .soft(
          words.filter(text => text.length > 5),
          id,
        )
        .toHaveLength(2);
      for (const number of new Set(said.flatMap(text => text.match(/-?\d+,\d+/g) ?? [])))
        expect.soft(after, `${number} of ${id}`).toContain(number);
    }
  });

  test('shows the same cells without its script', async () => {
    const cells = await look(await open(seen, site.folder, name), 'cells()');
    const page = await open(plain, site.folder, name);
    expect(await page.locator('main table td').count()).toBe(cells);
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(200);
  });
});
