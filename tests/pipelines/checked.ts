import fs from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { type Config, configSchema } from '../../indicators/config.ts';
import { projectRoot } from '../../kernel/root.ts';
import { type CheckResult, runChecks } from '../../pipelines/checks.ts';
import { showRelease } from '../../pipelines/previous.ts';
import { onFileEnd } from '../support/clean-up.ts';
import { tempFolder } from '../support/pipeline.ts';
import { PUBLISHER } from '../support/publisher.ts';
import { type Figure, type Given, goldWorld, type World } from '../support/warehouse.ts';

/** A country of one gemeente with two wijken of a buurt each; figures that agree with each other. */
export const INHABITANTS: Figure['of'] = {
  NL: 1000,
  GM0001: 1000,
  WK000100: 600,
  WK000101: 400,
  BU00010000: 600,
  BU00010100: 400,
};
// 15 x 0.6 + 25 x 0.4 = 19
export const SMOKING: Figure['of'] = {
  NL: [19, 18, 20],
  GM0001: [19, 17, 21],
  WK000100: [15, 12, 18],
  WK000101: [25, 20, 30],
  BU00010000: [15, 12, 18],
  BU00010100: [25, 20, 30],
};

interface Sound {
  inhabitants?: Figure['of'];
  smoking?: Figure['of'];
  given?: Partial<Given['editions'][number]>;
  config?: Given['config'];
  /** Sources that are deliveries of partners. */
  delivered?: string[];
}

/** Worlds of this file, by what was asked for; all but the first call find one in which a test is at work. */
const made = new Map<string, Promise<World>>();

/**
 * Values that every check passes, with changes. Tests share them: whatever the test before did to a world is taken back, so
 * that each may have one world of a kind at a time.
 */
export async function soundWorld(sound: Sound = {}): Promise<World> {
  const key = JSON.stringify(sound);
  const isNew = !made.has(key);
  if (isNew) made.set(key, makeSound(sound));
  const world = await (made.get(key) ?? makeSound(sound));
  if (!isNew) await world.warehouse.run('rollback');
  await world.warehouse.run('begin transaction');
  return world;
}

async function makeSound({ inhabitants, smoking, given, config, delivered = [] }: Sound): Promise<World> {
  const world = await goldWorld({
    // With other editions than the usual ones, tests ask for checks that read no aggregation.
    tables: ['indicator_value', 'indicator', 'area', 'source', ...(given ? [] : ['aggregation'])],
    ...(config ? { config } : {}),
    restricted: { delivery: delivered.map(source_id => ({ source_id })) },
    editions: [
      {
        id: '2020',
        margins: true,
        figures: [
          { concept: 'inwoners', unit: 'aantal', of: inhabitants ?? INHABITANTS },
          { concept: 'roken', unit: '%', of: smoking ?? SMOKING },
        ],
        ...given,
      },
    ],
    indicators: [
      { id: 'inwoners', measure: 'sum', unit: 'aantal', value: 'inwoners', range: [0, 30_000_000] },
      { id: 'roken', unit: '%', value: 'roken', range: [0, 100] },
    ],
  });
  onFileEnd(async () => {
    made.clear();
    await world.warehouse.run('rollback');
  });
  return world;
}

interface Asked {
  /** SQL that makes `previous.indicator_value` from the values as they are. */
  previous?: string;
  config?: Partial<z.input<typeof configSchema>>;
  /** Only this check, and that of codes, which has no file. */
  only?: string;
}

/** The result of every check, by name. */
export async function checked(world: World, asked: Asked = {}): Promise<Record<string, CheckResult>> {
  const { warehouse } = world;
  await showRelease(warehouse, 'previous', undefined);
  if (asked.previous) {
    await warehouse.run(`create or replace view previous.indicator_value as ${asked.previous}`);
  }
  const config: Config = configSchema.parse({ publisher: PUBLISHER, ...asked.config });
  const results = await runChecks(warehouse, await folderOf(asked.only), config);
  return Object.fromEntries(results.map(result => [result.check, result]));
}

/** The folder of the checks, or one that holds no other than this. */
async function folderOf(only?: string): Promise<string> {
  const all = path.join(projectRoot(), 'pipelines/checks');
  if (!only) return all;
  const folder = await tempFolder('check');
  if (only === 'code') return folder;
  await fs.copyFile(path.join(all, `${only}.sql`), path.join(folder, `${only}.sql`));
  return folder;
}
