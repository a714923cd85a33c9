import type { Config } from '../indicators/config.ts';

type Schedule = Config['schedule'];

/** What the schedule knows of the past. */
export interface ScheduleState {
  /** Start of the last run, or undefined before the first. */
  lastStarted: Date | undefined;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * Whether a run is due: pure. A slot is a day of the schedule at its local time; a run is due when the newest slot that
 * has passed is later than the last start. However many slots were missed, one run makes up for all of them.
 * Between 02:00 and 03:00 local time nothing is due, so that the clock change cannot double or swallow a run.
 */
export function due(now: Date, state: ScheduleState, schedule: Schedule): boolean {
  if (localParts(now, schedule.timezone).hour === 2) return false;
  const slot = newestSlot(now, schedule);
  if (!slot) return false;
  return !state.lastStarted || state.lastStarted.getTime() < slot.getTime();
}

/** The newest slot at or before `now`. */
export function newestSlot(now: Date, schedule: Schedule): Date | undefined {
  for (const slot of slotsFrom(now, schedule, -1)) if (slot <= now) return slot;
  return undefined;
}

/** The first slot after `now`. */
export function nextSlot(now: Date, schedule: Schedule): Date | undefined {
  for (const slot of slotsFrom(now, schedule, 1)) if (slot > now) return slot;
  return undefined;
}

/** The slots of nine days in one direction, from the day next to today on the other side; each is worked out when asked for. */
function* slotsFrom(now: Date, schedule: Schedule, direction: 1 | -1): Generator<Date> {
  const today = localParts(now, schedule.timezone);
  for (let days = -1; days <= 8; days++) {
    // By the calendar: steps of 24 hours would skip a day of 23.
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + days * direction));
    const weekday = DAYS[date.getUTCDay()];
    if (!weekday || !schedule.days.includes(weekday)) continue;
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    yield instantOf({ year, month, day }, schedule);
  }
}

interface LocalDay {
  year: number;
  month: number;
  day: number;
}

/** The instant at which the clock of the time zone shows this day and the time of the schedule. */
function instantOf({ year, month, day }: LocalDay, { at, timezone }: Schedule): Date {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let guess = wanted;
  // Two steps suffice: the first corrects the offset, the second a change of offset in between.
  for (let step = 0; step < 2; step++) {
    const shown = localParts(new Date(guess), timezone);
    guess += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return new Date(guess);
}

function localParts(instant: Date, timeZone: string): LocalDay & { hour: number; minute: number } {
  const parts = formatter(timeZone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find(one => one.type === type)?.value ?? 0);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const made = new Intl.DateTimeFormat('en', { timeZone, calendar: 'gregory', hourCycle: 'h23', ...numeric });
  formatters.set(timeZone, made);
  return made;
}
