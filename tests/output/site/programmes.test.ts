import { beforeAll, describe, expect, test } from 'vitest';
import { programmesPage } from '../../../output/site/pages/programmes.ts';
import { readGaps, readProgrammes } from '../../../output/site/programme-facts.ts';
import { type Given, goldWorld } from '../../support/warehouse.ts';
import {
  type GivenProgramme,
  intervention,
  kpi,
  programme,
  REACH,
} from '../../transforms/gold/programmes.ts';
import { contextOf } from './given.ts';
import { type Element, elementsOf } from './well-formed.ts';

const TABLES = [
  'programme',
  'programme_kpi',
  'programme_rule',
  'programme_verdict',
  'programme_effect',
  'intervention',
  'intervention_gap',
  'indicator',
];

async function pageOf(given: Given): Promise<string> {
  const { warehouse } = await goldWorld({ tables: TABLES, ...given });
  const context = contextOf([]);
  const [programmes, gaps] = [await readProgrammes(warehouse), await readGaps(warehouse)];
  const { body } = programmesPage({ ...context, facts: { ...context.facts, programmes, gaps } });
  return `<html>${body.text}</html>`;
}

const BAD = [20, 19, 21] as [number, number, number];
const FINE = [5, 4, 6] as [number, number, number];
const worse = (id: string, domain: 'leefstijl' | 'onderwijs') =>
  ({ id, value: 'kwaad', polarity: 'lower_better', domain }) as const;

const REACHED: Partial<GivenProgramme> = {
  id: 'school',
  name_nl: 'School <i>& zo</i>',
  line: 'gezonde jeugd',
  pillar: 'niet-fysiek',
  status: 'draft',
  status_note: 'Concept, voorbeeld: verzonnen.',
  areas: ['GM0001', 'GM0002', 'GM0003'],
  domains: ['veiligheid'],
  kpis: [
    kpi({
      id: 'bereik',
      name_nl: 'Leerlingen die meedoen',
      outcomes: ['roken'],
      rules: [
        { threshold: 40, by: '2025-12-31', otherwise: 'stop' },
        {
          question: 'Eet iedereen mee?',
          by: '2025-12-31',
          answer: { holds: true, date: '2025-12-01', by: 'Bureau', note: 'Ja.' },
          otherwise: 'adjust',
        },
      ],
    }),
  ],
  verdicts: [{ date: '2025-06-18', verdict: 'continue', by: 'Stuurgroep', reason: 'Goed begin.' }],
};

let page: string;
let elements: Element[];
beforeAll(async () => {
  page = await pageOf({
    indicators: [REACH, worse('roken', 'leefstijl'), worse('leren', 'onderwijs')],
    programmes: [
      programme(REACHED),
      programme({ id: 'leeg', name_nl: 'Zonder regels', domains: ['veiligheid'] }),
    ],
    interventions: [intervention('cursus', { areas: ['BU00010101'] })],
    editions: [
      {
        id: '2024',
        margins: true,
        areas: {
          ...{ GM0001: 'Aalst', GM0002: 'Beek', GM0003: 'Ceder', WK000101: 'Wijk 01 Oost', NL: 'Nederland' },
          ...{ BU00010101: 'Hoek', BU00010102: 'Kant', BU00010103: 'Veld' },
        },
        figures: [
          { concept: 'bereik', period: '2020', of: { GM0001: 20 } },
          { concept: 'bereik', period: '2025', of: { GM0001: 38.25, GM0002: 55 } },
          { concept: 'kwaad', of: { BU00010101: BAD, BU00010102: BAD, BU00010103: FINE, NL: FINE } },
          { concept: 'inwoners', of: { BU00010101: 1500, BU00010102: 800, BU00010103: 900 } },
        ],
      },
    ],
  });
  elements = elementsOf(page);
});

const texts = (name: string, look?: string): string[] =>
  elements
    .filter(one => one.name === name && (look === undefined || one.attributes['class'] === look))
    .map(one => one.text.replace(/\s+/g, ' ').trim());
const [school, other] = [0, 1];
const card = (at: number): string => texts('article')[at === school ? 1 : 0] ?? '';

describe('the page of programmes', () => {
  test('is well-formed, and its links within the page lead somewhere', () => {
    expect(page).not.toMatch(/<script|<link|src=|@import|url\(/);
    const ids = elements.flatMap(one => one.attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements) {
      const { href } = attributes;
      if (href?.startsWith('#')) expect(ids).toContain(href.slice(1));
    }
  });

  test('shows every line and pillar, with what is empty', () => {
    const rows = texts('tr').slice(0, 4);
    expect(rows).toEqual([
      'ProgrammalijnFysiekNiet-fysiekInnovatiehub',
      'Gezonde jeugdgeen programmaSchool <i>& zo</i>↻ bijsturengeen programma',
      'Vitale wijkenZonder regels? eerst metengeen programmageen programma',
      'Vitaal ouder wordengeen programmageen programmageen programma',
    ]);
    expect(texts('ul', 'summary')).toEqual(['1 bijsturen 1 eerst meten']);
  });

  test('shows a chain with figures, margin-free counts included, and says what is not agreed', () => {
    expect(card(school)).toContain('Aalst: 38,3%, 2025↘ achter op schema');
    expect(card(school)).toContain('Beek: 55%, 2025✓ bereikt De streefwaarde is bereikt.');
    expect(card(school)).toContain('Streefwaarde: ten minste 40% op 31 december 2022');
    expect(card(school)).toContain('2. Resultaat Hiervoor is niets afgesproken.');
  });

  test('shows what is missing, each rule with its result, and the last decision', () => {
    expect(card(school)).toContain('Een of meer regels zijn niet overal gehaald.');
    expect(card(school)).toContain(
      'Leerlingen die meedoen: ten minste 40%31 december 2025◐ niet overal gehaald',
    );
    expect(card(school)).toContain('In: Aalst.');
    expect(card(school)).toContain(
      'Wat ontbreekt De bron heeft voor dit gebied en deze periode geen cijfer.',
    );
    expect(card(school)).toContain('Beantwoord op 1 december 2025 door Bureau. Ja.');
    expect(card(school)).toContain('Doorgaan, 18 juni 2025, Stuurgroep. Goed begin.');
    expect(card(other)).toContain('Er zijn geen regels afgesproken.');
    expect(card(other)).toContain('Er is nog geen besluit genomen.');
  });

  test('says what may be said of an effect', () => {
    expect(card(school)).toContain('Test: geen uitspraak: het programma noemt geen controlegroep');
  });

  test('says that a draft is one', () => {
    expect(texts('div', 'caution')).toEqual(['Concept, voorbeeld: verzonnen.']);
  });

  // Both buurten are worse on two domains; in the first one runs on lifestyle.
  test('lists buurten where problems pile up, with what nothing is done about', () => {
    const rows = texts('tr').filter(text => /^(Hoek|Kant|Veld)/.test(text));
    expect(rows).toEqual(['KantAalst8002leefstijl; onderwijs', 'HoekAalst1.5002onderwijs']);
  });
});

test('a region without programmes has a page that says so', async () => {
  const empty = await pageOf({ editions: [], indicators: [REACH] });
  expect(elementsOf(empty).length).toBeGreaterThan(10);
  expect(empty).toContain('Er zijn nog geen programma’s beschreven.');
  expect(empty).toContain('Er zijn geen buurten gevonden');
});
