import { areaForm, gemeenteOf } from '../../indicators/areas.ts';
import type { PartnerContract } from './declaration.ts';
import { folded } from './findings.ts';

/** The areas of a classification: names by code. */
export type Areas = ReadonlyMap<string, string>;

/** What is known of areas beside the list of the agreed classification. */
export interface AreaGuide {
  /** The region that deliveries are about. */
  region?: { name: string; has(code: string, vintage: number): boolean } | undefined;
  /** The code that took the place of an older one, where only the code changed. */
  successorOf?: ((code: string, vintage: number) => string | undefined) | undefined;
}

/** What an area check goes by. */
export interface AreaContext extends AreaGuide {
  area: PartnerContract['area'];
  known: Areas;
  /** Another classification, to which unknown codes seem to belong. */
  other?: { vintage: number; areas: Areas } | undefined;
}

/** A code with the name that is known of it. */
export const named = (code: string, known: Areas): string =>
  known.has(code) ? `${code} (${known.get(code)})` : code;

const LETTERS = { buurt: 'BU', wijk: 'WK', gemeente: 'GM' } as const;
const DIGITS = { buurt: 8, wijk: 6, gemeente: 4 } as const;
const LISTED = 3;

/** In Dutch, what somebody meant who wrote no area code; the cell itself is not repeated. */
export function meantByForm(given: string, context: AreaContext): string | undefined {
  const byDigits = context.area.levels.map(level => codeOfDigits(given, level)).find(isIn(context.known));
  if (byDigits) return `Bedoeld is ${named(byDigits, context.known)}.`;
  if (isPostcode4(given)) {
    return `Dit lijkt een postcode. Lever per ${context.area.levels.join(' of ')}, met de codes van het sjabloon.`;
  }
  return meantByName(given, context);
}

/** Whether a code that is of no area is one of another classification, and in Dutch which one is meant. */
export function meantByCode(code: string, context: AreaContext): { isOlder: boolean; hint: string } {
  const { area, known, other, successorOf } = context;
  const recoded = successorOf?.(code, area.vintage);
  const isRecoded = recoded !== undefined && known.has(recoded);
  const isOther = other?.areas.has(code) ?? false;
  const now = isRecoded ? recoded : sameName(code, context);
  const of = [
    isOther ? `Dit is de indeling van ${other?.vintage}.` : '',
    `Afgesproken is de indeling van ${area.vintage}.`,
    now === undefined ? '' : `Bedoeld is ${named(now, known)}.`,
  ];
  return { isOlder: isRecoded || isOther, hint: of.filter(Boolean).join(' ') };
}

/** Four digits as of a postcode without its letters. */
export const isPostcode4 = (text: string): boolean => /^[1-9]\d{3}$/.test(text.trim());

/** The code that lost its letters, and perhaps the zero before it. */
function codeOfDigits(given: string, level: keyof typeof DIGITS): string | undefined {
  const digits = given.replace(/\s/g, '').padStart(DIGITS[level], '0');
  const code = `${LETTERS[level]}${digits.toUpperCase()}`;
  return /^\d/.test(given) && new RegExp(areaForm(level)).test(code) ? code : undefined;
}

const isIn = (known: Areas) => (code: string | undefined) => code !== undefined && known.has(code);

/** The areas of the agreed level that are called so; of the region, if it has any. */
function meantByName(given: string, { area, known, region }: AreaContext): string | undefined {
  const isOfLevel = new RegExp(areaForm(...area.levels));
  const name = folded(given);
  const codes = [...known].filter(([code, one]) => isOfLevel.test(code) && folded(one) === name);
  const here = codes.filter(([code]) => region?.has(code, area.vintage));
  const meant = (here.length > 0 ? here : codes).map(([code]) => named(code, known));
  if (meant.length === 0) return undefined;
  if (meant.length <= LISTED) return `Bedoeld is ${meant.join(' of ')}.`;
  return `Er zijn ${meant.length} gebieden met deze naam.`;
}

/** The one area of the same gemeente that is called as this one was. */
function sameName(code: string, { known, other }: AreaContext): string | undefined {
  const name = other?.areas.get(code);
  if (name === undefined) return undefined;
  const kind = code.slice(0, 2);
  const same = [...known].filter(
    ([one, called]) =>
      one.startsWith(kind) && gemeenteOf(one) === gemeenteOf(code) && folded(called) === folded(name),
  );
  return same.length === 1 ? same[0]?.[0] : undefined;
}
