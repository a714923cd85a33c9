import path from 'node:path';
import { z } from 'zod';
import { readConfig } from '../kernel/config.ts';
import type { Declaration } from '../kernel/declare.ts';
import { VieError } from '../kernel/errors.ts';
import { realPath } from '../kernel/files.ts';
import { areaCode, groupCode } from './areas.ts';
import { bundle } from './bundle.ts';
import { narrowing } from './narrowing.ts';
import { publisherSchema } from './publisher.ts';
import { year } from './words.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: "expected a time such as '05:30'" });

const membership = z.strictObject({
  from: year.optional().describe('First area vintage for which this membership holds'),
  until: year.optional().describe('Last area vintage for which this membership holds'),
  areas: z.array(areaCode).min(1).describe('Member areas; a province stands for its gemeenten'),
});

const areaGroup = z.strictObject({
  code: groupCode,
  name_nl: z.string(),
  name_en: z.string(),
  published_as: z.array(areaCode).default([]).describe('Areas whose published figure is the group figure'),
  members: z
    .array(membership)
    .min(1)
    .describe('Lists of member areas, with from or until where they changed'),
});

const groupOrArea = z.union([areaCode, groupCode]).meta({ refers: 'area or group' });

const judgedGroup = z.string().meta({ refers: 'area group' });

const benchmark = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9-]*$/, { message: "expected a code such as 'NL' or 'REST-NL'" }),
    name_nl: z.string(),
    name_en: z.string(),
    area: groupOrArea.optional().describe('Area or area group to compare with'),
    without: groupOrArea.optional().describe('Area or area group taken out of it, by denominators'),
    own: z
      .enum(['gemeente', 'previous'])
      .optional()
      .describe("The area's own gemeente, or its own period before"),
  })
  .refine(({ area, own }) => (area === undefined) !== (own === undefined), {
    message: 'expected either an area or own',
    params: { hint: 'Write `area: NL`, `own: gemeente` or `own: previous`.' },
  })
  .refine(({ without, area }) => without === undefined || area !== undefined, {
    message: 'without needs an area to be taken out of',
    path: ['without'],
  });

/** What areas are compared with where a config names nothing else. */
const BENCHMARKS: z.input<typeof benchmark>[] = [
  { code: 'NL', name_nl: 'Nederland', name_en: 'The Netherlands', area: 'NL' },
  { code: 'GEMEENTE', name_nl: 'eigen gemeente', name_en: 'own gemeente', own: 'gemeente' },
  { code: 'VORIGE', name_nl: 'vorige periode', name_en: 'period before', own: 'previous' },
];

const accepted = z.strictObject({
  check: z.string(),
  indicator: z.string(),
  period: z.string().optional(),
  reason: z.string().min(10),
});

const services = z.strictObject({
  opendata: z.string().default('https://opendata.cbs.nl'),
  dataderden: z.string().default('https://dataderden.cbs.nl'),
  datasets: z.string().default('https://datasets.cbs.nl'),
  pdok: z.string().default('https://api.pdok.nl'),
  download: z.string().default('https://download.cbs.nl'),
  leefbaarometer: z.string().default('https://www.leefbaarometer.nl'),
  files: z.string().default('files').describe('URL, or a folder relative to this file'),
});

export type ServiceName = keyof z.output<typeof services>;
export const SERVICE_NAMES = services.keyof().options;

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const configSchema = z.strictObject({
  extends: z.string().optional().describe('Another config file, relative to this one, that holds otherwise'),
  data: z.string().default('data').describe('Data folder, relative to this file'),
  inbox: z
    .string()
    .default('inbox')
    .describe('Folder where partners deliver, one folder per partner; outside the data folder'),
  handover: z
    .string()
    .optional()
    .describe('How a partner gets a file into the inbox safely, in Dutch; stands in the instruction'),
  programme: z
    .string()
    .default('Indicatoren')
    .describe('Name of the programme, over every page of a release'),
  publisher: publisherSchema.optional().describe('Without it nothing is published'),
  notice: z.string().nullable().default(null).describe('Warning shown with every published figure'),
  services: services.prefault({}),
  http: z
    .strictObject({
      attempts: z.int().min(1).max(10).default(4),
      first_delay_ms: z.int().min(0).default(2000),
      max_delay_s: z.number().min(0).default(120).describe('Also the longest Retry-After that is honoured'),
      timeout_s: z.number().positive().default(180).describe('For one whole attempt'),
      stall_s: z.number().positive().default(60).describe('Longest silence within an attempt'),
      max_body_mb: z
        .number()
        .positive()
        .default(512)
        .describe('Largest answer that is taken in, as received and as unpacked'),
      ipv4_only: z.boolean().default(false),
      contact: z.string().default('').describe('Address shown in the User-Agent header'),
    })
    .prefault({}),
  duckdb: z
    .strictObject({
      threads: z.int().min(1).default(2),
      memory_limit: z
        .string()
        .regex(/^\d+(MB|GB)$/, { message: "expected a size such as '256MB' or '2GB'" })
        .default('256MB'),
    })
    .prefault({}),
  area_groups: z.array(areaGroup).default([]),
  region: z
    .string()
    .meta({ refers: 'area group' })
    .optional()
    .describe('Area group that the region is; default: all area groups'),
  judged: z
    .strictObject({ gemeente: judgedGroup, wijk: judgedGroup, buurt: judgedGroup })
    .partial()
    .default({})
    .describe(
      'Area group whose areas of a level are judged; default: gemeenten of all area groups, wijken and buurten of the region',
    ),
  control: z
    .string()
    .meta({ refers: 'indicator' })
    .optional()
    .describe('Indicator that is held constant where two others are related'),
  ranking: z
    .array(z.string().meta({ refers: 'indicator' }))
    .default([])
    .describe(
      'Indicators that put areas on the socio-economic ladder, low to high: inequality is by the first that can be used',
    ),
  benchmarks: z.array(benchmark).default(BENCHMARKS).describe('What areas are compared with'),
  headlines: z
    .array(z.string().meta({ refers: 'indicator' }))
    .optional()
    .describe('Hoofdindicatoren of the report, in order; default: those that declare headline'),
  bundles: z.array(bundle).default([]).describe('What bodies get: reports, figures and a map in one folder'),
  only: z
    .array(z.string().meta({ refers: 'source or edition' }))
    .optional()
    .describe("Use these sources ('kwb') or editions ('kwb/2024') and no others; default: all"),
  sources: z.record(z.string().meta({ refers: 'fetched source' }), narrowing).default({}),
  thresholds: z
    .strictObject({
      coverage: z.number().min(0).max(1).default(0.9).describe('Least coverage of a computed group figure'),
      register_difference: z
        .number()
        .min(0)
        .max(1)
        .default(0.05)
        .describe(
          'Part of the benchmark from which a register figure without interval is said to differ (CBS)',
        ),
      judged: z
        .number()
        .min(0)
        .max(1)
        .default(0.6)
        .describe('Least share of the indicators that a count or mean of several stands on'),
      min_population: z
        .int()
        .min(0)
        .default(50)
        .describe(
          'Inhabitants below which an area has no score of several indicators (CDC), is not related and is no peer of others',
        ),
      breadth_gemeenten: z
        .number()
        .min(0)
        .max(1)
        .default(0.7)
        .describe('Part of the gemeenten that must be worse for a problem to be region-wide'),
      breadth_people: z
        .number()
        .min(0)
        .max(1)
        .default(0.6)
        .describe('Part of the people that must live in worse buurten for it to be region- or gemeente-wide'),
      magnitude_warn: z.number().positive().default(0.25).describe('Median relative change that is reported'),
      magnitude_fail: z.number().positive().default(3).describe('Median relative change that blocks'),
    })
    .prefault({}),
  checks: z.strictObject({ accept: z.array(accepted).default([]) }).prefault({}),
  schedule: z
    .strictObject({
      at: clock.default('05:30').refine(time => !time.startsWith('02:'), {
        message: 'nothing runs between 02:00 and 03:00 local time, an hour that is missing or comes twice',
        params: { hint: "Choose a time outside that hour, such as '05:30'." },
      }),
      days: z
        .array(z.enum(days))
        .min(1)
        .default([...days]),
      timezone: z
        .string()
        .default('Europe/Amsterdam')
        .refine(isTimeZone, {
          message: 'unknown time zone',
          params: { hint: "Write a name of the IANA list, such as 'Europe/Amsterdam'." },
        }),
    })
    .prefault({}),
  retention: z.strictObject({ releases: z.int().min(1).default(5) }).prefault({}),
  publish: z
    .strictObject({
      csv: z
        .enum(['region', 'all', 'none'])
        .default('region')
        .describe(
          'Areas whose figures CSV, Excel, Arrow and the DuckDB file hold: those of the region, its groups and benchmarks; all; none: no CSV and Excel. Parquet has all',
        ),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;
export type AreaGroup = z.infer<typeof areaGroup>;

export interface LoadedConfig {
  file: string;
  /** Absolute path of the data folder. */
  dataDir: string;
  /** Absolute path of the folder where partners deliver; null: nothing is taken up. */
  inbox: string | null;
  config: Config;
  where: Declaration<Config>['where'];
}

export interface ConfigOverrides {
  data?: string | undefined;
  env?: NodeJS.ProcessEnv;
}

/** Reads config.yaml; `--data` and the VIE_* environment variables win over the file. */
export async function loadConfig(file: string, overrides: ConfigOverrides = {}): Promise<LoadedConfig> {
  const env = overrides.env ?? {};
  const folder = path.dirname(path.resolve(file));
  const declaration = await readConfig(path.resolve(file), configSchema, located);
  const services = { ...declaration.value.services };
  for (const name of SERVICE_NAMES) {
    services[name] = (env[`VIE_${name.toUpperCase()}_URL`] || services[name]).replace(/\/+$/, '');
  }
  if (!isAddress(services.files)) services.files = `file://${path.resolve(folder, services.files)}`;
  const given = overrides.data ?? env['VIE_DATA'];
  const dataDir = given ? path.resolve(given) : path.resolve(folder, declaration.value.data);
  const inbox = env['VIE_INBOX']
    ? path.resolve(env['VIE_INBOX'])
    : path.resolve(folder, declaration.value.inbox);
  keepApart(await realPath(inbox), await realPath(dataDir));
  return { file, dataDir, inbox, config: { ...declaration.value, services }, where: declaration.where };
}

/** What partners deliver may be about persons: it must not come into the data folder by lying there. */
function keepApart(inbox: string, dataDir: string): void {
  const isWithin = (inner: string, outer: string) => `${inner}${path.sep}`.startsWith(`${outer}${path.sep}`);
  if (!isWithin(inbox, dataDir) && !isWithin(dataDir, inbox)) return;
  throw new VieError('usage', `The inbox ${inbox} and the data folder ${dataDir} lie one within the other.`, {
    hint: 'Give them folders beside each other: `inbox:` in the config or VIE_INBOX, and `data:`, VIE_DATA or --data.',
  });
}

/** Relative paths of an extended config belong to its own folder. */
function located(config: Config, folder: string): Config {
  const { data, inbox, services } = config;
  const files = isAddress(services.files) ? services.files : path.resolve(folder, services.files);
  const at = (place: string) => path.resolve(folder, place);
  return { ...config, data: at(data), inbox: at(inbox), services: { ...services, files } };
}

const isAddress = (text: string): boolean => /^(https?|file):/.test(text);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
