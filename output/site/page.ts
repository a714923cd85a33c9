import type { Publisher } from '../../indicators/publisher.ts';
import { dutchDate } from '../dictionary/dutch.ts';
import type { Revision } from '../revision/revision.ts';
import { PATTERNS } from './draw/svg.ts';
import type { SiteFacts } from './facts.ts';
import { type Html, html } from './html.ts';
import type { AreaRow } from './rows.ts';

/** What every page needs: the facts, and the release and programme that it belongs to. */
export interface SiteContext {
  facts: SiteFacts;
  releaseId: string;
  notice: string | null;
  /** What the release changes; absent where it was not held against another. */
  revision: Revision | undefined;
  /** Name of the programme, as the config has it. */
  programme: string;
  publisher: Publisher;
  region: AreaRow | undefined;
  byCode: ReadonlyMap<string, AreaRow>;
  /** From the page to the folder of the site: empty, or one up. */
  up: string;
  /** Hoofdindicatoren of the report, in the order in which it has them. */
  headlines: readonly string[];
  /** Whether pages stand without the rest of the site. */
  isAlone?: boolean;
}

export interface SitePage {
  /** Path below the site, with its folder at most one deep. */
  path: string;
  title: string;
  /** Under the title, in English. */
  english?: string;
  labels?: string[];
  trail?: { text: string; path: string }[] | undefined;
  lead?: Html | string;
  body: Html;
}

const MENU: [path: string, text: string][] = [
  ['index.html', 'Start'],
  ['indicatoren.html', 'Indicatoren'],
  ['vergelijk.html', 'Vergelijk'],
  ['stapeling.html', 'Stapeling'],
  ['themas.html', 'Thema’s'],
  ['doelen.html', 'Doelen'],
  ['programmas.html', 'Programma’s'],
  ['nieuw.html', 'Wat is nieuw'],
  ['over.html', 'Over'],
];

/** Nothing from elsewhere, no script or style in the page itself. */
const POLICY = html`default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'`;

/** The start of every page, up to what stands in its body; `up`: from the page to the folder of the site. */
export const opening = (title: string, up: string): Html => html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${up}theme.css">
<link rel="stylesheet" href="${up}site.css">
</head>
<body>
`;

/** A whole page: complete without its script, which only adds search, comparison, filters and downloads. */
export function pageHtml(page: SitePage, context: SiteContext): string {
  const { up } = context;
  const isStart = page.path === 'index.html';
  return html`${opening(isStart ? context.programme : `${page.title} – ${context.programme}`, up)}<a class="skip" href="#inhoud">Naar de inhoud</a>
${PATTERNS}${context.notice ? html`<aside class="notice" aria-label="Waarschuwing"><strong>${context.notice}</strong></aside>` : null}
<header class="top">
<p class="brand"><a href="${up}${context.isAlone ? 'voorblad' : 'index'}.html">${context.programme}</a></p>
${context.isAlone ? null : menu(page, context)}</header>
<main id="inhoud">
${trail(page, up)}<h1>${page.title}</h1>
${page.english ? html`<p class="english" lang="en">${page.english}</p>` : null}${
  page.labels?.length
    ? html`<ul class="labels">${page.labels.filter(Boolean).map(label => html`<li>${label}</li>`)}</ul>`
    : null
}
${page.lead ? html`<p class="lead">${page.lead}</p>` : null}
${page.body}</main>
<footer><p>Publicatie ${context.releaseId}.${
    context.isAlone
      ? html`</p></footer>`
      : html` Bronnen en licenties: <a href="${up}over.html">over deze cijfers</a>. Alle cijfers als bestand: <a href="${up}../index.html">gegevens</a>.</p></footer>
<script src="${up}site.js"></script>
<script src="${up}data/zoek.js"></script>`
  }
</body>
</html>
`.text;
}

const menu = (
  page: SitePage,
  { up, facts }: SiteContext,
): Html => html`<div class="search" id="zoek" data-root="${up}"${facts.postcodes.length > 0 ? html` data-postcodes` : null}></div>
<nav aria-label="Hoofdmenu"><ul>${MENU.map(
  ([path, text]) =>
    html`<li><a href="${up}${path}"${path === page.path ? html` aria-current="page"` : null}>${text}</a></li>`,
)}</ul></nav>
`;

const trail = ({ trail: steps }: SitePage, up: string): Html | null =>
  steps?.length
    ? html`<nav class="trail" aria-label="Kruimelpad"><ol>${steps.map(step => html`<li><a href="${up}${step.path}">${step.text}</a></li>`)}</ol></nav>
`
    : null;

export const areaPath = (code: string): string => `gebied/${code}.html`;
export const indicatorPath = (id: string): string => `indicator/${id}.html`;

/** Link to the page of an area, or its name where it has none. */
export const areaLink = ({ byCode, up }: SiteContext, code: string): Html => {
  const area = byCode.get(code);
  return area ? html`<a href="${up}${areaPath(code)}">${area.name}</a>` : html`${code}`;
};

/** A table that scrolls by itself on a small screen, with a name and a way to take it along. */
export const scroll = (caption: string, table: Html, file?: string): Html =>
  html`<section class="scroll" tabindex="0" aria-label="${caption}"${file ? html` data-csv="${file}"` : null}>${table}</section>
`;

export const day = (iso: string): string => dutchDate(iso);
