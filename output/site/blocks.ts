import {
  type Block,
  type Inline,
  inlines,
  type Section,
  type TableBlock,
  type Text,
} from '../dictionary/blocks.ts';
import { type Html, html } from './html.ts';
import { indicatorPath, scroll } from './page.ts';

/** A section of the dictionary or of the revision as it stands on a page. */
export const sectionHtml = ({ id, title, blocks }: Section): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${blocks.map(block)}</section>
`;

function block(one: Block): Html {
  switch (one.kind) {
    case 'text':
      return html`<p>${text(one.text)}</p>\n`;
    case 'caution':
      return html`<div class="caution"><h3>${one.title}</h3><p>${text(one.text)}</p></div>\n`;
    case 'list':
      return html`<div>${one.title ? html`<h3>${one.title}</h3>` : null}<ul>
${one.items.map(item => html`<li>${text(item)}</li>\n`)}</ul></div>\n`;
    case 'facts':
      return html`<dl>
${one.facts.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${text(fact)}</dd></div>\n`)}</dl>\n`;
    case 'code':
      return html`<pre tabindex="0"><code>${one.code}</code></pre>\n`;
    case 'more':
      return html`<details><summary>${one.summary}</summary>
${one.blocks.map(block)}</details>\n`;
    case 'table':
      return scroll(one.caption, table(one));
  }
}

function table({ caption, columns, rows }: TableBlock): Html {
  const look = (at: number): Html | null => (columns[at]?.kind === 'number' ? html` class="number"` : null);
  return html`<table><caption>${caption}</caption><thead><tr>${columns.map((column, at) => html`<th scope="col"${look(at)}>${column.label}</th>`)}</tr></thead><tbody>
${rows.map(
  ([
    first = '',
    ...others
  ]) => html`<tr><th scope="row">${text(first)}</th>${others.map((cell, at) => html`<td${look(at + 1)}>${text(cell)}</td>`)}</tr>
`,
)}</tbody></table>`;
}

const text = (words: Text): Html => html`${inlines(words).map(inline)}`;

function inline(one: Inline): Html {
  if (typeof one === 'string') return html`${one}`;
  if ('code' in one) return html`<code>${one.code}</code>`;
  if ('page' in one) return html`<a href="${indicatorPath(one.page)}">${one.text}</a>`;
  return /^https?:\/\//.test(one.href) ? html`<a href="${one.href}">${one.text}</a>` : html`${one.text}`;
}
