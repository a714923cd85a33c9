import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

// Two gemeenten; the first has wijken of two and one buurten, the second a wijk of one.
const INHABITANTS = { BU00010101: 100, BU00010102: 300, BU00010201: 100, BU00020101: 500 };
const CONFIG: NonNullable<Given['config']> = {
  area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002'] }] }],
  region: 'RG-X',
  benchmarks: [{ code: 'NL', name_nl: 'Nederland', name_en: 'The Netherlands', area: 'NL' }],
};

const at = (value: number): Cell => [value, value - 1, value + 1];

const BROAD = {
  GM0001: at(30),
  GM0002: at(28),
  BU00010101: at(26),
  BU00010102: at(30),
  BU00010201: at(34),
  BU00020101: at(18),
};

/** Figures against a country that stands at 20, each of an indicator and a domain of its own. */
const CASES = {
  broad: ['leefstijl', BROAD, {}],
  wide: ['onderwijs', { ...BROAD, BU00020101: at(25) }, {}],
  'half-judged': ['werk & inkomen', { ...BROAD, GM0002: null, BU00020101: at(25) }, {}],
  // Of the last buurt the margin holds the country.
  within: ['mentale gezondheid & eenzaamheid', { ...BROAD, BU00020101: at(20.5) }, {}],
  local: ['veiligheid', { ...BROAD, GM0001: at(20), GM0002: at(20) }, {}],
  'no-buurten': ['zorg & ondersteuning', { GM0001: at(30), GM0002: at(28) }, {}],
  plain: [
    'wonen & leefomgeving',
    { GM0001: 30, GM0002: 28, BU00010101: 26, BU00010102: 30, BU00010201: 34, BU00020101: 20.5, NL: 20 },
    { value_kind: 'register' },
  ],
} satisfies Record<string, [Declared['domain'], Record<string, Cell>, Partial<Declared>]>;

/** The row of gold.domain_breadth of a subject and an area. */
let row: (subject: keyof typeof CASES | 'leefstijl', area: string) => Row;
beforeAll(async () => {
  const { warehouse } = await goldWorld({
    tables: ['domain_breadth'],
    config: CONFIG,
    editions: [
      { source: 'kwb', id: '2024', figures: [{ concept: 'inwoners', of: INHABITANTS }] },
      {
        id: '2024',
        margins: true,
        figures: Object.entries(CASES).map(([concept, [, of]]) => ({
          concept,
          of: { NL: [20, 19, 21], ...of },
        })),
      },
    ],
    indicators: Object.entries(CASES).map(([id, [domain, , more]]) => ({
      id,
      value: id,
      domain,
      value_kind: 'survey',
      polarity: 'lower_better',
      ...more,
    })),
  });
  const rows = await warehouse.all('select * from gold.domain_breadth');
  row = (subject, area) => {
    const found = rows.filter(one => one['subject_id'] === subject && one['area_code'] === area);
    if (found.length === 1 && found[0]) return found[0];
    throw new Error(`${found.length} rows of ${subject} in ${area}`);
  };
});

test('shares of people and areas in worse buurten, per gemeente and for the region', () => {
  // First gemeente: all 500; region: 500 of 1,000 people, 3 of 4 buurten.
  expect(row('broad', 'GM0001')).toMatchObject({
    people_share_worse: 1,
    areas_share_worse: 1,
    population: 500,
  });
  expect(row('broad', 'RG-X')).toMatchObject({
    people_share_worse: 0.5,
    areas_share_worse: 0.75,
    buurten: 4,
  });
});

test('a buurt is worse by its interval, not because it stands beyond the country', () => {
  // 500 of 1,000 people, though all four buurten stand above 20.
  expect(row('within', 'RG-X')).toMatchObject({ people_share_worse: 0.5, areas_share_worse: 0.75 });
});

test('variance is split between gemeenten, wijken and buurten, by people', () => {
  // Means: wijk 0101 29, wijk 0102 34, gemeente 1 (400 × 29 + 100 × 34) / 500 = 30, gemeente 2 18, region 24.
  // Between gemeenten: (500 × 6² + 500 × 6²) / 1000 = 36. Between wijken: (400 × 1² + 100 × 4²) / 1000 = 2.
  // Within wijken: (100 × 3² + 300 × 1²) / 1000 = 1.2. Total 39.2.
  const { variance_total, share_gemeente, share_wijk, share_buurt } = row('broad', 'RG-X');
  expect(variance_total).toBeCloseTo(39.2, 9);
  expect(share_gemeente).toBeCloseTo(36 / 39.2, 9);
  expect(share_wijk).toBeCloseTo(2 / 39.2, 9);
  expect(share_buurt).toBeCloseTo(1.2 / 39.2, 9);
});

test('a gemeente that is worse, with most of its people in worse buurten, has a problem of its own', () => {
  expect(row('broad', 'GM0001')).toMatchObject({
    scope: 'gemeente_wide',
    gemeente_outcome: 'worse',
    basis: 'interval',
  });
  // Nobody of the second lives in a worse buurt, and half of the region's people do: less than 60 %. It is worse all the same.
  expect(row('broad', 'GM0002')).toMatchObject({ scope: 'local', areas_worse: 0, gemeente_outcome: 'worse' });
  // The region has it no less broadly than one of its gemeenten.
  expect(row('broad', 'RG-X')).toMatchObject({
    scope: 'gemeente_wide',
    gemeenten_worse: 2,
    gemeenten_judged: 2,
  });
});

test('the region has the problem when its gemeenten are worse and most people live in worse buurten', () => {
  expect(row('wide', 'RG-X')).toMatchObject({ scope: 'region_wide', people_share_worse: 1 });
  expect(row('wide', 'GM0002')).toMatchObject({ scope: 'region_wide' });
});

test('what one of the gemeenten shows, while the other is not judged, is not region-wide', () => {
  expect(row('half-judged', 'RG-X')).toMatchObject({
    scope: 'gemeente_wide',
    people_share_worse: 1,
    gemeenten_judged: 1,
  });
});

test('a worse buurt in a gemeente that is not worse is a local problem', () => {
  expect(row('local', 'GM0001')).toMatchObject({ scope: 'local', areas_worse: 3 });
});

test('without figures of buurten it is not said how broad a problem is', async () => {
  expect(row('no-buurten', 'GM0001')).toMatchObject({ scope: null, reason: 'no_buurt_figures' });
  const { warehouse } = await goldWorld({ tables: ['domain_breadth'], editions: [] });
  expect(await warehouse.all('select * from gold.domain_breadth')).toEqual([]);
});

test('register figures without interval are judged by the rule of CBS, and said to be', () => {
  // 20.5 is 2.5 % off: no different buurt, though its people live above the country. The other 500 of 1,000 do live in worse ones.
  expect(row('plain', 'GM0002')).toMatchObject({
    basis: 'register_rule',
    spread_basis: 'register_rule',
    buurten_worse: 0,
    people_share_worse: 0,
    scope: 'local',
  });
  expect(row('plain', 'RG-X')).toMatchObject({ people_share_worse: 0.5, scope: 'gemeente_wide' });
});

test('a theme is as broad as half of its indicators are', () => {
  expect(row('leefstijl', 'GM0001')).toMatchObject({
    subject_kind: 'domain',
    indicators: 1,
    indicators_judged: 1,
    scope: 'gemeente_wide',
  });
});

describe('of what a survey and an estimate measure', () => {
  const survey: Partial<Declared> = { value_kind: 'survey', polarity: 'lower_better', domain: 'leefstijl' };
  let of: (subject: string, area: string) => Row | undefined;
  beforeAll(async () => {
    const { warehouse } = await goldWorld({
      tables: ['domain_breadth'],
      // One of two gemeenten is enough.
      config: { ...CONFIG, thresholds: { breadth_gemeenten: 0.5 } },
      editions: [
        { source: 'kwb', id: '2024', figures: [{ concept: 'inwoners', of: INHABITANTS }] },
        {
          id: '2024',
          margins: true,
          figures: [
            { concept: 'gemeten', of: { NL: [20, 19, 21], GM0001: at(30), GM0002: at(15) } },
            // Of another level than the survey: only against its own country.
            {
              concept: 'geschat',
              of: {
                NL: 24,
                GM0001: 33,
                GM0002: 25,
                BU00010101: 25,
                BU00010102: 30,
                BU00010201: 23,
                BU00020101: 26,
              },
            },
            { concept: 'drinken', of: { NL: [20, 19, 21], ...BROAD, BU00020101: at(25) } },
          ],
        },
      ],
      indicators: [
        { ...survey, id: 'roken-monitor', value: 'gemeten', construct: 'roken' },
        { ...survey, id: 'roken-18plus', value: 'geschat', construct: 'roken', value_kind: 'model_estimate' },
        { ...survey, id: 'drinken', value: 'drinken' },
      ],
    });
    const rows = await warehouse.all('select * from gold.domain_breadth');
    of = (subject, area) => rows.find(one => one['subject_id'] === subject && one['area_code'] === area);
  });

  test('gemeenten are judged by the survey, the spread over people is that of the estimate', () => {
    // Of 1,000 people the 100 of the third buurt live below the estimate for the country, 24.
    expect(of('roken-monitor', 'RG-X')).toMatchObject({
      construct: 'roken',
      verdict_indicator: 'roken-monitor',
      verdict_kind: 'survey',
      spread_indicator: 'roken-18plus',
      spread_kind: 'model_estimate',
      basis: 'interval',
      spread_basis: 'estimate',
      gemeenten_worse: 1,
      people_share_worse: 0.9,
      buurten_worse: 0,
      scope: 'region_wide',
    });
    expect(of('roken-18plus', 'RG-X')).toBeUndefined();
  });

  test('nothing is region-wide in a gemeente that is better than the country', () => {
    expect(of('roken-monitor', 'GM0001')).toMatchObject({ gemeente_outcome: 'worse', scope: 'region_wide' });
    expect(of('roken-monitor', 'GM0002')).toMatchObject({
      gemeente_outcome: 'better',
      people_share_worse: 1,
      scope: 'no_problem_shown',
    });
    // Better on smoking, worse on drinking.
    expect(of('leefstijl', 'GM0002')).toMatchObject({ indicators_judged: 2, scope: 'mixed' });
    expect(of('leefstijl', 'GM0001')).toMatchObject({ scope: 'region_wide' });
  });
});
