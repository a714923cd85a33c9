import path from 'node:path';
import { configSchema } from '../../indicators/config.ts';
import { DOMAINS, type Indicator, indicatorSchema } from '../../indicators/declaration.ts';
import { themesSchema } from '../../indicators/themes.ts';
import { readDeclaration } from '../../kernel/declare.ts';
import { projectRoot } from '../../kernel/root.ts';
import { writeParquet } from '../../output/parquet.ts';
import { prepareInput } from '../../transforms/build.ts';
import { computeGold, computeSilver } from '../../transforms/compute.ts';
import { Warehouse } from '../../transforms/warehouse.ts';
import { PUBLISHER } from '../support/publisher.ts';

// A generated national set, from loaded cells to Parquet; prints rows, seconds per stage and peak memory.
const [factor = '1', memory_limit = '256MB', scratch = ''] = process.argv.slice(2);
const BUURTEN = 14_500 * Number(factor);
const INDICATORS = 80;
const YEARS = Array.from({ length: 12 }, (_, i) => 2013 + i);
const SHARES_WITH_DENOMINATOR = 20;

/** Three in four are published percentages, half of those with an interval; the others are divided here. All domains. */
const indicators: Indicator[] = Array.from({ length: INDICATORS }, (_, i) => {
  const divided = i < SHARES_WITH_DENOMINATOR;
  return indicatorSchema.parse({
    id: `indicator-${String(i).padStart(2, '0')}`,
    name_nl: `Indicator ${i}`,
    name_en: `Indicator ${i}`,
    tier: 'core',
    domain: DOMAINS[i % DOMAINS.length],
    unit: '%',
    polarity: i % 3 === 0 ? 'neutral' : 'lower_better',
    structural: i % 13 === 0,
    value_kind: 'register',
    source: 'landelijk',
    ...(divided
      ? { measure: 'ratio', numerator: `t${i}`, denominator: 'inwoners' }
      : { measure: 'published', value: `t${i}`, weight: { concept: 'inwoners' } }),
    definition: 'Opgewekt',
    rationale: 'Opgewekt',
    interpretation: 'Opgewekt',
    numerator_nl: 'wie het betreft',
    denominator_nl: 'iedereen',
  });
});

/** The input tables as the loader leaves them: gemeenten of 40 buurten, one edition per year. */
const GENERATED = [
  `create temp table buurt as
   select i::integer as area_no, printf('BU%04d%02d%02d', i // 40, i % 40 // 5, i % 5) as area_code from range(${BUURTEN}) as r(i)`,
  `create temp table place as
   from buurt
   union all
   select ${BUURTEN} + row_number() over (order by code), code from (
     select distinct 'GM' || substr(area_code, 3, 4) as code from buurt union select 'NL')`,
  "create temp table edition as select y - 2013 as edition_no, y as year from unnest(getvariable('years')) as r(y)",
  'insert into input.area_key by name from place',
  `insert into input.edition by name
   select edition_no, 'landelijk/' || year as edition_key, 'landelijk' as source_id, year::varchar as edition_id,
     'T' || year as table_id, year as area_vintage, 'snapshot-' || year as snapshot_id, 'not_published' as empty_cell,
     'not_measured' as empty_topic, 'exact' as area_list, true as has_margins
   from edition`,
  `insert into input.period_item
   select edition_no, year::varchar, make_date(year, 1, 1), make_date(year, 12, 31), 'JJ', 'final' from edition`,
  `insert into input.area_item select edition_no, area_code, area_code, null from edition cross join place`,
  `insert into input.area_text
   select edition_no, area_code, 'indelingswijziging', '1' from edition cross join place where area_code <> 'NL'`,
  `insert into input.slice select edition_no, year::varchar, 'total', 'total' from edition`,
  `create temp table topic as
   select concept, (row_number() over (order by concept, edition_no) - 1)::integer as topic_id, edition_no
   from edition cross join (select 't' || i as concept from range(${INDICATORS}) as r(i) union all select 'inwoners')`,
  `insert into input.topic by name
   select topic_id, edition_no, concept, concept as topic_key, '%' as unit, 'Double' as datatype from topic order by topic_id`,
];

/** The cells of one year; one in ten is empty, half of the topics has an interval. */
const cellsOf = (edition: number): string => `
  insert into input.cell
  select topic_id, edition_no, area_no,
    case when concept = 'inwoners' then 20 + chance % 3000 when chance % 10 > 0 then chance % 1000 / 10 end,
    case when topic_id % 2 = 0 and chance % 10 > 0 then chance % 1000 / 10 - 2 end,
    case when topic_id % 2 = 0 and chance % 10 > 0 then chance % 1000 / 10 + 2 end, null
  from (
    select topic_id, concept, edition_no, area_no, (hash(topic_id, area_no) % 1000003)::integer as chance
    from topic cross join place where edition_no = ${edition}
  )
  order by topic_id`;

const config = configSchema.parse({
  duckdb: { memory_limit },
  ranking: ['indicator-79'],
  area_groups: [
    {
      code: 'RG-PARKSTAD',
      name_nl: 'Parkstad',
      name_en: 'Parkstad',
      members: [{ areas: Array.from({ length: 7 }, (_, i) => `GM${String(i).padStart(4, '0')}`) }],
    },
  ],
});
const folder = path.join(projectRoot(), 'transforms');
const warehouse = await Warehouse.open(path.join(scratch, 'scale.duckdb'), config.duckdb);
const seconds: Record<string, number> = {};
const timed = async (stage: string, work: () => Promise<void>) => {
  const started = performance.now();
  await work();
  seconds[stage] = (performance.now() - started) / 1000;
};

const themes = path.join(projectRoot(), 'indicators/themes.yaml');
await prepareInput(warehouse, folder, {
  config: [config],
  indicator: indicators,
  theme: (await readDeclaration(themes, themesSchema, projectRoot())).value.themes,
});
await warehouse.run(`set variable years = [${YEARS.join(', ')}]`);
for (const statement of GENERATED) await warehouse.run(statement);
for (const edition of YEARS.keys()) await warehouse.run(cellsOf(edition));
await timed('silver', () => computeSilver(warehouse, folder));
const steps: Record<string, number> = {};
let step = { table: '', since: performance.now() };
const endStep = (table: string) => {
  if (step.table) steps[step.table] = (steps[step.table] ?? 0) + (performance.now() - step.since) / 1000;
  step = { table, since: performance.now() };
};
await timed('gold', () => computeGold(warehouse, folder, { onTable: endStep }));
endStep('');
await timed('parquet', () =>
  warehouse.sparingly(() =>
    writeParquet({
      warehouse,
      folder: scratch,
      releaseId: 'bench',
      notice: null,
      publisher: PUBLISHER,
      groups: [],
    }),
  ),
);
const { rows } = await warehouse.one<{ rows: number }>(
  'select count(*)::integer as rows from gold.indicator_value',
);
await warehouse.close();
const rss = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ rows, ...seconds, rss, steps }));
