import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';

/** Analyses with the column that says whether a row came out. */
const ANALYSES = [
  { name: 'finding', came_out: 'score > 0', per: 'area_level' },
  { name: 'cumulation', came_out: 'mean_z is not null', per: "area_level || ' ' || area_vintage" },
  {
    name: 'fingerprint',
    came_out: "z is not null and ring = 'indicator'",
    per: "area_level || ' ' || area_vintage",
  },
  { name: 'domain_breadth', came_out: 'people_share_worse is not null', per: 'subject_kind' },
  {
    name: 'comparison',
    came_out: "outcome <> 'not_compared' or register_difference is not null",
    per: 'area_level',
  },
  { name: 'excess_persons', came_out: 'excess is not null', per: 'area_level' },
  { name: 'smoothed_value', came_out: 'smoothed_value is not null', per: 'area_level' },
  { name: 'rank', came_out: "fifth <> 'cannot_tell'", per: 'area_level' },
  { name: 'goal_outlook', came_out: 'power is not null', per: 'goal_id' },
  { name: 'goal_part', came_out: 'contribution is not null', per: 'goal_id' },
  { name: 'inequality', came_out: 'slope_index is not null', per: "extent || ' ' || area_level" },
  { name: 'co_occurrence', came_out: 'spearman is not null', per: 'area_level' },
  { name: 'hot_spot', came_out: 'p is not null', per: 'neighbours_by' },
  { name: 'similar_area', came_out: 'place > 0', per: 'area_level' },
  { name: 'programme_effect', came_out: 'refusal is null', per: "coalesce(refusal, 'stated')" },
  { name: 'party', came_out: "state = 'running'", per: 'role' },
] as const;

export interface Analysed {
  lines: string[];
  /** Areas with figures that an analysis leaves out, without a reason. */
  gaps: string[];
}

/** What each analysis says of the real tables, and that no area with figures is left out of it. */
export async function analyses(warehouse: Warehouse, latest: string): Promise<Analysed> {
  const fileOf = (name: string) => `read_parquet(${quoteText(path.join(latest, `${name}.parquet`))})`;
  const rows: string[][] = [];
  for (const { name, came_out, per } of ANALYSES) {
    const counted = await warehouse.all<{ per: string; n: number; out: number }>(
      `select ${per} as per, count(*)::integer as n, (count(*) filter (where ${came_out}))::integer as out
       from ${fileOf(name)} group by 1 order by 1`,
    );
    rows.push(...counted.map(({ per: kind, n, out }) => [name, kind, String(n), String(out)]));
  }
  return {
    lines: [
      ...table(['analysis', 'of', 'rows', 'came out'], rows),
      ...(await refusals(warehouse, fileOf('co_occurrence'))),
      '',
      ...(await trends(warehouse, fileOf('trend'))),
    ],
    gaps: [...(await leftOut(warehouse, fileOf)), ...(await twins(warehouse, fileOf))],
  };
}

/** Where five comparable points are, and what the trend over them says. */
async function trends(warehouse: Warehouse, trend: string): Promise<string[]> {
  const rows = await warehouse.all<Record<string, string>>(
    `select indicator_id, area_level, count(*)::varchar as areas, min(first_period) || '-' || max(last_period) as periods,
       (count(*) filter (where trend = 'increasing'))::varchar as up, (count(*) filter (where trend = 'decreasing'))::varchar as down,
       coalesce(string_agg(distinct reason, ', ' order by reason), '-') as reasons
     from ${trend} where points >= 5 group by indicator_id, area_level order by area_level, indicator_id`,
  );
  return [
    'Series with five comparable points:',
    ...table(
      ['indicator', 'of', 'areas', 'periods', 'up', 'down', 'otherwise'],
      rows.map(row => Object.values(row)),
    ),
  ];
}

/** Two figures of one construct, or a part and its whole, never form a pair with a relation. */
async function twins(warehouse: Warehouse, fileOf: (name: string) => string): Promise<string[]> {
  const found = await warehouse.all<{ what: string }>(
    `select 'twins: ' || c.indicator_x || ' with ' || c.indicator_y || ' (' || c.area_level || ')' as what
     from ${fileOf('co_occurrence')} as c
     join ${fileOf('indicator')} as x on x.indicator_id = c.indicator_x
     join ${fileOf('indicator')} as y on y.indicator_id = c.indicator_y
     where c.spearman is not null
       and (x.construct = y.construct or list_contains(split(x.part_of, '|'), y.construct)
         or list_contains(split(y.part_of, '|'), x.construct))`,
  );
  return found.map(({ what }) => what);
}

/** Every area of the comparison that has a figure is in fingerprint, cumulation and finding; every indicator in domain_breadth. */
async function leftOut(warehouse: Warehouse, fileOf: (name: string) => string): Promise<string[]> {
  const missing = (select: string) => warehouse.all<{ what: string }>(select);
  const areas = `select distinct area_code from ${fileOf('comparison')}
    where value is not null and area_level in ('buurt', 'wijk', 'gemeente')`;
  const found = await missing(
    `select 'fingerprint lacks ' || area_code as what from (${areas} except select area_code from ${fileOf('fingerprint')})
     union all
     select 'cumulation lacks ' || area_code from (${areas} except select area_code from ${fileOf('cumulation')})
     union all
     select 'finding lacks ' || area_code from (${areas} except select area_code from ${fileOf('finding')})
     union all
     select 'domain_breadth lacks ' || indicator_id from (
       select distinct indicator_id from ${fileOf('comparison')}
       where value is not null and polarity <> 'neutral' and area_level = 'buurt' and benchmark_code = 'NL'
         and (outcome <> 'not_compared' or reason <> 'amount')
       except select i.indicator_id from ${fileOf('indicator')} as i
       semi join ${fileOf('domain_breadth')} as b on b.construct = i.construct and b.people_share_worse is not null)`,
  );
  return found.map(({ what }) => what);
}

/** A use that is blocked shows as a refusal with its reason, and as no number. */
async function refusals(warehouse: Warehouse, pairs: string): Promise<string[]> {
  const rows = await warehouse.all<Record<'x' | 'y' | 'refusal' | 'explanation', string>>(
    `select indicator_x as x, indicator_y as y, refusal, explanation from ${pairs}
     where area_level = 'buurt' and spearman is null
       and 'ervaren-gezondheid-goed' in (indicator_x, indicator_y)
       and ('inkomen-gestandaardiseerd' in (indicator_x, indicator_y) or 'bijstand-per-1000' in (indicator_x, indicator_y))
     order by 1, 2`,
  );
  return rows.map(({ x, y, refusal, explanation }) => `refused: ${x} with ${y}: ${refusal}. ${explanation}`);
}
