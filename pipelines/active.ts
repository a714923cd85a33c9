import { gemeenteOf, isAreaCode } from '../indicators/areas.ts';
import type { Config } from '../indicators/config.ts';
import type { Goal } from '../indicators/declaration.ts';
import type { Intervention, Programme } from '../indicators/programme.ts';
import type { Declarations } from '../transforms/declared.ts';
import type { Project } from './project.ts';

/** The goals whose areas exist in this region's config; the others sleep. */
export const activeGoals = ({ goals, loaded }: Pick<Project, 'goals' | 'loaded'>): Goal[] =>
  goals
    .map(goal => goal.value)
    .filter(({ population, benchmark }) =>
      [population, 'area' in benchmark ? benchmark.area : benchmark.rest_of].every(isKnownIn(loaded.config)),
    );

const isKnownIn =
  ({ area_groups }: Config) =>
  (code: string): boolean =>
    isAreaCode(code) || area_groups.some(group => group.code === code);

/** The programmes and interventions whose areas exist in this region's config. */
export const activeProgrammes = ({ programmes, interventions, loaded }: Project) => ({
  programmes: activeOf(
    programmes.map(programme => programme.value),
    loaded.config,
  ),
  interventions: activeOf(interventions?.value.interventions ?? [], loaded.config),
});

/** Those of this region: every area group is in the config, and some area lies in the region. The others sleep. */
export function activeOf<T extends Intervention | Programme>(given: T[], config: Config): T[] {
  const isHere = insideRegion(config);
  const areasOf = (one: T): string[] => [
    ...one.areas,
    ...('kpis' in one ? one.kpis.flatMap(kpi => kpi.areas ?? []) : []),
  ];
  return given.filter(one => areasOf(one).every(isKnownIn(config)) && one.areas.some(isHere));
}

/** Whether an area lies in a gemeente of the region; of a region made of provinces, or without groups, everything may. */
function insideRegion({ area_groups, region }: Config): (code: string) => boolean {
  const own = area_groups.filter(group => region === undefined || group.code === region);
  const members = own.flatMap(group => group.members.flatMap(({ areas }) => areas));
  if (members.length === 0 || !members.every(code => gemeenteOf(code) === code)) return () => true;
  return code => members.includes(gemeenteOf(code) ?? code) || gemeenteOf(code) === undefined;
}

/** What the build starts from; goals, programmes and interventions only as far as they are of this region. */
export function declarationsOf(project: Project): Declarations {
  const { programmes, interventions } = activeProgrammes(project);
  return {
    config: [project.loaded.config],
    region: project.regions,
    recode: project.recodes,
    followed: project.followed,
    indicator: project.indicators.map(indicator => indicator.value),
    goal: activeGoals(project),
    theme: project.themes,
    programme: programmes,
    intervention: interventions,
    partner: project.partners.map(contract => contract.value),
  };
}
