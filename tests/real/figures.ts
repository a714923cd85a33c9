/** A published figure, where it was printed, and where it must come out. */
export interface KnownFigure {
  indicator: string;
  area: string;
  period: string;
  age?: string;
  /** Of a table that a newer one took the place of; default: the figure that is preferred. */
  table?: string;
  column: 'value' | 'lower_95' | 'upper_95' | 'numerator';
  expected: number;
  /** Largest difference that still counts as equal. */
  tolerance: number;
  printed: string;
}

const KWB_2020 = 'CBS, Kerncijfers wijken en buurten 2020 (84799NED), 26 March 2021';
const KWB_2024 = 'CBS, Kerncijfers wijken en buurten 2024 (85984NED)';
const RIVM_2020 = 'RIVM, Gezondheid per wijk en buurt (50090NED)';
const RIVM_2022 = 'RIVM, Gezondheid per wijk en buurt (50120NED)';
const RIVM_2024 = 'RIVM, Gezondheid per wijk en buurt (50150NED)';
const POLICE = 'Politie, Geregistreerde misdrijven (47018NED), also as twelve months of 47022NED';
const kwbOf = (year: number, table: string) => `CBS, Kerncijfers wijken en buurten ${year} (${table})`;
const GGD_2016 = 'Gezondheidsmonitor 2016 (83674NED)';
const GGD_2020 = 'Gezondheidsmonitor 2020 (85012NED)';

const figure = (
  indicator: string,
  [area, period]: [string, string],
  expected: number,
  printed: string,
  more: Partial<KnownFigure> = {},
): KnownFigure => ({ indicator, area, period, column: 'value', expected, tolerance: 0, printed, ...more });

/** For a quotient of counts: the last digits only. */
const EXACT = { tolerance: 1e-6 };

/** Of a year whose inhabitants within the boundaries of now are not known there is the count only. */
const COUNTED = { column: 'numerator', table: '47018NED' } as const;

const MODEL = 'ervaren-gezondheid-goed';
const SURVEY = 'ervaren-gezondheid-goed-monitor';

export const KNOWN_FIGURES: KnownFigure[] = [
  figure('inwoners', ['GM0928', '2020'], 45749, KWB_2020),
  figure('inwoners', ['GM0917', '2020'], 87086, KWB_2020),
  figure('inwoners', ['GM1954', '2020'], 35938, KWB_2020),
  figure('inwoners', ['NL', '2020'], 17407585, KWB_2020),
  figure('inwoners', ['RG-PARKSTAD', '2020'], 257069, `${KWB_2020}, sum of seven gemeenten`),
  figure('inwoners', ['GM0928', '2024'], 45311, KWB_2024),
  figure('inwoners', ['RG-PARKSTAD', '2024'], 256180, `${KWB_2024}, sum of seven gemeenten`),
  figure(MODEL, ['GM0928', '2012'], 63.3, RIVM_2020),
  figure(MODEL, ['GM0928', '2016'], 64, RIVM_2020),
  figure(MODEL, ['GM0928', '2020'], 68, RIVM_2020),
  figure(MODEL, ['GM0928', '2022'], 58.9, RIVM_2022),
  figure(MODEL, ['NL', '2012'], 76.1, RIVM_2020),
  figure(MODEL, ['NL', '2020'], 78.4, RIVM_2020),
  figure(MODEL, ['NL', '2022'], 69, RIVM_2022),
  figure(MODEL, ['GM1954', '2022'], 65.5, RIVM_2022),
  figure(MODEL, ['GM0899', '2022'], 59.9, RIVM_2022),
  figure(MODEL, ['GM0917', '2022'], 58.5, RIVM_2022),
  figure(MODEL, ['GM0882', '2022'], 60, RIVM_2022),
  figure(MODEL, ['GM0965', '2022'], 65.6, RIVM_2022),
  figure(MODEL, ['GM0986', '2022'], 67.7, RIVM_2022),
  figure('overmatig-drinken-18plus', ['GM0928', '2020'], 5.1, `${RIVM_2020}: better than the country`),
  figure('overmatig-drinken-18plus', ['NL', '2020'], 6.3, RIVM_2020),
  figure(SURVEY, ['GM0928', '2016'], 63.2, GGD_2016, { age: '19+' }),
  figure(SURVEY, ['GM0928', '2016'], 60.8, GGD_2016, { age: '19+', column: 'lower_95' }),
  figure(SURVEY, ['GM0928', '2016'], 65.6, GGD_2016, { age: '19+', column: 'upper_95' }),
  figure(SURVEY, ['GG6106', '2016'], 69.5, GGD_2016, { age: '19+' }),
  figure(SURVEY, ['RG-ZUID-LIMBURG', '2016'], 69.5, `${GGD_2016}, taken over from the GGD region`, {
    age: '19+',
  }),
  figure(SURVEY, ['NL', '2016'], 75.6, GGD_2016, { age: '19+' }),
  figure(SURVEY, ['RG-PARKSTAD', '2016'], 66.5, 'Regionaal programma Vie, Regiodeal Parkstad in cijfers', {
    age: '19+',
    tolerance: 0.1,
  }),
  figure(SURVEY, ['RG-PARKSTAD-STEDELIJK', '2016'], 65.2, 'domain reference: the four urban gemeenten', {
    age: '19+',
    tolerance: 0.05,
  }),
  figure(SURVEY, ['GM0928', '2020'], 69.1, GGD_2020, { age: '18+' }),
  figure(SURVEY, ['GM0928', '2020'], 66.8, GGD_2020, { age: '18+', column: 'lower_95' }),
  figure(SURVEY, ['GM0928', '2020'], 71.3, GGD_2020, { age: '18+', column: 'upper_95' }),
  figure(SURVEY, ['GG6106', '2020'], 72.6, GGD_2020, { age: '18+' }),
  figure(SURVEY, ['NL', '2020'], 79.1, GGD_2020, { age: '18+' }),
  figure(
    'schulden-jongvolwassenen',
    ['GM0928', '2024'],
    14.8,
    'RIVM, Gezondheidsmonitor Jongvolwassenen 2024 (50140NED)',
  ),
  figure('schulden-jongvolwassenen', ['GM0917', '2024'], 18.9, 'idem'),
  figure('schulden-jongvolwassenen', ['NL', '2024'], 10.6, 'idem'),
  figure('ervaren-gezondheid-jongvolwassenen', ['NL', '2024'], 63.8, 'idem'),
  figure('ervaren-gezondheid-jongvolwassenen', ['GG6106', '2024'], 60.7, 'idem'),
  figure('ervaren-gezondheid-jongvolwassenen', ['GM0928', '2024'], 56.2, 'idem'),
  figure('ervaren-gezondheid-jongvolwassenen', ['GM0917', '2024'], 48.7, 'idem'),
  // Shares and rates are divided here from the printed counts: 20,830 one-person households of 45,247, and so on.
  figure('eenpersoonshuishoudens', ['GM0917', '2020'], (20830 / 45247) * 100, KWB_2020, EXACT),
  figure('eenpersoonshuishoudens', ['GM0882', '2020'], (6213 / 17697) * 100, KWB_2020, EXACT),
  figure('eenpersoonshuishoudens', ['NL', '2020'], (3079778 / 7997800) * 100, KWB_2020, EXACT),
  figure('aandeel-0-15', ['GM0917', '2020'], (11048 / 87086) * 100, KWB_2020, EXACT),
  figure('aandeel-0-15', ['NL', '2020'], (2726099 / 17407585) * 100, KWB_2020, EXACT),
  figure('grijze-druk', ['GM0917', '2020'], (20172 / (20794 + 26016)) * 100, KWB_2020, EXACT),
  figure('grijze-druk', ['NL', '2020'], (3392555 / (4308904 + 4836284)) * 100, KWB_2020, EXACT),
  figure('bijstand-per-1000', ['GM0917', '2020'], (4210 / (9056 + 20794 + 26016)) * 1000, KWB_2020, EXACT),
  figure('bijstand-per-1000', ['GM0882', '2020'], (1110 / (3609 + 7913 + 11759)) * 1000, KWB_2020, EXACT),
  figure('ao-uitkering-per-1000', ['GM0882', '2020'], (3060 / (3609 + 7913 + 11759)) * 1000, KWB_2020, EXACT),
  figure('roken-18plus', ['GM0917', '2020'], 24.3, RIVM_2020),
  figure('roken-18plus', ['NL', '2020'], 17.9, RIVM_2020),
  figure('eenzaam-18plus', ['GM0917', '2020'], 54.5, RIVM_2020),
  figure('eenzaam-18plus', ['GM0882', '2020'], 50.3, RIVM_2020),
  figure('eenzaam-65plus', ['GM0882', '2020'], 53.2, RIVM_2020),
  figure('eenzaam-65plus', ['NL', '2020'], 49.5, RIVM_2020),
  figure('overgewicht-18plus', ['GM0917', '2020'], 57.8, RIVM_2020),
  figure('obesitas-18plus', ['GM0882', '2020'], 21.1, RIVM_2020),
  figure('beweegrichtlijn-18plus', ['NL', '2020'], 49.9, RIVM_2020),
  figure('vrijwilligerswerk-18plus', ['GM0917', '2020'], 16.9, RIVM_2020),
  figure('moeite-rondkomen', ['GM0882', '2020'], 13, RIVM_2020),
  figure('veel-stress', ['GM0917', '2020'], 21.9, RIVM_2020),
  figure('wekelijks-sporten-18plus', ['GM0917', '2020'], 37.4, RIVM_2020),
  figure('wekelijks-sporten-18plus', ['NL', '2020'], 48.9, RIVM_2020),
  figure(MODEL, ['GM0928', '2024'], 62.1, RIVM_2024),
  figure(MODEL, ['NL', '2024'], 72.8, RIVM_2024),
  figure('misdrijven-per-1000', ['GM0928', '2022'], 2482, POLICE, COUNTED),
  figure('misdrijven-per-1000', ['GM0928', '2023'], 2362, POLICE, COUNTED),
  figure('misdrijven-per-1000', ['GM0928', '2024'], 2318, POLICE, COUNTED),
  figure('misdrijven-per-1000', ['GM0928', '2025'], 2260, POLICE, COUNTED),
  figure('misdrijven-per-1000', ['GM0928', '2024'], (2318 / 45311) * 1000, POLICE, EXACT),
  figure('inwoners', ['GM1954', '2024'], 35896, KWB_2024),
  figure('inwoners', ['GM0899', '2024'], 27770, KWB_2024),
  figure('inwoners', ['GM0917', '2024'], 87461, KWB_2024),
  figure('inwoners', ['GM0882', '2024'], 37112, KWB_2024),
  figure('inwoners', ['GM0965', '2024'], 10255, KWB_2024),
  figure('inwoners', ['GM0986', '2024'], 12375, KWB_2024),
  figure('inwoners', ['GM0928', '2022'], 45324, `${kwbOf(2022, '85318NED')}, also in the R package tmap`),
  figure('inwoners', ['GM0917', '2022'], 86845, `${kwbOf(2022, '85318NED')}, also in the R package tmap`),
  figure('inwoners', ['GM0917', '2016'], 87406, kwbOf(2016, '83487NED')),
  figure('inwoners', ['GM0917', '2019'], 86832, kwbOf(2019, '84583NED')),
  figure('woz-waarde', ['GM0917', '2019'], 135, kwbOf(2019, '84583NED')),
  figure('woz-waarde', ['GM0928', '2022'], 171, kwbOf(2022, '85318NED')),
  figure('inkomen-gestandaardiseerd', ['GM0928', '2022'], 29.7, kwbOf(2022, '85318NED')),
  figure('wmo-clienten-per-1000', ['GM0917', '2018'], 85, kwbOf(2018, '84286NED')),
  figure('wmo-clienten-per-1000', ['GM0928', '2022'], 117, kwbOf(2022, '85318NED')),
  figure('jeugdhulp-jongeren', ['GM0917', '2018'], 14.6, kwbOf(2018, '84286NED')),
  figure('opleiding-laag', ['GM0917', '2019'], (24640 / 66940) * 100, kwbOf(2019, '84583NED'), EXACT),
  figure('opleiding-laag', ['GM0928', '2022'], (11980 / 34460) * 100, kwbOf(2022, '85318NED'), EXACT),
  figure('bijstand-per-1000', ['GM0917', '2016'], (4930 / 57176) * 1000, kwbOf(2016, '83487NED'), EXACT),
];
