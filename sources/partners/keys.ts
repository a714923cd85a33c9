import { PersonData } from './rules.ts';

/** Most values of each part of a group: period, age, sex, question, answer. Their product is exact in a number. */
const MOST = [65_536, 256, 16, 4096, 4096] as const;
/** More combinations of period and category than a delivery of counts can explain. */
const MOST_GROUPS = 100_000;
const MOST_BYTES = 128 * 1024 * 1024;

/** Which areas were seen in which group, one bit each; tells when a combination comes again. */
export class KeySet {
  readonly #groups = new Map<number, Uint32Array>();
  #bytes = 0;
  #last = -1;
  #bits: Uint32Array = new Uint32Array(0);
  distinct = 0;

  /** False when this combination was there already. All numbers count from 0 in order of appearance. */
  add(area: number, parts: readonly number[]): boolean {
    let group = 0;
    for (let at = 0; at < MOST.length; at++) {
      const [part, most] = [parts[at] ?? 0, MOST[at] ?? 1];
      if (part >= most) throw new PersonData(at < 3 ? 'person_rows' : 'free_text');
      group = group * most + part;
    }
    const word = area >>> 5;
    if (group !== this.#last || word >= this.#bits.length) this.#turnTo(group, word);
    const bit = 1 << (area & 31);
    const before = this.#bits[word] ?? 0;
    if (before & bit) return false;
    this.#bits[word] = before | bit;
    this.distinct++;
    return true;
  }

  #turnTo(group: number, word: number): void {
    let bits = this.#groups.get(group) ?? new Uint32Array(0);
    if (word >= bits.length) {
      const grown = new Uint32Array(Math.max(8, 2 ** Math.ceil(Math.log2(word + 1))));
      grown.set(bits);
      this.#bytes += 4 * (grown.length - bits.length);
      bits = grown;
      this.#groups.set(group, bits);
      if (this.#groups.size > MOST_GROUPS || this.#bytes > MOST_BYTES) throw new PersonData('person_rows');
    }
    this.#last = group;
    this.#bits = bits;
  }
}
