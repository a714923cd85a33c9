import fs from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type WrittenSite, writtenSite } from '../output/site/world.ts';
import { look, open, type Visit, visit } from './browser.ts';

let site: WrittenSite;
beforeAll(async () => {
  site = await writtenSite();
});

const SIZES = { small: { width: 390, height: 844 }, large: { width: 1440, height: 900 } };

async function bytesOf(download: Download): Promise<Buffer> {
  return fs.readFile(await download.path());
}

/** Numbers in a text as Dutch readers see them. */
const numbersIn = (text: string): string[] => text.match(/[-−]?\d+(?:\.\d{3})*(?:,\d+)?/g) ?? [];

/** The file of a table: what is read in each row of it, with the mark by which Excel knows the encoding. */
async function checkFile(file: Buffer, table: string[][]): Promise<void> {
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = file.toString('utf8').slice(1).trimEnd().split('\r\n');
  expect(lines).toHaveLength(table.length);
  for (const [n, cells] of table.entries()) {
    expect(lines[n]?.split(';').length, lines[n]).toBe(cells.length);
    expect(numbersIn(lines[n] ?? '')).toEqual(numbersIn(cells.join(' ')));
  }
  expect(numbersIn(lines.join(' ')).length).toBeGreaterThan(table.length);
}

/** That two areas differ is said only where their intervals, as they stand in the row, do not touch. */
function checkDifferences(rows: string[][]): void {
  const limits = (cell = ''): number[] =>
    (/(-?[\d.]+,\d+) – (-?[\d.]+,\d+)$/.exec(cell) ?? [])
      .slice(1)
      .map(text => Number(text.replaceAll('.', '').replace(',', '.')));
  const told = new Set<string>();
  for (const row of rows.slice(1)) {
    const [[from = 0, to] = [], [otherFrom, otherTo] = []] = [limits(row[1]), limits(row[2])];
    const verdict = row.at(-1) ?? '';
    if (verdict === 'ja, de eerste is hoger')
      expect(from, row.join('|')).toBeGreaterThanOrEqual(otherTo ?? Infinity);
    if (verdict === 'ja, de tweede is hoger')
      expect(otherFrom, row.join('|')).toBeGreaterThanOrEqual(to ?? Infinity);
    told.add(verdict.slice(0, 2));
  }
  expect(told).toContain('ja');
  expect(told).toContain('ni');
}

describe.each(Object.entries(SIZES))('on a %s screen, without network', (_, viewport) => {
  let seen: Visit;
  beforeAll(async () => {
    seen = await visit({ viewport });
  });

  test('from the search to a file, by pointer', async () => {
    const { page, complaints } = seen;
    await open(seen, site.folder, 'index.html');
    await page.getByRole('searchbox').fill('kerkr');
    await page
      .locator('#zoek')
      .getByRole('link', { name: /^Kerkrade gemeente/ })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Kerkrade' }).waitFor();
    await page.getByRole('img', { name: /Vingerafdruk van Kerkrade/ }).waitFor();

    await page.getByRole('link', { name: 'Vergelijk met een ander gebied' }).click();
    await page.getByLabel('Gebied 2').selectOption('GM0917');
    const compared = page.getByRole('table', { name: /Kerkrade naast Heerlen/ });
    await compared.waitFor();
    expect(new URL(page.url()).hash).toBe('#GM0928,GM0917');
    checkDifferences(await look<string[][]>(page, "rows('#vergelijk table')"));

    await compared.getByRole('link', { name: 'Ervaren gezondheid' }).click();
    await page.getByRole('img', { name: /Ervaren gezondheid per buurt/ }).waitFor();
    const table = await look<string[][]>(page, `rows('[data-csv="gezond-gemeente"] table')`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-csv="gezond-gemeente"] + .take').click(),
    ]);
    expect(download.suggestedFilename()).toBe('gezond-gemeente.csv');
    await checkFile(await bytesOf(download), table);

    await page.goBack();
    await page.getByRole('table', { name: /Kerkrade naast Heerlen/ }).waitFor();
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).pathname).toMatch(/GM0928\.html$/);
    expect(complaints).toEqual([]);
  });

  test('a choice shows its figures, and leaves one button at each table', async () => {
    const { page, complaints } = seen;
    await open(seen, site.folder, 'vergelijk.html#GM0928');
    await page.getByRole('table', { name: /Kerkrade, met/ }).waitFor();
    // Printed only: how long it takes says more of the machine than of the page.
    for (const code of ['GM0917', 'WK092800']) {
      const took = await look<number>(page, `choose('${code}')`);
      process.stdout.write(`A choice on ${viewport.width} pixels took ${Math.round(took)} ms.\n`);
    }
    expect(await page.locator('.take').count()).toBe(await page.locator('[data-csv]').count());
    expect(complaints).toEqual([]);
  });

  test('names and years in drawings can be read', async () => {
    for (const name of ['index.html', 'indicator/roken.html', 'gebied/GM0928.html', 'doelen.html']) {
      const page = await open(seen, site.folder, name);
      expect(await look<string[]>(page, 'letters(11)'), name).toEqual([]);
    }
  });

  test('a postcode leads to its buurten', async () => {
    const { page, complaints } = seen;
    await open(seen, site.folder, 'index.html');
    const found = page.locator('#zoek li a');
    await page.getByRole('searchbox').fill('6461');
    await expect.poll(() => found.count()).toBe(2);
    await page.getByRole('searchbox').fill('6461 ab');
    await expect.poll(() => found.count()).toBe(1);
    await found.click();
    await page.waitForURL(/BU09280000\.html$/);
    await open(seen, site.folder, 'index.html');
    await page.getByRole('searchbox').fill('6461zz');
    await page.getByText('0 gevonden').waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
  });

  test('what is touched on a map says its words', async () => {
    const { page, complaints } = seen;
    await open(seen, site.folder, 'indicator/gaten.html');
    const hole = page.locator('#kaart-tekening-t ~ .missing, svg.map .missing').first();
    await hole.click();
    await page.getByRole('status').filter({ hasText: 'geen cijfer' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('the same by keyboard only', async () => {
    const { page, complaints } = seen;
    await open(seen, site.folder, 'index.html');
    await tabTo(page, '#zoekveld');
    await page.keyboard.type('Kerkrade');
    await page.keyboard.press('ArrowDown');
    expect((await look<Focus>(page, 'focus()')).text).toMatch(/^Kerkrade gemeente/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/GM0928\.html$/);
    await page.getByRole('img', { name: /Vingerafdruk van Kerkrade/ }).waitFor();

    await tabTo(page, 'a.button');
    await page.keyboard.press('Enter');
    await page.waitForURL(/vergelijk\.html#GM0928$/);
    await page.getByRole('table', { name: /Kerkrade, met/ }).waitFor();
    await tabTo(page, '#gebied-1');
    await page.keyboard.type('Heerlen');
    await page.waitForURL(/#GM0928,GM0917$/);
    await page.getByRole('table', { name: /Kerkrade naast Heerlen/ }).waitFor();
    expect((await look<Focus>(page, 'focus()')).id).toBe('gebied-1');
    await tabTo(page, '#vergelijk td a, #vergelijk th a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/indicator\//);
    await page.getByRole('img', { name: / per buurt/ }).waitFor();

    await tabTo(page, '.take');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect((await bytesOf(download)).length).toBeGreaterThan(20);
    // Without a window of its own the browser has no key for going back.
    await page.goBack();
    await page.getByRole('table', { name: /Kerkrade naast Heerlen/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});

interface Focus {
  text: string;
  id: string;
  isBody: boolean;
  isSeen: boolean;
}

/** Presses Tab until the focus is on what the selector finds; what has the focus must be seen to have it. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 400; pressed++) {
    await page.keyboard.press('Tab');
    const focus = await look<Focus>(page, 'focus()');
    expect(focus, page.url()).toSatisfy(({ isBody, isSeen }: Focus) => isBody || isSeen);
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`${selector} is not reached with Tab on ${page.url()}.`);
}
