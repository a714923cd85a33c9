import { delta, type Row, type ServiceFault } from './service-faults.ts';

/** A table at the v4 service: one row per figure. */
export interface LongServiceTable {
  id: string;
  title: string;
  modified: string;
  dimensions: {
    name: string;
    type: 'Dimension' | 'TimeDimension' | 'GeoDimension' | 'GeoDetail';
    items: { Identifier: string; Title: string; Status?: string; DimensionGroupId?: string }[];
  }[];
  groups?: { Id: string; Title: string; ParentId: string | null }[];
  measures: {
    Identifier: string;
    Title: string;
    DataType?: string;
    Unit?: string;
    MeasureGroupId?: string;
  }[];
  /** By dimension name, with `Measure` and what is not as in a plain figure. */
  observations: Record<string, string | number | null>[];
}

/** Members of every observation besides its dimensions. */
const MEMBERS = ['Measure', 'ValueAttribute', 'Value', 'StringValue'];

export function longProperties(table: LongServiceTable, faults: ServiceFault[]): Row {
  const renewed = faults.some(({ kind }) => kind === 'modified-bump');
  const modified = renewed ? '2099-01-01T02:00:00+01:00' : table.modified;
  return {
    Identifier: table.id,
    Title: table.title,
    Modified: modified,
    Version: modified.replace(/\D/g, '').slice(0, 12),
    ObservationCount: table.observations.length + delta(faults),
    RelatedSources: [{ Title: 'Elders', Url: 'https://example.invalid/' }],
  };
}

/** The items of a list of a table; a table without groups does not have that list. */
export function longRowsOf(table: LongServiceTable, set: string, faults: ServiceFault[]): Row[] | undefined {
  if (set === 'Dimensions') {
    return table.dimensions.map(({ name, type }) => ({ Identifier: name, Title: name, Kind: type }));
  }
  if (set === 'MeasureCodes') return measures(table, faults);
  if (set === 'MeasureGroups') return table.groups;
  const dimension = table.dimensions.find(({ name }) => set === `${name}Codes`);
  if (dimension) return dimension.items;
  if (set !== 'Observations') return undefined;
  return table.observations.map((observation, at) => {
    const plain = { ValueAttribute: 'None', Value: null, StringValue: null };
    return withMemberFaults({ Id: at * 3, ...plain, ...observation }, faults);
  });
}

function measures(table: LongServiceTable, faults: ServiceFault[]): Row[] {
  let list: Row[] = table.measures.map(({ Identifier, DataType = 'Long', Unit = '', ...rest }) => {
    return { Identifier, MeasureGroupId: null, DataType, Unit, Decimals: 1, ...rest };
  });
  for (const { kind, column } of faults) {
    if (column && MEMBERS.includes(column)) continue;
    if (kind === 'column-remove') list = list.filter(one => one['Identifier'] !== column);
    if (kind === 'column-rename') {
      const renamed = { Identifier: `Anders_${column}`, Title: 'Anders' };
      list = list.map(one => (one['Identifier'] === column ? { ...one, ...renamed } : one));
    }
    if (kind === 'column-add')
      list.push({ Identifier: 'Nieuw', MeasureGroupId: null, Title: 'Nieuw', DataType: 'Long' });
  }
  return list;
}

/** Faults of the members of an observation, which are the same in every table. */
function withMemberFaults(row: Row, faults: ServiceFault[]): Row {
  const out = { ...row };
  for (const { kind, column = '' } of faults) {
    if (!MEMBERS.includes(column) && kind !== 'column-add') continue;
    const value = out[column];
    if (kind === 'column-add' && column) out[column] = 1;
    if (kind === 'column-type') out[column] = value === null ? null : String(value);
    if (kind === 'column-rename' || kind === 'column-remove') delete out[column];
    if (kind === 'column-rename') out[`Anders_${column}`] = value;
  }
  return out;
}
