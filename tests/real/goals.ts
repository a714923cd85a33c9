import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import { prepareStatistics } from '../../transforms/formulas/prepare.ts';
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

/** 85563NED, of which there is no copy: published without margins, and an extra measurement during corona. */
const MEASURED_2022: Gap = {
  series: 'survey',
  benchmark: 'NL',
  period: '2022',
  region: 64.9,
  reference: 70,
  gap: 70 - 64.9,
  lower: null,
  upper: null,
  from_region: null,
  from_reference: null,
  status: 'not_comparable',
};

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
  const printed = await warehouse.all<
    Record<'area_code' | 'explanation', string> & Record<'printed' | 'ours', number>
  >(
    `select area_code, printed_value as printed, value as ours, explanation
     from read_parquet(${fileOf('printed_figure')}) where value is not null order by area_code`,
  );
  const model = await againstCountry(warehouse, fileOf('indicator_value'), MODEL);
  const unjudged = { lower: null, upper: null, from_region: null, from_reference: null, status: null };
  const rows = [
    ...rest,
    ...country.map(row => ({ ...row, series: 'survey' })),
    MEASURED_2022,
    ...model.map(row => ({ ...row, ...unjudged, series: 'model estimate' })),
  ];
  return [
    ...table(HEADING, rows.map(cellsOf)),
    '',
    'Printed by the programme, and ours:',
    ...table(
      ['area', 'printed', 'ours', 'why'],
      printed.map(({ area_code, printed: of, ours, explanation }) => [
        area_code,
        String(of),
        number(ours),
        explanation,
      ]),
    ),
  ];
}

/** Judged as the goal is; both as if independent, which leaves the interval slightly too wide. */
async function againstCountry(warehouse: Warehouse, values: string, indicator: string): Promise<Gap[]> {
  await prepareStatistics(warehouse);
  return warehouse.all<Gap>(
    `with side as (
       select r.period, r.value as region_now, n.value as reference_now,
         (r.upper_95 - r.lower_95) / (2 * z_of_level(0.95)) as se_region_now,
         (n.upper_95 - n.lower_95) / (2 * z_of_level(0.95)) as se_reference_now
       from read_parquet(${values}) as r
       join read_parquet(${values}) as n using (indicator_id, period, sex, age_group, is_preferred)
       where indicator_id = $1 and r.area_code = '${REGION}' and n.area_code = 'NL' and is_preferred
     ),
     pair as (
       select n.*, 'higher_better' as polarity, 2016 as baseline_year, 2030 as target_year, 0.25 as close_share,
         left(n.period, 4)::integer as year, n.period < '2022' as is_comparable, b.region_now as region_baseline,
         b.se_region_now as se_region_baseline, b.reference_now as reference_baseline,
         b.se_reference_now as se_reference_baseline
       from side as n
       left join side as b on b.period = '2016'
     )
     select '' as series, 'NL' as benchmark, period, region_now as region, reference_now as reference, gap_now as gap,
       gap_now_lower as lower, gap_now_upper as upper, change_from_region as from_region,
       change_from_reference as from_reference, case when period = '2016' then 'baseline' else status end as status
     from gap_progress('pair') order by period`,
    [indicator],
  );
}

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
