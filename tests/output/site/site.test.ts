import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { listFiles, sha256File } from '../../../kernel/files.ts';
import { writeSite } from '../../../output/site/write.ts';
import { inDutch } from '../../../transforms/tables.ts';
import { tempFolder } from '../../support/pipeline.ts';
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
    expect(page).toMatch(new RegExp(`<td><span class="badge missing">${words}</span></td>`));
    const marks = [...page.matchAll(/<path d="[^"]*" (class="[^"]*"[^>]*)><title>([^<]*)<\/title>/g)];
    const own = marks.filter(([, , said]) => said?.endsWith(`: geen cijfer, ${words}`));
    expect(own.length).toBeGreaterThan(0);
    for (const [, look] of own) expect(look).toBe('class="v missing" fill="url(#hatch-map)"');
    const shard = await fs.readFile(
      path.join(site.folder, 'data/gebied', `${await holeOf(reason)}.js`),
      'utf8',
    );
    expect(shard).toContain(JSON.stringify(words));
  },
);

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
    /class="badge (worse|better|higher|lower)">(?!ongunstiger<|gunstiger<|hoger<|lager<)/,
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
