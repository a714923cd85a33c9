import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';

interface Covered {
  [column: string]: string | number | null;
  indicator: string;
  table: string;
  periods: string;
  areas: number;
  filled: number;
  parkstad: string;
}

/** Indicators and tables for which a listed area has no row at all, and a line for each indicator of each table. */
export async function coverage(
  warehouse: Warehouse,
  latest: string,
): Promise<{ lines: string[]; gaps: string[] }> {
  const values = path.join(latest, 'indicator_value.parquet');
  const rows = await warehouse.all<Covered>(
    `with cell as (
       select indicator_id, table_id, area_vintage, area_code, area_level, period, sex, age_group, value, missing_reason
       from read_parquet('${values}') where area_level <> 'regio'
     ),
     -- Every area of a table must be there for each indicator of that table, with a value or with a reason.
     listed as (
       select table_id, area_vintage, area_level, count(distinct area_code) as areas from cell group by all
     ),
     present as (
       select indicator_id, table_id, area_vintage, area_level, count(distinct area_code) as areas,
         count(*) filter (where value is null and missing_reason is null) as unexplained
       from cell group by all
     ),
     gap as (
       select p.indicator_id, p.table_id, sum(l.areas - p.areas + p.unexplained) as gaps
       from present as p join listed as l using (table_id, area_vintage, area_level) group by all
     )
     select
       c.indicator_id as indicator, c.table_id as "table",
       string_agg(distinct c.period::varchar, ' ' order by c.period::varchar) as periods,
       count(distinct c.area_code)::integer as areas,
       round(100.0 * count(c.value) / count(*), 1)::double as filled,
       count(distinct c.area_code) filter (where c.value is not null and c.area_level = 'gemeente' and ${PARKSTAD}) || '/'
         || count(distinct c.area_code) filter (where c.value is not null and c.area_level = 'wijk' and ${PARKSTAD}) || '/'
         || count(distinct c.area_code) filter (where c.value is not null and c.area_level = 'buurt' and ${PARKSTAD}) as parkstad,
       max(g.gaps)::integer as gaps
     from cell as c join gap as g on g.indicator_id = c.indicator_id and g.table_id = c.table_id
     group by c.indicator_id, c.table_id
     order by c.indicator_id, c.table_id`,
  );
  const heading = ['indicator', 'table', 'periods', 'areas', '% filled', 'Parkstad gm/wk/bu with value'];
  const lines = table(
    heading,
    rows.map(row => [
      row.indicator,
      row.table,
      row.periods,
      row.areas.toLocaleString('en'),
      String(row.filled),
      row.parkstad,
    ]),
  );
  const gaps = rows
    .filter(row => row['gaps'] !== 0)
    .map(row => `${row.indicator} in ${row.table}: ${row['gaps']} areas lack`);
  return { lines, gaps };
}

const PARKSTAD = "substr(c.area_code, 3, 4) in ('0882', '0899', '0917', '0928', '0965', '0986', '1954')";
