import type { DemoArea, DemoCountry } from '../areas.ts';
import { quickRandom } from '../random.ts';
import type { DemoTable } from '../recorder.ts';
import { buurtItems, levelOf, rounded } from '../table.ts';
import { count, type DemoTopic, empty, inhabitantsIn, mean, partOfInhabitants } from '../topics.ts';

/** Tables of the demo, with the day of their last release. */
const TABLES = {
  2019: ['84583NED', '2020-11-09T02:00:00'],
  2020: ['84799NED', '2021-03-26T02:00:00'],
  2023: ['85618NED', '2025-06-30T02:00:00'],
  2024: ['85984NED', '2025-12-01T02:00:00'],
  2025: ['86165NED', '2025-12-15T02:00:00'],
} as const;
export type KwbYear = keyof typeof TABLES;
export const KWB_YEARS = Object.keys(TABLES).map(Number) as KwbYear[];

/** Kerncijfers wijken en buurten of one year, with the columns and spellings of that year. */
export function kwbTable(year: KwbYear, country: DemoCountry): DemoTable {
  const [id, modified] = TABLES[year];
  const flag = year <= 2021 ? 'IndelingswijzigingWijkenEnBuurten' : 'IndelingswijzigingGemeenteWijkBuurt';
  return {
    service: 'opendata',
    id,
    title: `Kerncijfers wijken en buurten ${year}`,
    modified,
    geo: { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: buurtItems(country, 'NL00') },
    dimensions: [],
    texts: [
      { stem: 'Gemeentenaam', title: 'Gemeentenaam', value: area => area.name.padEnd(40) },
      { stem: 'SoortRegio', title: 'Soort regio', value: area => levelOf(area).padEnd(10) },
      { stem: 'Codering', title: 'Codering', value: area => area.code.padEnd(10) },
      { stem: flag, title: 'Indelingswijziging', value: area => (/^(WK|BU)/.test(area.code) ? '1' : '.') },
    ],
    topics: [...population(year), ...housing(year), ...education(year), ...income(year), ...care(year)],
    cell: (topic, area) => rounded(topic.value(area, String(year), '10000'), topic, area),
  };
}

const ages = (name: string, base: number) => (area: DemoArea, year: number) =>
  inhabitantsIn(area, year) * base * (0.9 + 0.2 * quickRandom(name, area.code));

const population = (year: KwbYear): DemoTopic[] => [
  count(['AantalInwoners', 'Aantal inwoners', 'Bevolking'], inhabitantsIn),
  count(['k_0Tot15Jaar', '0 tot 15 jaar', 'Leeftijdsgroepen'], ages('0', 0.13)),
  count(['k_15Tot25Jaar', '15 tot 25 jaar', 'Leeftijdsgroepen'], ages('15', 0.1)),
  count(['k_25Tot45Jaar', '25 tot 45 jaar', 'Leeftijdsgroepen'], ages('25', 0.22)),
  count(['k_45Tot65Jaar', '45 tot 65 jaar', 'Leeftijdsgroepen'], ages('45', 0.29)),
  count(['k_65JaarOfOuder', '65 jaar of ouder', 'Leeftijdsgroepen'], ages('65', 0.24)),
  ...(year >= 2023
    ? [count(['BuitenEuropa', 'Buiten Europa ', 'Herkomstland'], partOfInhabitants(0.11, 0.02))]
    : []),
  count(['HuishoudensTotaal', 'Huishoudens totaal', 'Particuliere huishoudens'], partOfInhabitants(0.49)),
  count(
    ['Eenpersoonshuishoudens', 'Eenpersoonshuishoudens', 'Particuliere huishoudens'],
    partOfInhabitants(0.2, 0.02),
  ),
  mean(['SterfteRelatief', 'Sterfte relatief', 'Geboorte en sterfte'], ['per 1 000 inwoners', 0], {
    base: 11,
    slope: 1,
  }),
];

function housing(year: KwbYear): DemoTopic[] {
  const [woz, wozTitle] =
    year <= 2021
      ? ['GemiddeldeWoningwaarde', 'Gemiddelde woningwaarde']
      : ['GemiddeldeWOZWaardeVanWoningen', 'Gemiddelde WOZ-waarde van woningen'];
  const [unused, unusedTitle] =
    year <= 2022
      ? ['PercentageOnbewoond', 'Percentage onbewoond']
      : ['OnbewoondeWoningen', 'Onbewoonde woningen'];
  return [
    count(['Woningvoorraad', 'Woningvoorraad', 'Wonen'], partOfInhabitants(0.5)),
    mean([woz, wozTitle, 'Wonen'], ['x 1 000 euro', 0], { base: 340, slope: -40, perYear: 22 }),
    mean([unused, unusedTitle, 'Woningen naar bewoning'], ['%', 0], { base: 4, slope: 1 }),
    mean(['InBezitWoningcorporatie', 'In bezit woningcorporatie', 'Huurwoningen'], ['%', 0], {
      base: 31,
      slope: 8,
    }),
  ];
}

function education(year: KwbYear): DemoTopic[] {
  const names =
    year <= 2022
      ? [
          ['OpleidingsniveauLaag', 'Opleidingsniveau laag '],
          ['OpleidingsniveauMiddelbaar', 'Opleidingsniveau middelbaar '],
          ['OpleidingsniveauHoog', 'Opleidingsniveau hoog '],
        ]
      : [
          ['BasisonderwijsVmboMbo1', 'Basisonderwijs, vmbo, mbo1'],
          ['HavoVwoMbo24', 'Havo, vwo, mbo2-4'],
          ['HboWo', 'Hbo, wo'],
        ];
  const parts = [partOfInhabitants(0.22, 0.04), partOfInhabitants(0.3), partOfInhabitants(0.22, -0.04)];
  const topics = names.map(([stem = '', title = ''], at) =>
    count([stem, title, 'Opleidingsniveau'], parts[at] ?? inhabitantsIn),
  );
  const schools = count(['LeerlingenPo', 'Leerlingen po', 'Onderwijs'], partOfInhabitants(0.08));
  return [...(year >= 2024 ? [schools] : []), ...released(topics, year)];
}

function income(year: KwbYear): DemoTopic[] {
  const [stem, title] =
    year <= 2023
      ? ['GemGestandaardiseerdInkomenVanHuish', 'Gem. gestandaardiseerd inkomen van huish']
      : ['GemGestandaardiseerdInkomen', 'Gem. gestandaardiseerd inkomen'];
  const topics = [
    mean([stem, title, 'Inkomen'], ['x 1 000 euro', 1], { base: 37, slope: -3, perYear: 1.6 }),
    ...(year >= 2024
      ? [
          mean(['PersonenInArmoede', 'Personen in armoede', 'Inkomen'], ['%', 1], { base: 3.4, slope: 0.9 }),
          mean(
            ['PersonenTot25BovenArmoedegrens', 'Personen tot 25% boven armoedegrens', 'Inkomen'],
            ['%', 1],
            {
              base: 7.5,
              slope: 1.8,
            },
          ),
        ]
      : []),
    count(
      ['PersonenPerSoortUitkeringBijstand', 'Personen per soort uitkering; Bijstand', 'Sociale zekerheid'],
      partOfInhabitants(0.03, 0.02),
    ),
    count(
      ['PersonenPerSoortUitkeringAO', 'Personen per soort uitkering; AO', 'Sociale zekerheid'],
      partOfInhabitants(0.05, 0.02),
    ),
  ];
  return released(topics, year);
}

const care = (year: KwbYear): DemoTopic[] => [
  ...(year >= 2020
    ? released(
        [
          mean(['PercentageJongerenMetJeugdzorg', 'Percentage jongeren met jeugdzorg ', 'Zorg'], ['%', 1], {
            base: 11,
            slope: 2,
          }),
          mean(['WmoClientenRelatief', 'Wmo-cliënten relatief ', 'Zorg'], ['per 1 000 inwoners', 0], {
            base: 60,
            slope: 15,
          }),
        ],
        year,
      )
    : []),
  mean(
    ['AfstandTotHuisartsenpraktijk', 'Afstand tot huisartsenpraktijk', 'Nabijheid voorzieningen'],
    ['km', 1],
    { base: 1, slope: 0.1 },
  ),
];

/** Columns of the newest table are there from the start, but are filled one to three years later. */
const released = (topics: DemoTopic[], year: KwbYear): DemoTopic[] =>
  year >= 2025 ? topics.map(empty) : topics;
