import type { DeclaredColumn, PartnerContract } from './declaration.ts';

/** What a column is called in our form: a count by its concept, anything else by what it is. */
export const nameOf = ({ role, concept }: DeclaredColumn): string =>
  concept ?? (role === 'area' ? 'area_code' : role);

/** The columns in which we keep the rows of a contract. */
export const canonicalColumns = ({ counts }: PartnerContract): string[] =>
  counts
    ? ['area_code', 'period', 'sex', 'age_group', ...Object.keys(counts)]
    : ['area_code', 'period', 'question', 'answer', 'n', 'share'];

/** Rows in our form: CSV in UTF-8 with commas, below a heading. */
export class CanonicalRows {
  readonly #blocks: Buffer[] = [];
  #text = '';

  add(cells: readonly string[]): void {
    this.#text += `${cells.map(quoted).join(',')}\n`;
    if (this.#text.length > 64 * 1024) this.#pack();
  }

  get csv(): Buffer {
    this.#pack();
    return Buffer.concat(this.#blocks);
  }

  #pack(): void {
    this.#blocks.push(Buffer.from(this.#text));
    this.#text = '';
  }
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
