import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_BUURT, pagesOf, SECRET_BUURT, type WrittenSite, writtenSite } from '../output/site/world.ts';
import { addressOf, type Visit, visit } from './browser.ts';

/** One page of every kind, and those of which little or nothing is known. */
const KINDS = [
  'index.html',
  'indicatoren.html',
  'vergelijk.html',
  'vergelijk.html#GM0928,GM0917',
  'stapeling.html',
  'themas.html',
  'doelen.html',
  'programmas.html',
  'nieuw.html',
  'over.html',
  'gebied/RG-X.html',
  'gebied/GM0928.html',
  'gebied/WK092801.html',
  'gebied/BU09280000.html',
  `gebied/${EMPTY_BUURT}.html`,
  `gebied/${SECRET_BUURT}.html`,
  'indicator/gezond.html',
  'indicator/roken.html',
  'indicator/gaten.html',
  'indicator/bijstand.html',
  'indicator/leeg.html',
];

let site: WrittenSite;
let seen: Visit;
let plain: Visit;
beforeAll(async () => {
  site = await writtenSite();
  seen = await visit({ viewport: { width: 1280, height: 900 } });
  plain = await visit({ javaScriptEnabled: false });
});

async function open({ page }: Visit, path: string): Promise<Page> {
  await page.goto('about:blank');
  await page.goto(addressOf(site.folder, path));
  return page;
}

test('every kind of page is looked at', async () => {
  const kindOf = (path: string) => path.replace(/#.*/, '').replace(/^(gebied\/[A-Z]{2}|indicator\/).*/, '$1');
  const kinds = new Set((await pagesOf(site)).map(page => kindOf(page.path)));
  expect(new Set(KINDS.map(kindOf))).toEqual(kinds);
});

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.each(KINDS)('%s', path => {
  test('breaks no rule of WCAG 2.2 AA that axe knows', async () => {
    const page = await open(seen, path);
    for (const closed of await page.locator('details:not([open]) > summary').all()) await closed.click();
    await page.evaluate(await fs.readFile(AXE, 'utf8'));
    const violations = await page.evaluate(async tags => {
      const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
      const { violations: found } = await axe.run({ runOnly: { type: 'tag', values: tags } });
      return found.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`);
    }, STANDARD);
    expect(violations).toEqual([]);
    expect(seen.complaints).toEqual([]);
  });

  test('names each drawing, and a table with its numbers comes after it', async () => {
    const page = await open(seen, path);
    const drawings = await page.locator('svg[role=img]').evaluateAll(all =>
      all.map(drawing => {
        const words = (drawing.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map(id => document.getElementById(id)?.textContent?.trim() ?? '');
        const tables = [...document.querySelectorAll('main table')].filter(
          table => drawing.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
        );
        return {
          id: drawing.getAttribute('aria-labelledby'),
          words,
          said: [...drawing.querySelectorAll('g > title, path > title')].map(one => one.textContent ?? ''),
          table: tables.map(table => table.textContent).join(' '),
        };
      }),
    );
    for (const { id, words, said, table } of drawings) {
      expect(
        words.filter(text => text.length > 5),
        `${id}`,
      ).toHaveLength(2);
      for (const number of new Set(said.flatMap(text => text.match(/\d+,\d+/g) ?? [])))
        expect(table, `${number} of ${id}`).toContain(number);
    }
  });

  test('can be read without its script', async () => {
    const withScript = await open(seen, path);
    const page = await open(plain, path);
    const count = (one: Page) => one.locator('main table:not(#vergelijk table) td').count();
    expect(await count(page)).toBe(await count(withScript));
    expect(await page.locator('main').innerText()).not.toBe('');
  });

  test('has targets of at least 24 pixels, outside of sentences', async () => {
    const page = await open(seen, path);
    const small = await page.locator('a, button, summary, input, select').evaluateAll(all =>
      all.flatMap(one => {
        const { width, height } = one.getBoundingClientRect();
        if (width === 0 || one.classList.contains('skip')) return [];
        const isInSentence =
          getComputedStyle(one).display === 'inline' && one.closest('p, dd, li, figcaption');
        const label = one.closest('label')?.getBoundingClientRect();
        if (Math.max(height, label?.height ?? 0) >= 24 || isInSentence) return [];
        return [`${Math.round(width)} x ${Math.round(height)}: ${one.outerHTML.slice(0, 120)}`];
      }),
    );
    expect(small).toEqual([]);
  });

  test('fits a screen of 320 pixels', async () => {
    const page = await open(seen, path);
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await page.evaluate(() => {
      const most = document.documentElement.clientWidth;
      const isWide = (one: Element) =>
        one.getBoundingClientRect().right > most + 1 && !one.closest('.scroll, pre, .skip, .hidden');
      return {
        scroll: document.documentElement.scrollWidth,
        wide: [...document.querySelectorAll('body *')].filter(isWide).map(one => one.outerHTML.slice(0, 100)),
      };
    });
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(width.wide.slice(0, 5)).toEqual([]);
    expect(width.scroll).toBeLessThanOrEqual(320);
  });
});

test('every page is HTML as the standard has it', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // Headings below the title of the page start anew in each part of it; long titles are read, not searched.
      'long-title': 'off',
      // The templates write `<path />` as SVG has it.
      'void-style': 'off',
    },
  });
  const faults: string[] = [];
  for (const { path, text } of await pagesOf(site)) {
    const { results } = await validator.validateString(text, path);
    for (const { messages } of results)
      for (const one of messages)
        faults.push(`${path}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`);
  }
  expect(faults.slice(0, 20)).toEqual([]);
});
