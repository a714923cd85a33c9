import type { Indicator } from '../../../indicators/declaration.ts';
import { conceptOf } from '../../../indicators/term.ts';
import type { Project } from '../../../pipelines/project.ts';
import type { PartnerContract } from '../../../sources/partners/declaration.ts';
import { openWarehouse } from '../../support/warehouse.ts';
import { type Atoms, keyOf, OPEN, type World, type WorldContract } from './draw.ts';

const REGION = 'RG-PARKSTAD';

interface Delivered {
  source: string;
  concept: string;
  area: string;
  period: string;
  count: number;
}

const PERIOD = "concat_ws(' ', period, nullif(sex, 'total'), nullif(age_group, 'total'))";

/** What partners delivered, as their own parts of a release keep it. */
async function deliveredIn(folder: string): Promise<Delivered[]> {
  const warehouse = await openWarehouse();
  return warehouse.all<Delivered>(
    `select source_id as source, concept, area_code as area, ${PERIOD} as period, count::double as count
     from read_parquet('${folder}/owner/*/delivered_count.parquet') where count is not null`,
  );
}

/** Inhabitants beside which counts are published, by area, per period. */
async function inhabitantsIn(folder: string, indicator: string): Promise<Map<string, Map<string, number>>> {
  const warehouse = await openWarehouse();
  const rows = await warehouse.all<{ period: string; area: string; people: number }>(
    `select ${PERIOD} as period, area_code as area, denominator::double as people
     from read_parquet('${folder}/public/indicator_value.parquet')
     where indicator_id = '${indicator}' and denominator is not null`,
  );
  const found = new Map<string, Map<string, number>>();
  for (const { period, area, people } of rows)
    found.set(period, (found.get(period) ?? new Map<string, number>()).set(area, people));
  return found;
}

interface Counted {
  indicator: Indicator;
  contract: PartnerContract;
  numerator: string;
  /** The count of the contract that the numerator is a part of, if there is one. */
  whole: string | undefined;
  isOpen: boolean;
}

function countedIn({ indicators, partners }: Project): Counted[] {
  return indicators.flatMap(({ value: indicator }) => {
    const contract = partners.find(({ value }) => value.id === indicator.source)?.value;
    const [numerator, ...others] = indicator.numerator ?? [];
    const [denominator] = indicator.denominator ?? [];
    if (!contract?.counts || contract.access === 'owner' || !numerator || !denominator || others.length)
      return [];
    const isOpen = conceptOf(denominator, contract.id).source !== contract.id;
    const whole = isOpen ? contract.counts[numerator]?.of : denominator;
    return [{ indicator, contract, numerator, whole, isOpen }];
  });
}

function contractOf({ indicator, contract, numerator, whole, isOpen }: Counted): WorldContract {
  const { rare } = contract.counts?.[numerator] ?? {};
  const { id, partner, access, sensitive, min_cell } = contract;
  const part = { name: numerator, atoms: [1], rare: rare === true };
  return {
    id,
    partner,
    access,
    sensitive,
    minCell: min_cell,
    counts: whole
      ? [
          { name: whole, atoms: [0, 1] },
          { ...part, of: whole },
        ]
      : [part],
    ratios: [[numerator, isOpen ? OPEN : (whole ?? ''), indicator.id]],
  };
}

/** Area groups that lie within the leaves, as they are printed. */
function groupsOf({ loaded }: Project, leaves: readonly string[]): Map<string, string[]> {
  const groups = loaded.config.area_groups.flatMap(({ code, members }) => {
    const areas = members.filter(({ until = 9999 }) => until >= 2024).flatMap(one => one.areas);
    const within = leaves.filter(leaf => areas.some(area => leaf.slice(2).startsWith(area.slice(2))));
    const isWhole = areas.every(area => leaves.some(leaf => leaf.slice(2).startsWith(area.slice(2))));
    return isWhole && code !== REGION ? [[code, within] as const] : [];
  });
  return new Map(groups);
}

/** A world of each indicator of partners' counts in a release, with one period of it, and what was delivered. */
export async function worldsIn(folder: string, project: Project): Promise<World[]> {
  const delivered = await deliveredIn(folder);
  const worlds: World[] = [];
  for (const counted of countedIn(project)) {
    const { contract, numerator, whole, indicator } = counted;
    const [level = 'buurt'] = contract.area.levels;
    const prefix = { buurt: 'BU', wijk: 'WK', gemeente: 'GM' }[level];
    const own = delivered.filter(one => one.source === contract.id && one.area.startsWith(prefix));
    const people = await inhabitantsIn(folder, indicator.id);
    for (const period of new Set(own.map(one => one.period))) {
      const of = (concept: string | undefined) =>
        new Map(
          own
            .filter(one => one.period === period && one.concept === concept)
            .map(one => [one.area, one.count]),
        );
      const [counts, wholes] = [of(numerator), of(whole)];
      const buurten = [...counts.keys()].sort();
      const truth = new Map<string, Atoms>();
      for (const leaf of buurten) {
        const count = counts.get(leaf) ?? 0;
        truth.set(keyOf(period, leaf), [(wholes.get(leaf) ?? count) - count, count]);
      }
      const stage = { contracts: [contractOf(counted)], labs: groupsOf(project, buurten), truth, events: [] };
      const inhabitants = counted.isOpen
        ? (people.get(period) ?? new Map<string, number>())
        : new Map<string, number>();
      worlds.push({
        seed: 0,
        region: REGION,
        gemeenten: [],
        buurten,
        inhabitants,
        periods: [period],
        stages: [stage],
      });
    }
  }
  return worlds;
}
