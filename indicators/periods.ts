/** A statistical period: code as published by us, first and last day, and kind. */
export interface Period {
  period: string;
  start: string;
  end: string;
  kind: 'year' | 'half_year' | 'quarter' | 'month' | 'week' | 'year_range' | 'school_year' | 'day';
}

const pad = (n: number): string => String(n).padStart(2, '0');
const lastDay = (year: number, month: number): string =>
  `${year}-${pad(month)}-${pad(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

/** From the first day of a month up to the last day of another. */
const months = (year: number, from: number, to = from) => ({
  start: `${year}-${pad(from)}-01`,
  end: lastDay(year, to),
});

/**
 * Reads a CBS period key (`2020JJ00`, `2020KW01`, `2020MM03`, `2020HJ01`, `2013G400` = four years from 2013,
 * `20200101`) or a bare year; returns undefined for anything else. Source: StatLine period grammar.
 */
export function parsePeriod(key: string): Period | undefined {
  const match = /^(\d{4})(?:([A-Z]{2}|[A-Z]\d)(\d{2}))?$/.exec(key.trim());
  if (!match) return parseDay(key.trim());
  const year = Number(match[1]);
  const [kind, n] = [match[2] ?? 'JJ', Number(match[3] ?? 0)];
  if (kind === 'JJ' && n === 0) return { period: `${year}`, kind: 'year', ...months(year, 1, 12) };
  if (kind === 'KW' && n >= 1 && n <= 4)
    return { period: `${year}KW${pad(n)}`, kind: 'quarter', ...months(year, 3 * n - 2, 3 * n) };
  if (kind === 'MM' && n >= 1 && n <= 12)
    return { period: `${year}MM${pad(n)}`, kind: 'month', ...months(year, n) };
  if (kind === 'HJ' && (n === 1 || n === 2)) {
    return { period: `${year}HJ${pad(n)}`, kind: 'half_year', ...months(year, 6 * n - 5, 6 * n) };
  }
  const range = /^G(\d)$/.exec(kind);
  if (range && n === 0) {
    const last = year + Number(range[1]) - 1;
    return { period: `${year}/${last}`, kind: 'year_range', start: `${year}-01-01`, end: `${last}-12-31` };
  }
  return undefined;
}

function parseDay(key: string): Period | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(key);
  if (!match) return undefined;
  const day = `${match[1]}-${match[2]}-${match[3]}`;
  const valid = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  return valid ? { period: day, kind: 'day', start: day, end: day } : undefined;
}

/** Status of a period as published by CBS, in our words; `unspecified` when the source does not say. */
export function periodStatus(status: string | null | undefined): string {
  const words: Record<string, string> = {
    Definitief: 'final',
    Voorlopig: 'provisional',
    NaderVoorlopig: 'revised_provisional',
  };
  return words[status ?? ''] ?? 'unspecified';
}
