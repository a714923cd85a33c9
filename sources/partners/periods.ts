import { type Period, parsePeriod } from '../../indicators/periods.ts';
import type { PeriodForm } from './declaration.ts';

/** A period as we write it, and its first day. */
export interface DeliveredPeriod {
  period: string;
  start: string;
}

export const PERIOD_EXAMPLES: Record<PeriodForm, string> = {
  year: '2024',
  quarter: '2024KW01',
  month: '2024MM03',
  date: '2024-03-31',
  school_year: '2023/2024',
};

const FIRST_YEAR = 1990;
const pad = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** Every way in which a period of the declared form may be written; anything else is undefined. */
export function readPeriod(text: string, form: PeriodForm): DeliveredPeriod | undefined {
  const found = READERS[form](text.trim());
  return found && Number(found.start.slice(0, 4)) >= FIRST_YEAR ? found : undefined;
}

const READERS: Record<PeriodForm, (text: string) => DeliveredPeriod | undefined> = {
  year: text => (/^\d{4}$/.test(text) ? ours(text) : undefined),
  quarter(text) {
    const match = /^(\d{4})(?:KW0|[- ]?[QK])([1-4])$/i.exec(text);
    return match ? ours(`${match[1]}KW0${match[2]}`) : undefined;
  },
  month(text) {
    const match = /^(\d{4})(?:MM|-)(\d{2})$/i.exec(text);
    return match ? ours(`${match[1]}MM${match[2]}`) : undefined;
  },
  date(text) {
    const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    const dutch = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text);
    if (iso) return ours(`${iso[1]}${iso[2]}${iso[3]}`);
    return dutch ? ours(`${dutch[3]}${pad(dutch[2])}${pad(dutch[1])}`) : undefined;
  },
  school_year(text) {
    const match = /^(\d{4})[/-](\d{4})$/.exec(text);
    if (!match || Number(match[2]) !== Number(match[1]) + 1) return undefined;
    return { period: `${match[1]}/${match[2]}`, start: `${match[1]}-08-01` };
  },
};

function ours(key: string): DeliveredPeriod | undefined {
  const parsed = parsePeriod(key);
  return parsed && { period: parsed.period, start: parsed.start };
}

/** The newest period of a form that is over, as it is written. */
export function newestPeriod(form: PeriodForm, now: Date): string {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const before = new Date(Date.UTC(year, month - (form === 'quarter' ? 3 : 1), 1));
  const [of, at] = [before.getUTCFullYear(), before.getUTCMonth()];
  const written: Record<PeriodForm, string> = {
    year: `${year - 1}`,
    quarter: `${of}KW0${Math.floor(at / 3) + 1}`,
    month: `${of}MM${pad(String(at + 1))}`,
    date: `${year - 1}-12-31`,
    school_year: month >= 7 ? `${year - 1}/${year}` : `${year - 2}/${year - 1}`,
  };
  return written[form];
}

/** A period in the form in which deliveries are stored. */
export function storedPeriod(text: string): Period {
  const year = Number(text.slice(0, 4));
  if (/^\d{4}\/\d{4}$/.test(text)) {
    return { period: text, kind: 'school_year', start: `${year}-08-01`, end: `${year + 1}-07-31` };
  }
  const period = parsePeriod(text.replaceAll('-', ''));
  if (!period) throw new Error(`'${text}' is no period of a stored delivery.`);
  return period;
}
