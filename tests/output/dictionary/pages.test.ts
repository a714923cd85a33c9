import { beforeAll, describe, expect, test } from 'vitest';
import { publishedTables, wordsOf } from '../../../transforms/tables.ts';
import { type Element, elementsOf } from '../site/well-formed.ts';
import { dictionaryWorld, HOMEPAGE, HOSTILE, NOTICE, type Pages, writtenPages } from './world.ts';

const IDS = ['aandeel', 'later', 'mensen', 'nooit', 'verschil'];
const NAMES = ['index', ...IDS];

let pages: Pages;
beforeAll(async () => {
  pages = await writtenPages(await dictionaryWorld());
});

const file = (name: string): string => pages.files.get(name) ?? '';
const elements = (name: string): Element[] => elementsOf(file(`${name}.html`));
const pageText = (name: string): string => elements(name)[0]?.text ?? '';
/** The rows of all tables of a page, as texts of their cells. */
const rowsOf = (name: string): string[][] =>
  file(`${name}.html`)
    .split('<tr>')
    .slice(1)
    .map(row =>
      elementsOf(`<tr>${row.slice(0, row.indexOf('</tr>'))}</tr>`)
        .filter(element => ['th', 'td'].includes(element.name))
        .map(element => element.text),
    );

test('every indicator has a page in Markdown and one of the site, and so has the index', () => {
  expect([...pages.files.keys()].sort()).toEqual(
    NAMES.flatMap(name => [`${name}.html`, `${name}.md`]).sort(),
  );
});

describe.each(NAMES)('the page %s', name => {
  test('is well-formed, in Dutch, with landmarks, one heading of the first order, and ids of its own', () => {
    const all = elements(name);
    const named = (tag: string) => all.filter(element => element.name === tag);
    expect(named('html')[0]?.attributes).toEqual({ lang: 'nl' });
    for (const tag of ['main', 'header', 'footer', 'h1', 'title']) expect(named(tag), tag).toHaveLength(1);
    const ids = all.map(element => element.attributes['id']).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of named('a')) {
      const [, target] = /^#(.+)/.exec(attributes['href'] ?? '') ?? [];
      if (target) expect(ids).toContain(target);
    }
    for (const { attributes } of named('th')) expect(['col', 'row']).toContain(attributes['scope']);
    expect(named('caption')).toHaveLength(named('table').length);
  });

  test('asks nothing from elsewhere, and links to nothing but the pages of the sources', () => {
    const text = file(`${name}.html`);
    expect(text).not.toMatch(/<(style|img|iframe|object)|url\((?!#hatch)|@import|\son\w+=/i);
    expect(text).not.toMatch(/<(script|link)[^>]*(src|href)="(?!(\.\.\/)?(site|theme|data\/zoek)\.)/);
    const away = elements(name).filter(({ attributes }) =>
      Object.values(attributes).some(value => /^(https?:)?\/\//.test(value)),
    );
    for (const element of away) {
      expect(element).toMatchObject({ name: 'a', attributes: { href: HOMEPAGE } });
    }
  });

  test('opens with the notice, in both forms', () => {
    expect(elements(name).find(element => element.attributes['class'] === 'notice')?.text).toBe(NOTICE);
    expect(file(`${name}.md`).split('\n')[0]).toBe('> **PROEF &amp; &lt;b>niet echt&lt;/b>**');
  });
});

test('text that looks like markup is shown as text', () => {
  expect(elements('aandeel').find(element => element.name === 'h1')?.text).toBe(HOSTILE);
  expect(rowsOf('aandeel').map(row => row[0])).toContain('Aalst <A>');
  expect(pageText('aandeel')).toContain('Het aandeel <i>mensen</i>.');
  const heading = file('aandeel.md')
    .split('\n')
    .find(line => line.startsWith('# '));
  expect(heading).toBe(
    '# &lt;script>alert("x")&lt;/script> &amp; \'co\' \\| \\*ster\\* \\[los\\](http://elders.example)',
  );
});

describe('the index', () => {
  test('links to the page of every indicator, in both forms', () => {
    const links = elements('index')
      .filter(({ name }) => name === 'a')
      .map(({ attributes }) => attributes['href']);
    for (const id of IDS) {
      expect(links).toContain(`indicator/${id}.html`);
      expect(file('index.md')).toContain(`](${id}.md)`);
    }
    for (const [, id] of links.flatMap(href => [...(href ?? '').matchAll(/^indicator\/(.+)\.html$/g)]))
      expect([...pages.files.keys()]).toContain(`${id}.html`);
  });

  test('groups by domain, with kind, delivery, levels and latest period', () => {
    expect(rowsOf('index')).toContainEqual([
      ...['Mensen', '–', 'geleverd'],
      ...['registercijfer', 'land, gemeente', '2024'],
    ]);
    expect(rowsOf('index')).toContainEqual(['Nooit', '–', 'wacht op bron', 'partnercijfer', '–', '–']);
    expect(file('index.md')).toContain('| registercijfer | geleverd | land, gemeente | 2024 |');
    const headings = elements('index')
      .filter(({ name }) => name === 'h2')
      .map(({ text }) => text);
    expect(headings).toEqual(expect.arrayContaining(['Leefstijl', 'Bevolking & vergrijzing']));
    expect(headings).not.toContain('Veiligheid');
  });

  test('says that the set is a draft, and why', () => {
    expect(pageText('index')).toMatch(/concept, afgeleid[\s\S]*Bijlage 1[\s\S]*niet beschikbaar/);
  });

  test('describes every column of every table in Dutch and English, and the word lists', () => {
    const rows = rowsOf('index').map(row => row.map(cell => cell.replace(' (sleutel)', '')));
    for (const table of publishedTables()) {
      for (const { name, nl, en } of table.columns) expect(rows).toContainEqual([name, nl, en]);
    }
    for (const [code, { nl, en }] of Object.entries(wordsOf('indicator_value.missing_reason')))
      expect(rows).toContainEqual([code, nl, en]);
  });
});

describe('the latest values', () => {
  const latestOf = (id: string, area: string) =>
    rowsOf(id)
      .find(row => row[0] === area)
      ?.slice(1);

  test('are those of the newest period, in Dutch notation, with their interval and class', () => {
    expect(latestOf('aandeel', 'Nederland')?.slice(0, 2)).toEqual(['75,25', '75,00 tot 75,50']);
    expect(pageText('aandeel')).toContain(
      'Betrouwbaarheid van alle cijfers: C: het is een modelschatting, geen meting.',
    );
    expect(latestOf('mensen', 'Nederland')?.[0]).toBe('1.234.567');
    expect(latestOf('verschil', 'Aalst <A>')?.[0]).toBe('−0,5');
  });

  test('show zero as zero, and say in words why a value is absent', () => {
    expect(latestOf('mensen', 'Ceder')?.[0]).toBe('0');
    expect(latestOf('aandeel', 'Beek')).toEqual([
      '–',
      '–',
      'afgeschermd: te weinig waarnemingen of herleidbaar',
      'GM0002',
    ]);
  });

  // 100 + 300 people at home; with Ceder (0) the wider region has as many. No weight of Beek's 300 has a share.
  test('of area groups say how they came about, or why they could not be computed', () => {
    expect(latestOf('mensen', 'Thuisregio')?.[0]).toBe('400');
    expect(latestOf('aandeel', 'Thuisregio')?.slice(2)).toEqual([
      'te weinig onderdelen van het gebied hebben een waarde; dekking 25%',
      'RG-THUIS',
    ]);
  });

  test('begin with the country and the region; gemeenten outside it are folded', () => {
    const [open = '', folded = ''] = file('mensen.html').split('<details>');
    const order = ['Nederland', 'Thuisregio', 'Wijde regio', 'Aalst', 'Beek'].map(name => open.indexOf(name));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(open).not.toContain('Ceder');
    expect(folded).toContain('Ceder');
  });

  test('of men and women are folded: the table shows totals', () => {
    const [open = '', folded = ''] = file('verschil.html').split('<summary>Mannen en vrouwen</summary>');
    expect(open).not.toContain('mannen');
    expect(folded).toContain('mannen');
    // The men's 1,5 has a row of its own, after that of the total.
    const aalst = rowsOf('verschil').filter(row => row[0] === 'Aalst <A>');
    expect(aalst.map(row => row.slice(1, 3))).toEqual([
      ['−0,5', ''],
      ['mannen', '1,5'],
    ]);
  });

  test('that do not exist yet give way to the reason', () => {
    expect(pageText('later')).toContain('is er geen waarde: in deze periode niet gemeten.');
    expect(pageText('nooit')).toContain('is er geen waarde. Wacht op de eerste levering.');
  });
});

describe('the page of an indicator', () => {
  test('counts the cells of each period and says why some are empty', () => {
    // Three gemeenten, the country and two groups; one gemeente is suppressed and both groups lack it.
    const rows = rowsOf('aandeel');
    expect(rows).toContainEqual([
      '2024',
      'T2024 (2024)',
      '6',
      '3',
      'te weinig onderdelen van het gebied hebben een waarde (2); afgeschermd: te weinig waarnemingen of herleidbaar (1)',
      'voorlopig',
    ]);
    expect(rows).toContainEqual(['2020', 'T2020 (2020)', '6', '6', '–', 'definitief']);
  });

  test('says why the indicator is in the set, what is counted, what it is made of, and who may see it', () => {
    const facts = elements('nooit')
      .filter(({ name }) => name === 'dt' || name === 'dd')
      .map(({ text }) => text);
    for (const [term, text] of [
      ['Waarom in de set', 'Omdat het telt'],
      ['Teller', 'wie komt'],
      ['Noemer', 'wie kan komen'],
      ['Vergelijkbaarheid', 'Alleen met zichzelf'],
      ['Gemaakt of geschat uit', 'mensen en verschil; geen onafhankelijk bewijs daarvan'],
      ['Toegang', 'alleen voor partners'],
      ['Levering', 'Wacht op bron. Wacht op de eerste levering.'],
    ] as const) {
      expect(facts[facts.indexOf(term) + 1], term).toBe(text);
    }
    expect(facts).not.toContain('Reeksbreuken');
  });

  test('warns of what a model estimate cannot tell, and of breaks in the series', () => {
    expect(pageText('aandeel')).toContain('het effect van een programma of interventie aantonen');
    expect(pageText('aandeel')).toContain('vanaf 2024: andere vraag');
  });

  test('names table, licence, citation and day of retrieval of every edition', () => {
    expect(pageText('aandeel')).toContain('CC BY 4.0');
    expect(pageText('aandeel')).toContain('Gestopt. Vervangen door een andere tabel.');
    const editions = rowsOf('aandeel').filter(row => row.length === 6 && row[4] === '15 januari 2026');
    expect(editions.map(row => [row[0], row[2], row[5]])).toEqual([
      ['T2024', '2024', 'ja'],
      ['T2020', '2020', 'ja'],
    ]);
    expect(editions[0]?.[1]).toContain('bron (T2024, geraadpleegd 2026-01-15)');
  });
});

test('the same release gives the same bytes', async () => {
  const again = await writtenPages(await dictionaryWorld());
  expect(again.files).toEqual(pages.files);
});
