import { type DeprivationGroup, slopeLimits } from './formulas/inequality.ts';
import type { Warehouse } from './warehouse.ts';

/** The order statistics of so many draws move by less than 2 % of the width of the interval. */
const REPETITIONS = 20_000;

/** Fills `input.slope_limit`: limits of the slope and relative index of inequality, by simulation with a fixed seed. */
export async function simulateInequality(warehouse: Warehouse): Promise<void> {
  const asked = await warehouse.all<{
    indicator_id: string;
    area_level: string;
    extent: string;
    multiplier: number;
    groups: string;
  }>(
    `select g.indicator_id::varchar as indicator_id, g.area_level, g.extent,
       case s.polarity when 'lower_better' then -1 else 1 end as multiplier,
       list({population: g.people, value: g.value, se: g.se} order by g.fifth)::json as groups
     from analysis.inequality_group as g
     join analysis.inequality_slice as s on s.indicator_id = g.indicator_id and s.area_level = g.area_level
     group by all having count(g.value) = 5 and count(g.se) = 5 order by 1, 2, 3`,
  );
  const rows = asked.map(({ groups, multiplier, ...key }) => {
    const given = JSON.parse(groups) as DeprivationGroup[];
    const limits = slopeLimits(given, { multiplier, repetitions: REPETITIONS });
    return {
      ...key,
      slope_lower: limits.sii_lower,
      slope_upper: limits.sii_upper,
      relative_lower: limits.rii_lower,
      relative_upper: limits.rii_upper,
    };
  });
  await warehouse.insert('input.slope_limit', rows);
}
