import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAreaCode } from '../indicators/areas.ts';
import { type LoadedConfig, loadConfig } from '../indicators/config.ts';
import { type Goal, goalSchema, type Indicator, indicatorSchema } from '../indicators/declaration.ts';
import {
  type Intervention,
  interventionsSchema,
  type Programme,
  programmeSchema,
} from '../indicators/programme.ts';
import { type Theme, themesSchema } from '../indicators/themes.ts';
import { type Declaration, type Problem, problemsError, readDeclaration } from '../kernel/declare.ts';
import { exists, listDir, listFiles, readJson } from '../kernel/files.ts';
import { didYouMean } from '../kernel/near.ts';
import { projectRoot } from '../kernel/root.ts';
import {
  type Followed,
  type Recode,
  type Region,
  recodesSchema,
  regionsSchema,
} from '../sources/areas/declaration.ts';
import { type Edition, editionsOf, type SourceDeclaration, sourceSchema } from '../sources/declaration.ts';
import { type PartnerContract, partnerProblems, partnerSchema } from '../sources/partners/declaration.ts';
import type { Declarations } from '../transforms/declared.ts';
import { indicatorProblems } from './indicator-problems.ts';
import { narrowingProblems } from './narrowing.ts';
import { activeOf, programmeProblems } from './programme-problems.ts';

/** Everything that is declared, read and checked against each other. */
export interface Project {
  root: string;
  version: string;
  loaded: LoadedConfig;
  /** What is fetched. */
  sources: Declaration<SourceDeclaration>[];
  /** What partners deliver, and in which form. */
  partners: Declaration<PartnerContract>[];
  editions: Edition[];
  indicators: Declaration<Indicator>[];
  goals: Declaration<Goal>[];
  programmes: Declaration<Programme>[];
  /** Interventions that belong to no programme. */
  interventions: Declaration<{ interventions: Intervention[] }> | undefined;
  themes: Theme[];
  regions: Region[];
  recodes: Recode[];
  followed: Followed[];
}

export interface ProjectOptions {
  root?: string | undefined;
  config?: string | undefined;
  data?: string | undefined;
  env?: NodeJS.ProcessEnv;
}

/** Reads all declarations; throws a `declaration` error with file, line and remedy when they do not fit together. */
export async function loadProject(options: ProjectOptions = {}): Promise<Project> {
  const root = options.root ?? projectRoot();
  const loaded = await loadConfig(options.config ?? path.join(root, 'config.yaml'), {
    data: options.data,
    env: options.env ?? process.env,
  });
  const { version } = (await readJson<{ version: string }>(path.join(root, 'package.json'))) ?? {
    version: '0',
  };
  const sources = await readAll(root, path.join(root, 'sources'), sourceSchema);
  const partners = await readAll(root, path.join(root, 'sources/partners'), partnerSchema);
  const indicators = await readIndicators(root);
  const goals = await readAll(root, path.join(root, 'indicators/goals'), goalSchema);
  const programmes = await readAll(root, path.join(root, 'indicators/programmes'), programmeSchema);
  const interventions = await readInterventions(root);
  const themes = await readDeclaration(path.join(root, 'indicators/themes.yaml'), themesSchema, root);
  const regions = await readDeclaration(path.join(root, 'sources/areas/regions.yaml'), regionsSchema, root);
  const recodes = await readDeclaration(path.join(root, 'sources/areas/recodes.yaml'), recodesSchema, root);
  const project: Project = {
    root,
    version,
    loaded,
    sources,
    partners,
    editions: [],
    indicators,
    goals,
    programmes,
    interventions,
    themes: themes.value.themes,
    regions: regions.value.regions,
    recodes: recodes.value.recodes,
    followed: recodes.value.followed,
  };
  const problems = [
    ...checkConfig(project),
    ...narrowingProblems(project),
    ...checkSources(project),
    ...partners.flatMap(partnerProblems),
    ...sameIds(project),
    ...indicators.flatMap(indicator => indicatorProblems(indicator, project)),
    ...goals.flatMap(goal => checkGoal(goal, project)),
    ...programmeProblems(project),
  ];
  if (problems[0]) throw problemsError(problems, problems[0].where.file ?? '');
  project.editions = sources.flatMap(source => editionsOf(source, loaded.config));
  return project;
}

async function readAll<T extends { id: string }>(
  root: string,
  folder: string,
  schema: Parameters<typeof readDeclaration<T>>[1],
): Promise<Declaration<T>[]> {
  const names = (await listDir(folder)).filter(name => name.endsWith('.yaml'));
  const declarations = await Promise.all(
    names.map(name => readDeclaration(path.join(folder, name), schema, root)),
  );
  const misnamed = declarations.filter(({ file, value }) => path.basename(file, '.yaml') !== value.id);
  const problems = misnamed.map(({ file, value, where }) => ({
    message: `The id is '${value.id}', the file is called '${path.basename(file)}'.`,
    where: where(['id']),
    hint: 'Give file and id the same name.',
  }));
  if (problems[0]) throw problemsError(problems, problems[0].where.file ?? '');
  return declarations;
}

/** Indicators live in one folder per domain; goals and the like have folders of their own. */
async function readIndicators(root: string): Promise<Declaration<Indicator>[]> {
  const folder = path.join(root, 'indicators');
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const own = new Set(['goals', 'programmes', 'statistics', 'disclosure']);
  const domains = entries
    .filter(entry => entry.isDirectory() && !own.has(entry.name))
    .map(entry => entry.name);
  const lists = await Promise.all(
    domains.sort().map(name => readAll(root, path.join(folder, name), indicatorSchema)),
  );
  return lists.flat();
}

/** A region may have none. */
async function readInterventions(root: string): Promise<Project['interventions']> {
  const file = path.join(root, 'indicators/interventions.yaml');
  return (await exists(file)) ? readDeclaration(file, interventionsSchema, root) : undefined;
}

function checkConfig({ loaded, sources }: Project): Problem[] {
  const known = sources.map(source => source.value.id);
  const unknown = Object.keys(loaded.config.sources)
    .filter(id => !known.includes(id))
    .map(id => ({
      message: `The config speaks of source '${id}', which is not declared.`,
      where: loaded.where(['sources', id]),
      hint: didYouMean(id, known) || `Sources: ${known.join(', ')}.`,
    }));
  return [...unknown, ...checkOnly({ loaded, sources })];
}

function checkOnly({ loaded, sources }: Pick<Project, 'loaded' | 'sources'>): Problem[] {
  const known = sources.flatMap(({ value }) => [
    value.id,
    ...Object.keys(value.editions).map(id => `${value.id}/${id}`),
  ]);
  return [...(loaded.config.only ?? []).entries()]
    .filter(([, one]) => !known.includes(one))
    .map(([at, one]) => ({
      message: `The config asks for '${one}' alone, which is no source and no edition.`,
      where: loaded.where(['only', at]),
      hint: didYouMean(one, known) || 'Write it as source or source/edition.',
    }));
}

function checkSources({ sources }: Project): Problem[] {
  const editions = sources.flatMap(({ value }) => Object.keys(value.editions).map(id => `${value.id}/${id}`));
  return sources.flatMap(({ value, where }) =>
    Object.entries(value.editions)
      .filter(([, edition]) => edition.gemeente_names && !editions.includes(edition.gemeente_names))
      .map(([id, edition]) => ({
        message: `gemeente_names '${edition.gemeente_names}' is not a source/edition.`,
        where: where(['editions', id, 'gemeente_names']),
        hint: didYouMean(edition.gemeente_names ?? '', editions) || 'Write it as source/edition.',
      })),
  );
}

/** Indicators name sources and contracts by one kind of id. */
function sameIds({ sources, partners }: Project): Problem[] {
  const ids = sources.map(({ value }) => value.id);
  return partners
    .filter(({ value }) => ids.includes(value.id))
    .map(({ value, where }) => ({
      message: `'${value.id}' is the id of a source as well.`,
      where: where(['id']),
      hint: 'Choose another id for the contract, and give its file that name.',
    }));
}

function checkGoal({ value, where }: Declaration<Goal>, { indicators, loaded, regions }: Project): Problem[] {
  const problems: Problem[] = [];
  const ids = indicators.map(indicator => indicator.value.id);
  for (const [at, id] of value.indicators.entries()) {
    if (ids.includes(id)) continue;
    const hint = didYouMean(id, ids) || 'Use the id of an indicator file.';
    problems.push({ message: `Indicator '${id}' is not declared.`, where: where(['indicators', at]), hint });
  }
  for (const [at, { indicator }] of value.printed.entries()) {
    if (ids.includes(indicator)) continue;
    problems.push({
      message: `Indicator '${indicator}' is not declared.`,
      where: where(['printed', at, 'indicator']),
      hint: didYouMean(indicator, ids) || 'Use the id of an indicator file.',
    });
  }
  for (const id of Object.keys(value.baselines).filter(one => !value.indicators.includes(one))) {
    const hint =
      didYouMean(id, value.indicators) || `Indicators of this goal: ${value.indicators.join(', ')}.`;
    problems.push({
      message: `'${id}' is no indicator of this goal.`,
      where: where(['baselines', id]),
      hint,
    });
  }
  for (const [key, code] of Object.entries(goalAreas(value))) {
    // A goal of another region stays asleep; see activeGoals.
    if (isAreaCode(code) || /^[A-Z]{2}-/.test(code)) continue;
    const known = [...loaded.config.area_groups, ...regions].map(area => area.code);
    const hint = didYouMean(code, known) || 'Use an area group of config.yaml or a CBS area code.';
    problems.push({ message: `Area '${code}' is not known.`, where: where([key]), hint });
  }
  return problems;
}

const goalAreas = ({ population, benchmark }: Goal) => ({
  population,
  benchmark: 'area' in benchmark ? benchmark.area : benchmark.rest_of,
});

/** The goals whose areas exist in this region's config. */
export function activeGoals({ goals, loaded }: Project): Goal[] {
  const groups = loaded.config.area_groups.map(group => group.code);
  return goals
    .map(goal => goal.value)
    .filter(goal => Object.values(goalAreas(goal)).every(code => isAreaCode(code) || groups.includes(code)));
}

/** The programmes and interventions whose areas exist in this region's config. */
export const activeProgrammes = ({ programmes, interventions, loaded }: Project) => ({
  programmes: activeOf(
    programmes.map(programme => programme.value),
    loaded.config,
  ),
  interventions: activeOf(interventions?.value.interventions ?? [], loaded.config),
});

/** What the build starts from; goals, programmes and interventions only as far as their areas exist in this region's config. */
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
  };
}

/** Hash of every declaration and SQL file, and of the config as far as it decides what is published. */
export async function hashDeclarations(project: Project): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['sources', 'indicators', 'transforms']) {
    for (const name of await listFiles(path.join(project.root, folder))) {
      if (!/\.(ya?ml|sql)$/.test(name)) continue;
      hash.update(`${folder}/${name}\0`).update(await fs.readFile(path.join(project.root, folder, name)));
    }
  }
  const { area_groups, region, control, benchmarks, only, sources, thresholds, notice, publish } =
    project.loaded.config;
  return hash
    .update(
      JSON.stringify({
        area_groups,
        region,
        control,
        benchmarks,
        only,
        sources,
        thresholds,
        notice,
        publish,
      }),
    )
    .digest('hex');
}

const ROOMS = ['kernel', 'sources', 'transforms', 'indicators', 'output', 'pipelines'];

/** Hash of the running code, so that a changed formula makes a new release. */
export async function hashCode(): Promise<string> {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const hash = createHash('sha256');
  for (const room of ROOMS) {
    for (const name of await listFiles(path.join(root, room))) {
      if (/\.(js|ts)$/.test(name))
        hash.update(`${room}/${name}\0`).update(await fs.readFile(path.join(root, room, name)));
    }
  }
  return hash.digest('hex');
}
