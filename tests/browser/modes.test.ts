import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { printPages } from '../../pipelines/print-pages.ts';
import { type WrittenSite, writtenSite } from '../output/site/world.ts';
import { tempFolder } from '../support/pipeline.ts';
import { look, open, visit } from './browser.ts';

let site: WrittenSite;
beforeAll(async () => {
  site = await writtenSite();
});

test('with forced colours each verdict keeps its own look and sign', async () => {
  const page = await open(await visit({ forcedColors: 'active' }), site.folder, 'gebied/GM0928.html');
  const looks = new Map<string, Set<string>>();
  for (const { verdict, fill } of await look<{ verdict: string; fill: string }[]>(page, 'marks()'))
    looks.set(verdict, (looks.get(verdict) ?? new Set()).add(fill));
  expect(looks.size).toBeGreaterThanOrEqual(4);
  const fills = [...looks.values()].flatMap(own => [...own]);
  expect(new Set(fills).size).toBe(looks.size);
  const signs = new Map<string, string>();
  for (const { verdict, sign } of await look<{ verdict: string; sign: string }[]>(page, 'signs()'))
    signs.set(verdict, sign);
  expect(new Set(signs.values()).size).toBe(signs.size);
});

test('nothing moves for who wants no motion', async () => {
  const page = await open(await visit({ reducedMotion: 'reduce' }), site.folder, 'gebied/GM0928.html');
  expect(await look(page, 'motion()')).toEqual(['auto', 0]);
});

test('a cell that a spreadsheet would take for a formula or a date comes as text', async () => {
  const page = await open(await visit(), site.folder, 'indicatoren.html');
  const place = '[data-csv="indicatoren-bevolking-vergrijzing"]';
  const row = (nth: number) => `document.querySelectorAll('${place} tbody tr:nth-child(${nth}) > *')`;
  await page.evaluate(`['=1+1', '+31', '-5,2', '5-6', '@a', '3/4'].forEach((text, n) => {
    ${row(1)}[n].textContent = text;
  })`);
  await page.evaluate(`${row(2)}[0].textContent = 'a;b"c'`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`${place} + .take`).click(),
  ]);
  const [, line, next] = (await fs.readFile(await download.path(), 'utf8')).split('\r\n');
  expect(line).toBe(`'=1+1;'+31;-5,2; 5-6;'@a; 3/4`);
  expect(next).toMatch(/^"a;b""c";/);
});

/** Width of A4 within its margins, in pixels. */
const PAPER = Math.round((182 / 25.4) * 96);

test.each(['rapport/RG-X.html', 'rapport/GM0928.html'])('%s fits on paper', async name => {
  const page = await open(await visit({ viewport: { width: PAPER, height: 1000 } }), site.folder, name);
  await page.emulateMedia({ media: 'print' });
  const out = await page.evaluate(`[...document.querySelectorAll('main *')]
    .filter(one => one.getBoundingClientRect().right > ${PAPER} + 1 && !one.closest('.hidden'))
    .map(one => one.outerHTML.slice(0, 90))`);
  expect(out).toEqual([]);
});

test('a printed report has tagged text, and names no folder of this machine', async () => {
  const file = path.join(await tempFolder('printed'), 'report.pdf');
  await printPages([{ page: path.join(site.folder, 'rapport/GM0928.html'), file }]);
  const pdf = await fs.readFile(file, 'latin1');
  expect(pdf).toContain('/MarkInfo');
  expect(pdf).not.toContain('file:/');
});
