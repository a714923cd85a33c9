import { zipOf } from '../../../kernel/zip.ts';

/** A cell as Excel writes it: a text, a number, or what stands within `<c>`. */
export type Given = string | number | { c: string; of?: string };

const letter = (at: number): string => String.fromCharCode(65 + at);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const cell = (given: Given, place: string): string => {
  if (typeof given === 'number') return `<c r="${place}"><v>${given}</v></c>`;
  if (typeof given === 'string') return `<c r="${place}" t="inlineStr"><is><t>${escaped(given)}</t></is></c>`;
  return `<c r="${place}" ${given.of ?? ''}>${given.c}</c>`;
};

/** Rows as the XML of a sheet, with attributes of a row (from 1) and what follows the cells. */
export function sheetOf(
  rows: readonly Given[][],
  { row = {}, before = '', after = '' }: Around = {},
): string {
  const lines = rows.map(
    (cells, n) =>
      `<row r="${n + 1}" ${row[n + 1] ?? ''}>${cells.map((one, at) => cell(one, `${letter(at)}${n + 1}`)).join('')}</row>`,
  );
  return `<?xml version="1.0"?><worksheet>${before}<sheetData>${lines.join('')}</sheetData>${after}</worksheet>`;
}

export interface Around {
  row?: Record<number, string>;
  before?: string;
  after?: string;
}

/** 1 a day, 2 a percentage, 3 with zeros before it, 4 a day of one's own making, 5 thousands. */
const STYLES = `<?xml version="1.0"?><styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="00000000"/>
<numFmt numFmtId="165" formatCode="[$-413]d\\ mmmm\\ yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="3"/></cellXfs>
</styleSheet>`;
export const styled = (style: number, value: number): Given => ({ of: `s="${style}"`, c: `<v>${value}</v>` });

/** A workbook of one sheet; other parts are added or take the place of its own. */
export const workbookOf = (sheet: string, parts: Record<string, string> = {}): Promise<Buffer> =>
  zipOf({
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    '_rels/.rels': '<?xml version="1.0"?><Relationships/>',
    'docProps/core.xml':
      '<?xml version="1.0"?><coreProperties><creator>Sanne Quaedvlieg</creator></coreProperties>',
    'xl/workbook.xml': book(['visible']),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheet,
    ...parts,
  });

export const book = (states: string[], properties = ''): string =>
  `<?xml version="1.0"?><workbook><workbookPr ${properties}/><sheets>${states
    .map((state, at) => `<sheet name="Blad${at + 1}" sheetId="${at + 1}" state="${state}"/>`)
    .join('')}</sheets></workbook>`;
