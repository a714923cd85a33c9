import fs from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { type Config, configSchema, type LoadedConfig, loadConfig } from '../indicators/config.ts';
import { type Goal, goalSchema, type Indicator, indicatorSchema } from '../indicators/declaration.ts';
import {
  type Intervention,
  interventionsSchema,
  type Programme,
  programmeSchema,
} from '../indicators/programme.ts';
import { type Theme, themesSchema } from '../indicators/themes.ts';
import { type Declaration, type Problem, problemsError, readDeclaration } from '../kernel/declare.ts';
import { exists, listDir, readJson } from '../kernel/files.ts';
import { unresolved } from '../kernel/references.ts';
import { projectRoot } from '../kernel/root.ts';
import {
  type Followed,
  type Recode,
  type Region,
  recodesSchema,
  regionsSchema,
} from '../sources/areas/declaration.ts';
import {
  type Edition,
  editionsOf,
  type SourceDeclaration,
  sourceProblems,
  sourceSchema,
} from '../sources/declaration.ts';
import { type PartnerContract, partnerProblems, partnerSchema } from '../sources/partners/declaration.ts';
import { linkProblems } from './links.ts';
import { kindsOf } from './references.ts';
import { ruleProblems } from './rules.ts';

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
  const indicators = withHeadlines(await readIndicators(root), loaded.config);
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
  const problems = problemsOf(project);
  if (problems[0]) throw problemsError(problems, problems[0].where.file ?? '');
  project.editions = sources.flatMap(source => editionsOf(source, loaded.config));
  return project;
}

/** What the declarations of a project say of each other that is not so. */
function problemsOf(project: Project): Problem[] {
  const { loaded, sources, partners, indicators, goals, programmes, interventions } = project;
  const kinds = kindsOf({ ...project, config: loaded.config });
  const refused = <T>(declarations: Declaration<T>[], form: z.ZodType<T>) =>
    declarations.flatMap(one => unresolved(one, form, kinds));
  return [
    ...unresolved({ value: loaded.config, where: loaded.where }, configSchema, kinds),
    ...sources.flatMap(sourceProblems),
    ...refused(sources, sourceSchema),
    ...partners.flatMap(partnerProblems),
    ...refused(partners, partnerSchema),
    ...linkProblems(partners),
    ...refused(indicators, indicatorSchema),
    ...refused(goals, goalSchema),
    ...refused(programmes, programmeSchema),
    ...refused(interventions ? [interventions] : [], interventionsSchema),
    ...ruleProblems(project),
  ];
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
  const own = new Set(['goals', 'programmes']);
  const domains = entries
    .filter(entry => entry.isDirectory() && !own.has(entry.name))
    .map(entry => entry.name);
  const lists = await Promise.all(
    domains.sort().map(name => readAll(root, path.join(folder, name), indicatorSchema)),
  );
  return lists.flat();
}

/** One list decides what a hoofdindicator is: that of the config, or else what indicators declare. */
const withHeadlines = (
  indicators: Declaration<Indicator>[],
  { headlines }: Config,
): Declaration<Indicator>[] =>
  indicators.map(one => ({
    ...one,
    value: { ...one.value, headline: headlines?.includes(one.value.id) ?? one.value.headline },
  }));

/** A region may have none. */
async function readInterventions(root: string): Promise<Project['interventions']> {
  const file = path.join(root, 'indicators/interventions.yaml');
  return (await exists(file)) ? readDeclaration(file, interventionsSchema, root) : undefined;
}
