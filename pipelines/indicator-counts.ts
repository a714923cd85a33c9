import { AREA_LEVELS, type AreaLevel } from '../indicators/areas.ts';
import { DOMAINS, type Indicator, STATUSES } from '../indicators/declaration.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';

type Status = (typeof STATUSES)[number];

/** What indicators are made of. */
interface Origins {
  sources: SourceDeclaration[];
  contracts: PartnerContract[];
}

export interface IndicatorCounts {
  domains: ({ domain: string; indicators: number } & Record<Status, number>)[];
  tiers: Record<Indicator['tier'], number>;
  levels: Record<AreaLevel, number>;
  without_metadata: number;
}

const SMALL: AreaLevel[] = ['land', 'gemeente', 'wijk', 'buurt', 'regio'];
/** Counts of one level are added up to those behind it. */
const ADDED_UP: AreaLevel[] = ['buurt', 'wijk', 'gemeente', 'regio'];
const TEXTS = ['definition', 'rationale', 'interpretation', 'numerator_nl', 'denominator_nl'] as const;

/** How many indicators are declared by domain and status, by tier, and for which area levels they are meant. */
export function countIndicators(indicators: Indicator[], origins: Origins): IndicatorCounts {
  const count = (test: (indicator: Indicator) => boolean) => indicators.filter(test).length;
  const tier = (name: Indicator['tier']) => count(indicator => indicator.tier === name);
  return {
    domains: DOMAINS.map(domain => ({
      domain,
      indicators: count(indicator => indicator.domain === domain),
      ...each(STATUSES, status => count(one => one.domain === domain && one.status === status)),
    })).filter(row => row.indicators > 0),
    tiers: { core: tier('core'), extended: tier('extended'), support: tier('support') },
    levels: each(AREA_LEVELS, level => count(indicator => levelsOf(indicator, origins).includes(level))),
    without_metadata: count(indicator => TEXTS.some(text => !indicator[text]?.trim())),
  };
}

/**
 * The declared levels; else those of the area dimension of the source (wijken en buurten, or gemeenten and regions), or
 * those to which a delivery is added up.
 */
function levelsOf({ levels, source }: Indicator, { sources, contracts }: Origins): AreaLevel[] {
  if (levels) return levels;
  const contract = contracts.find(candidate => candidate.id === source);
  if (contract)
    return ADDED_UP.slice(Math.min(...contract.area.levels.map(level => ADDED_UP.indexOf(level))));
  const area = sources.find(candidate => candidate.id === source)?.dimensions.area;
  if (!area) return [];
  return /wijk|buurt/i.test(area)
    ? SMALL
    : AREA_LEVELS.filter(level => level !== 'wijk' && level !== 'buurt');
}

const each = <Key extends string>(keys: readonly Key[], count: (key: Key) => number): Record<Key, number> =>
  Object.fromEntries(keys.map(key => [key, count(key)])) as Record<Key, number>;
