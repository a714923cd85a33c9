import type { DemoCountry } from '../areas.ts';
import type { DemoTable } from '../recorder.ts';
import { buurtItems, demoTable, dimension, gemeenteItems, periods, wijkItems, years } from '../table.ts';
import { count, mean, partOfInhabitants } from '../topics.ts';

/** Care and support: wijken at most, as these tables are about few people. */
export const careTables = (country: DemoCountry): DemoTable[] => [
  demoTable({
    id: '86204NED',
    title: 'Jongeren met jeugdzorg in natura; wijken 2025',
    modified: '2025-10-31T02:00:00',
    items: wijkItems(country),
    dimensions: [dimension('Vormen', { A045561: 'Totaal jeugdzorg' }), periods('2025JJ00')],
    topics: [
      mean(['PercentageJongerenMetJeugdzorg', 'Percentage jongeren met jeugdzorg ', 'Jongeren'], ['%', 1], {
        base: 11,
        slope: 2,
        from: 800,
      }),
    ],
  }),
  demoTable({
    id: '86158NED',
    title: 'Wmo-cliënten; type maatwerkvoorziening, wijken 2025',
    modified: '2025-12-03T02:00:00',
    items: wijkItems(country),
    dimensions: [dimension('TypeMaatwerkvoorziening', { T001024: 'Totaal' }), periods('2025JJ00')],
    topics: [
      count(['WmoClienten', 'Wmo-cliënten', 'Wmo'], partOfInhabitants(0.06, 0.012)),
      mean(
        ['WmoClientenPer1000Inwoners', 'Wmo-cliënten per 1 000 inwoners', 'Wmo'],
        ['per 1 000 inwoners', 0],
        { base: 60, slope: 12, from: 500 },
      ),
    ],
  }),
  demoTable({
    id: '86156NED',
    title: 'Gebruik voorzieningen sociaal domein; wijken 2025',
    modified: '2025-12-03T02:00:00',
    items: wijkItems(country),
    dimensions: [
      dimension('AantalVoorzieningen', { T001082: 'Twee of meer voorzieningen' }),
      dimension('SoortVoorzieningSociaalDomein', { T001083: 'Totaal soort voorziening' }),
      periods('2025JJ00'),
    ],
    topics: [
      mean(['HuishoudensMetVoorzieningen', 'Huishoudens met voorzieningen ', 'Huishoudens'], ['%', 1], {
        base: 5,
        slope: 1.6,
        from: 500,
      }),
    ],
  }),
  ...(
    [
      ['82975NED', 'Jeugdbeschermingstrajecten; regio', 'Jongeren met jeugdbescherming', 1.1],
      ['82977NED', 'Jeugdreclasseringstrajecten; regio', 'Jongeren met jeugdreclassering', 0.4],
    ] as const
  ).map(([id, title, topic, base]) =>
    demoTable({
      id,
      title,
      modified: '2025-10-31T02:00:00',
      area: 'RegioS',
      items: gemeenteItems(country, true),
      dimensions: [periods('2024JJ00', '2025HJ01')],
      topics: [
        mean([topic.replaceAll(' ', ''), topic, 'Jongeren'], ['%', 1], {
          base,
          slope: base * 0.3,
        }),
      ],
    }),
  ),
  demoTable({
    service: 'dataderden',
    id: '50149NED',
    title: 'Regiobeeld; zorgkosten en zorggebruik per wijk en buurt (indeling 2024)',
    modified: '2025-06-12T02:00:00',
    items: buurtItems(country, 'NL01'),
    dimensions: [periods(...years(2022, 2023))],
    topics: [
      mean(['TotaleZorgkosten', 'Totale zorgkosten', 'Zorgkosten'], ['euro', 0], {
        base: 3200,
        slope: 320,
        perYear: 140,
      }),
    ],
  }),
];
