import fs from 'node:fs/promises';
import path from 'node:path';
import { areasAbove } from '../../indicators/areas.ts';
import type { PartnerContract } from '../../sources/partners/declaration.ts';
import { cellsFromStage } from '../load/cells.ts';
import { keyOf, type LoadableDelivery } from '../load/loadable.ts';
import { reasonOf } from '../load/select.ts';
import { quoteName, quoteText, type Row, type Warehouse } from '../warehouse.ts';
import type { Before, DeliveredRows, Pair } from './delivered-rows.ts';
import { hiddenRows } from './rows.ts';

interface Slice {
  period: string;
  sex: string;
  age_group: string;
}

interface ProtectOptions {
  /** `transforms/protect`, with the SQL. */
  folder: string;
  /** Parquet files of what an earlier release kept of deliveries: what it hid stays hidden. */
  earlier: string[];
  onDelivery: (key: string) => void;
}

/**
 * Decides which counts of the deliveries may be seen, and puts those among the cells: everything that is made later is made of
 * what anyone may see. The counts themselves stay in `restricted`, each with its reason.
 */
export async function protectDeliveries(
  warehouse: Warehouse,
  loaded: readonly LoadableDelivery[],
  { folder, earlier, onDelivery }: ProtectOptions,
): Promise<void> {
  const deliveries = loaded.filter(({ contract }) => contract.counts);
  if (deliveries.length === 0) return;
  const script = async (name: string) => warehouse.script(await fs.readFile(path.join(folder, name), 'utf8'));
  await script('delivered.sql');
  await script('public_whole.sql');
  await showEarlier(warehouse, earlier);
  for (const delivery of deliveries) {
    onDelivery(keyOf(delivery));
    await hideRows(warehouse, delivery);
  }
  await script('delivered_count.sql');
  for (const delivery of deliveries) await showCells(warehouse, delivery);
}

async function showEarlier(warehouse: Warehouse, files: string[]): Promise<void> {
  const columns = 'source_id, concept, area_code, period, sex, age_group, count, is_hidden, reason';
  const rows = files.length
    ? `select ${columns} from read_parquet([${files.map(quoteText).join(', ')}])`
    : `select ${columns} from restricted.delivered_count where false`;
  await warehouse.run(`create or replace temp table delivered_before as ${rows}`);
}

async function hideRows(warehouse: Warehouse, delivery: LoadableDelivery): Promise<void> {
  const hiddenIn = new Map<string, Set<string>>();
  const decided: Row[] = [];
  for (const [slice, areas] of await slicesOf(warehouse, delivery)) {
    const { period, sex, age_group } = slice;
    const group = `${sex} ${age_group}`;
    const prefer = hiddenIn.get(group) ?? new Set<string>();
    const wholes = await wholesOf(warehouse, delivery, slice);
    const hidden = await hiddenRows(rowsOf(delivery, slice, { areas, prefer, wholes }));
    hiddenIn.set(group, new Set([...prefer, ...hidden.keys()]));
    for (const [area_code, reason] of hidden)
      decided.push({ edition_no: delivery.no, period, sex, age_group, area_code, reason });
  }
  await warehouse.insert('temp.hidden_area', decided);
}

interface AreaRow extends Slice {
  area_code: string;
  leaves: string;
  counts: string;
  is_whole: boolean;
  counts_before: string;
  shown_before: boolean;
  hidden_before: string | null;
  is_known: boolean;
}

/** The areas of a delivery by slice, with their counts and what was said of them before. */
async function slicesOf(
  warehouse: Warehouse,
  { no, contract }: LoadableDelivery,
): Promise<Map<Slice, AreaRow[]>> {
  const areas = await warehouse.all<AreaRow>(
    `select
       s.period, s.sex, s.age_group, s.area_code,
       (select to_json(list(m.leaf_code order by m.leaf_code)) from delivered_member as m
        where m.edition_no = $1 and m.area_code = s.area_code)::varchar as leaves,
       to_json(map_from_entries(list((s.concept, s.count))))::varchar as counts,
       count(s.count) = count(*) as is_whole,
       to_json(map_from_entries(list((s.concept, b.count))))::varchar as counts_before,
       count(*) filter (where not b.is_hidden) = count(*) as shown_before,
       min(b.reason) filter (where b.is_hidden and b.reason not in ('source', 'incomplete')) as hidden_before,
       count(*) filter (where not b.is_hidden and b.count = s.count) = count(*) as is_known
     from delivered_sum as s
     left join delivered_before as b
       on b.source_id = $2 and b.period = s.period and b.sex = s.sex and b.age_group = s.age_group
       and b.area_code = s.area_code and b.concept = s.concept
     where s.edition_no = $1
     group by s.period, s.sex, s.age_group, s.area_code
     order by s.age_group, s.sex, s.period, s.area_code`,
    [no, contract.id],
  );
  const slices = new Map<string, [Slice, AreaRow[]]>();
  for (const area of areas) {
    const { period, sex, age_group } = area;
    const key = `${age_group} ${sex} ${period}`;
    const slice = slices.get(key) ?? [{ period, sex, age_group }, []];
    slices.set(key, slice);
    slice[1].push(area);
  }
  return new Map(slices.values());
}

/** The rows of one slice: areas whose sum is known, the smallest ones with their counts. */
function rowsOf(
  delivery: LoadableDelivery,
  { period, age_group }: Slice,
  { areas, prefer, wholes }: { areas: AreaRow[]; prefer: ReadonlySet<string>; wholes: Wholes },
): DeliveredRows {
  const whole = areas.filter(area => area.is_whole);
  const leaves = new Map(whole.map(area => [area.area_code, JSON.parse(area.leaves) as string[]]));
  const counts = new Map(
    whole.map(area => [area.area_code, JSON.parse(area.counts) as Record<string, number>]),
  );
  const isGroup = (code: string) => code.includes('-');
  const inTree = [...leaves.keys()].filter(code => !isGroup(code));
  return {
    about: `${keyOf(delivery)}, ${period}, ${age_group}`,
    parents: new Map(inTree.map(code => [code, areasAbove(code).find(parent => leaves.has(parent))])),
    overlapping: new Map([...leaves].filter(([code]) => isGroup(code))),
    count: (area, concept) => counts.get(area)?.[concept] ?? 0,
    pairs: pairsOf(delivery.contract, wholes),
    threshold: delivery.contract.min_cell,
    isSensitive: delivery.contract.sensitive,
    hiddenBefore: new Map(
      whole.flatMap(area => (area.hidden_before ? [[area.area_code, area.hidden_before] as const] : [])),
    ),
    ...(whole.some(area => area.shown_before) ? { before: beforeOf(whole, leaves, counts) } : {}),
    known: new Set(whole.filter(area => area.is_known).map(area => area.area_code)),
    prefer,
  };
}

type Counts = Record<string, number | null>;

/** What the release before showed; an area that was another sum then, as a group with other members, tells nothing here. */
function beforeOf(
  whole: AreaRow[],
  leaves: ReadonlyMap<string, string[]>,
  now: ReadonlyMap<string, Counts>,
): Before {
  const then = new Map(whole.map(area => [area.area_code, JSON.parse(area.counts_before) as Counts]));
  const isAbsent = (area: string) => Object.values(then.get(area) ?? {}).includes(null);
  const count = (area: string, concept: string): number =>
    (isAbsent(area) ? now : then).get(area)?.[concept] ?? 0;
  const isSum = (area: string): boolean =>
    Object.entries(then.get(area) ?? {}).every(
      ([concept, sum]) => sum === leaves.get(area)?.reduce((total, leaf) => total + count(leaf, concept), 0),
    );
  const shown = whole.filter(area => area.shown_before && isSum(area.area_code));
  return { count, shown: new Set(shown.map(area => area.area_code)) };
}

/** Each count with the one it is a part of, and with what is public; one that has parts is protected with them. */
function pairsOf({ counts = {} }: PartnerContract, wholes: Wholes): Pair[] {
  const withParts = new Set(Object.values(counts).flatMap(({ of }) => (of ? [of] : [])));
  return Object.entries(counts)
    .filter(([name, { of }]) => of !== undefined || !withParts.has(name) || wholes.has(name))
    .map(([numerator, { of, rare }]) => ({
      numerator,
      denominator: of,
      isRare: rare,
      wholes: wholes.get(numerator) ?? [],
    }));
}

/** Public wholes by concept: a number by area, for each indicator that divides by it. */
type Wholes = ReadonlyMap<string, ReadonlyMap<string, number>[]>;

async function wholesOf(
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

/** Puts what may be seen among the cells; the rest comes without value, and with the reason. */
async function showCells(warehouse: Warehouse, { no, contract }: LoadableDelivery): Promise<void> {
  const numbers = Object.keys(contract.counts ?? {});
  const columns = numbers.flatMap(concept => {
    const ofConcept = `filter (where concept = ${quoteText(concept)})`;
    return [
      `max(if(is_hidden, null, count)) ${ofConcept}::double as ${quoteName(concept)}`,
      `max(case when reason = 'incomplete' then 'below_coverage' when is_hidden then 'suppressed' end) ${ofConcept}
         as ${quoteName(reasonOf(concept))}`,
    ];
  });
  await warehouse.run(
    `create or replace temp table stage as
     select area_code, period, sex, age_group, 'value' as margin, ${columns.join(', ')}
     from restricted.delivered_count where edition_no = ${no} group by all`,
  );
  const staged = {
    no,
    numbers,
    texts: [],
    margins: new Set<string>(),
    hasReasons: true,
    listsOtherYears: false,
  };
  await cellsFromStage(staged, warehouse);
}
