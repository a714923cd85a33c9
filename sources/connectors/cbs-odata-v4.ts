import { z } from 'zod';
import { dimensionKind, type InspectingConnector } from '../connector.ts';
import { code, columnsOf, type MeasureGroup, measure, measureGroup } from './odata-metadata.ts';
import { type ItemForm, parseObject, readSet } from './odata-pages.ts';
import { odataConnector, type Protocol } from './odata-table.ts';

/** The singleton that describes a table. */
const tableProperties = z.looseObject({
  Title: z.string(),
  Modified: z.string(),
  Version: z.string().nullish(),
  ObservationCount: z.number(),
});

const dimension = z.looseObject({ Identifier: z.string(), Kind: z.string() });

const form = <T extends { Identifier: string }>(schema: z.ZodType<T>): ItemForm<T> => ({
  schema,
  keyOf: item => item.Identifier,
});

const groupForm: ItemForm<MeasureGroup> = { schema: measureGroup, keyOf: one => one.Id };

/** One row per figure, whatever the table is about. */
const LONG = { measure: 'Measure', value: 'Value', text: 'StringValue', attribute: 'ValueAttribute' };

/** CBS OData v4, as served by datasets.cbs.nl: one row per figure, codes without padding. */
export function cbsOdataV4(services: Record<string, string>): InspectingConnector {
  const address: Protocol['address'] = ({ service, table }, set, query = '') =>
    `${services[service]}/odata/v1/CBS/${table}/${set}${query && `?${query}`}`;
  return odataConnector({
    platform: 'v4',
    address,
    whereTablesAre: ': this service tells upper from lower case (03759ned is not 03759NED).',
    readRevision: async (edition, http) => {
      const { result } = await http.get(address(edition, 'Properties'), ({ bytes }) =>
        parseObject(bytes, tableProperties),
      );
      const { Modified: modified, Version, Title, ObservationCount: rows } = result;
      return { modified, ...(Version ? { version: Version } : {}), title: Title.trim(), rows };
    },
    readTable: async (edition, get) => {
      const list = (name: string) => ({ name, url: address(edition, name) });
      const { items } = await readSet(get, list('Dimensions'), form(dimension));
      const measures = await readSet(get, list('MeasureCodes'), form(measure));
      // A table whose measures are in no group has no list of groups.
      const isGrouped = measures.items.some(one => one.MeasureGroupId);
      const groups = isGrouped ? await readSet(get, list('MeasureGroups'), groupForm) : undefined;
      const columns = columnsOf(measures.items, groups?.items ?? []);
      return {
        dimensions: items.map(({ Identifier: name, Kind }) => ({ name, kind: dimensionKind(Kind) })),
        columns: columns.map(column => ({ ...column, isCoded: true })),
        described: [],
        sets: groups ? [measures, groups] : [measures],
      };
    },
    codes: {
      nameOf: name => `${name}Codes`,
      form: form(code),
      areas: { code: 'Identifier', title: 'Title', gemeente: 'DimensionGroupId' },
    },
    data: {
      set: 'Observations',
      id: 'Id',
      total: 'ObservationCount',
      long: LONG,
      columns: ({ dimensions }) => [
        { key: 'Id', kind: 'number' },
        { key: LONG.measure, kind: 'text' },
        { key: LONG.attribute, kind: 'text' },
        { key: LONG.value, kind: 'number' },
        { key: LONG.text, kind: 'text' },
        ...dimensions.map(({ name }) => ({ key: name, kind: 'text' as const })),
      ],
    },
  });
}
