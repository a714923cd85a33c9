import type { Config } from '../../indicators/config.ts';

export type Schedule = Config['schedule'];

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const START = Date.parse('2024-01-01T00:00:00Z');
export const END = Date.parse('2027-01-01T00:00:00Z');

const QUARTER = 15 * MINUTE;

export interface LocalTime {
  date: string;
  clock: string;
  weekday: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clock and the calendar on the wall show. */
export function localTime(instant: number, timeZone: string): LocalTime {
  let format = formatters.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(timeZone, format);
  }
  // "Sun, 31/03/2024, 05:30"
  const [weekday = '', date = '', clock = ''] = format.format(instant).split(', ');
  return { date: date.split('/').reverse().join('-'), clock, weekday: weekday.toLowerCase() };
}

const walls = new Map<string, [number, LocalTime][]>();

/** Every quarter of an hour of three years (and a month on either side) with the local time it has. */
function wallOf(timeZone: string): [number, LocalTime][] {
  const known = walls.get(timeZone);
  if (known) return known;
  const made: [number, LocalTime][] = [];
  for (let at = START - 40 * DAY; at < END + 40 * DAY; at += QUARTER)
    made.push([at, localTime(at, timeZone)]);
  walls.set(timeZone, made);
  return made;
}

const found = new Map<string, number[]>();

/** All slots of a schedule, found by watching the clock on the wall; `at` is a whole quarter of an hour. */
export function slotsOf({ at, days, timezone }: Schedule): number[] {
  const key = [at, timezone, ...days].join();
  const known = found.get(key);
  if (known) return known;
  const slots = wallOf(timezone)
    .filter(([, { clock, weekday }]) => clock === at && days.some(day => day === weekday))
    .map(([instant]) => instant);
  found.set(key, slots);
  return slots;
}

/** The newest slot at or before an instant, and the first one after it. */
export function around(
  slots: number[],
  instant: number,
): { last: number | undefined; next: number | undefined } {
  let [from, until] = [0, slots.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((slots[middle] ?? 0) <= instant) from = middle + 1;
    else until = middle;
  }
  return { last: slots[from - 1], next: slots[from] };
}
