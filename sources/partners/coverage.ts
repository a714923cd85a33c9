import { areaForm, areasAbove, gemeenteOf } from '../../indicators/areas.ts';
import { type AreaGuide, type Areas, named } from './area-hints.ts';
import type { PartnerContract } from './declaration.ts';

/** How many of the areas that are asked for a delivery holds of a period, in every group that it holds of it. */
export interface Coverage {
  period: string;
  level: PartnerContract['area']['levels'][number];
  /** Name of what is to be covered. */
  of: string;
  asked: number;
  delivered: number;
  /** Areas, as code and name, that are asked for and are not there, or not in every group. */
  lacking: string[];
  /** Names of the gemeenten and the region that have no figure without those. */
  without: string[];
  /** Areas that are there and are not asked for. */
  outside: string[];
  /** Groups that are agreed and that no area has. */
  groups: string[];
}

/** The areas of each group of each period. */
export type Held = Map<string, Map<string, Set<string>>>;

/** What rows in our form are of; surveys have no groups, for which questions are asked may differ. */
export function heldBy(csv: Buffer, { counts }: PartnerContract): Held {
  const held: Held = new Map();
  for (const line of csv.toString('utf8').split('\n').slice(1)) {
    const [area = '', period, sex = '', age = ''] = line.split(',', 4);
    if (period === undefined) continue;
    const groups = held.get(period) ?? new Map<string, Set<string>>();
    held.set(period, groups);
    const group = counts ? `${sex},${age}` : '';
    const areas = groups.get(group) ?? new Set();
    groups.set(group, areas.add(area));
  }
  return held;
}

/** What areas a contract asks for: of the region or the part of it that is agreed, or else of the gemeenten that are there. */
export function askedAreas(
  { area: { levels, vintage, within } }: PartnerContract,
  { known, region }: AreaGuide & { known: Areas },
): { name: string; codes: string[] } | undefined {
  const isOfLevel = new RegExp(areaForm(...levels));
  const codes = [...known.keys()].filter(code => isOfLevel.test(code)).sort();
  if (within) {
    const name = within.map(code => known.get(code) ?? code).join(', ');
    return {
      name,
      codes: codes.filter(code => [code, ...areasAbove(code)].some(one => within.includes(one))),
    };
  }
  return region && { name: region.name, codes: codes.filter(code => region.has(code, vintage)) };
}

/** How complete a delivery is, per period. */
export function coverageOf(
  held: Held,
  contract: PartnerContract,
  guide: AreaGuide & { known: Areas },
): Coverage[] {
  const asked = askedAreas(contract, guide) ?? ofItsGemeenten(held, contract, guide);
  const [level = 'buurt'] = contract.area.levels;
  return [...held].map(([period, groups]) => {
    const all = [...groups.values()];
    const lacking = asked.codes.filter(code => !all.every(areas => areas.has(code)));
    const codes = new Set(asked.codes);
    const outside = [...new Set(all.flatMap(areas => [...areas]))].filter(code => !codes.has(code));
    return {
      period,
      level,
      of: asked.name,
      asked: asked.codes.length,
      delivered: asked.codes.length - lacking.length,
      lacking: lacking.map(code => named(code, guide.known)),
      without: contract.counts ? withoutFigure(lacking, asked.name, guide.known) : [],
      outside: outside.sort().map(code => named(code, guide.known)),
      groups: groupsOf(contract)
        .filter(({ key }) => !groups.has(key))
        .map(({ words }) => words),
    };
  });
}

/** Without a region it can only be said whether a gemeente that is there is there in full. */
function ofItsGemeenten(held: Held, contract: PartnerContract, { known }: { known: Areas }) {
  const areas = [...held.values()].flatMap(groups => [...groups.values()].flatMap(one => [...one]));
  const within = [...new Set(areas.map(code => gemeenteOf(code) ?? code))];
  const asked = askedAreas({ ...contract, area: { ...contract.area, within } }, { known });
  return { name: 'de geleverde gemeenten', codes: asked?.codes ?? [] };
}

/** A sum has a figure only when all its smallest areas were delivered. */
function withoutFigure(lacking: string[], whole: string, known: Areas): string[] {
  const gemeenten = [...new Set(lacking.map(code => gemeenteOf(code) ?? code))].map(
    code => known.get(code) ?? code,
  );
  return gemeenten.length === 0 ? [] : [...new Set([...gemeenten, whole])];
}

/** The agreed groups of counts, in our words and in those of the partner. */
function groupsOf({ counts, sex, age_group }: PartnerContract): { key: string; words: string }[] {
  if (!counts) return [];
  const keys = (part: typeof sex | typeof age_group) => Object.entries(part?.keys ?? { '': 'total' });
  const all = keys(sex).flatMap(([word, one]) =>
    keys(age_group).map(([age, group]) => ({
      key: `${one},${group}`,
      words: [word, age].filter(Boolean).join(' '),
    })),
  );
  return [...new Map(all.map(group => [group.key, group])).values()];
}

/** What areas, as code and name, a later delivery no longer has of the periods that both hold, in some group. */
export function removedBy(later: Held, earlier: Held, known: Areas): { period: string; areas: string[] }[] {
  return [...later].flatMap(([period, groups]) => {
    const before = [...(earlier.get(period) ?? [])];
    const gone = before.flatMap(([group, areas]) => [...areas].filter(area => !groups.get(group)?.has(area)));
    return gone.length > 0
      ? [{ period, areas: [...new Set(gone)].sort().map(code => named(code, known)) }]
      : [];
  });
}
