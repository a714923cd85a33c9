import { FIRST_NAMES, PARTICLES, SURNAMES } from './person-names.ts';
import type { PersonRule } from './rules.ts';

/** The eleven-test of a burgerservicenummer; one of eight digits lost its leading zero. */
export function isBsn(digits: string): boolean {
  const nine = digits.padStart(9, '0');
  if (!/^\d{9}$/.test(nine) || /^(\d)\1*$/.test(digits)) return false;
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0);
  return sum % 11 === 0;
}

/** ISO 13616: the number of the rearranged text leaves 1 when divided by 97. */
export function isIban(text: string): boolean {
  const plain = text.replace(/[\s.-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const digits = [...plain.slice(4), ...plain.slice(0, 4)].map(sign => Number.parseInt(sign, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

const EMAIL = /[^\s@;,<>"]+@[^\s@;,<>"]+\.[a-z]{2,}/i;
const PHONE = /(?<!\d)(?:(?:\+|00)31|0(?!\.\d{7}))(?:[\s().-]*\d){9}(?!\d)/;
const MOBILE_WITHOUT_ZERO = /^6\d{8}$/;
const NINE = /(?<![\d.,])\d{9}(?![\d]|[.,]\d)|(?<![\d.,-])\d{3,4}[. -]\d{2,3}[. -]\d{2,3}(?![\d-]|[.,]\d)/g;
const EIGHT = /^\d{8}$/;
const DUTCH_IBAN = /NL\d{2}[\s.-]?[A-Z]{4}(?:[\s.-]?\d){10}/gi;
const POSTCODE_ALONE = /^[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}$/i;
const POSTCODE_WITHIN = /(?<![\dA-Z])[1-9]\d{3} ?(?!SA|SD|SS|KW|MM|JJ)[A-Z]{2}(?![\dA-Za-z])/;
const STREET =
  /\p{L}{2,}(straat|laan|weg|plein|dreef|singel|kade|gracht|steeg|hof|pad|markt|baan|str\.)\s*\d{1,4}\s?[a-z]{0,2}(?![\p{L}\d])/iu;
const STREET_ALONE = /^[\p{L}.' -]*\p{L}{3,}(straat|laan|weg|plein|dreef|singel|kade|gracht|steeg|str\.)$/iu;
const BORN = /\bgeb(oren|\.)?\b.{0,12}\d/i;

/** A number that may be a burgerservicenummer, alone or within a text. */
function holdsBsn(text: string): boolean {
  if (EIGHT.test(text)) return isBsn(text);
  for (const [found] of text.matchAll(NINE)) {
    const digits = found.replace(/\D/g, '');
    if (digits.length === 9 && isBsn(digits)) return true;
  }
  return false;
}

const holdsIban = (text: string): boolean =>
  isIban(text) || [...text.matchAll(DUTCH_IBAN)].some(([found]) => isIban(found));

/** The sign that a text says by itself, wherever it stands. */
export function signIn(text: string): PersonRule | undefined {
  if (text.length < 6) return undefined;
  if (/\d/.test(text)) {
    if (holdsBsn(text)) return 'bsn';
    if (holdsIban(text)) return 'iban';
    if (PHONE.test(text) || MOBILE_WITHOUT_ZERO.test(text)) return 'phone';
    if (POSTCODE_ALONE.test(text) || POSTCODE_WITHIN.test(text)) return 'postcode';
    if (STREET.test(text)) return 'street';
    if (BORN.test(text)) return 'birth_date';
  }
  return EMAIL.test(text) ? 'email' : undefined;
}

const INITIALS_FIRST =
  /^(\p{Lu}\.\s?){1,5}((van|de|der|den|ten|ter|het|'t|op|in|te)\s+)*\p{Lu}[\p{L}'-]+( ?- ?\p{Lu}[\p{L}'-]+)?$/u;
const INITIALS_LAST =
  /^[\p{L}' -]+,\s*((van|de|der|den|ten|ter|het|'t)[\s,]*)*(\p{Lu}\.\s?){1,5}((van|de|der|den|ten|ter|het|'t)\s*)*$/u;
const SALUTED = /^(dhr|mevr|mw|mevrouw|de heer|fam)\b\.?\s+\p{L}/iu;

/** How much a cell looks like the name of a person: certainly, perhaps, or not. */
export function nameSign(text: string): 'sure' | 'perhaps' | undefined {
  if (text.length > 60 || !/\p{L}{2}/u.test(text)) return undefined;
  if (INITIALS_FIRST.test(text) || INITIALS_LAST.test(text) || SALUTED.test(text)) return 'sure';
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const isFirst = words.some(word => FIRST_NAMES.has(word));
  const isLast = words.some(word => SURNAMES.has(word));
  if (words.length === 1) return isFirst || isLast ? 'perhaps' : undefined;
  if (words.length > 5 || /\d/.test(text)) return undefined;
  const hasParticle = words.slice(1, -1).some(word => PARTICLES.has(word));
  if (isFirst && (isLast || hasParticle)) return 'sure';
  return isFirst || (isLast && words.length === 2) ? 'perhaps' : undefined;
}

export const isStreet = (text: string): boolean => STREET_ALONE.test(text);

const WRITTEN =
  /^(\d{1,2})[ -](jan|feb|mrt|maart|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?[ -](\d{2,4})$/i;

/** The year of a whole date in any usual writing, or undefined. */
export function yearOfDate(text: string): number | undefined {
  const given = text.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const last = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(given);
  const first =
    /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(given) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(given);
  const written = WRITTEN.exec(given);
  if (written) return yearOf(written[3]);
  if (first) return isDay(first[2], first[3]) ? yearOf(first[1]) : undefined;
  return last && (isDay(last[1], last[2]) || isDay(last[2], last[1])) ? yearOf(last[3]) : undefined;
}

const isDay = (month: string | undefined, day: string | undefined): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

function yearOf(text: string | undefined): number | undefined {
  const year = Number(text);
  if (text?.length === 2) return year > 30 ? 1900 + year : 2000 + year;
  return year >= 1900 && year <= 2100 ? year : undefined;
}
