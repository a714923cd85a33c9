import { projectText } from '../../kernel/root.ts';
import {
  type Block,
  type Cell,
  type Inline,
  inlines,
  isPlot,
  type Page,
  type TableBlock,
  type Text,
} from './blocks.ts';
import { Html, html } from './html.ts';
import { plotSvg } from './plot.ts';

/** The one stylesheet of the dictionary: system fonts, contrast of at least 7:1 for text, print. */
export const STYLE = new Html(projectText('output/dictionary/style.css'));

/** The page as one HTML file: no scripts, nothing from elsewhere, every text escaped. */
export function pageHtml(page: Page): string {
  const isFirst = page.name === 'index' || page.isAlone === true;
  return html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${titleOf(page)}</title>
<style>
${STYLE}</style>
</head>
<body>
<a class="skip" href="#inhoud">Naar de inhoud</a>
${page.notice ? html`<p class="notice" role="note"><strong>${page.notice}</strong></p>` : null}
${header(page, isFirst)}
<div class="columns">
<nav class="contents" aria-label="Op deze pagina">
<ul>
${page.sections.map(section => html`<li><a href="#${section.id}">${section.title}</a></li>\n`)}</ul>
</nav>
<main id="inhoud">
<p class="lead">${text(page.lead)}</p>
${page.sections.map(
  section => html`<section aria-labelledby="${section.id}">
<h2 id="${section.id}">${section.title}</h2>
${section.blocks.map(block)}</section>
`,
)}</main>
</div>
<footer><p>Publicatie ${page.releaseId}. Gegevens: licentie en bronvermelding per bron.</p></footer>
</body>
</html>
`.text;
}

function titleOf({ name, title, isAlone }: Page): string {
  if (isAlone) return `${title} – Vie`;
  return name === 'index' ? 'Datawoordenboek Vie' : `${title} – Datawoordenboek Vie`;
}

const header = (page: Page, isFirst: boolean): Html => html`<header>
<nav aria-label="Kruimelpad">${isFirst ? 'Vie – Leven in Beweging' : html`<a href="index.html">Datawoordenboek</a>`}</nav>
<h1>${page.title}</h1>
<p class="english" lang="en">${page.titleEn}</p>
<ul class="labels">${page.labels.filter(Boolean).map(label => html`<li>${label}</li>`)}</ul>
</header>`;

export function block(one: Block): Html {
  switch (one.kind) {
    case 'text':
      return html`<p>${text(one.text)}</p>\n`;
    case 'caution':
      return html`<div class="caution"><h3>${one.title}</h3><p>${text(one.text)}</p></div>\n`;
    case 'list':
      return html`<div class="list">${one.title ? html`<h3>${one.title}</h3>` : null}<ul>
${one.items.map(item => html`<li>${text(item)}</li>\n`)}</ul></div>\n`;
    case 'facts':
      return html`<dl>
${one.facts.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${text(fact)}</dd></div>\n`)}</dl>\n`;
    case 'code':
      return html`<pre><code>${one.code}</code></pre>\n`;
    case 'more':
      return html`<details><summary>${one.summary}</summary>
${one.blocks.map(block)}</details>\n`;
    case 'table':
      return table(one);
  }
}

const classOf = (one: TableBlock, at: number): string => one.columns[at]?.kind ?? 'text';

const table = (
  one: TableBlock,
): Html => html`<section class="scroll" tabindex="0" aria-label="${one.caption}">
<table class="${one.look ?? 'plain'}">
<caption>${one.caption}</caption>
<thead><tr>${one.columns.map((column, at) => html`<th scope="col" class="${classOf(one, at)}">${column.label}</th>`)}</tr></thead>
<tbody>
${one.rows.map(
  row => html`<tr>${row.map((item, at) =>
    at === 0
      ? html`<th scope="row">${cell(item)}</th>`
      : html`<td class="${classOf(one, at)}">${cell(item)}</td>`,
  )}</tr>
`,
)}</tbody>
</table>
${
  one.drawn
    ? html`<p class="drawn plot">${one.drawn}</p>
`
    : null
}</section>
`;

const cell = (item: Cell): Html => (isPlot(item) ? plotSvg(item.plot) : text(item));

const text = (words: Text): Html => html`${inlines(words).map(inline)}`;

function inline(one: Inline): Html {
  if (typeof one === 'string') return html`${one}`;
  if ('code' in one) return html`<code>${one.code}</code>`;
  if ('page' in one) return html`<a href="${one.page}.html">${one.text}</a>`;
  return /^https?:\/\//.test(one.href) ? html`<a href="${one.href}">${one.text}</a>` : html`${one.text}`;
}
