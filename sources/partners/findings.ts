import type { RuleId } from './rules.ts';

/** One thing that is wrong, with its value masked. */
export interface Finding {
  rule: RuleId;
  row?: number;
  column?: string;
  value?: string;
  /** What more can be said, in Dutch. */
  hint?: string;
}

/** So many are listed; the others are counted. */
export const LISTED = 100;
const LISTED_PER_RULE = 40;

/** What is wrong with a delivery: the first of each kind in full, and how many there are. */
export class Findings {
  readonly #listed: Finding[] = [];
  readonly #totals = new Map<RuleId, number>();

  add(finding: Finding, times = 1): void {
    const before = this.#totals.get(finding.rule) ?? 0;
    this.#totals.set(finding.rule, before + times);
    if (before < LISTED_PER_RULE && this.#listed.length < LISTED) this.#listed.push(finding);
  }

  get any(): boolean {
    return this.#totals.size > 0;
  }

  has(rule: RuleId): boolean {
    return this.#totals.has(rule);
  }

  /** In the order of the rows. */
  get listed(): Finding[] {
    return [...this.#listed].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  }

  get totals(): Record<string, number> {
    return Object.fromEntries(this.#totals);
  }
}

/** Headings and names are compared without regard to capitals and surrounding spaces. */
export const folded = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/** The form of a value without the value: `1.234` is `9.999`. */
export function masked(value: string): string {
  const form = value
    .slice(0, 24)
    .replace(/\d/g, '9')
    .replace(/\p{L}/gu, letter => (/\p{Lu}/u.test(letter) ? 'A' : 'a'));
  const plain = form.replace(/[^\x20-\x7e]/g, '?');
  return value.length > 24 ? `${plain}… (${value.length} tekens)` : plain;
}
