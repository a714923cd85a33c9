import { type Block, type Inline, inlines, type Section, type Text } from '../output/dictionary/blocks.ts';
import { table } from './table.ts';

/** A section of the dictionary as lines for a terminal; what is folded on the page is only named. */
export const sectionLines = ({ title, blocks }: Section): string[] => [
  '',
  title,
  ...blocks.flatMap(lines).map(indent),
];

function lines(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [plain(block.text)];
    case 'caution':
      return [`! ${block.title}. ${plain(block.text)}`];
    case 'list':
      return [...(block.title ? [`${block.title}:`] : []), ...block.items.map(item => `- ${plain(item)}`)];
    case 'facts':
      return table(
        ['', ''],
        block.facts.map(([term, text]) => [`${term}:`, plain(text)]),
      ).slice(1);
    case 'code':
      return block.code.split('\n');
    case 'more':
      return [`… ${block.summary}: --json`];
    case 'table': {
      const { caption, columns, rows } = block;
      const heading = columns.map(column => column.label);
      return [
        `${caption}:`,
        ...table(
          heading,
          rows.map(row => row.map(plain)),
        ).map(indent),
      ];
    }
  }
}

const indent = (line: string): string => `  ${line}`.trimEnd();

export const plain = (text: Text): string => inlines(text).map(inline).join('').replace(/\s+/g, ' ');

function inline(one: Inline): string {
  if (typeof one === 'string') return one;
  if ('code' in one) return one.code;
  return 'href' in one ? `${one.text} (${one.href})` : one.text;
}
