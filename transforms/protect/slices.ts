import type { LoadableDelivery } from '../load/loadable.ts';
import type { Warehouse } from '../warehouse.ts';

/** What is protected at a time. */
export interface Slice {
  period: string;
  sex: string;
  age_group: string;
}

export const sliceKey = ({ period, sex, age_group }: Slice): string => `${age_group} ${sex} ${period}`;

/** An area of a delivery in one slice. */
export interface AreaCounts {
  area_code: string;
  leaves: string[];
  /** Per concept; null where one of its smallest areas was not counted. */
  counts: Record<string, number | null>;
  /** Everything was counted. */
  is_whole: boolean;
}

interface AreaRow extends Slice {
  area_code: string;
  leaves: string;
  counts: string;
  is_whole: boolean;
}

/** The areas of a delivery by slice, with their counts. */
export async function slicesOf(
  warehouse: Warehouse,
  { no }: LoadableDelivery,
): Promise<[Slice, AreaCounts[]][]> {
  const rows = await warehouse.all<AreaRow>(
    `select
       s.period, s.sex, s.age_group, s.area_code,
       (select to_json(list(m.leaf_code order by m.leaf_code)) from delivered_member as m
        where m.edition_no = $1 and m.area_code = s.area_code)::varchar as leaves,
       to_json(map_from_entries(list((s.concept, s.count) order by s.concept)))::varchar as counts,
       count(s.count) = count(*) as is_whole
     from delivered_sum as s
     where s.edition_no = $1
     group by s.period, s.sex, s.age_group, s.area_code
     order by s.age_group, s.sex, s.period, s.area_code`,
    [no],
  );
  const slices = new Map<string, [Slice, AreaCounts[]]>();
  for (const { period, sex, age_group, leaves, counts, ...area } of rows) {
    const own = { period, sex, age_group };
    const key = sliceKey(own);
    const slice = slices.get(key) ?? [own, []];
    slices.set(key, slice);
    slice[1].push({ ...area, leaves: JSON.parse(leaves), counts: JSON.parse(counts) });
  }
  return [...slices.values()];
}

/** The smallest areas that the classification of a delivery has. */
export async function listedLeaves(warehouse: Warehouse, { no }: LoadableDelivery): Promise<Set<string>> {
  const rows = await warehouse.all<{ leaf_code: string }>(
    'select distinct leaf_code from delivered_member where edition_no = $1',
    [no],
  );
  return new Set(rows.map(({ leaf_code }) => leaf_code));
}

/** Public wholes by concept: a number by area, for each indicator that divides by it. */
export type Wholes = ReadonlyMap<string, ReadonlyMap<string, number>[]>;

export async function wholesOf(
  warehouse: Warehouse,
  { no }: LoadableDelivery,
  { period, sex, age_group }: Slice,
): Promise<Wholes> {
  const rows = await warehouse.all<{ concept: string; wholes: string }>(
    `select concept, to_json(map_from_entries(list((area_code, whole))))::varchar as wholes
     from public_whole
     where edition_no = $1 and period = $2 and sex = $3 and age_group = $4
     group by concept, indicator_id order by concept, indicator_id`,
    [no, period, sex, age_group],
  );
  const found = new Map<string, ReadonlyMap<string, number>[]>();
  for (const { concept, wholes } of rows) {
    const byArea = new Map(Object.entries(JSON.parse(wholes) as Record<string, number>));
    found.set(concept, [...(found.get(concept) ?? []), byArea]);
  }
  return found;
}
