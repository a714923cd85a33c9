import path from 'node:path';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { COPIES, type Copy, readCopy } from './copies.ts';

export interface Comparison {
  what: string;
  compared: number;
  different: number;
  example?: string | undefined;
}

/**
 * Every value of whole source files against the release; an absent key is not_measured, a null not_published. Leaves the views
 * `published` (released values) and `listed` (how many areas each table has).
 */
export async function compareEverything(warehouse: Warehouse, latest: string): Promise<Comparison[]> {
  await warehouse.run(
    `create view published as select * from read_parquet('${path.join(latest, 'indicator_value.parquet')}')`,
  );
  await warehouse.run('create temp table listed (table_id varchar, areas integer)');
  const results = await areasPresent(warehouse);
  for (const [table, copy] of COPIES) results.push(...(await compareCopy(warehouse, table, copy)));
  return results;
}

async function areasPresent(warehouse: Warehouse): Promise<Comparison[]> {
  const expected = { gemeente: 7, wijk: 49, buurt: 201 };
  const rows = await warehouse.all<{
    indicator_id: string;
    period: string;
    area_level: 'gemeente' | 'wijk' | 'buurt';
    areas: number;
  }>(
    `select indicator_id, period, area_level, count(distinct area_code)::integer as areas from published
     where substr(area_code, 3, 4) in ('0882', '0899', '0917', '0928', '0965', '0986', '1954')
       and area_level in ('gemeente', 'wijk', 'buurt') and area_vintage >= 2020
       and table_id in ('84799NED', '85984NED', '50090NED', '50120NED')
     group by all`,
  );
  const short = rows.filter(row => row.areas !== expected[row.area_level]);
  const [first] = short;
  return [
    {
      what: 'Parkstad areas (7 gemeenten, 49 wijken, 201 buurten) per indicator and period',
      compared: rows.length,
      different: short.length,
      example: first && `${first.indicator_id} ${first.period}: ${first.areas} x ${first.area_level}`,
    },
  ];
}

const COLUMN = /[A-Za-z]\w*_\d+/g;

/** All cells of a copy, one line for each of its indicators; the numbers are worked out here from the columns as they were read. */
async function compareCopy(warehouse: Warehouse, table: string, copy: Copy): Promise<Comparison[]> {
  const expected = Object.entries(copy.expected);
  await readCopy(warehouse, copy, [...new Set(expected.flatMap(([, of]) => of.match(COLUMN) ?? []))]);
  // Of crimes each year has other areas.
  if (!copy.as) {
    await warehouse.run(`insert into listed select '${table}', count(distinct area_code) from copy_row`);
  }
  if (expected.length === 0) return [];
  const results = await warehouse.all<{
    indicator_id: string;
    compared: number;
    different: number;
    example: string | null;
  }>(
    `with source_cell as (
       ${expected.map(([indicator, of]) => sourceCell(copy, indicator, of)).join(' union all ')}
     ),
     release_cell as (
       select * from published
       where table_id = '${table}' and area_level <> 'regio' and indicator_id in (select distinct indicator_id from source_cell)
     ),
     joined as (
       select coalesce(s.indicator_id, p.indicator_id) as indicator_id, coalesce(s.area_code, p.area_code) as area_code,
         coalesce(s.period, p.period) as period, s.value as expected, p.${copy.as ?? 'value'} as found,
         s.reason as expected_reason, p.missing_reason as found_reason, s.area_code is null or p.area_code is null as lonely
       from source_cell as s
       full join release_cell as p
         on p.indicator_id = s.indicator_id and p.area_code = s.area_code and p.period = s.period
     ),
     judged as (
       select *, lonely or (expected is null) <> (found is null) or abs(expected - found) > 1e-9 * greatest(1, abs(expected))
         or expected is null and found_reason is null or coalesce(expected_reason <> found_reason, false) as is_different
       from joined
     )
     select indicator_id::varchar as indicator_id, count(*)::integer as compared,
       (count(*) filter (where is_different))::integer as different,
       min(area_code || ' ' || period || ': ' || coalesce(expected::varchar, expected_reason, '-') || ' against '
         || coalesce(found::varchar, found_reason::varchar, '-')) filter (where is_different) as example
     from judged group by indicator_id order by indicator_id`,
  );
  return results.map(({ indicator_id, example, ...counts }) => ({
    ...counts,
    what: `${table} ${indicator_id} = ${copy.expected[indicator_id]?.replace(/\s+/g, ' ')}`,
    example: example ?? undefined,
  }));
}

function sourceCell(copy: Copy, indicator: string, expression: string): string {
  const [column] = expression.match(COLUMN) ?? [];
  const reason = copy.tellsAbsence
    ? `case when ${column}_type is null then 'not_measured' when ${column}_type = 'NULL' then 'not_published' end`
    : 'null';
  // What is divided by 0 has no value.
  const value = expression.replace(/\/ (\([^)]*\)|\S+)/, '/ nullif($1, 0)');
  return `select '${indicator}' as indicator_id, area_code, period, ${value} as value, ${reason} as reason from copy_row`;
}
