import type { DemoArea } from './areas.ts';
import { fixedNormal, fixedRandom } from './random.ts';

/** A topic of a demo table: `stem` gets its position as suffix, as at the services. */
export interface DemoTopic {
  stem: string;
  title: string;
  group: string;
  unit: string;
  decimals: number;
  /** Value for one area and period; null = not published. Counts are exact, the table rounds them. */
  value(area: DemoArea, period: string, age: string): number | null;
}

type Value = DemoTopic['value'];

/** The figure of an area with parts is the mean of theirs by inhabitants, as in a published table. */
function meanOfParts(ofBuurt: Value): Value {
  const known = new Map<string, number | null>();
  const value: Value = (area, period, age) => {
    if (area.parts.length === 0) return ofBuurt(area, period, age);
    const key = [area.code, period, age].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    let [weighted, weight] = [0, 0];
    for (const part of area.parts) {
      const one = value(part, period, age);
      if (one === null) continue;
      weighted += one * part.inhabitants;
      weight += part.inhabitants;
    }
    const mean = weight > 0 ? weighted / weight : null;
    known.set(key, mean);
    return mean;
  };
  return value;
}

const share = (base: number, slope: number, name: string, first = 2012): Value =>
  meanOfParts((area, period, age) => {
    const year = Number(period.slice(0, 4));
    if (area.inhabitants < 50 || year < first) return null;
    const older = age === '80200' ? slope * 0.4 : 0;
    const corona = year >= 2022 ? slope * 0.6 : 0;
    const noise = 0.25 * slope * fixedNormal(name, area.code, period, age);
    return Math.min(99, Math.max(0.1, base + slope * area.burden + older + corona + noise));
  });

const health = (stem: string, title: string, base: number, slope: number, first?: number): DemoTopic => ({
  stem,
  title,
  group: 'Gezondheid',
  unit: '%',
  decimals: 1,
  value: share(base, slope, title, first),
});

const count = (stem: string, title: string, group: string, part: (area: DemoArea) => number): DemoTopic => ({
  stem,
  title,
  group,
  unit: 'aantal',
  decimals: 0,
  value: area => total(area, part),
});

/** Counts of an area are the sum over its buurten, so that parts add up before they are rounded. */
function total(area: DemoArea, part: (area: DemoArea) => number): number {
  if (area.parts.length === 0) return Math.round(part(area));
  return area.parts.reduce((sum, one) => sum + total(one, part), 0);
}

const ages = (name: string, base: number) => (area: DemoArea) =>
  area.inhabitants * base * (0.9 + 0.2 * fixedRandom(name, area.code));
const mean = (
  stem: string,
  title: string,
  group: string,
  [unit, decimals]: [string, number],
  base: number,
  slope: number,
): DemoTopic => ({
  stem,
  title,
  group,
  unit,
  decimals,
  value: meanOfParts(area =>
    area.inhabitants < 100
      ? null
      : Math.max(0.1, base + slope * (area.burden + 0.2 * fixedNormal(stem, area.code))),
  ),
});
const empty = (stem: string, title: string, group: string, unit: string): DemoTopic => ({
  stem,
  title,
  group,
  unit,
  decimals: 1,
  value: () => null,
});

const POPULATION: DemoTopic[] = [
  count('AantalInwoners', 'Aantal inwoners', 'Bevolking', area => area.inhabitants),
  count('k_0Tot15Jaar', '0 tot 15 jaar', 'Leeftijdsgroepen', ages('0', 0.13)),
  count('k_15Tot25Jaar', '15 tot 25 jaar', 'Leeftijdsgroepen', ages('15', 0.1)),
  count('k_25Tot45Jaar', '25 tot 45 jaar', 'Leeftijdsgroepen', ages('25', 0.22)),
  count('k_45Tot65Jaar', '45 tot 65 jaar', 'Leeftijdsgroepen', ages('45', 0.29)),
  count('k_65JaarOfOuder', '65 jaar of ouder', 'Leeftijdsgroepen', ages('65', 0.24)),
  count(
    'HuishoudensTotaal',
    'Huishoudens totaal',
    'Particuliere huishoudens',
    area => area.inhabitants * 0.49,
  ),
  count(
    'Eenpersoonshuishoudens',
    'Eenpersoonshuishoudens',
    'Particuliere huishoudens',
    area => area.inhabitants * (0.2 + 0.02 * Math.tanh(area.burden)),
  ),
  mean('SterfteRelatief', 'Sterfte relatief', 'Geboorte en sterfte', ['per 1 000 inwoners', 0], 11, 1),
];
const BENEFITS: DemoTopic[] = [
  count(
    'PersonenPerSoortUitkeringBijstand',
    'Personen per soort uitkering; Bijstand',
    'Sociale zekerheid',
    area => area.inhabitants * Math.max(0.002, 0.03 + 0.015 * area.burden),
  ),
  count(
    'PersonenPerSoortUitkeringAO',
    'Personen per soort uitkering; AO',
    'Sociale zekerheid',
    area => area.inhabitants * Math.max(0.002, 0.05 + 0.015 * area.burden),
  ),
];
const CARE: DemoTopic[] = [
  mean('PercentageJongerenMetJeugdzorg', 'Percentage jongeren met jeugdzorg ', 'Zorg', ['%', 1], 11, 2),
  mean('WmoClientenRelatief', 'Wmo-cliënten relatief ', 'Zorg', ['per 1 000 inwoners', 0], 60, 15),
  mean(
    'AfstandTotHuisartsenpraktijk',
    'Afstand tot huisartsenpraktijk',
    'Nabijheid voorzieningen',
    ['km', 1],
    1,
    0.1,
  ),
];

/** Kerncijfers wijken en buurten of the demo: the columns and spellings of that year. */
export const kwbTopics = (year: 2020 | 2024): DemoTopic[] =>
  year === 2020
    ? [
        ...POPULATION,
        mean('GemiddeldeWoningwaarde', 'Gemiddelde woningwaarde', 'Wonen', ['x 1 000 euro', 0], 240, -35),
        mean('InBezitWoningcorporatie', 'In bezit woningcorporatie', 'Huurwoningen', ['%', 0], 32, 8),
        count(
          'OpleidingsniveauLaag',
          'Opleidingsniveau laag ',
          'Opleidingsniveau',
          area => area.inhabitants * (0.24 + 0.04 * Math.tanh(area.burden)),
        ),
        count(
          'OpleidingsniveauMiddelbaar',
          'Opleidingsniveau middelbaar ',
          'Opleidingsniveau',
          area => area.inhabitants * 0.3,
        ),
        count(
          'OpleidingsniveauHoog',
          'Opleidingsniveau hoog ',
          'Opleidingsniveau',
          area => area.inhabitants * (0.2 - 0.04 * Math.tanh(area.burden)),
        ),
        mean(
          'GemGestandaardiseerdInkomenVanHuish',
          'Gem. gestandaardiseerd inkomen van huish',
          'Inkomen',
          ['x 1 000 euro', 1],
          30,
          -2.5,
        ),
        ...BENEFITS,
        ...CARE,
      ]
    : [
        ...POPULATION,
        mean(
          'GemiddeldeWOZWaardeVanWoningen',
          'Gemiddelde WOZ-waarde van woningen',
          'Wonen',
          ['x 1 000 euro', 0],
          340,
          -45,
        ),
        mean('InBezitWoningcorporatie', 'In bezit woningcorporatie', 'Huurwoningen', ['%', 0], 31, 8),
        count(
          'BasisonderwijsVmboMbo1',
          'Basisonderwijs, vmbo, mbo1',
          'Opleidingsniveau',
          area => area.inhabitants * (0.22 + 0.04 * Math.tanh(area.burden)),
        ),
        count('HavoVwoMbo24', 'Havo, vwo, mbo2-4', 'Opleidingsniveau', area => area.inhabitants * 0.3),
        count(
          'HboWo',
          'Hbo, wo',
          'Opleidingsniveau',
          area => area.inhabitants * (0.23 - 0.04 * Math.tanh(area.burden)),
        ),
        mean(
          'GemGestandaardiseerdInkomen',
          'Gem. gestandaardiseerd inkomen',
          'Inkomen',
          ['x 1 000 euro', 1],
          37,
          -3,
        ),
        // Not yet released for the newest year, as at the real source.
        empty('PersonenInArmoede', 'Personen in armoede', 'Inkomen', '%'),
        ...BENEFITS,
        ...CARE,
      ];

const RIVM: [concept: string, title: string, base: number, slope: number, first?: number][] = [
  ['ervaren', 'Goed ervaren gezondheid', 76, -4],
  ['aandoening', 'Een of meer langdurige aandoeningen', 34, 3, 2016],
  ['beperkt', 'Langdurig beperkt', 30, 4, 2024],
  ['overgewicht', 'Overgewicht', 50, 3],
  ['obesitas', 'Ernstig overgewicht (obesitas)', 15, 2.5],
  ['roken', 'Rookt tabak', 18, 3],
  ['drinken', 'Overmatig drinken', 6.5, -0.3],
  ['bewegen', 'Voldoet aan de beweegrichtlijn', 48, -4, 2016],
  ['eenzaam', 'Eenzaam', 46, 3],
  ['sterk_eenzaam', 'Sterk eenzaam', 12, 2],
  ['angst', 'Hoog risico angststoornis of depressie', 7, 1.6],
  ['stress', 'Heel veel stress afgelopen 4 weken', 18, 2, 2020],
  ['veerkracht', 'Lage veerkracht', 14, 2, 2022],
  ['regie', 'Matig/veel regie over het eigen leven', 89, -2, 2016],
  ['mantelzorg', 'Mantelzorger', 14, 0.4],
  ['vrijwilliger', 'Vrijwilligerswerk', 27, -2.5, 2016],
  ['rondkomen', 'Moeite met rondkomen', 17, 4],
  ['woonomgeving', 'Tevreden met de woonomgeving', 86, -4, 2024],
];

const RIVM_KEYS: Record<'2020' | '2022' | '2024', Record<string, string>> = {
  '2020': {
    ervaren: 'ErvarenGezondheidGoedZeerGoed',
    aandoening: 'EenOfMeerLangdurigeAandoeningen',
    overgewicht: 'Overgewicht',
    obesitas: 'ErnstigOvergewicht',
    roken: 'Roker',
    drinken: 'OvermatigeDrinker',
    bewegen: 'VoldoetAanBeweegrichtlijn',
    eenzaam: 'Eenzaam',
    sterk_eenzaam: 'ErnstigZeerErnstigEenzaam',
    angst: 'HoogRisicoOpAngstOfDepressie',
    stress: 'HeelVeelStressInAfgelopen4Weken',
    regie: 'MatigVeelRegieOverEigenLeven',
    mantelzorg: 'Mantelzorger',
    vrijwilliger: 'Vrijwilligerswerk',
    rondkomen: 'MoeiteMetRondkomen',
  },
  '2022': {
    ervaren: 'ErvarenGezondheidGoedZeerGoed',
    aandoening: 'EenOfMeerLangdurigeAandoeningen',
    overgewicht: 'Overgewicht',
    obesitas: 'ErnstigOvergewicht',
    roken: 'Roker',
    drinken: 'OvermatigeDrinker',
    bewegen: 'VoldoetAanBeweegrichtlijn',
    eenzaam: 'Eenzaam',
    sterk_eenzaam: 'ErnstigZeerErnstigEenzaam',
    angst: 'HoogRisicoOpAngstOfDepressie',
    stress: 'HeelVeelStressInAfgelopen4Weken',
    mantelzorg: 'Mantelzorger',
    vrijwilliger: 'Vrijwilligerswerk',
    rondkomen: 'MoeiteMetRondkomen',
  },
  '2024': {
    ervaren: 'GoedErvarenGezondheid',
    aandoening: 'EenOfMeerLangdurigeAandoeningen',
    beperkt: 'LangdurigBeperkt',
    overgewicht: 'Overgewicht',
    obesitas: 'ErnstigOvergewichtObesitas',
    roken: 'RooktTabak',
    drinken: 'OvermatigDrinken',
    bewegen: 'VoldoetAanDeBeweegrichtlijn',
    eenzaam: 'Eenzaam',
    sterk_eenzaam: 'SterkEenzaam',
    angst: 'HoogRisicoAngststoornisOfDepressie',
    stress: 'HeelVeelStressAfg4Weken',
    veerkracht: 'LageVeerkracht',
    regie: 'MatigVeelRegieOverHetEigenLeven',
    mantelzorg: 'Mantelzorger',
    vrijwilliger: 'Vrijwilligerswerk',
    rondkomen: 'MoeiteMetRondkomen',
    woonomgeving: 'TevredenMetDeWoonomgeving',
  },
};

/** RIVM Gezondheid per wijk en buurt of the demo, under the keys of that edition. */
export const rivmTopics = (edition: '2020' | '2022' | '2024'): DemoTopic[] =>
  RIVM.flatMap(([concept, title, base, slope, first]) => {
    const stem = RIVM_KEYS[edition][concept];
    return stem ? [health(stem, title, base, slope, first)] : [];
  });

export const YOUNG_ADULT_TOPICS: DemoTopic[] = [
  health('HeeftSchulden', 'Heeft schulden', 11, 2.5),
  health('GoedErvarenMentaleGezondheid', 'Goed ervaren mentale gezondheid', 51, -3),
  health('VeelVertrouwenInEigenToekomst', 'Veel vertrouwen in eigen toekomst', 46, -3),
  health('RooktTabakEnOfVapet', 'Rookt tabak en/of vapet', 33, 3),
];

/** Columns of the Gezondheidsmonitor files of the demo. */
export const MONITOR_TOPICS: Record<2016 | 2020, [column: string, base: number, slope: number][]> = {
  2016: [
    ['ErvarenGezondheidGoedZeerGoed', 75.6, -4],
    ['EenOfMeerLangdurigeAandoeningen', 34, 3],
    ['Overgewicht', 49, 3],
    ['ErnstigOvergewicht', 14, 2.5],
    ['VoldoetAanBeweegrichtlijn', 51, -4],
    ['Mantelzorger', 14, 0.4],
  ],
  2020: [
    ['ErvarenGezondheidGoedZeerGoed', 79, -4],
    ['EenOfMeerLangdurigeAandoeningen', 32, 3],
    ['Overgewicht', 49.5, 3],
    ['ErnstigOvergewichtObesitas', 15, 2.5],
    ['VoldoetAanBeweegrichtlijn', 50, -4],
    ['Mantelzorger', 13.5, 0.4],
    ['Rokers', 16.5, 3],
    ['OvermatigDrinker', 6.2, -0.3],
  ],
};
