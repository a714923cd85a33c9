import path from 'node:path';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { sharedFolder } from '../support/shared.ts';

/** A copy of a published table: where it lies, and what of it the release must say cell by cell. */
interface Copy {
  file: string;
  /** Column with the areas; codes, or names in the files of a client. */
  region: string;
  /** The year of a table that has no periods. */
  year?: string;
  /** Its rows that count; default: all. */
  only?: string;
  /** Its cells hold a null where a figure is not published, and are not there where nothing was measured. */
  tellsAbsence?: boolean;
  /** Column of the release that must say it; default: the value. */
  as?: 'numerator';
  /** What each indicator must be: an expression of columns, read off the table by hand, not from our declarations. */
  expected: Record<string, string>;
}

const kwb = (year: string, id: string, expected: Copy['expected'] = {}): [string, Copy] => [
  id,
  { file: `opendata/${id}/TypedDataSet.ndjson.gz`, region: 'WijkenEnBuurten', year, expected },
];

/** What counts more than its whole can only be rounded so. */
const share = (part: string, whole: string) =>
  `case when ${part} <= ${whole} then 100 * ${part} / ${whole} end`;

/** The first 35 columns stand in the same places from 2016 to 2021, only the value of dwellings has another name since 2021. */
const KWB_PEOPLE = {
  inwoners: 'AantalInwoners_5',
  'aandeel-0-15': share('k_0Tot15Jaar_8', 'AantalInwoners_5'),
  'aandeel-15-25': share('k_15Tot25Jaar_9', 'AantalInwoners_5'),
  'grijze-druk': '100 * k_65JaarOfOuder_12 / (k_25Tot45Jaar_10 + k_45Tot65Jaar_11)',
  'sterfte-relatief': 'SterfteRelatief_27',
  eenpersoonshuishoudens: share('Eenpersoonshuishoudens_29', 'HuishoudensTotaal_28'),
  huishoudensgrootte: 'GemiddeldeHuishoudensgrootte_32',
  bevolkingsdichtheid: 'Bevolkingsdichtheid_33',
};
const KWB_HOUSES = {
  'woz-waarde': 'GemiddeldeWoningwaarde_35',
  'leegstand-woningen': 'PercentageOnbewoond_39',
  corporatiewoningen: 'InBezitWoningcorporatie_42',
};
const per1000 = (people: string) =>
  `1000 * ${people} / (k_15Tot25Jaar_9 + k_25Tot45Jaar_10 + k_45Tot65Jaar_11)`;
const benefits = (first: number) => ({
  'bijstand-per-1000': per1000(`PersonenPerSoortUitkeringBijstand_${first}`),
  'ao-uitkering-per-1000': per1000(`PersonenPerSoortUitkeringAO_${first + 1}`),
});
const low = (first: number) => ({
  'opleiding-laag': `100 * OpleidingsniveauLaag_${first}
    / (OpleidingsniveauLaag_${first} + OpleidingsniveauMiddelbaar_${first + 1} + OpleidingsniveauHoog_${first + 2})`,
});
const care = (first: number) => ({
  'jeugdhulp-jongeren': `PercentageJongerenMetJeugdzorg_${first}`,
  'wmo-clienten-per-1000': `WmoClientenRelatief_${first + 2}`,
});
const income = (at: number) => ({ 'inkomen-gestandaardiseerd': `GemGestandaardiseerdInkomenVanHuish_${at}` });
const doctor = (at: number) => ({ 'afstand-huisarts': `AfstandTotHuisartsenpraktijk_${at}` });

const RIVM_2020 = {
  'ervaren-gezondheid-goed': 'ErvarenGezondheidGoedZeerGoed_4',
  'langdurige-aandoening': 'EenOfMeerLangdurigeAandoeningen_16',
  'overgewicht-18plus': 'Overgewicht_9',
  'obesitas-18plus': 'ErnstigOvergewicht_10',
  'roken-18plus': 'Roker_11',
  'overmatig-drinken-18plus': 'OvermatigeDrinker_15',
  'beweegrichtlijn-18plus': 'VoldoetAanBeweegrichtlijn_5',
  'eenzaam-18plus': 'Eenzaam_28',
  'sterk-eenzaam-18plus': 'ErnstigZeerErnstigEenzaam_29',
  'risico-angst-depressie': 'HoogRisicoOpAngstOfDepressie_25',
  'veel-stress': 'HeelVeelStressInAfgelopen4Weken_26',
  'regie-eigen-leven': 'MatigVeelRegieOverEigenLeven_27',
  'mantelzorger-18plus': 'Mantelzorger_32',
  'moeite-rondkomen': 'MoeiteMetRondkomen_38',
  'vrijwilligerswerk-18plus': 'Vrijwilligerswerk_33',
};
const rivm = (id: string, expected: Copy['expected'], only = "Leeftijd = '20300'"): [string, Copy] => [
  id,
  {
    file: `dataderden/${id}/TypedDataSet.ndjson.gz`,
    region: 'WijkenEnBuurten',
    only,
    tellsAbsence: true,
    expected,
  },
];
const crimes = (kind: string, indicator: string): Copy => ({
  file: 'dataderden/47018NED/TypedDataSet.ndjson.gz',
  region: 'WijkenEnBuurten',
  only: `trim(SoortMisdrijf) = '${kind}'`,
  as: 'numerator',
  expected: { [indicator]: 'GeregistreerdeMisdrijven_1' },
});

/** Table by table; the two kinds of crime of one table apart. */
export const COPIES: [table: string, copy: Copy][] = [
  kwb('2016', '83487NED', { ...KWB_PEOPLE, ...KWB_HOUSES, ...benefits(74), ...doctor(87) }),
  kwb('2017', '83765NED', { ...KWB_PEOPLE, ...KWB_HOUSES, ...benefits(74), ...doctor(94) }),
  kwb('2018', '84286NED', {
    ...KWB_PEOPLE,
    ...KWB_HOUSES,
    ...benefits(80),
    ...care(85),
    ...income(72),
    ...doctor(97),
  }),
  kwb('2019', '84583NED', {
    ...KWB_PEOPLE,
    ...KWB_HOUSES,
    ...benefits(83),
    ...care(88),
    ...income(75),
    ...low(64),
    ...doctor(105),
  }),
  kwb('2020', '84799NED', { ...KWB_PEOPLE, ...KWB_HOUSES, ...benefits(83), ...care(88), ...low(64) }),
  kwb('2022', '85318NED', {
    inwoners: 'AantalInwoners_5',
    'sterfte-relatief': 'SterfteRelatief_27',
    huishoudensgrootte: 'GemiddeldeHuishoudensgrootte_32',
    bevolkingsdichtheid: 'Bevolkingsdichtheid_33',
    'woz-waarde': 'GemiddeldeWOZWaardeVanWoningen_35',
    'leegstand-woningen': 'PercentageOnbewoond_39',
    corporatiewoningen: 'InBezitWoningcorporatie_42',
    ...low(64),
    ...income(75),
    ...care(88),
    ...doctor(106),
  }),
  kwb('2023', '85618NED', {
    inwoners: 'AantalInwoners_5',
    huishoudensgrootte: 'GemiddeldeHuishoudensgrootte_33',
    bevolkingsdichtheid: 'Bevolkingsdichtheid_34',
    'woz-waarde': 'GemiddeldeWOZWaardeVanWoningen_36',
    ...doctor(112),
  }),
  kwb('2024', '85984NED', {
    inwoners: 'AantalInwoners_5',
    'aandeel-0-15': KWB_PEOPLE['aandeel-0-15'],
    'aandeel-15-25': KWB_PEOPLE['aandeel-15-25'],
    'grijze-druk': KWB_PEOPLE['grijze-druk'],
    'herkomst-buiten-europa': share('BuitenEuropa_19', 'AantalInwoners_5'),
    huishoudensgrootte: 'GemiddeldeHuishoudensgrootte_33',
    bevolkingsdichtheid: 'Bevolkingsdichtheid_34',
    'woz-waarde': 'GemiddeldeWOZWaardeVanWoningen_39',
    ...doctor(110),
  }),
  ['70072ned', { file: 'opendata/70072ned/TypedDataSet.ndjson.gz', region: 'RegioS', expected: {} }],
  rivm('50090NED', RIVM_2020),
  rivm('50120NED', { 'ervaren-gezondheid-goed': 'ErvarenGezondheidGoedZeerGoed_4' }),
  rivm(
    '50150NED',
    { 'ervaren-gezondheid-goed': 'GoedErvarenGezondheid_4' },
    "Leeftijd = '20300' and Perioden = '2024JJ00'",
  ),
  ['47018NED', crimes('0.0.0', 'misdrijven-per-1000')],
  ['47018NED', crimes('1.1.1', 'woninginbraak-per-1000')],
  [
    '50140NED',
    {
      file: 'dataderden/50140NED/TypedDataSet.ndjson.gz',
      region: 'RegioS',
      year: '2024',
      expected: {
        'schulden-jongvolwassenen': 'HeeftSchulden_3',
        'ervaren-gezondheid-jongvolwassenen': 'GoedErvarenGezondheid_6',
        'tevreden-leven-jongvolwassenen': 'TevredenMetEigenLeven_11',
        'mentale-gezondheid-jongvolwassenen': 'GoedErvarenMentaleGezondheid_12',
        'vertrouwen-toekomst-jongvolwassenen': 'VeelVertrouwenInEigenToekomst_43',
        'roken-vapen-jongvolwassenen': 'RooktTabakEnOfVapet_83',
      },
    },
  ],
  ['83674NED', { file: 'files/Gezondheidsmonitor16_83674NED.csv', region: 'RegioS', expected: {} }],
  ['85012NED', { file: 'files/Gezondheidsmonitor20_85012NED.csv', region: 'RegioS', expected: {} }],
];

/** The rows of a copy as the table `copy_row`: area_code (of the country always NL), period, and its columns as numbers. */
export async function readCopy(warehouse: Warehouse, copy: Copy, columns: string[]): Promise<void> {
  const hasPeriods = !copy.year && columns.length > 0;
  const dimensions = ['Leeftijd', 'SoortMisdrijf'].filter(name => copy.only?.includes(name));
  const texts = [copy.region, ...dimensions, ...(hasPeriods ? ['Perioden'] : [])];
  await warehouse.run(
    `create or replace temp table copy_row as
     select case when trim(${copy.region}) in ('NL00', 'NL01') then 'NL' else trim(${copy.region}) end as area_code,
       ${copy.year ? `'${copy.year}'` : hasPeriods ? 'left(Perioden, 4)' : "''"} as period
       ${columns.map(name => (copy.tellsAbsence ? `, ${name}, ${name}_type` : `, ${name}`)).join('')}
     from ${rowsOf(copy, texts, columns)}
     where ${copy.only ?? 'true'}`,
  );
}

function rowsOf(copy: Copy, texts: string[], columns: string[]): string {
  const location = path.join(sharedFolder, 'realdata', copy.file);
  if (copy.file.endsWith('.csv')) return `read_csv('${location}', all_varchar = true)`;
  if (!copy.tellsAbsence) {
    const types = [...texts.map(name => `${name}: 'VARCHAR'`), ...columns.map(name => `${name}: 'DOUBLE'`)];
    return `read_json('${location}', format = 'newline_delimited', columns = {${types.join(', ')}})`;
  }
  // As text, so that an absent key (no member at all) and a null stay two things.
  const cells = [
    ...texts.map(name => `json ->> '$.${name}' as ${name}`),
    ...columns.map(
      name => `(json ->> '$.${name}')::double as ${name}, json_type(json, '$.${name}') as ${name}_type`,
    ),
  ];
  return `(select ${cells.join(', ')} from read_json_objects('${location}', format = 'newline_delimited'))`;
}

export type { Copy };
