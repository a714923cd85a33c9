import { z } from 'zod';

/** Which letters make an area, of which level, and what follows them. */
const KINDS = {
  NL: { level: 'land', rest: '' },
  LD: { level: 'landsdeel', rest: '[0-9]{2}' },
  PV: { level: 'provincie', rest: '[0-9]{2}' },
  CR: { level: 'corop', rest: '[0-9]{2}' },
  GG: { level: 'ggd', rest: '[0-9]{4}' },
  CG: { level: 'gemeentegroep', rest: '[0-9]{2}' },
  GM: { level: 'gemeente', rest: '[0-9]{4}' },
  WK: { level: 'wijk', rest: '[0-9]{4}[0-9A-Z]{2}' },
  BU: { level: 'buurt', rest: '[0-9]{4}[0-9A-Z]{4}' },
} as const;

type CodedLevel = (typeof KINDS)[keyof typeof KINDS]['level'];

/** From large to small; a `regio` is an area group, whose code a config gives. */
export const AREA_LEVELS = [...Object.values(KINDS).map(kind => kind.level), 'regio'] as const;
export type AreaLevel = CodedLevel | 'regio';

/** Levels above the gemeente. */
export const REGION_LEVELS = ['land', 'landsdeel', 'provincie', 'corop', 'ggd', 'gemeentegroep'] as const;

/** The level of an area, read from the first two characters of its code. */
export const AREA_PREFIXES: Record<string, CodedLevel> = Object.fromEntries(
  Object.entries(KINDS).map(([letters, { level }]) => [letters, level]),
);

/** The form of the codes of these levels, as a regular expression that DuckDB reads too. */
export function areaForm(...levels: CodedLevel[]): string {
  const kinds = Object.entries(KINDS).filter(
    ([, { level }]) => levels.length === 0 || levels.includes(level),
  );
  return `^(${kinds.map(([letters, { rest }]) => letters + rest).join('|')})$`;
}

const ANY = new RegExp(areaForm());
const GROUP = '^[A-Z]{2}-[A-Z0-9-]+$';

export const isAreaCode = (code: string): boolean => ANY.test(code);

/** The wijk and gemeente that a buurt lies in, the gemeente that a wijk lies in; none for other areas. */
export const areasAbove = (code: string): string[] => [
  ...(code.startsWith('BU') ? [`WK${code.slice(2, 8)}`] : []),
  ...(/^(BU|WK)/.test(code) ? [`GM${code.slice(2, 6)}`] : []),
];

/** The gemeente that a gemeente, wijk or buurt is or lies in; undefined for other areas. */
export const gemeenteOf = (code: string): string | undefined =>
  code.startsWith('GM') ? code : areasAbove(code).at(-1);

export const areaCode = z
  .string()
  .regex(ANY, { message: "expected an area code such as 'GM0928' or 'BU09280003'" });
export const groupCode = z
  .string()
  .regex(new RegExp(GROUP), { message: "expected a code such as 'RG-PARKSTAD'" });
export const areaOrGroup = z.string().regex(new RegExp(`${areaForm()}|${GROUP}`), {
  message:
    "expected an area code such as 'GM0928', 'WK092800' or 'BU09280003', or an area group such as 'RG-PARKSTAD'",
});
export const gemeenteCode = z
  .string()
  .regex(new RegExp(areaForm('gemeente')), { message: "expected a gemeente code such as 'GM0928'" });
export const wijkCode = z
  .string()
  .regex(new RegExp(areaForm('wijk')), { message: "expected a wijk code such as 'WK092800'" });
export const regionCode = z.string().regex(new RegExp(areaForm(...REGION_LEVELS)), {
  message: "expected a code such as 'PV31', 'CR39' or 'GG6106'",
});
