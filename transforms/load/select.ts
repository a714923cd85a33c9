import type { ResolvedTopic } from '../../sources/topics.ts';
import { quoteName, quoteText } from '../warehouse.ts';
import type { LoadableTable } from './loadable.ts';

/** Area code of a key: unpadded, one code for the country. */
export const areaCode = (column: string): string =>
  `case when trim(${column}) in ('NL00', 'NL01') then 'NL' else trim(${column}) end`;

/** Text topics describe areas, they are no figures. */
export const isText = (topic: ResolvedTopic): boolean => topic.datatype === 'String';
/** Column of `stage` that says why a concept has no value; only tables in long form have it. */
export const reasonOf = (concept: string): string => `${concept} reason`;
/** Rows whose keys are all among those that are declared. */
export const IS_READ =
  'period is not null and sex is not null and age_group is not null and margin is not null';

/** The select that gives a row of the source our names; keys that are not declared become null. */
export function stageSelect(
  loadable: LoadableTable,
  area: string,
  expression: (topic: ResolvedTopic) => string,
): string {
  const values = loadable.shape.topics.map(topic => `${expression(topic)} as ${quoteName(topic.concept)}`);
  return `select ${[...dimensionColumns(loadable, area), ...values].join(', ')}`;
}

/** The dimensions of a row of the source under our names. */
export function dimensionColumns({ edition, shape }: LoadableTable, area: string): string[] {
  const { columns, keys } = shape;
  const periods = new Map([...keys.period].map(([key, item]) => [key, item.period.period]));
  const selected = {
    area_code: area,
    period: columns.period ? recode(columns.period, periods) : quoteText(edition.period),
    sex: columns.sex ? recode(columns.sex, keys.sex) : quoteText('total'),
    age_group: columns.age_group
      ? recode(columns.age_group, keys.age_group)
      : quoteText(edition.source.age_group),
    margin: columns.margin ? recode(columns.margin, keys.margin) : quoteText('value'),
  };
  return Object.entries(selected).map(([name, sql]) => `${sql} as ${name}`);
}

/** Keys that are not listed become null, and their rows are left out. */
function recode(column: string, keys: Map<string, string>): string {
  if (keys.size === 0) return 'null::varchar';
  const cases = [...keys].map(([key, meaning]) => `when ${quoteText(key)} then ${quoteText(meaning)}`);
  return `case trim(${quoteName(column)}) ${cases.join(' ')} end`;
}
