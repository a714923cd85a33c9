import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';

const SURVEY = 'ervaren-gezondheid-goed-monitor';
const MODEL = 'ervaren-gezondheid-goed';
const REGION = 'RG-ZUID-LIMBURG';

interface Gap {
  series: string;
  benchmark: string;
  period: string;
  region: number | null;
  reference: number | null;
  gap: number | null;
  lower: number | null;
  upper: number | null;
  from_region: number | null;
  from_reference: number | null;
  status: string | null;
}

const HEADING = [
  'series',
  'benchmark',
  'period',
  'region',
  'reference',
  'gap',
  '95 % interval',
  'by region',
  'by reference',
  'status',
];

/**
 * The gap of Zuid-Limburg in self-rated health: of the survey against the rest of the country, as published, and against
 * the country itself; below it the model estimates, which carry no status.
 */
export async function goals(warehouse: Warehouse, latest: string): Promise<string[]> {
  const fileOf = (name: string) => quoteText(path.join(latest, `${name}.parquet`));
  const rest = await warehouse.all<Gap>(
    `select 'survey' as series, benchmark_code as benchmark, period, region_value as region, reference_value as reference,
       gap, gap_lower as lower, gap_upper as upper, change_from_region as from_region,
       change_from_reference as from_reference, status
     from read_parquet(${fileOf('goal_progress')})
     where goal_id = 'trendbreuk' and indicator_id = $1 order by period`,
    [SURVEY],
  );
  const country = await againstCountry(warehouse, fileOf('indicator_value'), SURVEY);
  const model = await againstCountry(warehouse, fileOf('indicator_value'), MODEL);
  const rows = [
    ...rest,
    ...country.map(row => ({ ...row, series: 'survey' })),
    ...model.map(row => ({ ...row, series: 'model estimate', lower: null, upper: null })),
  ];
  return table(HEADING, rows.map(cellsOf));
}

/** Both as if independent, which leaves the interval slightly too wide: the region is part of the country. */
const againstCountry = (warehouse: Warehouse, values: string, indicator: string): Promise<Gap[]> =>
  warehouse.all<Gap>(
    `with side as (
       select r.period, r.value as region, n.value as reference, n.value - r.value as gap,
         sqrt(pow((r.upper_95 - r.lower_95) / 2, 2) + pow((n.upper_95 - n.lower_95) / 2, 2)) as half
       from read_parquet(${values}) as r
       join read_parquet(${values}) as n using (indicator_id, period, sex, age_group, is_preferred)
       where indicator_id = $1 and r.area_code = '${REGION}' and n.area_code = 'NL' and is_preferred
     )
     select '' as series, 'NL' as benchmark, period, region, reference, gap, gap - half as lower, gap + half as upper,
       first(region) over (order by period) - region as from_region,
       reference - first(reference) over (order by period) as from_reference, null as status
     from side order by period`,
    [indicator],
  );

const number = (value: number | null): string => (value === null ? '-' : value.toFixed(2));

const cellsOf = (row: Gap): string[] => [
  row.series,
  row.benchmark,
  row.period,
  number(row.region),
  number(row.reference),
  number(row.gap),
  row.lower === null ? '-' : `${number(row.lower)} to ${number(row.upper)}`,
  number(row.from_region),
  number(row.from_reference),
  row.status ?? 'none',
];
