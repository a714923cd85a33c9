import type { DemoCountry } from '../areas.ts';
import type { DemoTable } from '../recorder.ts';
import { buurtItems, demoTable, levelOf, margins } from '../table.ts';
import { health } from '../topics.ts';

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
  ['woning', 'Tevreden met de woning', 84, -4, 2024],
  ['steun', 'Krijgt steun van anderen', 76, -3, 2024],
  ['sporten', 'Wekelijkse sporters', 50, -5],
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
    sporten: 'WekelijkseSporters',
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
    sporten: 'WekelijkseSporters',
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
    woning: 'TevredenMetDeWoning',
    steun: 'KrijgtSteunVanAnderen',
    woonomgeving: 'TevredenMetDeWoonomgeving',
  },
};

const YEARS = {
  '2020': [2012, 2016, 2020],
  '2022': [2012, 2016, 2020, 2022],
  '2024': [2012, 2016, 2020, 2022, 2024],
};
const TABLES = {
  '2020': ['50090NED', '2022-05-13T02:00:00'],
  '2022': ['50120NED', '2024-12-09T02:00:00'],
  '2024': ['50150NED', '2025-10-06T02:00:00'],
} as const;
export const RIVM_EDITIONS = ['2020', '2022', '2024'] as const;

/** RIVM Gezondheid per wijk en buurt of one edition, under its keys. */
export function rivmTable(edition: keyof typeof TABLES, country: DemoCountry): DemoTable {
  const [id, modified] = TABLES[edition];
  const years = YEARS[edition];
  return demoTable({
    service: 'dataderden',
    id,
    title: `Gezondheid per wijk en buurt; ${years.join('/')} (indeling ${edition})`,
    modified,
    items: buurtItems(country, 'NL01'),
    dimensions: [
      {
        name: 'Leeftijd',
        type: 'Dimension',
        items: [
          { Key: '20300', Title: '18 jaar of ouder' },
          { Key: '80200', Title: '65 jaar of ouder' },
        ],
      },
      margins,
      {
        name: 'Perioden',
        type: 'TimeDimension',
        items: years.map(year => ({ Key: `${year}JJ00`, Title: `${year}`, Status: 'Definitief' })),
      },
    ],
    texts: [
      { stem: 'Gemeentenaam', title: 'Gemeentenaam', value: area => area.name.padEnd(40) },
      { stem: 'SoortRegio', title: 'Soort regio', value: area => levelOf(area).padEnd(10) },
      { stem: 'Codering', title: 'Codering', value: area => area.code.padEnd(20) },
    ],
    topics: RIVM.flatMap(([concept, title, base, slope, first = 2012]) => {
      const stem = RIVM_KEYS[edition][concept];
      return stem ? [health([stem, title], { base, slope, first })] : [];
    }),
  });
}
