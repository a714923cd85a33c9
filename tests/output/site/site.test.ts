import fs from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { listFiles, sha256File } from '../../../kernel/files.ts';
import { html } from '../../../output/site/html.ts';
import { pageHtml } from '../../../output/site/page.ts';
import { shards } from '../../../output/site/shards.ts';
import { writeSite } from '../../../output/site/write.ts';
import { inDutch } from '../../../transforms/tables.ts';
import { tempFolder } from '../../support/pipeline.ts';
import { contextOf } from './given.ts';
import { marksOf } from './marks.ts';
import { EMPTY_BUURT, HOSTILE, LONG_NAME, pagesOf, REASONS, type WrittenSite, writtenSite } from './world.ts';

let site: WrittenSite;
let pages: { path: string; text: string }[];
beforeAll(async () => {
  site = await writtenSite();
  pages = await pagesOf(site);
});
const pageAt = (name: string): string => pages.find(page => page.path === name)?.text ?? '';

test('no page brings script or style of its own, from elsewhere, or from a label', () => {
  for (const page of pages) {
    const scripts = page.text.match(/<script\b[^>]*>/g) ?? [];
    for (const tag of scripts)
      expect(tag, page.path).toMatch(/^<script src="(\.\.\/)?(site|data\/zoek)\.js">$/);
    expect(page.text, page.path).not.toMatch(/<style|\sstyle="|<[^>]*\son[a-z]+="|href="javascript:/);
    expect(page.text, page.path).not.toMatch(/(?:src|<link[^>]*href)="https?:/);
    expect(page.text, page.path).not.toContain('alert("x")');
    expect(page.text, page.path).toContain('Proefgegevens &amp; &quot;verzonnen&quot;');
  }
});

test('a label is shown as it was written, also a hostile or a long one', () => {
  const escaped = HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const shown = escaped.replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  expect(pageAt('indicator/roken.html')).toContain(`<h1>Roken ${shown}</h1>`);
  expect(pageAt('gebied/WK092801.html')).toContain(`<h1>Wijk 01 ${shown}</h1>`);
  expect(pageAt('doelen.html')).toContain(`Achterstand ${shown}`);
  expect(pageAt('programmas.html')).toContain(`Bewegen ${shown}`);
  expect(pageAt('nieuw.html')).toContain(`<th scope="row">Roken ${shown}</th>`);
  expect(LONG_NAME.length).toBeGreaterThanOrEqual(60);
  for (const name of ['gebied/BU09280000.html', 'gebied/WK092800.html', 'indicator/roken.html'])
    expect(pageAt(name)).toContain(LONG_NAME);
});

test.each(REASONS)(
  'that a figure is absent because %s is read in the table, on the map and for the script',
  async reason => {
    const words = inDutch('indicator_value.missing_reason', reason);
    const page = pageAt('indicator/gaten.html');
    expect(page).toMatch(new RegExp(`<td class="missing">${words}</td>`));
    const own = marksOf(page).filter(({ said }) => said.endsWith(`: geen cijfer, ${words}`));
    expect(own.length).toBeGreaterThan(0);
    for (const { look } of own) expect(look).toBe('class="v missing" fill="url(#hatch)"');
    const shard = await fs.readFile(
      path.join(site.folder, 'data/gebied', `${await holeOf(reason)}.js`),
      'utf8',
    );
    expect(shard).toContain(JSON.stringify(words));
  },
);

test('a postcode leads to its buurten, and one of a single address to none', async () => {
  const code = async (name: string) => fs.readFile(path.join(site.folder, 'data', `${name}.js`), 'utf8');
  const read = new Map<string, unknown>();
  for (const name of ['zoek', 'postcodes'])
    runInNewContext(await code(name), { vie: (key: string, data: unknown) => read.set(key, data) });
  const places = read.get('search') as string[][];
  const found = read.get('postcodes') as Record<string, Record<number, string>>;
  expect(Object.keys(found)).toEqual(['6461']);
  const named = Object.entries(found['6461'] ?? {}).map(([n, letters]) => [places[Number(n)]?.[3], letters]);
  expect(new Map(named as [string, string][])).toEqual(
    new Map([
      ['gebied/BU09280000.html', 'ABAC'],
      ['gebied/BU09280001.html', 'AC'],
    ]),
  );
  for (const page of pages) expect(page.text, page.path).toMatch(/id="zoek"[^>]* data-postcodes>/);
});

test('an intervention shows on every page of where it runs: below, above and inside, through any area group', () => {
  const on = (name: string) => pages.filter(page => page.text.includes(`>${name}<`)).map(page => page.path);
  const kerkrade = pages.map(page => page.path).filter(name => /^gebied\/(GM|WK|BU)0928/.test(name));
  const above = ['gebied/RG-OOST.html', 'gebied/RG-X.html', 'programmas.html'];
  const reports = ['rapport/GM0928.html', 'rapport/RG-OOST.html', 'rapport/RG-X.html'];
  expect(on('Oostploeg').sort()).toEqual([...kerkrade, ...above, ...reports].sort());
  const wijk = kerkrade.filter(name => /GM0928|WK092801|BU092801/.test(name));
  expect(wijk.length).toBeLessThan(kerkrade.length);
  expect(on('Maatje').sort()).toEqual([...wijk, ...above, ...reports].sort());
});

test('without a list of addresses there is no search by postcode', () => {
  const context = contextOf([]);
  expect(shards(context).map(one => one.path)).toEqual([
    'data/zoek.js',
    'data/indicatoren.js',
    'data/oordelen.js',
  ]);
  expect(pageHtml({ path: 'index.html', title: 'T', body: html`` }, context)).not.toContain('data-postcodes');
});

const holeOf = async (reason: string): Promise<string> => {
  const { area } = await site.world.warehouse.one<{ area: string }>(
    `select min(area_code) as area from gold.indicator_series
     where indicator_id = 'gaten' and missing_reason = '${reason}' and area_code like 'BU%'`,
  );
  return area;
};

test('an area without any data says so of each figure, and claims nothing', () => {
  const page = pageAt(`gebied/${EMPTY_BUURT}.html`);
  expect(page).toContain('<h1>Niemandsland</h1>');
  expect(page).not.toMatch(
    /class="(?:badge )?(?:worse|better|higher|lower)">(?!ongunstiger<|gunstiger<|hoger<|lager<)/,
  );
});

test('the same tables give the same bytes', async () => {
  const again = await tempFolder('again');
  await writeSite({ ...site.job, folder: again });
  const names = await listFiles(site.folder);
  expect(await listFiles(path.join(again, 'site'))).toEqual(names);
  expect(names.length).toBeGreaterThan(40);
  for (const name of names)
    expect(await sha256File(path.join(again, 'site', name)), name).toBe(
      await sha256File(path.join(site.folder, name)),
    );
});
