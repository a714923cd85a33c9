import { beforeAll, describe, expect, test } from 'vitest';
import { computeGold } from '../../../transforms/compute.ts';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Given, silverWorld, TRANSFORMS } from '../../support/warehouse.ts';
import { intervention, kpi, programme, REACH } from './programmes.ts';

// Data were retrieved on 15 January 2026.
const CLASSIFICATION: Given = {
  config: {
    notice: 'proef',
    area_groups: [{ code: 'RG-X', name_nl: 'Groep', name_en: 'Group', members: [{ areas: ['GM0001'] }] }],
  },
  editions: [{ id: '2024', areas: { GM0001: 'Een', WK000101: 'Wijk 01 Oost', NL: 'Nederland' } }],
  indicators: [REACH],
  programmes: [programme({ id: 'programma', domains: ['onderwijs', 'leefstijl'], kpis: [kpi()] })],
  interventions: [
    intervention('afgelopen', { period: { from: '2020-01-01', until: '2026-01-14' } }),
    intervention('gepland', { period: { from: '2026-01-16' } }),
    intervention('loopt', {
      areas: ['WK000101', 'RG-X', 'GM0404'],
      period: { from: '2026-01-15', until: '2026-01-15' },
    }),
    intervention('ander-jaar', { area_vintage: 2019 }),
  ],
};

describe('the map of interventions', () => {
  let rows: Row[];
  beforeAll(async () => {
    const { warehouse } = await silverWorld(CLASSIFICATION);
    await warehouse.insert('input.area_geometry', [
      { area_vintage: 2024, area_code: 'GM0001', longitude: 6.05, latitude: 50.88 },
    ]);
    await computeGold(warehouse, TRANSFORMS, { only: ['gold.intervention'] });
    rows = await warehouse.all('select * from gold.intervention order by intervention_id, area_code');
  });
  const of = (id: string, area = 'GM0001'): Row =>
    rows.find(row => row['intervention_id'] === id && row['area_code'] === area) ?? {};

  test('has a row per intervention and area; a programme is one of them', () => {
    expect(rows.map(row => `${row['intervention_id']} ${row['area_code']}`)).toEqual([
      'afgelopen GM0001',
      'ander-jaar GM0001',
      'gepland GM0001',
      'loopt GM0404',
      'loopt RG-X',
      'loopt WK000101',
      'programma GM0001',
    ]);
    expect(of('programma')).toMatchObject({
      programme_id: 'programma',
      domains: 'leefstijl|onderwijs',
      themes: 'alles',
      area_name: 'Een',
      area_level: 'gemeente',
      longitude: 6.05,
      latitude: 50.88,
      location_missing_reason: null,
      notice: 'proef',
    });
    expect(of('loopt', 'RG-X')).toMatchObject({
      programme_id: null,
      area_level: 'regio',
      area_name: 'Groep',
    });
  });

  test('says what is planned, running and ended on the day of the data, first and last day included', () => {
    expect(of('afgelopen')).toMatchObject({ state: 'ended' });
    expect(of('gepland')).toMatchObject({ state: 'planned' });
    expect(of('loopt', 'WK000101')).toMatchObject({ state: 'running' });
    expect(of('programma')).toMatchObject({ state: 'running' });
  });

  test.each([
    ['loopt', 'RG-X', 'area_group'],
    ['loopt', 'GM0404', 'unknown_area'],
    ['ander-jaar', 'GM0001', 'unknown_area'], // The release does not have that vintage.
    ['loopt', 'WK000101', 'no_geometry'],
  ])('says why %s in %s has no place: %s', (id, area, reason) => {
    expect(of(id, area)).toMatchObject({ longitude: null, latitude: null, location_missing_reason: reason });
  });
});

const BAD = [20, 19, 21] as [number, number, number];
const FINE = [5, 4, 6] as [number, number, number];
const UNSURE = [20, 1, 39] as [number, number, number];
const SMOKING = { id: 'roken', value: 'roken', polarity: 'lower_better', domain: 'leefstijl' } as const;

const TRUANCY = {
  id: 'spijbelen',
  value: 'spijbelen',
  polarity: 'lower_better',
  domain: 'onderwijs',
} as const;

/** Worse than the country: buurten 01010101 to 03, 0201, 0301, wijk 0101, and gemeente 1. Gemeente 8 became 9 in 2024. */
const GAPS: Given = {
  config: {},
  recodes: [{ name: 'Negen', vintage: 2024, gemeenten: { GM0008: 'GM0009' }, wijken: {} }],
  editions: [
    { id: '2023', areas: { GM0008: 'Negen', NL: 'Nederland' } },
    {
      id: '2024',
      margins: true,
      areas: {
        ...Object.fromEntries(
          [
            'BU00010101',
            'BU00010102',
            'BU00010103',
            'BU00010201',
            'BU00020101',
            'BU00030101',
            'BU00040101',
          ].map(code => [code, code]),
        ),
        ...{
          WK000101: 'w11',
          WK000102: 'w12',
          GM0001: 'g1',
          GM0002: 'g2',
          GM0003: 'g3',
          GM0004: 'g4',
          GM0009: 'Negen',
        },
        ...{ BU00090101: 'b9', NL: 'Nederland' },
      },
      figures: [
        {
          concept: 'roken',
          of: {
            ...{ BU00010101: BAD, BU00010102: BAD, BU00010103: BAD, BU00010201: BAD, BU00020101: BAD },
            ...{ BU00030101: BAD, BU00040101: FINE, BU00090101: BAD, WK000101: BAD, WK000102: FINE },
            ...{ GM0001: BAD, GM0002: FINE, GM0003: FINE, GM0004: UNSURE, GM0009: FINE, NL: FINE },
          },
        },
        { concept: 'spijbelen', of: { BU00030101: BAD, BU00040101: FINE, NL: FINE } },
      ],
    },
  ],
  indicators: [SMOKING, TRUANCY],
  interventions: [
    intervention('buurt', { areas: ['BU00010101'], owner: 'Wijkcentrum', partners: ['Sportclub'] }),
    intervention('wijk', { areas: ['WK000102'] }),
    intervention('gemeente', { areas: ['GM0002'], area_vintage: 2019 }),
    intervention('voorbij', {
      areas: ['BU00010102'],
      owner: 'Opgeheven',
      period: { from: '2020-01-01', until: '2025-12-31' },
    }),
    intervention('ander-domein', { areas: ['BU00030101'], domains: ['onderwijs'] }),
    intervention('oude-code', { areas: ['GM0008'], area_vintage: 2023 }),
  ],
  partners: [
    { id: 'bron', title: 'Meting', owner: 'GGD', access: 'public' },
    { id: 'buurt', title: 'Zelfde naam', owner: 'Sportclub', access: 'public' },
    { id: 'later', title: 'Nog te meten', owner: 'School', access: 'public' },
  ],
};

let rows: Row[];
let parties: Row[];
beforeAll(async () => {
  const { warehouse } = await silverWorld(GAPS);
  await computeGold(warehouse, TRANSFORMS, { only: ['gold.party'] });
  rows = await warehouse.all(
    `select * from gold.intervention_gap where domain = 'leefstijl' order by area_code`,
  );
  parties = await warehouse.all('select * from gold.party');
});

describe('where a domain is worse', () => {
  const of = (area: string): Row => rows.find(row => row['area_code'] === area) ?? {};

  test('there is a row per area that is worse, and none for others', () => {
    expect(rows.map(row => row['area_code'])).toEqual([
      'BU00010101',
      'BU00010102',
      'BU00010103',
      'BU00010201',
      'BU00020101',
      'BU00030101',
      'BU00090101',
      'GM0001',
      'GM0004',
      'WK000101',
    ]);
    expect(rows.every(row => row['theme'] === 'alles')).toBe(true);
  });

  test.each([
    ['BU00010101', 'buurt', 'direct'],
    ['BU00010201', 'wijk', 'wijk'],
    ['BU00020101', 'gemeente', 'gemeente'],
    ['BU00090101', 'oude-code', 'gemeente'], // Through the gemeente that was called otherwise.
  ])('%s is reached by %s, through %s', (area, interventions, reached_through) => {
    expect(of(area)).toMatchObject({ has_intervention: true, interventions, reached_through });
  });

  test('a code of a year that is not at hand is found back as an equal code, and the note says so', () => {
    expect(of('BU00020101')['note_nl']).toContain('gelijke code');
    expect(of('BU00090101')['note_nl']).not.toContain('gelijke code');
    expect(of('BU00010101')['note_nl']).toContain('of dat genoeg is');
  });

  test('an intervention on another domain, an ended one, or one in a part is none', () => {
    expect(of('BU00030101')).toMatchObject({
      has_intervention: false,
      interventions: null,
      not_running: null,
    });
    expect(of('BU00030101')['note_nl']).toContain('Geen interventie bekend');
    expect(of('BU00010102')).toMatchObject({ has_intervention: false, not_running: 'voorbij' });
    expect(of('BU00010102')['note_nl']).toContain('afgelopen');
    expect(of('WK000101')).toMatchObject({
      has_intervention: false,
      in_part: 'buurt',
      not_running: 'voorbij',
    });
    expect(of('GM0001')).toMatchObject({ has_intervention: false, in_part: 'buurt|wijk' });
    expect(of('GM0001')['note_nl']).toContain('in een deel');
  });

  test('the basis tells significance from distance to the mean', () => {
    // Of eight buurten seven stand at 20 and one at 5: mean 18.125, sd 5.30: z = 0.35 for the seven. Significant, not far off.
    expect(of('BU00010101')).toMatchObject({ basis: 'significant', domains_worse: 1 });
    // Of five gemeenten two at 20 and three at 5: mean 11, sd √67.5, z = 9 / 8.216; the interval of the second holds 5.
    expect(of('GM0001')).toMatchObject({ basis: 'both', z: expect.closeTo(1.0954, 4) });
    expect(of('GM0004')).toMatchObject({ basis: 'far_from_mean', domains_worse: 0, has_intervention: false });
  });

  test('it is said who works there, who does so elsewhere only, and who delivers figures', () => {
    expect(of('BU00010101')).toMatchObject({
      parties: 'Sportclub|Wijkcentrum',
      parties_elsewhere: 'Gemeente',
      parties_data: 'GGD',
    });
    // What ended brings nobody.
    expect(of('BU00010102')).toMatchObject({
      parties: null,
      parties_elsewhere: 'Gemeente|Sportclub|Wijkcentrum',
    });
  });
});

describe('with whom one can work', () => {
  const of = (party: string, subject: string): Row =>
    parties.find(row => row['party'] === party && row['subject_id'] === subject) ?? {};

  // Seven buurten are worse on leefstijl; in BU00030101 onderwijs is worse too, and nothing runs on leefstijl.
  test.each([
    [
      'Wijkcentrum',
      'buurt',
      { role: 'owner', state: 'running', worse_reached: 1, worse_missed: 6, piling_up_bare: 1 },
    ],
    ['Sportclub', 'buurt', { role: 'carries_out', worse_reached: 1, piling_up_codes: 'BU00030101' }],
    ['Opgeheven', 'voorbij', { state: 'ended', worse_reached: 0, worse_missed: 7 }],
    [
      'Gemeente',
      'ander-domein',
      { domains: 'onderwijs', worse_reached: 1, worse_missed: 0, piling_up_bare: 0 },
    ],
    [
      'GGD',
      'bron',
      { role: 'delivers', domains: 'leefstijl|onderwijs', state: 'running', worse_reached: null },
    ],
    ['School', 'later', { role: 'delivers', domains: null, state: 'awaited', since: null }],
  ])('%s in %s', (party, subject, expected) => {
    expect(of(party, subject)).toMatchObject(expected);
  });

  test('a contract that bears the name of an intervention is another thing', () => {
    expect(
      parties
        .filter(row => row['subject_id'] === 'buurt')
        .map(row => [row['party'], row['role'], row['subject_nl']]),
    ).toEqual([
      ['Sportclub', 'carries_out', 'Programma'],
      ['Sportclub', 'delivers', 'Zelfde naam'],
      ['Wijkcentrum', 'owner', 'Programma'],
    ]);
  });

  test('a sentence says it', () => {
    expect(of('Sportclub', 'buurt')['summary']).toBe(
      'Sportclub: voert mee uit Programma (leefstijl), loopt sinds 2020-01-01. Ongunstige buurten hierop: 1 bereikt, 6 niet; waar het opstapelt en hierop niets loopt: 1.',
    );
    expect(of('School', 'later')['summary']).toBe(
      'School: levert cijfers voor Nog te meten, nog niets geleverd.',
    );
  });
});
