import path from 'node:path';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { sharedFolder } from '../support/shared.ts';

export interface Comparison {
  what: string;
  compared: number;
  different: number;
  example?: string | undefined;
}

/** Key stems of 50090NED for the core topics, read off the table by hand, not from our declarations. */
const RIVM_TOPICS: Record<string, string> = {
  'ervaren-gezondheid-goed': 'ErvarenGezondheidGoedZeerGoed_4',
  'langdurige-aandoening': 'EenOfMeerLangdurigeAandoeningen_16',
  'overgewicht-18plus': 'Overgewicht_9',
  'obesitas-18plus': 'ErnstigOvergewicht_10',
  'roken-18plus': 'Roker_11',
  'overmatig-drinken-18plus': 'OvermatigeDrinker_15',
  'beweegrichtlijn-18plus': 'VoldoetAanBeweegrichtlijn_5',
  'eenzaam-18plus': 'Eenzaam_28',
  'sterk-eenzaam-18plus': 'ErnstigZeerErnstigEenzaam_29',
  'risico-angst-depressie': 'HoogRisicoOpAngstOfDepressie_25',
  'veel-stress': 'HeelVeelStressInAfgelopen4Weken_26',
  'regie-eigen-leven': 'MatigVeelRegieOverEigenLeven_27',
  'mantelzorger-18plus': 'Mantelzorger_32',
  'moeite-rondkomen': 'MoeiteMetRondkomen_38',
  'vrijwilligerswerk-18plus': 'Vrijwilligerswerk_33',
};

/** Every value of whole source files against the release; an absent key is not_measured, a null not_published. */
export async function compareEverything(warehouse: Warehouse, latest: string): Promise<Comparison[]> {
  await warehouse.run(
    `create view published as select * from read_parquet('${path.join(latest, 'indicator_value.parquet')}')`,
  );
  const results = [await compareInhabitants(warehouse), ...(await areasPresent(warehouse))];
  await readRivm(warehouse);
  for (const [indicator, key] of Object.entries(RIVM_TOPICS))
    results.push(await compareTopic(warehouse, indicator, key));
  return results;
}

const ndjson = (service: string, table: string): string =>
  path.join(sharedFolder, 'realdata', service, table, 'TypedDataSet.ndjson.gz');

const CODE = "case when trim(WijkenEnBuurten) in ('NL00', 'NL01') then 'NL' else trim(WijkenEnBuurten) end";

async function compareInhabitants(warehouse: Warehouse): Promise<Comparison> {
  await warehouse.run(
    `create temp table source_cell as select ${CODE} as area_code, AantalInwoners_5 as value, null::varchar as reason
     from read_json('${ndjson('opendata', '84799NED')}', format = 'newline_delimited', columns = {WijkenEnBuurten: 'VARCHAR', AantalInwoners_5: 'DOUBLE'})`,
  );
  return compareCells(
    warehouse,
    'AantalInwoners 2020 of every area (84799NED)',
    "indicator_id = 'inwoners' and period = '2020'",
  );
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

async function readRivm(warehouse: Warehouse): Promise<void> {
  // As text, so that an absent key (no member at all) and a null stay two things.
  await warehouse.run(
    `create temp table rivm as select json from read_json_objects('${ndjson('dataderden', '50090NED')}', format = 'newline_delimited')
     where json ->> '$.Leeftijd' = '20300'`,
  );
}

async function compareTopic(warehouse: Warehouse, indicator: string, key: string): Promise<Comparison> {
  await warehouse.run(
    `create or replace temp table source_cell as
     select
       case when trim(json ->> '$.WijkenEnBuurten') = 'NL01' then 'NL' else trim(json ->> '$.WijkenEnBuurten') end as area_code,
       left(json ->> '$.Perioden', 4) as period,
       (json ->> '$.${key}')::double as value,
       case
         when json_type(json, '$.${key}') is null then 'not_measured'
         when json_type(json, '$.${key}') = 'NULL' then 'not_published'
       end as reason
     from rivm`,
  );
  return compareCells(
    warehouse,
    `${key} (50090NED, 18+, all years)`,
    `indicator_id = '${indicator}' and table_id = '50090NED'`,
    true,
  );
}

async function compareCells(
  warehouse: Warehouse,
  what: string,
  where: string,
  byPeriod = false,
): Promise<Comparison> {
  const on = byPeriod ? 'p.area_code = s.area_code and p.period = s.period' : 'p.area_code = s.area_code';
  const { compared, different, example } = await warehouse.one<{
    compared: number;
    different: number;
    example: string | null;
  }>(
    `with joined as (
       select coalesce(s.area_code, p.area_code) as area_code, s.area_code is null or p.area_code is null as lonely,
         s.value as expected, p.value as found, s.reason as expected_reason, p.missing_reason as found_reason
       from source_cell as s
       full join (select * from published where ${where} and area_level <> 'regio') as p on ${on}
     )
     select count(*)::integer as compared,
       count(*) filter (where lonely or expected is distinct from found or expected_reason is distinct from found_reason)::integer as different,
       min(area_code || ': ' || coalesce(expected::varchar, expected_reason, '-') || ' against ' || coalesce(found::varchar, found_reason, '-'))
         filter (where lonely or expected is distinct from found or expected_reason is distinct from found_reason) as example
     from joined`,
  );
  return { what, compared, different, example: example ?? undefined };
}
