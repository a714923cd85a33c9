import path from 'node:path';
import { table } from '../../pipelines/table.ts';
import { inDutch } from '../../transforms/tables.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';

/** A question of the programme, how its answer reads, and the select over the published tables that gives it. */
interface Question {
  question: string;
  reading: string;
  heading: string[];
  select: string;
}

const WORST = `select c.*, a.name, g.name as gemeente
  from cumulation as c
  join area as a on a.area_code = c.area_code and a.area_vintage = c.area_vintage
  join area as g on g.area_code = a.gemeente_code and g.area_vintage = c.area_vintage
  where c.area_level = 'wijk' and c.imd_score is not null and a.gemeente_code in (select area_code from region_gemeente)
  order by c.imd_score desc, c.area_code limit 10`;

/** A code of a published column, to be written as its Dutch word. */
const word = (column: string, code: string) => `'{${column}:' || ${code} || '}'`;

const kind = (code: string) => word('indicator.value_kind', code);

const percent = (share: string) => `round(100 * ${share})::integer || ' %'`;

const QUESTIONS: Question[] = [
  {
    question: 'In welke wijken van Parkstad stapelt het?',
    reading:
      'Tien hoogste van alle wijken. Score 0-100: hoe hoger, hoe meer thema’s ongunstig zijn onder alle Nederlandse wijken; z: afstand tot de gewone wijk in standaarddeviaties.',
    heading: ['wijk', 'gemeente', 'inwoners', 'score', 'z', 'aantoonbaar slechter', 'zwaarst op'],
    select: `with worst as (${WORST}),
      heaviest as (
        select f.area_code, string_agg(f.name_nl || ' (' || round(f.z, 1) || ')', ', ' order by f.z desc, f.name_nl) as names
        from (
          select * from fingerprint where ring = 'sub_theme' and z is not null and area_code in (select area_code from worst)
          qualify row_number() over (partition by area_code order by z desc, name_nl) <= 3
        ) as f
        group by f.area_code
      )
      select w.name, w.gemeente, w.population::integer, round(w.imd_score, 1), round(w.mean_z, 2),
        w.worse || ' van ' || w.judged, h.names
      from worst as w left join heaviest as h on h.area_code = w.area_code order by w.imd_score desc, w.area_code`,
  },
  {
    question: 'Wat stapelt daar?',
    reading:
      'In hoeveel van die tien wijken een cijfer een standaarddeviatie of meer ongunstiger is dan in de gewone Nederlandse wijk.',
    heading: ['thema', 'indicator', 'wijken', 'gemiddelde z', 'periode', 'soort cijfer'],
    select: `with worst as (${WORST})
      select any_value(f.sub_theme), any_value(f.name_nl), count(*) filter (where f.z >= 1) || ' van ' || count(*),
        round(avg(f.z), 2), max(f.period), ${kind('any_value(i.value_kind)')}
      from fingerprint as f
      join indicator as i on i.indicator_id = f.indicator_id
      where f.ring = 'indicator' and f.z is not null and f.area_code in (select area_code from worst)
      group by f.indicator_id
      having count(*) filter (where f.z >= 1) * 2 >= count(*)
      order by count(*) filter (where f.z >= 1) desc, avg(f.z) desc, f.indicator_id`,
  },
  {
    question: 'Hoe hangt het samen?',
    reading:
      'Het sterkste verband tussen elke twee thema’s over gebieden (rangcorrelatie), alleen waar beide cijfers los van elkaar zijn gemaakt; samengaan is geen oorzaak.',
    heading: ['niveau', 'indicator', 'en', 'samenhang', '95%-interval', 'gebieden'],
    select: `select c.area_level, x.name_nl, y.name_nl, round(c.spearman, 2), round(c.lower_95, 2) || ' tot ' || round(c.upper_95, 2),
        c.areas
      from co_occurrence as c
      join indicator as x on x.indicator_id = c.indicator_x
      join indicator as y on y.indicator_id = c.indicator_y
      where c.spearman is not null and c.q <= 0.05 and c.domain_x <> c.domain_y
        and x.polarity <> 'neutral' and y.polarity <> 'neutral'
      qualify row_number() over (
        partition by c.area_level, least(c.domain_x, c.domain_y), greatest(c.domain_x, c.domain_y)
        order by abs(c.spearman) desc, c.indicator_x, c.indicator_y
      ) = 1
      order by c.area_level desc, abs(c.spearman) desc, c.indicator_x, c.indicator_y limit 12`,
  },
  {
    question: 'Wat is gemeentebreed?',
    reading:
      'De gemeente zelf is aantoonbaar ongunstiger dan Nederland, en de meeste mensen wonen in ongunstiger buurten.',
    heading: [
      'gemeente',
      'wat',
      'mensen in ongunstiger buurten',
      'gemeenten ongunstiger',
      'spreiding volgens',
    ],
    select: `select g.name, i.name_nl, ${percent('b.people_share_worse')}, r.gemeenten_worse || ' van ' || r.gemeenten_judged,
        ${kind('b.spread_kind')} || ' ' || b.period
      from domain_breadth as b
      join domain_breadth as r on r.subject_id = b.subject_id and r.area_level = 'regio' and r.subject_kind = 'indicator'
      join indicator as i on i.indicator_id = b.subject_id
      join (select area_code, max_by(name, area_vintage) as name from area group by area_code) as g on g.area_code = b.area_code
      where b.subject_kind = 'indicator' and b.area_level = 'gemeente' and b.scope = 'gemeente_wide'
      order by i.name_nl, b.people_share_worse desc`,
  },
  {
    question: 'Wat is Parkstad-breed?',
    reading:
      'Minstens vijf van zeven gemeenten zijn aantoonbaar ongunstiger dan Nederland, en 60 % van de mensen woont in ongunstiger buurten.',
    heading: [
      'wat',
      'oordeel',
      'gemeenten ongunstiger',
      'mensen in ongunstiger buurten',
      'oordeel volgens',
      'spreiding volgens',
    ],
    select: `select i.name_nl, ${word('domain_breadth.scope', 'b.scope')}, b.gemeenten_worse || ' van ' || b.gemeenten_judged,
        ${percent('b.people_share_worse')}, ${kind('b.verdict_kind')} || ' ' || b.gemeente_period, ${kind('b.spread_kind')} || ' ' || b.period
      from domain_breadth as b
      join indicator as i on i.indicator_id = b.subject_id
      where b.subject_kind = 'indicator' and b.area_level = 'regio' and b.scope is not null
      order by b.scope <> 'region_wide', b.gemeenten_worse desc, b.people_share_worse desc`,
  },
  {
    question: 'Wat is al ongunstig en verslechtert aantoonbaar?',
    reading:
      'Alleen uit vijf of meer vergelijkbare cijfers met marge; leeg betekent dat het niet aan te tonen is.',
    heading: ['gebied', 'wat', 'periode', 'waarde', 'Nederland', 'per jaar'],
    select: `select r.area_code, i.name_nl, r.first_period || '-' || r.period, round(r.value, 1), round(r.benchmark_value, 1), round(r.slope, 2)
      from red_red as r join indicator as i on i.indicator_id = r.indicator_id
      where r.benchmark_code = 'NL' order by r.area_level, r.area_code, r.indicator_id`,
  },
];

const TABLES = [
  'area',
  'indicator',
  'cumulation',
  'fingerprint',
  'co_occurrence',
  'domain_breadth',
  'red_red',
];

const inWords = (cell: unknown): string =>
  String(cell ?? '-').replace(/\{([a-z_.]+):(\w+)\}/g, (_, column: string, code: string) =>
    inDutch(column, code),
  );

/** The questions of the programme, each with its answer from the published tables as lines to print. */
export async function answers(warehouse: Warehouse, latest: string): Promise<string[]> {
  for (const name of TABLES) {
    const file = quoteText(path.join(latest, `${name}.parquet`));
    await warehouse.run(`create or replace temp view ${name} as select * from read_parquet(${file})`);
  }
  await warehouse.run(
    `create or replace temp view region_gemeente as
     select distinct area_code from domain_breadth where area_level = 'gemeente'`,
  );
  const lines: string[] = [];
  for (const { question, reading, heading, select } of QUESTIONS) {
    const rows = await warehouse.all<Record<string, unknown>>(select);
    const cells = rows.map(row => Object.values(row).map(inWords));
    lines.push('', question, `  ${reading}`, ...table(heading, cells).map(line => `  ${line}`));
  }
  return lines;
}
