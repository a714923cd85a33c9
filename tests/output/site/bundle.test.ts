import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../../kernel/files.ts';
import { type Bundle, writeBundle } from '../../../output/site/bundle.ts';
import { readSite } from '../../../output/site/facts.ts';
import type { SiteContext } from '../../../output/site/page.ts';
import { notDrawn } from '../../../output/site/pages/piling.ts';
import { contextOf } from '../../../output/site/write.ts';
import { tempFolder } from '../../support/pipeline.ts';
import { sheetsOf } from '../../support/workbook.ts';
import { NOTICE, SECRET_BUURT, writtenSite } from './world.ts';

let context: SiteContext;
let folder: string;
beforeAll(async () => {
  const { job } = await writtenSite();
  const facts = await readSite(job.warehouse, job.groups);
  context = contextOf({ ...job, headlines: ['roken', 'gezond'] }, facts);
  folder = await tempFolder('bundle');
  await writeBundle(folder, bundle(), context);
});

function bundle(): Bundle {
  const { areas } = context.facts;
  const kerkrade = areas.filter(one => [one.area_code, one.gemeente_code].includes('GM0928'));
  return {
    title: 'Stuurgroep',
    occasion: 'tweemaal per jaar',
    day: '2026-11-29',
    reports: kerkrade.filter(one => one.area_level === 'gemeente'),
    areas: kerkrade,
    mapOf: kerkrade[0] ?? null,
    hasPdf: false,
    baseline: {
      releaseId: '20250101-oud',
      frozenAt: '2025-01-02T03:04:05Z',
      note: 'Nulmeting 2025',
      figures: new Map([
        ['GM0928 roken total', { period: '2019', value: 20.04, lower_95: 18.5, upper_95: 21.5 }],
      ]),
    },
  };
}

const pageOf = (name: string): Promise<string> => fs.readFile(path.join(folder, name), 'utf8');

describe('a bundle', () => {
  test('stands by itself: every link leads to a file beside it, and each page bears the notice', async () => {
    const names = await listFiles(folder);
    expect(names).toEqual(
      ['cijfers.xlsx', 'kaart.svg', 'rapport-kerkrade.html', 'site.css', 'theme.css', 'voorblad.html'].sort(),
    );
    for (const name of names.filter(one => one.endsWith('.html'))) {
      const page = await pageOf(name);
      const links = [...page.matchAll(/(?:href|src)="([^"#][^"]*)"/g)].map(([, link = '']) => link);
      expect(links.length).toBeGreaterThan(2);
      for (const link of links.filter(one => !/^(https|mailto):/.test(one)))
        expect(names, link).toContain(link);
      expect(page).toContain('Proefgegevens &amp; &quot;verzonnen&quot;');
      expect(page).not.toContain('Bekijk het cijfer');
    }
  });

  test('says on its cover for whom, of which day and release it is, what it holds and how to read it', async () => {
    const cover = await pageOf('voorblad.html');
    for (const words of [
      '<h1>Stuurgroep</h1>',
      '29 november 2026',
      'tweemaal per jaar',
      '20260115-abc',
      'href="rapport-kerkrade.html"',
      '1 gemeente, 2 wijken en 8 buurten',
      'Vastgelegd op 2 januari 2025, publicatie 20250101-oud (Nulmeting 2025)',
      'Een modelschatting is een signaal en geen meting',
    ])
      expect(cover).toContain(words);
  });

  test('has its own hoofdindicatoren, in its own order', async () => {
    const { facts } = context;
    const shown = (page: string) =>
      [
        ...((page.split('id="hoofdindicatoren"')[1] ?? '')
          .split('</table>')[0]
          ?.matchAll(/<th scope="row">([^<]*)/g) ?? []),
      ].map(([, name]) => name?.trim());
    expect(shown(await pageOf('rapport-kerkrade.html'))[1]).toBe('Ervaren gezondheid');
    const other = await tempFolder('other');
    await writeBundle(other, bundle(), { ...context, headlines: ['ses', 'gezond'] });
    const page = await fs.readFile(path.join(other, 'rapport-kerkrade.html'), 'utf8');
    expect(shown(page)).toEqual(['Score', 'Ervaren gezondheid']);
    expect(facts.names.get('ses')).toBe('Score');
  });

  test('has a map of its gemeente alone, with the colours of its legend', async () => {
    const map = await pageOf('kaart.svg');
    expect(map).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(map).toContain('Waar het samenkomt: Kerkrade');
    expect(map).toContain('Proefgegevens &amp; &quot;verzonnen&quot;');
    const names = [...map.matchAll(/<title>([^<:]*): /g)].map(([, name]) => name);
    expect(names).toContain('Geheim');
    expect(names.some(name => name?.startsWith('Buurt 02'))).toBe(false);
    const marks = new Set([...map.matchAll(/<g fill="(#\w+)" stroke/g)].map(([, fill]) => fill));
    const legend = new Set([...map.matchAll(/<rect fill="(#\w+)" stroke/g)].map(([, fill]) => fill));
    expect(marks.size).toBeGreaterThan(0);
    expect(legend).toEqual(marks);
    expect(map).not.toMatch(/class="v |var\(/);
  });

  test('names the gemeenten that its map lacks', () => {
    const { areas, outlines } = context.facts;
    expect(notDrawn({ areas, outlines })).toBe('');
    const some = new Map([...outlines].filter(([code]) => code.startsWith('BU0928')));
    expect(notDrawn({ areas, outlines: some })).toMatch(/^ Niet op de kaart, .*: Heerlen\.$/);
  });
});

describe('its workbook', () => {
  const sheets = () => sheetsOf(path.join(folder, 'cijfers.xlsx'));

  test('has a row per area and a column per indicator, with unit, period and age above it, and why there is no figure', async () => {
    const rows = (await sheets()).get('Overzicht') ?? [];
    expect(rows.slice(0, 5).map(row => row[0])).toEqual([
      'Niveau',
      'Eenheid',
      'Domein',
      'Periode',
      'Leeftijd',
    ]);
    const column = rows[0]?.indexOf('Ervaren gezondheid') ?? -1;
    expect(rows.slice(1, 5).map(row => row[column])).toEqual([
      '%',
      'gezondheid & vitaliteit',
      '2024',
      'alle leeftijden',
    ]);
    // Kerkrade is third of the areas: 76 + (2024 - 2012) / 4 + (2 - 3) × 3.
    expect(rows[5]?.slice(0, 3)).toEqual(['gemeente', 'Kerkrade', 'GM0928']);
    expect(Number(rows[5]?.[column])).toBe(76);
    expect(rows.find(row => row[2] === SECRET_BUURT)?.[column]).toBe(
      'afgeschermd: te weinig waarnemingen of herleidbaar',
    );
    expect(rows[0]?.at(-1)).toBe(NOTICE);
    expect(rows).toHaveLength(5 + 1 + 2 + 8);
  });

  test('has a row per figure of a domain, in words', async () => {
    const rows = (await sheets()).get('gezondheid & vitaliteit') ?? [];
    expect(rows[0]?.slice(0, 8)).toEqual([
      'Indicator',
      'Gebied',
      'Niveau',
      'Code',
      'Periode',
      'Leeftijd',
      'Eenheid',
      'Waarde',
    ]);
    expect(rows[1]?.slice(0, 10)).toEqual([
      'Ervaren gezondheid',
      'Kerkrade',
      'gemeente',
      'GM0928',
      '2024',
      'alle leeftijden',
      '%',
      '76',
      '72',
      '80',
    ]);
  });

  test('has each figure beside that of the baseline', async () => {
    const rows = (await sheets()).get('Nulmeting') ?? [];
    const own = rows.find(row => row[0]?.startsWith('Roken') && row[3] === 'GM0928');
    // 18 - (2024 - 2018) + (2 - 3) × 1.5, with a margin of 2.
    expect(own?.slice(6)).toEqual(['2019', '20', '18.5', '21.5', '2024', '10.5', '8.5', '12.5']);
    expect(rows.find(row => row[0] === 'Ervaren gezondheid' && row[3] === 'GM0928')?.[6]).toBe(
      'niet in de nulmeting',
    );
  });
});
