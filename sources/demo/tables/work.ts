import type { DemoCountry } from '../areas.ts';
import type { DemoTable } from '../recorder.ts';
import { buurtItems, demoTable, dimension, gemeenteItems, margins, periods, years } from '../table.ts';
import { count, inhabitantsIn, mean, partOfInhabitants } from '../topics.ts';

const participation = mean(
  ['NettoArbeidsparticipatie', 'Netto arbeidsparticipatie', 'Arbeidsdeelname'],
  ['%', 1],
  { base: 72, slope: -3.5, perYear: 0.4, from: 200 },
);

const SCORES = [
  ['Totaalscore', -0.2],
  ['Deelscore financiële welvaart', -0.12],
  ['Deelscore opleidingsniveau', -0.05],
  ['Deelscore arbeidsverleden', -0.06],
] as const;

/** Work, education, benefits and socio-economic status. */
export const workTables = (country: DemoCountry): DemoTable[] => [
  demoTable({
    id: '86258NED',
    title: 'Arbeidsdeelname; wijken en buurten 2024',
    modified: '2025-11-04T02:00:00',
    items: buurtItems(country),
    dimensions: [
      dimension('Geslacht', { T001038: 'Totaal mannen en vrouwen' }),
      dimension('Leeftijd', { '52052   ': '15 tot 75 jaar' }),
    ],
    topics: [participation],
  }),
  demoTable({
    id: '86008NED',
    title: 'Arbeidsdeelname; gemeenten (regio-indeling 2024)',
    modified: '2025-09-17T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country),
    dimensions: [periods(...years(2021, 2023))],
    topics: [
      participation,
      mean(['Werkloosheidspercentage', 'Werkloosheidspercentage', 'Arbeidsdeelname'], ['%', 1], {
        base: 3.6,
        slope: 0.5,
      }),
    ],
  }),
  demoTable({
    id: '86232NED',
    title: 'Bevolking 15 tot 75 jaar; opleidingsniveau, wijken en buurten 2024',
    modified: '2025-11-28T02:00:00',
    items: buurtItems(country),
    dimensions: [dimension('Opleidingsniveau', { T001143: 'Totaal' }), margins],
    topics: [
      count(['Bevolking15Tot75Jaar', 'Bevolking 15 tot 75 jaar', 'Bevolking'], partOfInhabitants(0.74)),
      count(
        ['BasisonderwijsVmboMbo1', 'Basisonderwijs, vmbo, mbo1', 'Bevolking'],
        partOfInhabitants(0.22, 0.04),
      ),
    ],
    cell: (topic, area, keys) => {
      const persons = topic.value(area, '2024', '');
      if (persons === null || area.inhabitants < 200) return null;
      const half = { MOG0095: -0.06, MBG0095: 0.06 }[keys['Marges'] ?? ''] ?? 0;
      return Math.round((persons * (1 + half)) / 10) * 10;
    },
  }),
  demoTable({
    id: '86003NED',
    title: 'Personen met een uitkering; soort uitkering, wijken en buurten 2025',
    modified: '2025-10-30T02:00:00',
    items: buurtItems(country),
    dimensions: [periods('2025MM03', '2025MM06')],
    topics: [
      count(
        ['Bijstandsuitkering', 'Bijstandsuitkering', 'Personen met een uitkering'],
        partOfInhabitants(0.03, 0.02),
      ),
      mean(['Bijstandsuitkering', 'Bijstandsuitkering', 'Uitkering, relatief'], ['%', 1], {
        base: 3.6,
        slope: 1.8,
      }),
    ],
  }),
  demoTable({
    id: '86296NED',
    title: 'Sociaal-economische status; scores per wijk en buurt, regio-indeling 2025',
    modified: '2025-11-18T02:00:00',
    items: buurtItems(country),
    dimensions: [periods(...years(2021, 2024))],
    topics: [
      count(
        ['ParticuliereHuishoudens', 'Particuliere huishoudens', 'Huishoudens'],
        (area, year) => Math.round((inhabitantsIn(area, year) * 0.47) / 100) * 100,
      ),
      // No score for fewer than 100 households.
      ...SCORES.map(([group, slope]) =>
        mean(['GemiddeldeScore', 'Gemiddelde score', group], ['getal', 3], {
          base: 0,
          slope,
          least: -2,
          from: 210,
        }),
      ),
    ],
  }),
];

/** A table that only the newer service has: one row per figure. */
export const youngWithoutWork = (country: DemoCountry): DemoTable =>
  demoTable({
    id: '86223NED',
    title: 'Jongeren zonder werk, niet op school',
    modified: '2025-10-21T02:00:00+02:00',
    area: 'RegioS',
    items: gemeenteItems(country),
    dimensions: [periods(...years(2022, 2024))],
    topics: [
      mean(['NietWerkend', 'Niet-werkend en niet onderwijsvolgend', 'Jongeren'], ['%', 1], {
        base: 6,
        slope: 1.2,
      }),
    ],
  });
