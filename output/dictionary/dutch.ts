const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december';

/** A number in Dutch notation: decimal comma, a point between thousands, and a true minus sign. */
export function dutchNumber(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const isZero = !/[1-9]/.test(`${whole}${fraction ?? ''}`);
  return `${value < 0 && !isZero ? '−' : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}

/** A date such as '2026-01-15T04:30:00Z' in words; what is no date stays as it is. */
export function dutchDate(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  const name = MONTHS.split(' ')[Number(month) - 1];
  return name ? `${Number(day)} ${name} ${year}` : iso;
}

/** 'a, b en c'. */
export function dutchList(items: string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} en ${last}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Texts as sentences: each with a capital, and one full stop. */
export const sentences = (...texts: string[]): string =>
  texts.map(text => `${capital(text).replace(/\.$/, '')}.`).join(' ');

/** A unit of a source: 'per 1 000 inwoners' becomes 'per 1.000 inwoners'. */
export const dutchUnit = (unit: string): string => unit.replace(/(\d) (\d{3})/g, '$1.$2');

/** '18+' becomes '18 jaar en ouder'. */
export function dutchAge(age: string): string {
  if (age === 'total') return 'alle leeftijden';
  const [, from] = /^(\d+)\+$/.exec(age) ?? [];
  if (from) return `${from} jaar en ouder`;
  return /^\d+-\d+$/.test(age) ? `${age.replace('-', ' tot en met ')} jaar` : age;
}

/** A period code in words: '2024KW01' becomes '1e kwartaal 2024'. */
export function dutchPeriod(period: string): string {
  const [, year, kind, number] = /^(\d{4})(KW|MM|HJ)(\d{2})$/.exec(period) ?? [];
  if (!kind) return period.replace('/', '–');
  const nth = Number(number);
  if (kind === 'KW') return `${nth}e kwartaal ${year}`;
  if (kind === 'HJ') return `${nth}e halfjaar ${year}`;
  return `${MONTHS.split(' ')[nth - 1]} ${year}`;
}
