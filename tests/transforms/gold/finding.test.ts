import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../../support/warehouse.ts';
import { intervention } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];

// Data were retrieved on 15 January 2026. The last gemeente is in the group, and has no figures.
const CONFIG: NonNullable<Given['config']> = {
  area_groups: [
    {
      code: 'RG-X',
      name_nl: 'X',
      name_en: 'X',
      members: [{ areas: ['GM0001', 'GM0002', 'GM0003', 'GM0004'] }],
    },
  ],
  region: 'RG-X',
  benchmarks: [
    { code: 'NL', name_nl: 'Nederland', name_en: 'The Netherlands', area: 'NL' },
    { code: 'VORIGE', name_nl: 'vorige', name_en: 'before', own: 'previous' },
  ],
};

/** Values of the first gemeente and the country; the other two lie so that the standard deviation is `sd`. */
const around = (own: [number, number, number], country: number, sd: number): Record<string, Cell> => ({
  GM0001: own,
  GM0002: [own[0] - sd, own[1] - sd, own[2] - sd],
  GM0003: [own[0] - 2 * sd, own[1] - 2 * sd, own[2] - 2 * sd],
  NL: [country, country - 0.1, country + 0.1],
});

const SURVEY: Declared = { value_kind: 'survey', polarity: 'lower_better', weight: { concept: 'inwoners' } };
const ROUNDED = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`GM01${at + 10}`, 5 * at]));

/** Each with its figures: 30 of 20 at a standard deviation of 10 and so on. */
const CASES: Record<string, [Declared, Record<string, Cell>]> = {
  roken: [
    {
      ...SURVEY,
      statement: { nl: 'rookt {value} van de volwassenen', en: '{value} of adults smoke' },
      people: { nl: 'volwassenen die roken', en: 'adults who smoke' },
    },
    around([30, 26, 34], 20, 10),
  ],
  gewicht: [{ ...SURVEY, part_of: [] }, around([25, 22, 28], 20, 5)],
  zwaar: [{ ...SURVEY, part_of: ['gewicht'] }, around([12, 11.8, 12.2], 8, 1)],
  model: [
    { ...SURVEY, domain: 'wonen & leefomgeving', value_kind: 'model_estimate' },
    around([30, 26, 34], 20, 10),
  ],
  // A standard error of 5 on 10: class D.
  onzeker: [{ ...SURVEY, domain: 'veiligheid' }, around([10, 0.1, 19.9], 0.05, 1)],
  // 2.5 per cent off: shown, but small.
  klein: [
    { ...SURVEY, domain: 'zorg & ondersteuning', value_kind: 'register' },
    around([41, 40.5, 41.5], 40, 1),
  ],
  gunstig: [{ ...SURVEY, domain: 'onderwijs' }, around([10, 8, 12], 20, 5)],
};

const WORLD: Given = {
  tables: ['finding'],
  config: CONFIG,
  editions: [
    {
      source: 'kwb',
      id: '2024',
      areas: {
        GM0001: 'Een',
        GM0002: 'Twee',
        GM0003: 'Drie',
        GM0004: 'Vier',
        BU00010101: 'Buurt',
        NL: 'Nederland',
      },
      figures: [
        {
          concept: 'inwoners',
          of: { GM0001: 1000, GM0002: 1000, GM0003: 1000, GM0004: 1000, BU00010101: 1000 },
        },
      ],
    },
    {
      id: '2024',
      margins: true,
      figures: Object.entries(CASES).map(([concept, [, of]]) => ({ concept, of })),
    },
    {
      id: '2020',
      vintage: 2024,
      margins: true,
      figures: [{ concept: 'roken', of: { GM0001: [20, 18, 22], NL: [25, 24.9, 25.1] } }],
    },
    // Nine years before the data were retrieved.
    {
      source: 'oud',
      id: '2016',
      vintage: 2024,
      margins: true,
      figures: [{ concept: 'oud', of: around([30, 26, 34], 20, 10) }],
    },
    {
      source: 'afgerond',
      id: '2024',
      figures: [
        { concept: 'teller', of: { ...ROUNDED, GM0001: 30, GM0002: 20, NL: 20_000 } },
        { concept: 'noemer', of: { ...ROUNDED, GM0001: 100, GM0002: 100, NL: 100_000 } },
      ],
    },
  ],
  indicators: [
    ...Object.entries(CASES).map(([id, [more]]) => ({ id, name_nl: id, name_en: id, value: id, ...more })),
    { ...SURVEY, id: 'oud', value: 'oud', source: 'oud', domain: 'armoede & schulden' },
    {
      id: 'afgerond',
      source: 'afgerond',
      domain: 'werk & inkomen',
      polarity: 'lower_better',
      measure: 'ratio',
      numerator: 'teller',
      denominator: 'noemer',
    },
  ],
  interventions: [intervention('loopt', { areas: ['GM0001'], domains: ['wonen & leefomgeving'] })],
  goals: [
    {
      id: 'doel',
      name_nl: 'Niet meer rokers dan Nederland',
      name_en: 'No more smokers',
      goal: 'Vie',
      population: 'GM0001',
      benchmark: { area: 'NL' },
      rule: 'parity',
      indicators: ['roken'],
    },
  ],
};

let rows: Row[];
let compared: Row[];
beforeAll(async () => {
  const { warehouse } = await goldWorld(WORLD);
  rows = await warehouse.all('select * from gold.finding');
  compared = await warehouse.all(`
    select indicator_id::varchar as indicator_id, concat_ws(' ', outcome, reason, if(reliability = 'D', 'D', null),
      if(is_small_difference, 'small', null)) as why
    from gold.comparison where area_code = 'GM0001' and benchmark_code = 'NL'`);
});
const of = (area: string, finding: string): Row[] =>
  rows.filter(row => row['area_code'] === area && row['finding'] === finding);
const sentences = (found: Row[]) => found.map(row => row['statement_nl']);

describe('what differs from the country', () => {
  test('is told once per domain: by the strongest figure, a part not before its whole, and how many beside it', () => {
    const [row] = of('GM0001', 'domain');
    expect(of('GM0001', 'domain')).toHaveLength(1);
    expect(row).toMatchObject({
      indicator_id: 'roken',
      verdict: 'worse',
      n: 3,
      n_of: 3,
      found_in: 'comparison',
    });
    expect(row?.['statement_nl']).toBe(
      'Leefstijl: 3 van de 3 cijfers slechter dan in Nederland. Het duidelijkst: in Een rookt 30% van de volwassenen; in Nederland is ' +
        'dat 20% (2024; 95%-interval hier 26 tot 34%).',
    );
    expect(row?.['statement_en']).toBe(
      'leefstijl: 3 of 3 figures worse than in the Netherlands. Most clearly: in Een 30% of adults smoke; in the Netherlands it ' +
        'is 20% (2024; 95% interval here 26 to 34%).',
    );
  });

  test('is as strong as the part of the difference outside the interval, in standard deviations', () => {
    // 30 of 20, with 30, 20 and 10 a standard deviation of 10: size 1; 6 of the 10 lie outside the interval.
    expect(of('GM0001', 'domain')[0]).toMatchObject({ size: 1, certainty: 0.6, score: 0.6 });
  });

  test('counts half as certain from a model, and is called an estimate', () => {
    const [row] = rows.filter(one => one['indicator_id'] === 'model' && one['area_code'] === 'GM0001');
    expect(row).toMatchObject({ finding: 'figure', size: 1, certainty: 0.3, reliability: 'C' });
    expect(row?.['statement_nl']).toMatch(/‘model’ 30%.*Dit is een schatting, geen meting\.$/);
  });

  test('may be better too', () => {
    expect(sentences(of('GM0001', 'figure'))).toContainEqual(
      'Beter dan in Nederland: in Een ‘gunstig’ 10%; in Nederland is dat 20% (2024; 95%-interval hier 8 tot 12%).',
    );
  });

  test('is left out where it is unreliable, small, old or could be turned by rounding', () => {
    const told = new Set(rows.filter(row => row['area_code'] === 'GM0001').map(row => row['indicator_id']));
    for (const one of ['onzeker', 'klein', 'oud', 'afgerond', 'zwaar']) expect(told).not.toContain(one);
    // All but the rounded one are worse in the table itself.
    expect(Object.fromEntries(compared.map(row => [row['indicator_id'], row['why']]))).toMatchObject({
      onzeker: 'worse D',
      klein: 'worse small',
      oud: 'worse',
      zwaar: 'worse',
      afgerond: 'similar rounding',
    });
  });
});

test('how many people it is about', () => {
  // 10 per cent of 1,000, and 6 to 14.
  expect(of('GM0001', 'excess')[0]).toMatchObject({ persons: 100, persons_lower: 60, persons_upper: 140 });
  expect(sentences(of('GM0001', 'excess'))).toEqual([
    'Met het cijfer van Nederland had Een ongeveer 100 minder volwassenen die roken (2024; 95%-interval 60 tot 140).',
  ]);
});

test('a change is told beside that of the country', () => {
  // 26 is 4 of the 10 above 22.
  expect(of('GM0001', 'since_previous')[0]).toMatchObject({ verdict: 'worse', size: 1, certainty: 0.4 });
  expect(sentences(of('GM0001', 'since_previous'))).toEqual([
    'Slechter dan de vorige meting: in Een rookt 30% van de volwassenen (2024; 95%-interval 26 tot 34%). In 2020 was dat 20%. ' +
      'Nederland ging toen van 25% naar 20%.',
  ]);
});

test('where nothing runs on what is worse; where something does, it is not said', () => {
  expect(of('GM0001', 'nothing_runs')[0]?.['domains']).toBe('leefstijl');
});

test('a goal with its gap', () => {
  expect(of('GM0001', 'goal')[0]).toMatchObject({ verdict: 'not_met', goal_id: 'doel', change: 10 });
  expect(String(sentences(of('GM0001', 'goal'))[0])).toMatch(
    /^Doel ‘Niet meer rokers dan Nederland’: niet bereikt\. In Een rookt 30% van de volwassenen; dat is een achterstand van 10 punt/,
  );
});

test('an area without figures is told why, and nothing else', () => {
  expect(rows.filter(row => row['area_code'] === 'GM0004')).toMatchObject([
    { place: 1, finding: 'no_figures', reason: 'not_published', score: 0 },
  ]);
});

test('the strongest comes first, and what cannot be said last', () => {
  const scores = rows.filter(row => row['area_code'] === 'GM0001').map(row => Number(row['score']));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});
