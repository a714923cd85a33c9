import { localMoranP } from './formulas/local-moran.ts';
import type { Row, Warehouse } from './warehouse.ts';

/**
 * Fills `input.local_p`: per indicator and judged buurt the p of local Moran's I over all ways to place the other values, and the
 * smallest that could be, over the neighbours of `analysis.neighbour` that have a value. A few hundred buurten at a time pass
 * through memory.
 */
export async function testHotSpots(warehouse: Warehouse): Promise<void> {
  const links = await neighboursOf(warehouse);
  const figures = await warehouse.all<Record<'indicator_id' | 'areas' | 'values', string>>(
    `select indicator_id, list(area_code order by area_code)::json as areas, list(value order by area_code)::json as "values"
     from analysis.related_figure where area_level = 'buurt'
     group by indicator_id order by indicator_id`,
  );
  for (const { indicator_id, areas, values } of figures) {
    const rows = chances({ codes: JSON.parse(areas), values: JSON.parse(values) }, links);
    await warehouse.insert(
      'input.local_p',
      rows.map(row => ({ indicator_id, ...row })),
    );
  }
}

function chances(
  { codes, values }: { codes: string[]; values: number[] },
  links: Map<string, string[]>,
): Row[] {
  const places = new Map(codes.map((code, place) => [code, place]));
  const p = localMoranP(
    codes.map((code, place) => ({
      value: values[place] ?? Number.NaN,
      neighbours: (links.get(code) ?? []).flatMap(neighbour => places.get(neighbour) ?? []),
    })),
  );
  return codes.map((area_code, place) => ({
    area_code,
    p: p[place]?.p ?? null,
    smallest_p: p[place]?.smallest ?? null,
  }));
}

async function neighboursOf(warehouse: Warehouse): Promise<Map<string, string[]>> {
  const rows = await warehouse.all<{ area_code: string; neighbour_code: string }>(
    'select area_code, neighbour_code from analysis.neighbour order by area_code, neighbour_code',
  );
  const links = new Map<string, string[]>();
  for (const { area_code, neighbour_code } of rows) {
    const list = links.get(area_code);
    if (list) list.push(neighbour_code);
    else links.set(area_code, [neighbour_code]);
  }
  return links;
}
