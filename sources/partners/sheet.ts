import type { Finding } from './findings.ts';
import { type NumberKind, shownNumber } from './number-formats.ts';
import { readXml } from './xml.ts';

/** What the cells of a sheet refer to. */
export interface Workbook {
  texts: string[];
  kinds: NumberKind[];
  /** Days are counted from 1904, as on an old Macintosh. */
  isOf1904: boolean;
}

/** The rows of a sheet as text, the first being row 1, and what in it may not be. */
export interface Sheet {
  rows: string[][];
  faults: Finding[];
}

/** More columns than this are no table of counts. */
const MOST_COLUMNS = 250;
const MOST_ROWS = 1_048_576;

/** The texts that cells share, each without how it is set or pronounced. */
export function sharedTexts(xml: string | undefined): string[] {
  const texts: string[] = [];
  if (xml === undefined) return texts;
  const taken = new TextTaker();
  readXml(xml, {
    open: name => {
      if (name === 'si') taken.start();
      taken.open(name);
    },
    close: name => {
      taken.close(name);
      if (name === 'si') texts.push(taken.end());
    },
    text: text => taken.text(text),
  });
  return texts;
}

/** Takes the text of `t`, not that of `rPh`, which says how it is pronounced. */
class TextTaker {
  #text = '';
  #isText = false;
  #isSpoken = false;

  start(): void {
    this.#text = '';
  }
  end(): string {
    // A sign that XML cannot hold is written as _x000D_.
    return this.#text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  open(name: string): void {
    if (name === 'rPh') this.#isSpoken = true;
    if (name === 't') this.#isText = true;
  }
  close(name: string): void {
    if (name === 'rPh') this.#isSpoken = false;
    if (name === 't') this.#isText = false;
  }
  text(text: string): void {
    if (this.#isText && !this.#isSpoken) this.#text += text;
  }
}

/** Reads the cells of a sheet (ECMA-376, 18.3.1); throws where they are not as the format has them. */
export function readSheet(xml: string, workbook: Workbook): Sheet {
  const reader = new SheetReader(workbook);
  readXml(xml, reader);
  return { rows: reader.rows, faults: reader.faults };
}

interface Given {
  column: number;
  type: string;
  style: number;
  value: string;
  isFormula: boolean;
}

class SheetReader {
  readonly rows: string[][] = [];
  readonly #workbook: Workbook;
  readonly #merged: string[] = [];
  readonly #hiddenColumns: { from: number; to: number }[] = [];
  readonly #hiddenRows: number[] = [];
  readonly #inline = new TextTaker();
  #row = 0;
  #isHiddenRow = false;
  #column = 0;
  #cell: Given | undefined;
  #isValue = false;
  #width = 0;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    this.#inline.open(name);
    if (name === 'row') this.#openRow(Number(attribute('r') ?? this.#row + 1), attribute('hidden'));
    else if (name === 'c') this.#openCell(attribute);
    else if (name === 'v') this.#isValue = true;
    else if (name === 'f' && this.#cell) this.#cell.isFormula = true;
    else if (name === 'mergeCell') this.#merged.push(attribute('ref') ?? '');
    else if (name === 'col' && isTrue(attribute('hidden'))) {
      this.#hiddenColumns.push({ from: Number(attribute('min')), to: Number(attribute('max')) });
    }
  }

  close(name: string): void {
    this.#inline.close(name);
    if (name === 'v') this.#isValue = false;
    if (name === 'c' && this.#cell) this.#keep(this.#cell);
  }

  text(text: string): void {
    if (this.#isValue && this.#cell) this.#cell.value += text;
    this.#inline.text(text);
  }

  get faults(): Finding[] {
    const columns = this.#hiddenColumns.filter(({ from }) => from <= this.#width);
    const hidden = [
      ...(columns.length ? [`kolom ${columns.map(({ from }) => letters(from)).join(', ')}`] : []),
      ...(this.#hiddenRows.length ? [`rij ${this.#hiddenRows.slice(0, 5).join(', ')}`] : []),
    ];
    return [
      ...(hidden.length
        ? [{ rule: 'workbook_hidden' as const, hint: `Verborgen: ${hidden.join('; ')}.` }]
        : []),
      ...(this.#merged.length
        ? [
            {
              rule: 'workbook_merged' as const,
              hint: `Samengevoegd: ${this.#merged.slice(0, 5).join(', ')}.`,
            },
          ]
        : []),
    ];
  }

  #openRow(row: number, hidden: string | undefined): void {
    if (!(row > this.#row && row <= MOST_ROWS)) throw new Error(`row ${row} after ${this.#row}`);
    this.#row = row;
    this.#isHiddenRow = isTrue(hidden);
    this.#column = 0;
  }

  #openCell(attribute: (name: string) => string | undefined): void {
    const place = /^([A-Z]{1,3})\d+$/.exec(attribute('r') ?? '')?.[1];
    const column = place === undefined ? this.#column + 1 : columnOf(place);
    if (column <= this.#column) throw new Error(`column ${column} after ${this.#column}`);
    this.#column = column;
    this.#cell = {
      column,
      type: attribute('t') ?? 'n',
      style: Number(attribute('s') ?? 0),
      value: '',
      isFormula: false,
    };
    this.#inline.start();
  }

  #keep(cell: Given): void {
    this.#cell = undefined;
    const shown = this.#shown(cell);
    // What a formula came to is shown too, so that it is looked at for signs of persons.
    const text = cell.isFormula ? `=${shown}` : shown;
    if (text === '') return;
    if (cell.column > MOST_COLUMNS) throw new Error(`column ${cell.column}`);
    if (this.#isHiddenRow && this.#hiddenRows.at(-1) !== this.#row) this.#hiddenRows.push(this.#row);
    this.#width = Math.max(this.#width, cell.column);
    while (this.rows.length < this.#row) this.rows.push([]);
    const row = this.rows[this.#row - 1] ?? [];
    while (row.length < cell.column - 1) row.push('');
    row.push(text);
  }

  #shown({ type, style, value }: Given): string {
    const { texts, kinds, isOf1904 } = this.#workbook;
    switch (type) {
      case 's': {
        const text = texts[Number(value)];
        if (text === undefined) throw new Error('a text that is not there');
        return text;
      }
      case 'inlineStr':
        return this.#inline.end();
      case 'b':
        return value === '1' ? 'WAAR' : 'ONWAAR';
      case 'n':
        return value === '' ? '' : shownNumber(value, kinds[style] ?? 'number', isOf1904);
      default:
        return value;
    }
  }
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** `A` is 1, `AA` 27. */
const columnOf = (place: string): number =>
  [...place].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function letters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return `${before > 0 ? letters(before) : ''}${String.fromCharCode(65 + rest)}`;
}
