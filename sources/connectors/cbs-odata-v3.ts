import { createHash } from 'node:crypto';
import { z } from 'zod';
import { VieError } from '../../kernel/errors.ts';
import { dimensionKind, type InspectingConnector } from '../connector.ts';
import { layoutPage } from '../json-page.ts';
import type { TopicColumn } from '../topics.ts';
import { type Code, columnsOf } from './odata-metadata.ts';
import { parseValue, rowsOf } from './odata-pages.ts';
import { odataConnector, type Protocol } from './odata-table.ts';

const tableInfo = z.looseObject({ Title: z.string(), Modified: z.string(), RecordCount: z.number() });

/** Dimensions, topics and their groups come in one list. */
export const property = z.looseObject({
  ID: z.number(),
  ParentID: z.number().nullable(),
  Type: z.string(),
  Key: z.string(),
  Title: z.string(),
  Datatype: z.string().nullish(),
  Unit: z.string().nullish(),
  Decimals: z.number().nullish(),
  Default: z.string().nullish(),
});

const item = z
  .looseObject({ Key: z.string(), Title: z.string().nullish(), Status: z.string().nullish() })
  .transform(({ Key, Title, Status }): Code => ({ Identifier: Key, Title, Status }));

const DIMENSION_TYPES = ['Dimension', 'TimeDimension', 'GeoDimension', 'GeoDetail'];

/** The topics among the properties of a table. */
export function topicsOf(properties: z.infer<typeof property>[]): TopicColumn[] {
  const idOf = (id: number | null) => (id === null ? null : String(id));
  const measures = properties
    .filter(({ Type }) => Type === 'Topic')
    .map(({ Key, ParentID, Datatype, ...one }) => ({
      ...one,
      Identifier: Key,
      MeasureGroupId: idOf(ParentID),
      DataType: Datatype ?? 'String',
    }));
  const groups = properties.map(({ ID, ParentID, Title }) => {
    return { Id: String(ID), Title, ParentId: idOf(ParentID) };
  });
  return columnsOf(measures, groups);
}

/** CBS OData v3, as served by opendata.cbs.nl (CBS) and dataderden.cbs.nl (RIVM, GGD'en, Politie). */
export function cbsOdataV3(services: Record<string, string>): InspectingConnector {
  /** Lists of keys come through the Feed, as the Api stops at 10,000 items; a count takes no format. */
  const address: Protocol['address'] = ({ service, table }, set, query = '') => {
    const api = ['TableInfos', 'DataProperties'].includes(set) ? 'Api' : 'Feed';
    const format = set.endsWith('/$count') ? '' : '$format=json';
    const options = [format, query].filter(Boolean).join('&');
    return `${services[service]}/OData${api}/odata/${table}/${set}?${options}`;
  };
  return odataConnector({
    platform: 'v3',
    address,
    whereTablesAre: ', and the service (opendata or dataderden).',
    readRevision: async (edition, http) => {
      const { result } = await http.get(address(edition, 'TableInfos'), ({ bytes }) =>
        parseValue(bytes, tableInfo),
      );
      const [info] = result;
      if (info) return { modified: info.Modified, title: info.Title.trim(), rows: info.RecordCount };
      throw new VieError('source', 'The service returns no TableInfos for this table.', {
        retryable: true,
        hint: 'Check the table id against the catalogue, or run again later.',
      });
    },
    readTable: async (edition, get) => {
      const url = address(edition, 'DataProperties');
      const { properties, digest } = await get('DataProperties.json', url, bytes => {
        const rows = rowsOf(bytes, layoutPage(bytes));
        return {
          properties: parseValue(bytes, property),
          digest: createHash('sha256').update(rows).digest('hex'),
        };
      });
      const dimensions = properties
        .filter(({ Type }) => DIMENSION_TYPES.includes(Type))
        .map(({ Key: name, Type }) => ({ name, kind: dimensionKind(Type) }));
      return { dimensions, columns: topicsOf(properties), described: [digest], sets: [] };
    },
    codes: {
      nameOf: dimension => dimension,
      form: { schema: item, keyOf: one => one.Identifier },
      areas: { code: 'Key', title: 'Title', gemeente: 'Municipality' },
    },
    data: {
      set: 'TypedDataSet',
      id: 'ID',
      total: 'RecordCount',
      columns: ({ dimensions, columns }) => [
        { key: 'ID', kind: 'number' },
        ...dimensions.map(({ name }) => ({ key: name, kind: 'text' as const })),
        ...columns.map(({ key, datatype }) => {
          return { key, kind: datatype === 'String' ? ('text' as const) : ('number' as const) };
        }),
      ],
    },
  });
}
