import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { sharedFolder } from '../support/shared.ts';

/** Where each table lies, and which of its columns says the region; codes, or names in the files of a client. */
const TABLES: Record<string, { file: string; region: string }> = {
  '84799NED': { file: 'opendata/84799NED/TypedDataSet.ndjson.gz', region: 'WijkenEnBuurten' },
  '85984NED': { file: 'opendata/85984NED/TypedDataSet.ndjson.gz', region: 'WijkenEnBuurten' },
  '70072ned': { file: 'opendata/70072ned/TypedDataSet.ndjson.gz', region: 'RegioS' },
  '50090NED': { file: 'dataderden/50090NED/TypedDataSet.ndjson.gz', region: 'WijkenEnBuurten' },
  '50120NED': { file: 'dataderden/50120NED/TypedDataSet.ndjson.gz', region: 'WijkenEnBuurten' },
  '50140NED': { file: 'dataderden/50140NED/TypedDataSet.ndjson.gz', region: 'RegioS' },
  '83674NED': { file: 'files/Gezondheidsmonitor16_83674NED.csv', region: 'RegioS' },
  '85012NED': { file: 'files/Gezondheidsmonitor20_85012NED.csv', region: 'RegioS' },
};

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
  // The copy holds one topic, self-rated health.
  '50120NED': [
    'beweegrichtlijn-18plus',
    'eenzaam-18plus',
    'eenzaam-65plus',
    'kwetsbaarheid-65plus',
    'lage-veerkracht',
    'langdurig-beperkt',
    'langdurige-aandoening',
    'mantelzorger-18plus',
    'moeite-rondkomen',
    'obesitas-18plus',
    'overgewicht-18plus',
    'overmatig-drinken-18plus',
    'regie-eigen-leven',
    'risico-angst-depressie',
    'roken-18plus',
    'sterk-eenzaam-18plus',
    'steun-van-anderen',
    'tevreden-woning',
    'tevreden-woonomgeving',
    'valincidenten-65plus',
    'veel-stress',
    'vrijwilligerswerk-18plus',
    'wekelijks-sporten-18plus',
  ],
  // The file of 2016 has no columns on smoking and drinking.
  '83674NED': ['overmatig-drinken-monitor', 'roken-monitor'],
  // Poverty in its present definition begins in 2024.
  '84799NED': ['net-boven-armoedegrens', 'personen-in-armoede'],
  // The copy holds inhabitants by sex, age and origin.
  '85984NED': [
    'afstand-huisarts',
    'corporatiewoningen',
    'eenpersoonshuishoudens',
    'inkomen-gestandaardiseerd',
    'jeugdhulp-jongeren',
    'leegstand-woningen',
    'net-boven-armoedegrens',
    'opleiding-laag',
    'personen-in-armoede',
    'sterfte-relatief',
    'wmo-clienten-per-1000',
    'woz-waarde',
  ],
};

const PARKSTAD = "substr(area_code, 3, 4) in ('0882', '0899', '0917', '0928', '0965', '0986', '1954')";

interface Covered extends Record<string, string | number> {
  indicator: string;
  table: string;
  periods: string;
  fewest: number;
  listed: number;
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
 * Holds the areas of each indicator against those that the source file itself lists. `published` is the view of the
 * released values.
 */
export async function coverage(warehouse: Warehouse, latest: string): Promise<Coverage> {
  await warehouse.run('create temp table listed (table_id varchar, areas integer)');
  for (const [id, place] of Object.entries(TABLES)) {
    await warehouse.run(
      `insert into listed select '${id}', count(distinct case when trim(${place.region}) in ('NL00', 'NL01') then 'NL' else trim(${place.region}) end)
       from ${reader(place)}`,
    );
  }
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
      row.listed.toLocaleString('en'),
      String(row.filled),
      row.parkstad,
    ]),
  );
  const gaps = rows
    .filter(row => row.fewest !== row.listed || row.unexplained > 0)
    .map(
      row =>
        `${row.indicator} in ${row.table}: ${row.fewest} of ${row.listed} areas, ${row.unexplained} unexplained`,
    );
  const rowless = await rowlessIn(warehouse, latest);
  for (const { table_id, indicator_id } of rowless) {
    if (!ABSENT[table_id]?.includes(indicator_id)) gaps.push(`${indicator_id} in ${table_id}: no row at all`);
  }
  const without = Object.entries(ABSENT).map(([id, indicators]) => `${id}: ${indicators.join(', ')}`);
  return { lines, gaps, without };
}

const reader = ({ file, region }: { file: string; region: string }): string => {
  const location = path.join(sharedFolder, 'realdata', file);
  return file.endsWith('.csv')
    ? `read_csv('${location}', all_varchar = true)`
    : `read_json('${location}', format = 'newline_delimited', columns = {${region}: 'VARCHAR'})`;
};

/** Indicators of a source that have no row of one of its tables. */
const rowlessIn = (warehouse: Warehouse, latest: string) =>
  warehouse.all<{ table_id: string; indicator_id: string }>(
    `select s.table_id, i.indicator_id
     from read_parquet('${path.join(latest, 'indicator.parquet')}') as i
     join read_parquet('${path.join(latest, 'source.parquet')}') as s on s.source_id = i.source_id
     anti join published as p on p.indicator_id = i.indicator_id and p.table_id = s.table_id
     order by s.table_id, i.indicator_id`,
  );
