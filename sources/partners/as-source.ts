import { type Period, parsePeriod } from '../../indicators/periods.ts';
import type { TableShape } from '../connector.ts';
import { type Edition, type SourceDeclaration, sourceSchema } from '../declaration.ts';
import type { ResolvedTopic } from '../topics.ts';
import type { PartnerContract } from './declaration.ts';
import { type Delivery, ROWS } from './store.ts';

/** A contract as the source that indicators name; its editions are the deliveries. */
export const sourceOf = (contract: PartnerContract): SourceDeclaration =>
  sourceSchema.parse({
    id: contract.id,
    title: contract.title,
    publisher: contract.owner,
    licence: contract.licence,
    citation: contract.citation,
    rhythm: contract.rhythm,
    connector: 'partner-csv',
    service: 'files',
    dimensions: { area: 'area_code' },
    topics: Object.fromEntries(Object.keys(contract.counts ?? {}).map(concept => [concept, concept])),
    editions: {},
  });

/** A delivery as an edition of its contract, as far as it is in force. */
export function editionOf(contract: PartnerContract, { id }: Delivery, periods: string[]): Edition {
  const source = sourceOf(contract);
  return {
    key: `${contract.id}/${id}`,
    source,
    id,
    table: contract.id,
    file: undefined,
    members: [],
    within: [],
    expectedRows: undefined,
    vintage: contract.area.vintage,
    period: '',
    status: 'final',
    topics: new Map(Object.entries(source.topics)),
    dimensions: source.dimensions,
    periods,
    gemeenteNames: undefined,
    connector: 'partner-csv',
    service: 'files',
    unverified: new Set(),
    isUnverified: false,
    contract,
  };
}

/** How a stored delivery is to be read. */
export function shapeOf({ periods = [], contract }: Edition): TableShape {
  const counts = Object.entries(contract?.counts ?? {});
  const topics = counts.map(
    ([key, { unit = 'aantal' }]): ResolvedTopic => ({
      concept: key,
      key,
      title: key.replaceAll('_', ' '),
      path: [],
      unit,
      decimals: 0,
      datatype: 'Integer',
      defaultMeaning: '',
    }),
  );
  return {
    rows: { kind: 'delivery', name: ROWS },
    columns: { area: 'area_code', period: 'period', sex: 'sex', age_group: 'age_group' },
    keys: {
      period: new Map(periods.map(key => [key, { period: periodOf(key), status: 'final' }])),
      age_group: new Map(),
      sex: new Map(),
      margin: new Map(),
    },
    topics,
    available: [],
  };
}

/** A period in the form in which deliveries are stored. */
function periodOf(text: string): Period {
  const year = Number(text.slice(0, 4));
  if (/^\d{4}\/\d{4}$/.test(text))
    return { period: text, kind: 'school_year', start: `${year}-08-01`, end: `${year + 1}-07-31` };
  const period = parsePeriod(text.replaceAll('-', ''));
  if (!period) throw new Error(`'${text}' is no period of a stored delivery.`);
  return period;
}
