import path from 'node:path';
import type { Planted } from '../../sources/demo/declaration.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';

/** Of a fact that is planted in the demo: the areas that a release names for it. */
export async function areasFound(planted: Planted, warehouse: Warehouse, release: string): Promise<string[]> {
  const sql = FINDING[planted.finding].replace(
    /\$(\w+)/g,
    (_, name: string) => `read_parquet(${quoteText(path.join(release, `${name}.parquet`))})`,
  );
  await warehouse.run(`set variable indicator = ${quoteText(planted.indicator ?? '')}`);
  await warehouse.run(`set variable planted = [${planted.areas.map(quoteText).join(', ')}]`);
  await warehouse.run(`set variable since = ${planted.from}`);
  const rows = await warehouse.all<{ area_code: string }>(
    `select area_code from (${sql}) order by area_code`,
  );
  return rows.map(row => row.area_code);
}

const OF_GEMEENTEN = `select area_code from $domain_breadth
  where verdict_indicator = getvariable('indicator') and subject_kind = 'indicator' and area_level = 'gemeente'`;
const TREND = `select area_code from $trend
  where indicator_id = getvariable('indicator') and area_level = 'gemeente' and age_group = 'total'`;

/** Effects are of programmes: the areas are found when that of their programme is. */
const EFFECT = `select unnest(getvariable('planted')) as area_code
  from $programme_effect where indicator_id = getvariable('indicator') and refusal is null`;

/** `$table` is a published table; `planted`, the areas; `since`, the year. */
const FINDING: Record<Planted['finding'], string> = {
  // The worst of all judged wijken, on most of what they are judged on, and worse than nineteen in twenty Dutch ones.
  piles_up: `select area_code
    from (from $cumulation where area_level = 'wijk' qualify rank() over (order by worse desc) <= len(getvariable('planted')))
    where worse / judged > 0.5 and country_share <= 0.05`,
  gemeente_wide: `${OF_GEMEENTEN} and scope = 'gemeente_wide'`,
  region_wide: `${OF_GEMEENTEN} and scope = 'region_wide'`,
  increasing: `${TREND} and trend = 'increasing'`,
  decreasing: `${TREND} and trend = 'decreasing'`,
  // The figure jumps by more than the draws (three quarters of a point before, less after), and no change is made of it.
  break: `select t.area_code
    from $trend as t
    join $indicator_value as v
      on v.indicator_id = t.indicator_id and v.area_code = t.area_code and v.age_group = t.age_group
      and v.period < t.since and v.value < t.latest_value - 3
    where t.indicator_id = getvariable('indicator') and list_contains(getvariable('planted'), t.area_code)
      and t.since = getvariable('since')::varchar and t.change is null and t.trend = 'cannot_be_calculated'`,
  // Of all wijken the ones with most of their buurten in it: at the edge buurten have neighbours outside.
  hot_spot: `select 'WK' || substr(area_code, 3, 6) as area_code
    from $hot_spot
    where indicator_id = getvariable('indicator') and neighbours_by = 'boundary'
    group by 1
    having count(*) filter (where spot = 'unfavourable_cluster') > count(*) / 2`,
  suppressed: `select area_code
    from $indicator_value
    where indicator_id = getvariable('indicator') and list_contains(getvariable('planted'), area_code)
    group by area_code
    having bool_and(missing_reason = 'suppressed' and coalesce(value, numerator, denominator) is null)`,
  effect: `${EFFECT} and effect = 'favourable'`,
  no_effect: `${EFFECT} and effect = 'not_shown'`,
};
