import { readXml } from './xml.ts';

/** What a format makes of a number: itself, a part of a hundred, or a day. */
export type NumberKind = 'number' | 'percent' | 'date';

/** Formats that every workbook has (ECMA-376, 18.8.30): days and times, and percentages. */
const DATES = /^(1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/;
const PERCENTAGES = /^(9|10)$/;

/** The kind of each cell style of a workbook, in the order in which cells name them. */
export function numberKinds(styles: string | undefined): NumberKind[] {
  const own = new Map<string, string>();
  const kinds: NumberKind[] = [];
  let isWithin = false;
  if (styles === undefined) return kinds;
  readXml(styles, {
    open(name, attribute) {
      if (name === 'cellXfs') isWithin = true;
      if (name === 'numFmt') own.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '');
      if (name !== 'xf' || !isWithin) return;
      const id = attribute('numFmtId') ?? '0';
      kinds.push(kindOf(id, own.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') isWithin = false;
    },
  });
  return kinds;
}

function kindOf(id: string, code: string | undefined): NumberKind {
  if (code === undefined) return DATES.test(id) ? 'date' : PERCENTAGES.test(id) ? 'percent' : 'number';
  // Without what is written as it stands, colours and conditions.
  const signs = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (signs.includes('%')) return 'percent';
  return !/general|standaard/i.test(signs) && /[dmyjhs]/i.test(signs) ? 'date' : 'number';
}

const [DAY, FIRST_OF_1900, FIRST_OF_1904] = [
  24 * 60 * 60 * 1000,
  Date.UTC(1899, 11, 30),
  Date.UTC(1904, 0, 1),
];
/** Excel takes 1900 for a leap year: its days before March are another day here. */
const FIRST_SURE_DAY = 61;

/** A number as a Dutch reader sees it who has its column wide enough; its decimals with a comma, so that none is of thousands. */
export function shownNumber(raw: string, kind: NumberKind, isOf1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (kind === 'percent') return `${decimal(value * 100)}%`;
  if (kind === 'date' && value >= FIRST_SURE_DAY && value < 1e6) {
    const time = new Date((isOf1904 ? FIRST_OF_1904 : FIRST_OF_1900) + Math.round(value * DAY));
    return time.toISOString().slice(0, Number.isInteger(value) ? 10 : 19);
  }
  return decimal(value);
}

/** Excel holds fifteen digits; beyond them stands what computing left. */
const decimal = (value: number): string => String(Number(value.toPrecision(15))).replace('.', ',');
