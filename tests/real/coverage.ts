import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { COPIES } from './copies.ts';

/** What the copies of these tables do not have, read off their columns by hand. */
const ABSENT: Record<string, string[]> = {
  // No such columns; 'Beperkt vanwege gezondheid' is another definition than 'Langdurig beperkt'.
  '50090NED': [
    'kwetsbaarheid-65plus',
    'lage-veerkracht',
    'langdurig-beperkt',
    'steun-van-anderen',
    'tevreden-woning',
    'tevreden-woonomgeving',
    'valincidenten-65plus',
  ],
  // The file of 2016 has no columns on smoking and drinking.
  '83674NED': ['overmatig-drinken-monitor', 'roken-monitor'],
};

const PARKSTAD = "substr(area_code, 3, 4) in ('0882', '0899', '0917', '0928', '0965', '0986', '1954')";

interface Covered extends Record<string, string | number | null> {
  indicator: string;
  table: string;
  periods: string;
  fewest: number;
  listed: number | null;
  filled: number;
  parkstad: string;
  unexplained: number;
}

export interface Coverage {
  /** A line for each indicator of each table. */
  lines: string[];
  /** What is wrong: an area of the source or an indicator without a row, or an absent value without a reason. */
  gaps: string[];
  /** Indicators whose table is there, but not their column. */
  without: string[];
}

/**
 * Holds the areas of each indicator against those that the source file itself lists (`published` and `listed` of the
 * comparison); a table that lists others in each year was compared cell by cell.
 */
export async function coverage(warehouse: Warehouse, latest: string): Promise<Coverage> {
  const rows = await warehouse.all<Covered>(
    `with cell as (
       from published where area_level <> 'regio'
     ),
     per_period as (
       select indicator_id, table_id, period, sex, age_group, count(distinct area_code) as areas from cell group by all
     ),
     fewest as (
       select indicator_id, table_id, min(areas) as fewest from per_period group by all
     )
     select
       c.indicator_id::varchar as indicator, c.table_id::varchar as "table",
       string_agg(distinct c.period::varchar, ' ' order by c.period::varchar) as periods,
       any_value(f.fewest)::integer as fewest, any_value(l.areas)::integer as listed,
       round(100.0 * count(c.value) / count(*), 1)::double as filled,
       count(distinct area_code) filter (where value is not null and area_level = 'gemeente' and ${PARKSTAD}) || '/'
         || count(distinct area_code) filter (where value is not null and area_level = 'wijk' and ${PARKSTAD}) || '/'
         || count(distinct area_code) filter (where value is not null and area_level = 'buurt' and ${PARKSTAD}) as parkstad,
       count(*) filter (where value is null and missing_reason is null)::integer as unexplained
     from cell as c
     join fewest as f on f.indicator_id = c.indicator_id and f.table_id = c.table_id
     left join listed as l on l.table_id = c.table_id
     group by c.indicator_id, c.table_id
     order by c.table_id, c.indicator_id`,
  );
  const heading = ['table', 'indicator', 'periods', 'areas', 'listed', '% with value', 'Parkstad gm/wk/bu'];
  const lines = table(
    heading,
    rows.map(row => [
      row.table,
      row.indicator,
      row.periods,
      row.fewest.toLocaleString('en'),
      row.listed?.toLocaleString('en') ?? 'by year',
      String(row.filled),
      row.parkstad,
    ]),
  );
  const gaps = rows
    .filter(row => (row.listed !== null && row.fewest !== row.listed) || row.unexplained > 0)
    .map(
      row =>
        `${row.indicator} in ${row.table}: ${row.fewest} of ${row.listed} areas, ${row.unexplained} unexplained`,
    );
  const rowless = await rowlessIn(warehouse, latest);
  for (const { table_id, indicator_id } of rowless) {
    if (!isAbsent(table_id, indicator_id)) gaps.push(`${indicator_id} in ${table_id}: no row at all`);
  }
  const without = [...new Set(rowless.map(row => row.table_id))].map(id => {
    const indicators = rowless.filter(row => row.table_id === id).map(row => row.indicator_id);
    return `${id}: ${indicators.join(', ')}`;
  });
  return { lines, gaps, without };
}

/** Whether a copy does not have the column: as listed here, or else where all that it has was compared. */
function isAbsent(table: string, indicator: string): boolean {
  const listed = ABSENT[table];
  if (listed) return listed.includes(indicator);
  const compared = COPIES.filter(([id]) => id === table).flatMap(([, { expected }]) => Object.keys(expected));
  return compared.length > 0 && !compared.includes(indicator);
}

/** Indicators of a source that have no row of one of its tables. */
const rowlessIn = (warehouse: Warehouse, latest: string) =>
  warehouse.all<{ table_id: string; indicator_id: string }>(
    `select s.table_id, i.indicator_id
     from read_parquet('${path.join(latest, 'indicator.parquet')}') as i
     join read_parquet('${path.join(latest, 'source.parquet')}') as s on s.source_id = i.source_id
     anti join published as p on p.indicator_id = i.indicator_id and p.table_id = s.table_id
     order by s.table_id, i.indicator_id`,
  );
