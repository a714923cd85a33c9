import { type Block, type Inline, inlines, type Page, type TableBlock, type Text } from './blocks.ts';

/** The page as Markdown, for editors, version control and code hosts. */
export function pageMarkdown(page: Page): string {
  const back = page.name === 'index' || page.isAlone ? [] : ['[Datawoordenboek](index.md)'];
  const parts = [
    ...(page.notice ? [`> **${words(page.notice)}**`] : []),
    ...back,
    `# ${words(page.title)}`,
    `*${words(page.titleEn)}*`,
    page.labels.filter(Boolean).map(words).join(' · '),
    words(page.lead),
    ...page.sections.flatMap(section => [`## ${words(section.title)}`, ...section.blocks.flatMap(block)]),
    '---',
    `Publicatie ${words(page.releaseId)}. Gegevens: licentie en bronvermelding per bron.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function block(one: Block): string[] {
  switch (one.kind) {
    case 'text':
      return [text(one.text)];
    case 'caution':
      return [`> **${words(one.title)}.** ${text(one.text)}`];
    case 'list':
      return [
        ...(one.title ? [`### ${words(one.title)}`] : []),
        one.items.map(item => `- ${text(item)}`).join('\n'),
      ];
    case 'facts':
      return [one.facts.map(([term, fact]) => `- **${words(term)}:** ${text(fact)}`).join('\n')];
    case 'code':
      return [['```sql', one.code, '```'].join('\n')];
    case 'more':
      return one.blocks.flatMap(block);
    case 'table':
      return table(one);
  }
}

function table({ caption, columns, rows }: TableBlock): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `**${words(caption)}**`,
    [
      line(columns.map(column => words(column.label))),
      line(columns.map(column => (column.kind === 'number' ? '---:' : '---'))),
      ...rows.map(row => line(row.map(text))),
    ].join('\n'),
  ];
}

const text = (given: Text): string => inlines(given).map(inline).join('');

function inline(one: Inline): string {
  if (typeof one === 'string') return words(one);
  if ('code' in one) return `\`${one.code.replaceAll('`', "'")}\``;
  if ('page' in one) return `[${words(one.text)}](${one.page}.md)`;
  return /^https?:\/\//.test(one.href) ? `[${words(one.text)}](<${one.href}>)` : words(one.text);
}

/** Text in which no character has a meaning in Markdown; it stays on one line. */
const words = (plain: string): string =>
  plain
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/^(\d+)([.)]) /, '$1\\$2 ')
    .replace(/^([-+>=])/, '\\$1');
