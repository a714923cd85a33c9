import type { LongServiceTable } from '../support/odata-service-v4.ts';

const AREAS = [
  { Identifier: 'NL01', Title: 'Nederland', DimensionGroupId: 'NL' },
  { Identifier: 'GM0928', Title: 'Kerkrade', DimensionGroupId: 'GM' },
  { Identifier: 'WK092800', Title: 'Wijk 00 Kerkrade-West', DimensionGroupId: 'GM0928' },
  ...Array.from({ length: 20 }, (_, n) => ({
    Identifier: `BU092800${String(n).padStart(2, '0')}`,
    Title: `Buurt ${n}`,
    DimensionGroupId: 'GM0928',
  })),
];

/** One measure of 23 areas, no periods: everything is wanted, so nothing is filtered. */
export const WHOLE_LONG: LongServiceTable = {
  id: '91001NED',
  title: 'Prijzen (proef)',
  modified: '2026-06-23T02:00:00+02:00',
  dimensions: [{ name: 'WijkenEnBuurten', type: 'GeoDetail', items: AREAS }],
  measures: [{ Identifier: 'M001534', Title: 'Gemiddelde verkoopprijs', Unit: 'euro' }],
  observations: AREAS.map(({ Identifier }, at) => ({
    Measure: 'M001534',
    Value: 1000 * at,
    WijkenEnBuurten: Identifier,
  })),
};

const PERIODS = ['2023JJ00', '2024JJ00'];
const cells = AREAS.flatMap(({ Identifier }) =>
  PERIODS.map(Perioden => ({ WijkenEnBuurten: Identifier, Perioden })),
);

/** As KWB: three measures, one of them text, in two periods; 138 observations, of which 46 are asked. */
export const PART_LONG: LongServiceTable = {
  id: '91002ned',
  title: 'Kerncijfers (proef)',
  modified: '2026-06-23T02:00:00+02:00',
  dimensions: [
    { name: 'WijkenEnBuurten', type: 'GeoDetail', items: AREAS },
    {
      name: 'Perioden',
      type: 'TimeDimension',
      items: PERIODS.map(Identifier => ({ Identifier, Title: Identifier, Status: 'Voorlopig' })),
    },
  ],
  groups: [
    { Id: 'M000352', Title: 'Bevolking ', ParentId: null },
    { Id: 'T001038', Title: 'Geslacht', ParentId: 'M000352' },
  ],
  measures: [
    { Identifier: 'T001036', Title: 'Aantal inwoners ', Unit: 'aantal', MeasureGroupId: 'M000352' },
    { Identifier: '3000', Title: 'Mannen', Unit: 'aantal', MeasureGroupId: 'T001038' },
    { Identifier: 'ST0002', Title: 'Meest voorkomende postcode', DataType: 'String' },
  ],
  observations: [
    ...cells.map((cell, at) => ({ Measure: 'T001036', Value: 5 * at, ...cell })),
    ...cells.map((cell, at) => ({ Measure: '3000', Value: 2 * at, ...cell })),
    ...cells.map(cell => ({ Measure: 'ST0002', StringValue: '6466', ...cell })),
  ],
};
