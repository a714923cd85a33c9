import type { DemoCountry } from '../areas.ts';
import type { DemoTable } from '../recorder.ts';
import {
  buurtItems,
  demoTable,
  dimension,
  gemeenteItems,
  margins,
  periods,
  rounded,
  years,
} from '../table.ts';
import { count, mean, partOfInhabitants } from '../topics.ts';

const CRIMES = { '0.0.0 ': partOfInhabitants(0.045, 0.012), '1.1.1 ': partOfInhabitants(0.0018, 0.0005) };
const crime = Object.fromEntries(
  Object.entries(CRIMES).map(([key, part]) => [
    key,
    count(['GeregistreerdeMisdrijven', 'Geregistreerde misdrijven', 'Misdrijven'], part),
  ]),
);

/** Groups of 'Gebieden in Nederland', and the level of the regions in them. */
const REGIONS = [
  ['COROP-gebieden', 'corop'],
  ["GGD-regio's", 'ggd'],
  ['Provincies', 'provincie'],
  ['Landsdelen', 'landsdeel'],
] as const;

const LANDSDEEL: Record<string, string> = Object.fromEntries(
  ['20 21 22', '23 24 25', '26 27 28 29', '30 31'].flatMap((list, at) =>
    list.split(' ').map(n => [`PV${n}`, `LD0${at + 1}`]),
  ),
);

/** Safety, school, poverty, and where gemeenten lie. */
export const societyTables = (country: DemoCountry): DemoTable[] => [
  demoTable({
    service: 'dataderden',
    id: '47018NED',
    title: 'Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers',
    modified: '2025-12-15T02:00:00',
    items: buurtItems(country, 'NL01'),
    dimensions: [
      dimension('SoortMisdrijf', { '0.0.0 ': 'Totaal misdrijven', '1.1.1 ': 'Diefstal/inbraak woning' }),
      periods(...years(2024, 2025)),
    ],
    selections: [
      { dimension: 'SoortMisdrijf', key: '0.0.0 ' },
      { dimension: 'SoortMisdrijf', key: '1.1.1 ' },
    ],
    topics: [crime['0.0.0 ']].filter(topic => topic !== undefined),
    cell: (topic, area, { SoortMisdrijf = '', Perioden = '' }) =>
      area.inhabitants < 20
        ? null
        : rounded(crime[SoortMisdrijf]?.value(area, Perioden, '') ?? null, topic, area),
  }),
  demoTable({
    id: '85146NED',
    title: 'Veiligheidsmonitor; regio',
    modified: '2025-03-03T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country, true),
    dimensions: [margins, periods('2021JJ00', '2023JJ00')],
    topics: [
      // Of gemeenten only those with many inhabitants are in the survey.
      mean(
        ['VoeltZichWeleensOnveiligInBuurt', 'Voelt zich weleens onveilig in buurt', 'Veiligheidsbeleving'],
        ['%', 1],
        { base: 14, slope: 2.5 },
      ),
    ].map(topic => ({
      ...topic,
      value: (area, period, age) =>
        area.code.startsWith('GM') && area.inhabitants < 50_000 ? null : topic.value(area, period, age),
    })),
  }),
  demoTable({
    id: '84780NED',
    title: 'Voortijdig schoolverlaters; regiokenmerken',
    modified: '2025-04-22T02:00:00',
    area: 'Regiokenmerken',
    items: gemeenteItems(country, true),
    dimensions: [
      dimension('Geslacht', { T001038: 'Totaal mannen en vrouwen' }),
      periods(...years(2021, 2023)),
    ],
    topics: [
      mean(
        ['VoortijdigSchoolverlatersPercentage', 'Voortijdig schoolverlaters, percentage', 'Schoolverlaters'],
        ['%', 1],
        { base: 2, slope: 0.35, perYear: 0.05 },
      ),
    ],
  }),
  demoTable({
    id: '86132NED',
    title: 'Armoede van kinderen; persoons- en huishoudenskenmerken, regio (2025)',
    modified: '2025-10-17T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country),
    dimensions: [periods(...years(2021, 2023))],
    topics: [
      mean(['KinderenInArmoede', 'Kinderen in armoede', 'Armoede'], ['%', 1], {
        base: 3.6,
        slope: 1.1,
        perYear: -0.2,
      }),
    ],
  }),
  gebiedenTable(country),
];

function gebiedenTable({ country, regionOf }: DemoCountry): DemoTable {
  const regionFor = (gemeente: string, level: (typeof REGIONS)[number][1]) =>
    level === 'landsdeel' ? LANDSDEEL[regionOf(gemeente, 'provincie') ?? ''] : regionOf(gemeente, level);
  return demoTable({
    id: '86247NED',
    title: 'Gebieden in Nederland 2026',
    modified: '2026-01-09T02:00:00',
    area: 'RegioS',
    items: country.parts.map(area => ({ area, key: area.code })),
    texts: [
      { stem: 'Code', title: 'Code', group: 'Gemeenten', value: area => area.code.padEnd(8) },
      ...REGIONS.map(([group, level]) => ({
        stem: 'Code',
        title: 'Code',
        group,
        value: (area: { code: string }) => (regionFor(area.code, level) ?? '.').padEnd(8),
      })),
    ],
    topics: [count(['Inwonertal', 'Inwonertal', 'Inwonertal'], area => area.inhabitants)],
  });
}
