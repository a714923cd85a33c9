import fs from 'node:fs/promises';
import path from 'node:path';

/** A row of a page: whose it is, and what must be read in its cells, in that order. */
interface Shown {
  page: string;
  /** Heading of the section. */
  under: string;
  row: string;
  cells: string[];
}

// As CBS, the GGD'en and RIVM print them: the survey (83674NED of 2016, 85012NED of 2020) and the model (50090NED, 50120NED).
const ROWS: Shown[] = [
  {
    page: 'indicator/ervaren-gezondheid-goed-monitor',
    under: 'trend',
    row: 'Gebied',
    cells: ['2016 19 jaar en ouder', '2020'],
  },
  {
    page: 'indicator/ervaren-gezondheid-goed-monitor',
    under: 'trend',
    row: 'Kerkrade',
    cells: ['63,2', '69,1'],
  },
  {
    page: 'indicator/ervaren-gezondheid-goed-monitor',
    under: 'trend',
    row: 'Nederland',
    cells: ['75,6', '79,1'],
  },
  {
    page: 'indicator/ervaren-gezondheid-goed',
    under: 'trend',
    row: 'Gebied',
    cells: ['2012', '2016', '2020', '2022'],
  },
  {
    page: 'indicator/ervaren-gezondheid-goed',
    under: 'trend',
    row: 'Kerkrade',
    cells: ['63,3', '64,0', '68,0', '58,9'],
  },
  {
    page: 'gebied/GM0928',
    under: 'profiel',
    row: 'Ervaren gezondheid goed of zeer goed (Gezondheidsmonitor)',
    cells: ['69,1% 66,8 – 71,3', '79,1%'],
  },
];

/** What must be said of the model: that it is one, and where its series breaks. */
const SAID = [
  {
    page: 'indicator/ervaren-gezondheid-goed',
    words: 'Breuk vóór 2022: extra meting tijdens de coronaperiode.',
  },
  {
    page: 'indicator/ervaren-gezondheid-goed',
    words: 'Een modelschatting kan geen verandering van een gebied tonen.',
  },
  { page: 'indicator/ervaren-gezondheid-goed', words: 'Modelschatting: een signaal, geen meting.' },
];

/** Outlines of buurten that the copy at hand has, of 201. */
const OUTLINED = 190;

/** What the site of a release shows of the figures that everyone knows; false where it does not. */
export async function siteOf(latest: string): Promise<{ lines: string[]; ok: boolean }> {
  const pageOf = (name: string) => fs.readFile(path.join(latest, 'site', `${name}.html`), 'utf8');
  const found = [];
  for (const { page, under, row, cells } of ROWS) {
    const shown = rowIn(await pageOf(page), under, row);
    const ok = cells.every((cell, n) => shown[n]?.startsWith(cell));
    found.push({
      ok,
      line: `${page}#${under}: ${row} ${shown.slice(0, cells.length).join(' | ') || 'is not there'}`,
    });
  }
  for (const { page, words } of SAID)
    found.push({ ok: wordsOf(await pageOf(page)).includes(words), line: `${page}: ${words}` });
  const outlines = (await pageOf('stapeling')).match(/<path d="[^"]+"><title>/g)?.length ?? 0;
  found.push({ ok: outlines >= OUTLINED, line: `stapeling: ${outlines} buurten on the map` });
  return {
    lines: found.map(({ ok, line }) => `${ok ? 'shown' : 'NOT SHOWN'}  ${line}`),
    ok: found.every(one => one.ok),
  };
}

/** The cells of a row after the first, in the section with that id. */
function rowIn(page: string, id: string, row: string): string[] {
  const section = page.slice(page.indexOf(`id="${id}"`)).split('<h2')[0] ?? '';
  const rows = section.split('<tr').map(text =>
    text
      .split(/<t[hd]\b[^>]*>/)
      .slice(1)
      .map(textOf),
  );
  return rows.find(([first]) => first === row)?.slice(1) ?? [];
}

/** What stands before the end of a cell. */
const textOf = (cell: string): string => wordsOf(cell.replace(/<\/t[hdr]>.*$/s, ''));

const wordsOf = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
