import { createHmac } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import type { PartnerContract } from '../../sources/partners/declaration.ts';
import { cellsFromStage } from '../load/cells.ts';
import { keyOf, type LoadableDelivery } from '../load/loadable.ts';
import { reasonOf } from '../load/select.ts';
import { quoteName, quoteText, type Row, type Warehouse } from '../warehouse.ts';
import type { DeliveredRows, Pair } from './delivered-rows.ts';
import { withPast } from './past.ts';
import { historyOf, type PrintedSlice, printedSlice } from './printed.ts';
import { hiddenRows } from './rows.ts';
import {
  type AreaCounts,
  listedLeaves,
  type Slice,
  sliceKey,
  slicesOf,
  type Wholes,
  wholesOf,
} from './slices.ts';

interface ProtectOptions {
  /** `transforms/protect`, with the SQL. */
  folder: string;
  /** What releases ever printed and hid; undefined: nobody knows, and no count is printed. */
  printed: readonly PrintedSlice[] | undefined;
  /** What nobody outside knows: what protects is chosen with it. Undefined: the smallest is, as anyone can work out. */
  secret: string | undefined;
  onDelivery: (key: string) => void;
}

type Known = Pick<ProtectOptions, 'printed' | 'secret'>;

/** What of the deliveries is printed that never was before, and what could not be protected and is left out. */
export interface Protected {
  slices: PrintedSlice[];
  leftOut: VieError[];
}

/**
 * Decides which counts of the deliveries may be seen, and puts those among the cells: everything that is made later is made of
 * what anyone may see. The counts themselves stay in `restricted`, each with its reason.
 */
export async function protectDeliveries(
  warehouse: Warehouse,
  loaded: readonly LoadableDelivery[],
  { folder, onDelivery, ...known }: ProtectOptions,
): Promise<Protected> {
  const deliveries = loaded.filter(({ contract }) => contract.counts);
  const found: Protected = { slices: [], leftOut: [] };
  if (deliveries.length === 0) return found;
  const script = async (name: string) => warehouse.script(await fs.readFile(path.join(folder, name), 'utf8'));
  await script('delivered.sql');
  await script('public_whole.sql');
  for (const delivery of deliveries) {
    onDelivery(keyOf(delivery));
    const { slices, leftOut } = await hideRows(warehouse, delivery, known);
    found.slices.push(...slices);
    found.leftOut.push(...leftOut);
  }
  await script('delivered_count.sql');
  for (const delivery of deliveries) await showCells(warehouse, delivery);
  return found;
}

async function hideRows(
  warehouse: Warehouse,
  delivery: LoadableDelivery,
  { printed, secret }: Known,
): Promise<Protected> {
  const found: Protected = { slices: [], leftOut: [] };
  const isKept = new Set(printed?.map(slice => JSON.stringify(slice)));
  const judge = printed && (await judgeOf(warehouse, delivery, { printed, secret }));
  const decided: Row[] = [];
  for (const [slice, areas] of await slicesOf(warehouse, delivery)) {
    const hidden = await judge?.(slice, areas).catch(error => {
      found.leftOut.push(onlyUnprotected(error));
      return undefined;
    });
    for (const { area_code, is_whole } of areas) {
      const reason = hidden ? hidden.get(area_code) : LEFT_OUT;
      if (is_whole && reason) decided.push({ edition_no: delivery.no, ...slice, area_code, reason });
    }
    const own = hidden && printedSlice(delivery.contract, [slice, areas], hidden);
    if (own && !isKept.has(JSON.stringify(own))) found.slices.push(own);
  }
  await warehouse.insert('temp.hidden_area', decided);
  return found;
}

/** Of a row of which nothing is printed, whatever its counts are: it is not remembered as hidden. */
const LEFT_OUT = 'left_out';

/** What cannot be protected is left out, and what is wrong with this program is not. */
function onlyUnprotected(error: unknown): VieError {
  if (error instanceof VieError && error.code === 'contract') return error;
  throw error;
}

type Judge = (slice: Slice, areas: AreaCounts[]) => Promise<Map<string, string>>;

/** What to hide of a slice; throws a `contract` error where not even that protects its counts. */
async function judgeOf(
  warehouse: Warehouse,
  delivery: LoadableDelivery,
  { printed, secret }: { printed: readonly PrintedSlice[]; secret: string | undefined },
): Promise<Judge> {
  const listed = await listedLeaves(warehouse, delivery);
  const history = historyOf(delivery.contract, printed);
  const hiddenIn = new Map<string, Set<string>>();
  return async (slice, areas) => {
    const about = `${keyOf(delivery)}, ${slice.period}, ${slice.age_group}`;
    const past = history.filter(one => sliceKey(one) === sliceKey(slice));
    const strange = past.flatMap(({ leaves }) => leaves).find(leaf => !listed.has(leaf));
    if (strange !== undefined) throw otherAreas(about, strange);
    const group = `${slice.sex} ${slice.age_group}`;
    const prefer = hiddenIn.get(group) ?? new Set<string>();
    const wholes = await wholesOf(warehouse, delivery, slice);
    const own = secret && ofSlice(secret, `${delivery.contract.id} ${sliceKey(slice)}`);
    const given = { about, past, prefer, wholes, secret: own };
    const hidden = await hiddenRows(rowsOf(delivery.contract, areas, given));
    hiddenIn.set(group, new Set([...prefer, ...hidden.keys()]));
    return hidden;
  };
}

/** Another secret for each slice: what is learned of one tells nothing of others. */
const ofSlice = (secret: string, slice: string): string =>
  createHmac('sha256', secret).update(slice).digest('hex');

/** The rows of one slice: areas whose sum is known, the smallest ones with their counts. */
function rowsOf(
  contract: PartnerContract,
  areas: readonly AreaCounts[],
  {
    past,
    wholes,
    ...given
  }: Pick<DeliveredRows, 'about' | 'prefer' | 'secret'> & { past: PrintedSlice[]; wholes: Wholes },
): DeliveredRows {
  const whole = new Map(areas.filter(area => area.is_whole).map(area => [area.area_code, area]));
  const leaves = new Map([...whole].map(([code, area]) => [code, area.leaves]));
  return {
    ...given,
    ...withPast(leaves, past),
    count: (area, concept) => whole.get(area)?.counts[concept] ?? undefined,
    pairs: pairsOf(contract, wholes),
    threshold: contract.min_cell,
    isSensitive: contract.sensitive,
  };
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

const otherAreas = (about: string, leaf: string): VieError =>
  new VieError(
    'contract',
    `No count of ${about} is printed: ${leaf} is no area of its classification any more.`,
    {
      where: { field: leaf },
      hint: 'Counts of the same period were printed for other areas, and both together cannot be protected. Have the partner deliver this period in the classification of then.',
    },
  );
