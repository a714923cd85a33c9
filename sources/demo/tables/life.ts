import type { DemoArea, DemoCountry } from '../areas.ts';
import { quickNormal } from '../random.ts';
import type { DemoTable } from '../recorder.ts';
import {
  buurtItems,
  demoTable,
  dimension,
  gemeenteItems,
  margins,
  periods,
  shiftOf,
  years,
} from '../table.ts';
import { count, type DemoTopic, inhabitantsIn, mean } from '../topics.ts';

const SEX = { T001038: 'Totaal mannen en vrouwen', '3000   ': 'Mannen', '4000   ': 'Vrouwen' };

/** Years of life by sex, with an interval that narrows as more people live there. */
const lifeTopic = (stem: string, title: string): DemoTopic => ({
  stem,
  title,
  group: 'Levensverwachting',
  unit: 'jaar',
  decimals: 1,
  value: () => null,
});

interface Life {
  base: number;
  slope: number;
}

function lifeYears({ base, slope }: Life, area: DemoArea, keys: Record<string, string>): number {
  const bySex = { '3000': -1.6, '4000': 1.6 }[(keys['Geslacht'] ?? '').trim()] ?? 0;
  const trend = 0.1 * (Number(keys['Perioden']?.slice(0, 4)) - 2017);
  const noise = 0.2 * quickNormal('life', area.code, keys['Geslacht'] ?? '', base);
  const half = Math.min(2.5, 250 / Math.sqrt(area.inhabitants + 1));
  const value = base + bySex + trend + slope * area.burden + noise + shiftOf(keys['Marges'] ?? '') * half;
  return Number(value.toFixed(1));
}

const HEALTHY: Record<string, Life> = {
  GoedErvarenGezondheid: { base: 65.5, slope: -1.8 },
  ZonderLichamelijkeBeperkingen: { base: 71.5, slope: -1.4 },
};

/** Life expectancy, births, vaccination, the future population and the surroundings. */
export const lifeTables = (country: DemoCountry): DemoTable[] => [
  demoTable({
    service: 'dataderden',
    id: '50132NED',
    title: 'Levensverwachting 0 en 65 jaar; geslacht, regio',
    modified: '2024-12-09T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country),
    dimensions: [
      dimension('Geslacht', SEX),
      dimension('Leeftijd', { '10010   ': '0 jaar', '16500   ': '65 jaar' }),
      margins,
      periods('2013G400', '2017G400', '2019G400'),
    ],
    topics: [lifeTopic('Levensverwachting', 'Levensverwachting')],
    cell: (_, area, keys) =>
      keys['Leeftijd']?.startsWith('165')
        ? lifeYears({ base: 20, slope: -0.6 }, area, keys)
        : lifeYears({ base: 81.6, slope: -0.9 }, area, keys),
  }),
  demoTable({
    service: 'dataderden',
    id: '50108NED',
    title: 'Gezonde levensverwachting; geslacht, regio',
    modified: '2023-07-04T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country),
    dimensions: [dimension('Geslacht', SEX), margins, periods('2013G400', '2017G400')],
    topics: [
      lifeTopic('GoedErvarenGezondheid', 'Goed ervaren gezondheid'),
      lifeTopic('ZonderLichamelijkeBeperkingen', 'Zonder lichamelijke beperkingen'),
    ],
    cell: (topic, area, keys) => lifeYears(HEALTHY[topic.stem] ?? { base: 0, slope: 0 }, area, keys),
  }),
  demoTable({
    service: 'dataderden',
    id: '50136NED',
    title: 'Vaccinatiegraad Rijksvaccinatieprogramma; regio',
    modified: '2025-06-26T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country, true),
    dimensions: [dimension('Vaccinaties', { A028771: 'BMR, zuigelingen' }), periods(...years(2023, 2025))],
    topics: [
      mean(
        ['VaccinatiegraadMetLeeftijdsgrens', 'Vaccinatiegraad met leeftijdsgrens', 'Vaccinatie'],
        ['%', 1],
        { base: 90, slope: -1.2, perYear: -0.8 },
      ),
    ],
  }),
  demoTable({
    service: 'dataderden',
    id: '50143NED',
    title: 'Kernindicator Beweegvriendelijke omgeving 2024',
    modified: '2025-02-18T02:00:00',
    items: buurtItems(country, 'NL01'),
    topics: [mean(['Totaalscore', 'Totaalscore', 'Score'], ['score', 0], { base: 55, slope: 2, from: 1 })],
  }),
  demoTable({
    id: '37201',
    title: 'Geboorte; kerncijfers vruchtbaarheid, leeftijd moeder, regio',
    modified: '2025-09-30T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country, true),
    dimensions: [periods(...years(2022, 2024))],
    topics: [
      mean(
        [
          'LevendGeborenKinderenMoeders20',
          'Levend geboren kinderen van moeders jonger dan 20 jaar',
          'Vruchtbaarheid',
        ],
        ['per 1 000 vrouwen', 1],
        { base: 2.1, slope: 0.6, perYear: -0.1 },
      ),
    ],
  }),
  demoTable({
    id: '85171NED',
    title: 'Regionale prognose 2023-2050; bevolking, regio-indeling 2021',
    modified: '2023-07-13T02:00:00',
    area: 'RegioIndeling2021',
    items: gemeenteItems(country),
    dimensions: [
      dimension('Leeftijd', { '10000   ': 'Totaal' }),
      dimension('Geslacht', { T001038: 'Totaal mannen en vrouwen' }),
      periods('2025JJ00', '2030JJ00', '2035JJ00', '2050JJ00'),
    ],
    topics: [
      {
        ...count(['TotaleBevolking', 'Totale bevolking', 'Bevolking'], inhabitantsIn),
        unit: 'x 1 000',
        decimals: 1,
      },
    ],
    cell: (topic, area, keys) => {
      const persons = topic.value(area, keys['Perioden'] ?? '', '') ?? 0;
      return Number((persons / 1000).toFixed(1));
    },
  }),
];
