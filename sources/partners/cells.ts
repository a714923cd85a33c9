import { areaForm } from '../../indicators/areas.ts';
import { type AreaContext, meantByCode, meantByForm } from './area-hints.ts';
import type { PartnerContract, PeriodForm } from './declaration.ts';
import { PERIOD_EXAMPLES, readPeriod } from './periods.ts';
import type { RuleId } from './rules.ts';

/** What a cell comes to: the value as we write it, or the rule that it breaks. */
export interface Cell {
  out: string;
  value: number;
  /** Not of the cell alone: what its whole column must say. */
  pending?: 'thousands';
  rule?: RuleId;
  hint?: string;
}

export type CellCheck = (cell: string) => Cell;

interface Broken {
  rule: RuleId;
  hint?: string;
}

/** A rule of one column, asked of cells without the spaces around them. */
const checkOf =
  (read: (given: string) => Cell | Broken, whenEmpty: Cell | Broken = { rule: 'value_missing' }): CellCheck =>
  cell => {
    const given = cell.trim();
    const found = given === '' ? whenEmpty : (broken(given) ?? read(given));
    return { out: '', value: Number.NaN, ...found };
  };

const EXCEL =
  /^#(N\/[AB]|REF!?|VERW!?|DIV\/0!?|DEEL\/0!?|VALUE!?|WAARDE!?|NAME\?|NAAM\?|NUM!?|GETAL!?|NULL!?|LEEG!?|#+)$/i;

/** What no column may hold. */
function broken(text: string): Broken | undefined {
  if (EXCEL.test(text)) return { rule: 'excel_error' };
  if (/^[=@]/.test(text) || /^[+-].*[a-z(]/i.test(text)) return { rule: 'formula' };
  return undefined;
}

const text = (out: string, value = 0) => ({ out, value });

const CODE = new RegExp(areaForm('gemeente', 'wijk', 'buurt'));

/** A row without an area is most often one of sums. */
const NO_AREA: Broken = { rule: 'value_missing', hint: 'Is dit een totaalregel? Verwijder haar dan.' };

export function areaCheck(context: AreaContext): CellCheck {
  const { area, known } = context;
  const isOfLevel = new RegExp(areaForm(...area.levels));
  return checkOf(given => {
    const code = given.toUpperCase();
    if (/^(eind|sub)?tota?al|^total/i.test(given)) return { rule: 'totals_row' };
    if (!CODE.test(code)) return { rule: 'area_form', ...hinted(meantByForm(given, context)) };
    if (!isOfLevel.test(code)) {
      return { rule: 'area_level', hint: `Afgesproken: ${area.levels.join(', ')}.` };
    }
    if (known.has(code)) return text(code);
    const { isOlder, hint } = meantByCode(code, context);
    return { rule: isOlder ? 'area_other_vintage' : 'area_unknown', hint };
  }, NO_AREA);
}

const hinted = (hint: string | undefined) => (hint === undefined ? {} : { hint });

export function periodCheck({ period: { form } }: PartnerContract, now: Date): CellCheck {
  const today = now.toISOString().slice(0, 10);
  return checkOf(given => {
    const found = readPeriod(given, form);
    if (!found) return { rule: 'period_form', hint: periodHint(given, form) };
    return found.start > today ? { rule: 'period_future' } : text(found.period);
  });
}

/** Excel counts days from 1900 (45657 is the last day of 2024), and makes days of much that is typed. */
const EXCEL_DAY = /^[34]\d{4}$|^\d{4}-\d{2}-\d{2}/;

function periodHint(given: string, form: PeriodForm): string {
  const serial = EXCEL_DAY.test(given) ? 'Excel maakte hier een datum van. ' : '';
  return `${serial}Voorbeeld: ${PERIOD_EXAMPLES[form]}.`;
}

export function keyCheck(keys: Record<string, string>): CellCheck {
  const known = new Map(Object.entries(keys).map(([key, group]) => [key.toLowerCase(), group]));
  const hint = `Afgesproken: ${Object.keys(keys).join(', ')}.`;
  return checkOf(given => {
    const group = known.get(given.toLowerCase());
    return group === undefined ? { rule: 'category_unknown', hint } : text(group);
  });
}

const LONGEST_TEXT = 300;
export const textCheck: CellCheck = checkOf(given =>
  given.length > LONGEST_TEXT ? { rule: 'category_text' } : text(given.replace(/\s+/g, ' ')),
);

/** A count of people or things in an area has at most seven digits. */
const COUNT = /^(0|[1-9]\d{0,6})$/;
const GROUPED = { '.': /^[1-9]\d{0,2}(\.\d{3})+$/, ' ': /^[1-9]\d{0,2}([ \u00a0\u202f]\d{3})+$/ } as const;

export interface CountForm {
  optional?: boolean;
  thousands?: '.' | ' ' | undefined;
  /** Counts below it are not shown. */
  min_cell?: number;
}

export function countCheck({ optional = false, thousands, min_cell = 10 }: CountForm): CellCheck {
  const read = (given: string): Cell | Broken => {
    if (COUNT.test(given)) return text(given, Number(given));
    if (thousands && GROUPED[thousands].test(given)) return grouped(given);
    if (GROUPED['.'].test(given)) return { ...grouped(given), pending: 'thousands' };
    return { rule: countRule(given), ...hinted(countHint(given, min_cell)) };
  };
  return checkOf(read, optional ? text('', Number.NaN) : undefined);
}

function grouped(given: string): Cell | Broken {
  const digits = given.replace(/\D/g, '');
  return COUNT.test(digits) ? text(digits, Number(digits)) : { rule: 'count_too_large' };
}

function countRule(given: string): RuleId {
  if (/^-\d/.test(given)) return 'count_negative';
  if (/^\d{8,}$/.test(given)) return 'count_too_large';
  if (/^\d{1,3}(,\d{3})+$/.test(given) || /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(given))
    return 'decimal_confusion';
  return /^\d*[.,]\d+$/.test(given) ? 'count_decimal' : 'number_form';
}

/** Signs that stand for a count that somebody did not want to write. */
const WITHHELD = /^([<≤]=?\s*\d+|[-–*.x]|n\.?b\.?|onbekend)$/i;

function countHint(given: string, minCell: number): string | undefined {
  if (WITHHELD.test(given)) {
    return `Lever het aantal zelf, ook onder de ${minCell}, en 0 als er geen zijn: wij verbergen kleine aantallen.`;
  }
  if (given.endsWith('%')) return 'Lever het aantal, geen percentage.';
  const isScientific = /^\d+([.,]\d+)?e[+-]?\d+$/i.test(given);
  return isScientific ? "Geef de kolom in Excel de notatie 'Getal' zonder decimalen." : undefined;
}

export const shareCheck: CellCheck = checkOf(given => {
  const plain = given.replace(/\s*%$/, '').replace(',', '.');
  if (/^-\d/.test(plain)) return { rule: 'share_range' };
  if (!/^\d{1,3}(\.\d{1,12})?$/.test(plain)) return { rule: 'number_form' };
  return Number(plain) > 100 ? { rule: 'share_range' } : text(String(Number(plain)), Number(plain));
});
