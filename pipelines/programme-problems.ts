import { gemeenteOf, isAreaCode } from '../indicators/areas.ts';
import type { Config, LoadedConfig } from '../indicators/config.ts';
import type { Indicator } from '../indicators/declaration.ts';
import type { Intervention, Kpi, Programme } from '../indicators/programme.ts';
import type { Declaration, Problem } from '../kernel/declare.ts';
import { didYouMean } from '../kernel/near.ts';
import type { Region } from '../sources/areas/declaration.ts';

interface Declared {
  indicators: Declaration<Indicator>[];
  programmes: Declaration<Programme>[];
  interventions: Declaration<{ interventions: Intervention[] }> | undefined;
  regions: Region[];
  loaded: Pick<LoadedConfig, 'config'>;
}

type Place = Declaration<unknown>['where'];

/** What programmes and interventions speak of and is not declared: indicators, age groups and areas; and ids given twice. */
export function programmeProblems(declared: Declared): Problem[] {
  const known = knownCodes(declared);
  const ids = new Set(declared.programmes.map(({ value }) => value.id));
  const { interventions } = declared;
  return [
    ...declared.programmes.flatMap(({ value, where }) => [
      ...unknownAreas(value.areas, where, { known, path: ['areas'] }),
      ...value.kpis.flatMap((kpi, at) => kpiProblems(kpi, { declared, known, where, path: ['kpis', at] })),
    ]),
    ...(interventions?.value.interventions ?? []).flatMap((one, at) => {
      const { where } = interventions as NonNullable<typeof interventions>;
      const isTaken = ids.has(one.id);
      ids.add(one.id);
      const path = ['interventions', at];
      const taken = {
        message: `Id '${one.id}' is taken by another intervention or programme.`,
        where: where([...path, 'id']),
        hint: 'Give each its own id; a programme is on the map of interventions by itself.',
      };
      return [
        ...(isTaken ? [taken] : []),
        ...unknownAreas(one.areas, where, { known, path: [...path, 'areas'] }),
      ];
    }),
  ];
}

interface KpiContext {
  declared: Declared;
  known: Known;
  where: Place;
  path: PropertyKey[];
}

function kpiProblems(kpi: Kpi, { declared, known, where, path }: KpiContext): Problem[] {
  const indicators = declared.indicators.map(({ value }) => value);
  const ids = indicators.map(indicator => indicator.id);
  const expect = (id: string, place: PropertyKey[]): Problem[] =>
    ids.includes(id)
      ? []
      : [
          {
            message: `Indicator '${id}' is not declared.`,
            where: where(place),
            hint: didYouMean(id, ids) || 'Use the id of an indicator file.',
          },
        ];
  const ages = indicators.find(({ id }) => id === kpi.indicator)?.age_group ?? [];
  const { age_group = ages[0] ?? '' } = kpi;
  const age: Problem = {
    message: `Indicator '${kpi.indicator}' has no age group '${age_group}'.`,
    where: where([...path, 'age_group']),
    hint: didYouMean(age_group, ages) || `Age groups: ${ages.join(', ')}.`,
  };
  return [
    ...expect(kpi.indicator, [...path, 'indicator']),
    ...kpi.outcomes.flatMap((id, at) => expect(id, [...path, 'outcomes', at])),
    ...(ages.length > 0 && !ages.includes(age_group) ? [age] : []),
    ...unknownAreas(kpi.areas ?? [], where, { known, path: [...path, 'areas'] }),
  ];
}

interface Known {
  groups: string[];
  gemeenten: string[];
  regions: string[];
}

function knownCodes({ loaded: { config }, regions }: Declared): Known {
  const members = config.area_groups.flatMap(group => group.members.flatMap(({ areas }) => areas));
  return {
    groups: config.area_groups.map(group => group.code),
    gemeenten: [...members.filter(isGemeente), ...regions.flatMap(region => region.gemeenten)],
    regions: ['NL', ...regions.map(region => region.code)],
  };
}

const isGemeente = (code: string): boolean => code.startsWith('GM');

/** Codes of wijken and buurten change with the year: of these the gemeente must be known, the year of the data tells the rest. */
function unknownAreas(
  codes: string[],
  where: Place,
  { known, path }: { known: Known; path: PropertyKey[] },
): Problem[] {
  return codes.flatMap((code, at) => {
    const problem = (message: string, hint: string): Problem[] => [
      { message, where: where([...path, at]), hint },
    ];
    if (!isAreaCode(code)) return unknownGroup(code, known, problem);
    const gemeente = gemeenteOf(code);
    if (gemeente === undefined) {
      if (known.regions.includes(code)) return [];
      return problem(
        `Area '${code}' is not known.`,
        didYouMean(code, known.regions) || 'Use a code of sources/areas/regions.yaml.',
      );
    }
    if (known.gemeenten.includes(gemeente)) return [];
    return problem(
      `Area '${code}' lies in no known gemeente: there is no '${gemeente}'.`,
      didYouMean(gemeente, known.gemeenten) || 'Look the code up in table area of a release.',
    );
  });
}

/** A group of another region lets the programme sleep; one that is nearly a group of this config is a slip of the pen. */
function unknownGroup(
  code: string,
  { groups }: Known,
  problem: (message: string, hint: string) => Problem[],
): Problem[] {
  const near = groups.includes(code) ? '' : didYouMean(code, groups);
  return near ? problem(`Area group '${code}' is not in the config.`, near) : [];
}

/** Those of this region: every area group is in the config, and some area lies in the region. The others sleep. */
export function activeOf<T extends Intervention | Programme>(given: T[], config: Config): T[] {
  const groups = config.area_groups.map(group => group.code);
  const isHere = insideRegion(config);
  const areasOf = (one: T): string[] => [
    ...one.areas,
    ...('kpis' in one ? one.kpis.flatMap(kpi => kpi.areas ?? []) : []),
  ];
  return given.filter(
    one => areasOf(one).every(code => isAreaCode(code) || groups.includes(code)) && one.areas.some(isHere),
  );
}

/** Whether an area lies in a gemeente of the region; of a region made of provinces, or without groups, everything may. */
function insideRegion({ area_groups, region }: Config): (code: string) => boolean {
  const own = area_groups.filter(group => region === undefined || group.code === region);
  const members = own.flatMap(group => group.members.flatMap(({ areas }) => areas));
  if (members.length === 0 || !members.every(isGemeente)) return () => true;
  return code => members.includes(gemeenteOf(code) ?? code) || gemeenteOf(code) === undefined;
}
