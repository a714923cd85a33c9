import fs from 'node:fs/promises';
import path from 'node:path';
import { projectText } from '../../kernel/root.ts';
import { dutchDate, dutchList } from '../dictionary/dutch.ts';
import { type Html, html } from './html.ts';
import { mapFile } from './map-file.ts';
import { pageHtml, type SiteContext, type SitePage } from './page.ts';
import { notDrawn, pilingMap } from './pages/piling.ts';
import { caveats, reportPage } from './pages/report.ts';
import type { AreaRow } from './rows.ts';
import { levelMany } from './words.ts';
import { type BaselineFigures, writeWorkbook } from './workbook.ts';

/** What goes to one body, or about one area: reports, figures and a map in a folder that stands by itself. */
export interface Bundle {
  title: string;
  /** For whom, and how often; null: for who asked for it. */
  occasion: string | null;
  /** Day on which it is made, such as 2026-11-29. */
  day: string;
  /** Areas with a report. */
  reports: AreaRow[];
  /** Areas of which the workbook has figures. */
  areas: AreaRow[];
  /** Area that the map is of; null: everything. */
  mapOf: AreaRow | null;
  /** Whether each page is printed beside it. */
  hasPdf: boolean;
  /** What the frozen baseline was; null: none is frozen. Undefined where the bundle has nothing to do with it. */
  baseline?: BaselineFigures | null;
}

export const COVER = 'voorblad';

/** Writes the files of a bundle into an empty folder; returns the names of its pages, without ending. */
export async function writeBundle(folder: string, bundle: Bundle, context: SiteContext): Promise<string[]> {
  const alone = { ...context, up: '', isAlone: true };
  for (const name of ['theme.css', 'site.css'])
    await fs.writeFile(path.join(folder, name), projectText(`output/site/assets/${name}`));
  const write = (name: string, page: SitePage) =>
    fs.writeFile(path.join(folder, `${name}.html`), withoutLinks(pageHtml(page, alone)));
  for (const area of bundle.reports) await write(reportName(area), reportPage(area, alone));
  await writeWorkbook(path.join(folder, 'cijfers.xlsx'), {
    facts: { ...context.facts, areas: bundle.areas },
    notice: context.notice,
    baseline: bundle.baseline,
  });
  const mapped = within(bundle.mapOf, context);
  const map = mapFile(pilingMap(mapped), {
    title: `Waar het samenkomt: ${bundle.mapOf?.name ?? context.region?.name ?? ''}`,
    source: [
      'Aantal indicatoren dat aantoonbaar ongunstiger is dan Nederland.',
      notDrawn(mapped.facts).trim(),
      `${context.programme}, publicatie ${context.releaseId}; grenzen: indeling ${context.facts.outlineVintage}.`,
      context.notice ?? '',
    ],
  });
  if (map) await fs.writeFile(path.join(folder, 'kaart.svg'), map);
  await fs.writeFile(
    path.join(folder, `${COVER}.html`),
    pageHtml(coverPage(bundle, context, map !== undefined), alone),
  );
  return [COVER, ...bundle.reports.map(reportName)];
}

const reportName = ({ name }: AreaRow): string =>
  `rapport-${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()}`;

/** Only the areas of a gemeente, so that the map is of it alone. */
function within(area: AreaRow | null, context: SiteContext): SiteContext {
  if (area?.area_level !== 'gemeente') return context;
  const { facts } = context;
  const areas = facts.areas.filter(one => [one.area_code, one.gemeente_code].includes(area.area_code));
  const codes = new Set(areas.map(one => one.area_code));
  const outlines = new Map([...facts.outlines].filter(([code]) => codes.has(code)));
  return { ...context, facts: { ...facts, areas, outlines } };
}

/** Links to pages of the site lead nowhere from here; their words stay, but those that only invite. */
const withoutLinks = (page: string): string =>
  page
    .replace(/ <a class="more"[^>]*>[^<]*<\/a>/g, '')
    .replace(/<a href="(?!#|https:|voorblad\.html)[^"]*"[^>]*>([\s\S]*?)<\/a>/g, '$1');

function coverPage(bundle: Bundle, context: SiteContext, hasMap: boolean): SitePage {
  const { title, occasion, day, reports, areas, hasPdf } = bundle;
  return {
    path: `${COVER}.html`,
    title,
    labels: [dutchDate(day), ...(occasion ? [occasion] : []), `publicatie ${context.releaseId}`],
    lead: `De stand van ${dutchDate(day)}, voor wie beslist en voor wie meerekent.`,
    body: html`<h2 id="inhoud-bundel">Wat erin zit</h2>
<h3>Benchmarkrapport</h3>
<p>Elk een bladzijde in gewone woorden, daarna de cijfers waarop zij rust.</p>
<ul>${reports.map(area => {
      const file = reportName(area);
      return html`<li><a href="${file}.html">${area.name}</a>${hasPdf ? html` (<a href="${file}.pdf">PDF</a>)` : null}</li>\n`;
    })}</ul>
<h3>Cijfers</h3>
<p><a href="cijfers.xlsx">cijfers.xlsx</a>: de nieuwste cijfers van ${countsOf(areas)} voor Excel, een overzicht en een blad per domein${bundle.baseline ? ', en een blad met de nulmeting' : ''}.</p>
<h3>Kaart</h3>
<p>${hasMap ? html`<a href="kaart.svg">kaart.svg</a>: waar het samenkomt, om in een stuk over te nemen.` : 'Er zijn geen grenzen opgehaald om een kaart van te tekenen.'}</p>
${baselineText(bundle)}${caveats}<p>Uitgever: ${context.publisher.name}, <a href="mailto:${context.publisher.email}">${context.publisher.email}</a>. Licentie: ${context.publisher.licence}; de bronnen staan in elk rapport.</p>
`,
  };
}

/** '1 gemeente, 5 wijken en 20 buurten'. */
const countsOf = (areas: AreaRow[]): string =>
  dutchList(
    ['regio', 'gemeente', 'wijk', 'buurt'].flatMap(level => {
      const n = areas.filter(one => one.area_level === level).length;
      return n === 0 ? [] : [`${n} ${n === 1 ? level : levelMany(level)}`];
    }),
  );

function baselineText({ baseline }: Bundle): Html | null {
  if (baseline === undefined) return null;
  return html`<h2 id="nulmeting">Nulmeting</h2>
<p>${
    baseline === null
      ? 'Er is nog geen nulmeting vastgelegd: deze cijfers zijn het beginpunt zodra dat gebeurt. Daarna staat elk cijfer naast dat van de nulmeting.'
      : `Vastgelegd op ${dutchDate(baseline.frozenAt)}, publicatie ${baseline.releaseId}${baseline.note ? ` (${baseline.note})` : ''}. In cijfers.xlsx staat elk cijfer naast dat van toen. Een ander cijfer is nog geen verandering: kijk naar de marges, en of bron en periode dezelfde zijn.`
  }</p>
`;
}
