import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../indicators/config.ts';
import { due, newestSlot, nextSlot } from '../../pipelines/schedule.ts';
import { amountOf } from '../support/depth.ts';
import { around, DAY, END, localTime, MINUTE, type Schedule, START, slotsOf } from './slots.ts';

const DRAWN = amountOf('schedules and moments that are drawn');
/** Patterns of sleep are dozens of moments each. */
const PATTERNS = { numRuns: DRAWN / 5 };

const WEEK: Schedule['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const daily = (timezone: string, at = '05:30'): Schedule => ({ at, days: [...WEEK], timezone });
const isDue = (now: number, lastStarted: number | undefined, schedule: Schedule) =>
  due(
    new Date(now),
    { lastStarted: lastStarted === undefined ? undefined : new Date(lastStarted) },
    schedule,
  );

/** Europe/Amsterdam changes its clocks in March and October, Pacific/Auckland in September and April. */
const ZONES = ['Europe/Amsterdam', 'Pacific/Auckland', 'UTC'] as const;

const schedules: fc.Arbitrary<Schedule> = fc.record({
  timezone: fc.constantFrom(...ZONES),
  at: fc.constantFrom('00:00', '00:15', '01:45', '03:00', '05:30', '12:00', '23:45'),
  days: fc.oneof(fc.constant<Schedule['days']>([...WEEK]), fc.subarray([...WEEK], { minLength: 1 })),
});
const minutes = (from: number, until: number) => fc.integer({ min: from, max: until }).map(n => n * MINUTE);
const instants = fc.integer({ min: START / MINUTE, max: (END - 31 * DAY) / MINUTE }).map(n => n * MINUTE);
/** Sleeps of a minute to 30 days; most are short, as of a process that is up. */
const sleeps = fc.oneof(minutes(1, 90), minutes(1, 90), minutes(1, 1440), minutes(1, 30 * 1440));

interface Run {
  at: number;
  slot: number | undefined;
}

/** The runs of a process that looks whenever it wakes. */
function simulate(schedule: Schedule, start: number, steps: number[], firstStarted?: number): Run[] {
  const slots = slotsOf(schedule);
  const runs: Run[] = [];
  let [now, lastStarted] = [start, firstStarted];
  for (const step of steps) {
    if (now > END) break;
    if (isDue(now, lastStarted, schedule)) {
      runs.push({ at: now, slot: around(slots, now).last });
      lastStarted = now;
    }
    now += step;
  }
  return runs;
}

describe('a run is due', () => {
  test('exactly when a slot has passed since the last start, except between 02:00 and 03:00', () => {
    fc.assert(
      fc.property(schedules, instants, sleeps, (schedule, lastStarted, sleep) => {
        const now = lastStarted + sleep;
        const { last } = around(slotsOf(schedule), now);
        const night = localTime(now, schedule.timezone).clock.startsWith('02:');
        expect(isDue(now, lastStarted, schedule)).toBe(!night && (last ?? 0) > lastStarted);
      }),
      { numRuns: DRAWN },
    );
  });

  test('at once when nothing ever ran', () => {
    expect(isDue(Date.parse('2026-01-15T12:00:00Z'), undefined, daily('Europe/Amsterdam'))).toBe(true);
  });

  test('once per slot at most, and never for a backlog, whatever the pattern of sleep', () => {
    fc.assert(
      fc.property(schedules, instants, fc.array(sleeps, { maxLength: 60 }), (schedule, start, steps) => {
        const slots = simulate(schedule, start, steps, start).map(run => run.slot);
        expect(new Set(slots).size).toBe(slots.length);
      }),
      PATTERNS,
    );
  });

  test('never between 02:00 and 03:00 local time', () => {
    fc.assert(
      fc.property(schedules, instants, fc.array(sleeps, { maxLength: 60 }), (schedule, start, steps) => {
        for (const run of simulate(schedule, start, steps)) {
          expect(localTime(run.at, schedule.timezone).clock).not.toMatch(/^02:/);
        }
      }),
      PATTERNS,
    );
  });

  test('after any downtime as soon as there is a slot in it, and then once', () => {
    fc.assert(
      fc.property(schedules, instants, minutes(8 * 1440, 30 * 1440), (schedule, start, downtime) => {
        // Up to an hour later, when it happens to be between 02:00 and 03:00.
        const wake = start + downtime;
        const awake = Array.from({ length: 70 }, () => MINUTE);
        const runs = simulate(schedule, wake, awake, start);
        expect(runs[0]?.at).toBeLessThanOrEqual(wake + 60 * MINUTE);
        expect(runs.filter(run => (run.slot ?? 0) <= wake).length).toBeLessThanOrEqual(1);
      }),
      PATTERNS,
    );
  });

  test('at most once per slot when the clock is set back', () => {
    const back = minutes(1, 180).map(n => -n);
    const steps = fc.array(fc.oneof(sleeps, sleeps, back), { maxLength: 60 });
    fc.assert(
      fc.property(schedules, instants, steps, (schedule, start, list) => {
        const slots = simulate(schedule, start, list, start).map(run => run.slot);
        expect(new Set(slots).size).toBe(slots.length);
      }),
      PATTERNS,
    );
  });
});

describe('around a change of the clocks', () => {
  const CHANGES = {
    'Europe/Amsterdam': ['2024-03-31', '2024-10-27', '2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25'],
    'Pacific/Auckland': ['2024-04-07', '2024-09-29', '2025-04-06', '2025-09-28', '2026-04-05', '2026-09-27'],
  };
  const cases = Object.entries(CHANGES).flatMap(([zone, days]) => days.map(day => [zone, day] as const));

  test.each(cases)('%s %s: one run on each day, at the time on the wall', (zone, day) => {
    const noon = Date.parse(`${day}T12:00:00Z`);
    for (const at of ['01:45', '03:00', '05:30']) {
      const schedule = daily(zone, at);
      const steps = Array.from({ length: 5 * 24 * 4 }, () => 15 * MINUTE);
      const runs = simulate(schedule, noon - 3 * DAY, steps, noon - 3 * DAY);
      const shown = runs.map(run => localTime(run.at, zone));
      expect(new Set(shown.map(time => time.date)).size).toBe(shown.length);
      expect(shown.length).toBe(5);
      expect(new Set(shown.map(time => time.clock))).toEqual(new Set([at]));
    }
  });
});

test('the leap day has a slot like any other day', () => {
  const noon = new Date('2024-02-29T12:00:00Z');
  expect(newestSlot(noon, daily('Europe/Amsterdam'))?.toISOString()).toBe('2024-02-29T04:30:00.000Z');
});

test('the next and the newest slot are those that the clock on the wall gives', () => {
  fc.assert(
    fc.property(schedules, instants, (schedule, now) => {
      const { last, next } = around(slotsOf(schedule), now);
      expect(nextSlot(new Date(now), schedule)?.getTime()).toBe(next);
      expect(newestSlot(new Date(now), schedule)?.getTime()).toBe(last);
    }),
    { numRuns: DRAWN },
  );
});

test('late on the eve of a change of the clocks, the next slot is that of the day of the change', () => {
  // 23:30 in Amsterdam on the Saturday before summer time; 05:30 summer time is 03:30 UTC.
  const eve = new Date('2025-03-29T22:30:00Z');
  expect(nextSlot(eve, daily('Europe/Amsterdam'))?.toISOString()).toBe('2025-03-30T03:30:00.000Z');
});

test('just after midnight of the day after a change of the clocks, the newest slot is that of the day before', () => {
  const night = new Date('2025-03-30T22:30:00Z');
  expect(newestSlot(night, daily('Europe/Amsterdam'))?.toISOString()).toBe('2025-03-30T03:30:00.000Z');
});

describe('the config refuses a schedule', () => {
  const accepts = (schedule: object) => configSchema.safeParse({ schedule }).success;

  test('between 02:00 and 03:00, where clocks jump', () => {
    expect(accepts({ at: '02:00' })).toBe(false);
    expect(accepts({ at: '02:59' })).toBe(false);
    expect(accepts({ at: '03:00' })).toBe(true);
  });

  test('without a day, in an unknown time zone, or at no time of day', () => {
    expect(accepts({ days: [] })).toBe(false);
    expect(accepts({ timezone: 'Europe/Heerlen' })).toBe(false);
    expect(accepts({ at: '24:00' })).toBe(false);
  });
});
