import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { configSchema } from '../../indicators/config.ts';
import { namedId, silentLog, silentProgress } from '../../kernel/effects.ts';
import type { Region } from '../../sources/areas/declaration.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { editionsOf, sourceSchema } from '../../sources/declaration.ts';
import { wideAnswers } from '../../sources/demo/odata-v3.ts';
import { longAnswers } from '../../sources/demo/odata-v4.ts';
import { DEMO_SERVICES, Recorder } from '../../sources/demo/recorder.ts';
import { replayTransport } from '../../sources/demo/replay.ts';
import type { Asked, DemoTable } from '../../sources/demo/table.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { loadAll, prepareInput } from '../../transforms/build.ts';
import type { LoadableEdition } from '../../transforms/load/loadable.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { tempFolder } from '../support/pipeline.ts';
import { featurePages, type RecordedCollection } from '../support/recorded-features.ts';
import { lendWarehouse, TRANSFORMS } from '../support/warehouse.ts';

type GivenSource = Pick<z.input<typeof sourceSchema>, 'id' | 'dimensions' | 'topics' | 'editions'> &
  Partial<z.input<typeof sourceSchema>>;

export interface Tiny {
  sources: GivenSource[];
  tables?: DemoTable[];
  /** Tables at the newer service, with what the declaration asks of them. */
  longTables?: { table: DemoTable; asked?: Asked }[];
  files?: Record<string, string>;
  zips?: { service: keyof typeof DEMO_SERVICES; path: string; bytes: Buffer }[];
  collections?: RecordedCollection[];
  /** Area groups and the like. */
  config?: z.input<typeof configSchema>;
  regions?: Region[];
  /** What the service answers, instead of what was recorded. */
  alter?: (url: string, text: string) => string;
}

/** A table of areas with one topic; `value` gives its cells. */
export function tinyTable(id: string, codes: string[], given: Partial<DemoTable> = {}): DemoTable {
  const items = codes.map(code => {
    const area = { code, name: `Naam ${code}`, gemeente: '', inhabitants: 0, burden: 0, parts: [] };
    return { key: code, area };
  });
  const topic = { stem: 'Inwoners', title: 'Inwoners', group: 'Bevolking', unit: 'aantal', decimals: 0 };
  return {
    service: 'opendata',
    id,
    title: id,
    modified: '2025-01-01T02:00:00',
    geo: { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items },
    dimensions: [],
    texts: [],
    topics: [topic],
    cell: () => 1,
    ...given,
  };
}

/** Outlines on a page; few, so that there are several. */
const FEATURES = 100;

/** Records the tables, downloads them into snapshots, and loads those into the input tables of a warehouse. */
export async function loadTiny(tiny: Tiny): Promise<Warehouse> {
  const {
    sources,
    tables = [],
    longTables = [],
    files = {},
    zips = [],
    collections = [],
    regions = [],
    alter,
  } = tiny;
  const folder = await tempFolder('tiny');
  const recorder = new Recorder(folder);
  const { opendata, dataderden, datasets, files: folderUrl, pdok } = DEMO_SERVICES;
  for (const table of tables)
    await recorder.record(wideAnswers(table, table.service === 'opendata' ? opendata : dataderden));
  for (const { table, asked } of longTables)
    await recorder.record(longAnswers(table, `${datasets}/odata/v1/CBS/${table.id}`, asked));
  for (const [name, text] of Object.entries(files)) await recorder.record([[`${folderUrl}/${name}`, text]]);
  for (const { service, path: place, bytes } of zips)
    await recorder.record([[`${DEMO_SERVICES[service]}/${place}`, bytes]]);
  for (const collection of collections) await recorder.record(featurePages(pdok, collection, FEATURES));
  await recorder.finish();
  const config = configSchema.parse({
    services: DEMO_SERVICES,
    http: { attempts: 1 },
    ...tiny.config,
  });
  const store = new SnapshotStore(path.join(folder, 'data'));
  const recorded = await replayTransport(folder);
  const effects = {
    now: () => new Date('2026-01-15T04:30:00Z'),
    randomId: namedId,
    sleep: async () => undefined,
    http: async (url: string, signal: AbortSignal) => {
      const answer = await recorded(url, signal);
      if (answer.status !== 200 || !alter) return answer;
      const body = Buffer.from(alter(url, gunzipSync(answer.body).toString()));
      return { ...answer, body, encoding: 'identity' as const };
    },
    log: silentLog,
    progress: silentProgress,
    signal: new AbortController().signal,
  };
  const editions = sources.flatMap(given => {
    const about = { title: given.id, publisher: 'x', licence: 'x', citation: 'x', rhythm: 'x' };
    const value = sourceSchema.parse({
      ...about,
      connector: 'cbs-odata-v3',
      service: 'opendata',
      ...given,
    });
    return editionsOf({ file: '', value, where: () => ({}) }, config);
  });
  const loadables: LoadableEdition[] = [];
  for (const [no, edition] of editions.entries()) {
    const { snapshot, error } = await fetchEdition(edition, { config, store, effects });
    if (!snapshot) throw error;
    const shape = await connectorFor(edition.connector, config.services).describe(edition, snapshot);
    loadables.push({ no, edition, snapshot, shape });
  }
  const warehouse = await lendWarehouse();
  await prepareInput(warehouse, TRANSFORMS, { config: [config], region: regions });
  await loadAll(loadables, { warehouse, scratch: folder, regions }, () => undefined);
  return warehouse;
}
