import type { ServiceTable } from '../support/odata-service.ts';

const AREAS = [
  { Key: 'NL00', Title: 'Nederland' },
  { Key: 'GM0928', Title: 'Kerkrade' },
  { Key: 'WK092800', Title: 'Wijk 00 Kerkrade-West' },
  ...Array.from({ length: 20 }, (_, n) => ({
    Key: `BU092800${String(n).padStart(2, '0')}`,
    Title: `Buurt ${n}`,
  })),
];

/** As KWB: one year per table, only areas; 23 rows. */
export const WHOLE_TABLE: ServiceTable = {
  id: '90001NED',
  title: 'Kerncijfers (proef)',
  modified: '2021-03-26T02:00:00',
  dimensions: [{ name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: AREAS }],
  topics: [
    { stem: 'Codering', title: 'Codering', datatype: 'String' },
    { stem: 'AantalInwoners', title: 'Aantal inwoners', unit: 'aantal' },
    { stem: 'AandeelOuderen', title: 'Aandeel ouderen ', unit: '%', datatype: 'Double' },
    { stem: 'Bijstand', title: 'Personen met bijstand', unit: 'aantal' },
  ],
  rows: AREAS.map(({ Key }, at) => ({
    WijkenEnBuurten: Key,
    Codering: Key.padEnd(10),
    AantalInwoners: 5 * at,
    AandeelOuderen: at % 4 === 3 ? null : 20.5 + at,
    Bijstand: at % 3 === 0 ? 0 : 10 * at,
  })),
};

const AGES = ['20300', '53115', '80200'];
const MARGINS = ['MW00000', 'MOG0095', 'MBG0095'];
const PERIODS = ['2016JJ00', '2022JJ00'];
const listed = (keys: string[]) => keys.map(Key => ({ Key, Title: Key }));
const cells = AGES.flatMap(Leeftijd =>
  MARGINS.flatMap(Marges =>
    AREAS.flatMap(area =>
      PERIODS.map(Perioden => ({ Leeftijd, Marges, WijkenEnBuurten: area.Key, Perioden })),
    ),
  ),
);

/** As the RIVM estimates: a cube of 3 ages, 3 margins, 23 areas and 2 periods; 414 rows. */
export const CUBE_TABLE: ServiceTable = {
  id: '90002NED',
  title: 'Gezondheid per wijk en buurt (proef)',
  modified: '2022-05-13T02:00:00',
  dimensions: [
    { name: 'Leeftijd', type: 'Dimension', width: 8, items: listed(AGES) },
    { name: 'Marges', type: 'Dimension', width: 8, items: listed(MARGINS) },
    { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: AREAS },
    { name: 'Perioden', type: 'TimeDimension', width: 8, items: listed(PERIODS) },
  ],
  topics: [
    { stem: 'Eenzaam', title: 'Voelt zich eenzaam', unit: '%', datatype: 'Double' },
    { stem: 'Roker', title: 'Roker', unit: '%', datatype: 'Double' },
  ],
  rows: cells.map((keys, at) => ({ ...keys, Eenzaam: 30 + at / 10, Roker: at % 5 ? 15.5 : null })),
};
