import type { AddressFile } from '../connector.ts';
import { masked, refusedRow } from './zip-member.ts';

/** A postcode, a house number, and a code of a buurt with or without `BU` and leading zeros. */
const FORMS = {
  pc6: '[1-9]\\d{3} ?[A-Za-z]{2}',
  house_number: '\\d{1,5}',
  buurt: '(?:BU)?[0-9A-Z]{1,8}',
};

/** Takes in the text of a list of addresses, of any length, and refuses the first row that is none. */
export class AddressCheck {
  readonly #form: Omit<AddressFile, 'name'>;
  readonly #line: RegExp;
  #rest = '';
  #row = 0;
  #addresses = 0;

  constructor(form: Omit<AddressFile, 'name'>) {
    this.#form = form;
    const { pc6, house_number, buurt } = form.columns;
    const forms = new Map([
      [pc6, FORMS.pc6],
      [house_number, FORMS.house_number],
      [buurt, FORMS.buurt],
    ]);
    const other = `[^${form.delimiter}"]*`;
    const cells = form.header.map((name, at) => `("?)${forms.get(name) ?? other}\\${at + 1}`);
    this.#line = new RegExp(`^${cells.join(form.delimiter)}$`);
  }

  take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#takeLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  /** The number of addresses; to be asked for once, when all text is in. */
  end(): number {
    if (this.#rest.trim()) this.#takeLine(this.#rest);
    if (this.#addresses > 0) return this.#addresses;
    throw refusedRow('The file has no rows.', { file: this.#form.member });
  }

  #takeLine(line: string): void {
    this.#row++;
    if (this.#row === 1 || line === '') return;
    if (!this.#line.test(line)) throw this.#explain(line);
    this.#addresses++;
  }

  #explain(line: string) {
    const where = { file: this.#form.member, row: this.#row };
    const { header, delimiter, columns } = this.#form;
    const cells = line.split(delimiter).map(cell => cell.replace(/^"(.*)"$/, '$1'));
    if (cells.length !== header.length) {
      return refusedRow(`The row has ${cells.length} cells, the header ${header.length}.`, where);
    }
    for (const column of ['pc6', 'house_number', 'buurt'] as const) {
      const field = columns[column];
      const cell = cells[header.indexOf(field)] ?? '';
      if (new RegExp(`^${FORMS[column]}$`).test(cell)) continue;
      return refusedRow(`'${masked(cell)}' is not a ${NAMES[column]}.`, { ...where, field });
    }
    return refusedRow('The row is not written as the others.', where);
  }
}

const NAMES = { pc6: 'postcode', house_number: 'house number', buurt: 'code of a buurt' };
