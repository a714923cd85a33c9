import { projectRoot } from '../../kernel/root.ts';
import { table } from '../../pipelines/table.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { nullPlace, nullWorld } from '../support/null-world.ts';

interface Analysis {
  name: string;
  /** The rate that the analysis states for what it says where nothing is. */
  stated: number;
  /** Why it is a little more, where that is a property of the published method. */
  known?: string;
  /** A row per judgement that could be a finding: `is_found`. */
  judged: string;
}

const AGAINST_COUNTRY = (level: string) =>
  `select outcome in ('better', 'worse') as is_found from gold.comparison
   where benchmark_code = 'NL' and area_level = '${level}' and outcome <> 'not_compared'`;
const EFFECT = `from gold.programme_effect where refusal is null or refusal = 'pre_trend'`;

/** At 50 % of 180 persons the Wilson interval is 1 % narrower than 1.96 standard errors either way, of 40 persons 4 %. */
const NARROW = 'of few persons a Wilson interval is narrower than twice 1.96 standard errors';

export const ANALYSES: Analysis[] = [
  ...['gemeente', 'wijk', 'buurt'].map(level => {
    return { name: `comparison with the country, ${level}`, stated: 0.05, judged: AGAINST_COUNTRY(level) };
  }),
  {
    name: 'comparison at 99.8 %',
    stated: 0.002,
    known: 'Wilson limits of few persons: exactly 0.33 % at a share of 2 % of 900',
    judged: `select outcome_998 in ('best', 'worst') as is_found from gold.comparison
      where benchmark_code = 'NL' and outcome_998 is not null`,
  },
  {
    name: 'comparison with the period before',
    // Two 95 % intervals of equal width that do not touch: beyond 1.96 times the square root of 2.
    stated: 0.0056,
    judged: `select outcome in ('better', 'worse') as is_found from gold.comparison
      where benchmark_code = 'VORIGE' and outcome <> 'not_compared'`,
  },
  {
    name: 'peers beyond their spread',
    stated: 0.05,
    known: NARROW,
    judged: `select outcome_in_spread in ('better', 'worse') as is_found from analysis.peer_outcome
      where outcome_in_spread is not null`,
  },
  {
    name: 'trend, series',
    stated: 0.002,
    known: NARROW,
    judged: `select trend in ('increasing', 'decreasing') as is_found from gold.trend
      where trend in ('increasing', 'decreasing', 'no_significant_change')`,
  },
  {
    name: 'hot_spot, indicators with any (BH)',
    stated: 0.05,
    judged: `select bool_or(q <= 0.05) as is_found from gold.hot_spot where q is not null group by indicator_id`,
  },
  {
    name: 'co_occurrence, levels with any (BH)',
    stated: 0.05,
    judged: `select bool_or(q <= 0.05) as is_found from gold.co_occurrence where q is not null group by area_level`,
  },
  {
    name: 'cumulation, areas as bad as one in twenty',
    stated: 0.05,
    judged: `select country_share <= 0.05 as is_found from gold.cumulation where country_share is not null`,
  },
  {
    name: 'programme_effect',
    stated: 0.05,
    judged: `select effect <> 'not_shown' as is_found ${EFFECT} and refusal is null`,
  },
  {
    name: 'programme_effect, development before the start',
    stated: 0.05,
    judged: `select pre_trend = 'not_parallel' as is_found ${EFFECT}`,
  },
];

/** Judgements and findings of each analysis in one world. */
export const countFindings = (warehouse: Warehouse): Promise<{ judged: number; found: number }[]> =>
  Promise.all(
    ANALYSES.map(({ judged }) =>
      warehouse.one<{ judged: number; found: number }>(
        `select count(*)::integer as judged, count(*) filter (where is_found)::integer as found from (${judged})`,
      ),
    ),
  );

/**
 * `npm run bench -- false-findings [worlds]`: how often analyses find something in worlds where all is chance, beside the rate that
 * they state; with an interval over worlds, for the findings of one world hang together.
 */
export async function falseFindings(worlds: number): Promise<void> {
  process.stdout.write('\nFalse findings where nothing is to be found\n');
  const place = await nullPlace(projectRoot());
  const counted: { judged: number; found: number }[][] = [];
  for (let seed = 1; seed <= worlds; seed++) {
    const warehouse = await nullWorld(place, seed);
    counted.push(await countFindings(warehouse));
    await warehouse.close();
    if (seed % 50 === 0 || seed === worlds) print(counted);
  }
}

function print(counted: { judged: number; found: number }[][]): void {
  const rows = ANALYSES.map(({ name, stated, known }, at) => {
    const each = counted.flatMap(world => world[at] ?? []);
    const { judged, found, rate, half } = rateOf(each);
    const limits = [Math.max(0, rate - half), rate + half].map(percent).join(' to ');
    const says = rate - half > stated ? `more than stated: ${known ?? 'A DEFECT'}` : 'within';
    return [name, String(judged), String(found), percent(rate), limits, percent(stated), says];
  });
  const heading = [`${counted.length} worlds`, 'judged', 'found', 'rate', '95% interval', 'stated', ''];
  process.stdout.write(`${table(heading, rows).join('\n')}\n`);
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** A ratio over worlds with its interval: the residuals of the worlds (Cochran 1977, 6.5). */
export function rateOf(each: { judged: number; found: number }[]) {
  const judged = each.reduce((sum, one) => sum + one.judged, 0);
  const found = each.reduce((sum, one) => sum + one.found, 0);
  const rate = found / judged;
  const squares = each.reduce((sum, one) => sum + (one.found - rate * one.judged) ** 2, 0);
  return {
    judged,
    found,
    rate,
    half: (1.96 * Math.sqrt((squares * each.length) / (each.length - 1))) / judged,
  };
}
