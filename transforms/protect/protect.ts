import { createHmac } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import type { PartnerContract } from '../../sources/partners/declaration.ts';
import { linkedGroups } from '../../sources/partners/links.ts';
import { cellsFromStage } from '../load/cells.ts';
import { keyOf, type LoadableDelivery } from '../load/loadable.ts';
import { reasonOf } from '../load/select.ts';
import { quoteName, quoteText, type Row, type Warehouse } from '../warehouse.ts';
import { type Member, rowsOf } from './linked.ts';
import { historyOf, type PrintedSlice, printedSlice } from './printed.ts';
import { hiddenRows } from './rows.ts';
import { listedLeaves, type Slice, sliceKey, slicesOf, wholesOf } from './slices.ts';

interface ProtectOptions {
  /** `transforms/protect`, with the SQL. */
  folder: string;
  /** All contracts: of those that are linked, what was ever printed of the others counts too. */
  contracts: readonly PartnerContract[];
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
  { folder, contracts, onDelivery, ...known }: ProtectOptions,
): Promise<Protected> {
  const deliveries = loaded.filter(({ contract }) => contract.counts);
  const found: Protected = { slices: [], leftOut: [] };
  if (deliveries.length === 0) return found;
  const script = async (name: string) => warehouse.script(await fs.readFile(path.join(folder, name), 'utf8'));
  await script('delivered.sql');
  await script('public_whole.sql');
  for (const group of linkedGroups(contracts)) {
    const own = deliveries.filter(({ contract }) => group.some(({ id }) => id === contract.id));
    if (own.length === 0) continue;
    for (const delivery of own) onDelivery(keyOf(delivery));
    const { slices, leftOut } = await hideRows(warehouse, { group, deliveries: own }, known);
    found.slices.push(...slices);
    found.leftOut.push(...leftOut);
  }
  await script('delivered_count.sql');
  for (const delivery of deliveries) await showCells(warehouse, delivery);
  return found;
}

/** Linked contracts, and what was delivered of them. */
interface Linked {
  group: readonly PartnerContract[];
  deliveries: readonly LoadableDelivery[];
}

async function hideRows(
  warehouse: Warehouse,
  linked: Linked,
  { printed, secret }: Known,
): Promise<Protected> {
  const found: Protected = { slices: [], leftOut: [] };
  const isKept = new Set(printed?.map(slice => JSON.stringify(slice)));
  const judge = printed && judgeOf(linked, { printed, secret });
  const decided: Row[] = [];
  for (const [slice, parts] of await partsOf(warehouse, linked.deliveries)) {
    const hidden = await judge?.(slice, parts).catch(error => {
      found.leftOut.push(onlyUnprotected(error));
      return undefined;
    });
    for (const { delivery, contract, areas } of parts) {
      for (const { area_code, is_whole } of areas) {
        const reason = hidden ? hidden.get(area_code) : LEFT_OUT;
        if (is_whole && reason) decided.push({ edition_no: delivery.no, ...slice, area_code, reason });
      }
      const own = new Map(
        [...(hidden ?? [])].filter(([code]) => areas.some(area => area.area_code === code)),
      );
      const kept = hidden && printedSlice(contract, [slice, areas], own);
      if (kept && !isKept.has(JSON.stringify(kept))) found.slices.push(kept);
    }
  }
  await warehouse.insert('temp.hidden_area', decided);
  return found;
}

/** What a delivery has of a slice. */
interface Part extends Member {
  delivery: LoadableDelivery;
  /** The smallest areas of its classification. */
  listed: ReadonlySet<string>;
}

/** The slices of the deliveries, each with what they have of it; no two deliveries of a contract have one in common. */
async function partsOf(
  warehouse: Warehouse,
  deliveries: readonly LoadableDelivery[],
): Promise<[Slice, Part[]][]> {
  const found = new Map<string, [Slice, Part[]]>();
  for (const delivery of deliveries) {
    const { contract } = delivery;
    const listed = await listedLeaves(warehouse, delivery);
    for (const [slice, areas] of await slicesOf(warehouse, delivery)) {
      const wholes = await wholesOf(warehouse, delivery, slice);
      const [, parts] = found.get(sliceKey(slice)) ?? [slice, []];
      parts.push({ delivery, contract, areas, wholes, listed });
      found.set(sliceKey(slice), [slice, parts]);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slice]) => slice);
}

/** Of a row of which nothing is printed, whatever its counts are: it is not remembered as hidden. */
const LEFT_OUT = 'left_out';

/** What cannot be protected is left out, and what is wrong with this program is not. */
function onlyUnprotected(error: unknown): VieError {
  if (error instanceof VieError && error.code === 'contract') return error;
  throw error;
}

type Judge = (slice: Slice, parts: readonly Part[]) => Promise<Map<string, string>>;

/** What to hide of a slice; throws a `contract` error where not even that protects its counts. */
function judgeOf(
  { group }: Linked,
  { printed, secret }: { printed: readonly PrintedSlice[]; secret: string | undefined },
): Judge {
  const histories = group.map(contract => ({ contract, printed: historyOf(contract, printed) }));
  const hiddenIn = new Map<string, Set<string>>();
  return async (slice, parts) => {
    const about = `${parts.map(({ delivery }) => keyOf(delivery)).join(' with ')}, ${slice.period}, ${slice.age_group}`;
    const past = histories.map(history => ({
      ...history,
      printed: history.printed.filter(one => sliceKey(one) === sliceKey(slice)),
    }));
    const leaves = past.flatMap(history => history.printed.flatMap(one => one.leaves));
    const strange = leaves.find(leaf => parts.some(({ listed }) => !listed.has(leaf)));
    if (strange !== undefined) throw otherAreas(about, strange);
    const sameKind = `${slice.sex} ${slice.age_group}`;
    const prefer = hiddenIn.get(sameKind) ?? new Set<string>();
    const own = secret && ofSlice(secret, `${group[0]?.id} ${sliceKey(slice)}`);
    const hidden = await hiddenRows(rowsOf(parts, past, { about, prefer, secret: own }));
    hiddenIn.set(sameKind, new Set([...prefer, ...hidden.keys()]));
    return hidden;
  };
}

/** Another secret for each slice: what is learned of one tells nothing of others. */
const ofSlice = (secret: string, slice: string): string =>
  createHmac('sha256', secret).update(slice).digest('hex');

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
