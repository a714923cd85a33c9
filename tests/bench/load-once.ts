import fs from 'node:fs/promises';
import path from 'node:path';
import { namedId, silentLog, silentProgress } from '../../kernel/effects.ts';
import { declarationsOf } from '../../pipelines/active.ts';
import { loadProject } from '../../pipelines/project.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { loadAll, prepareInput } from '../../transforms/build.ts';
import { Warehouse } from '../../transforms/warehouse.ts';

// Fetch, verify, store and load one edition; prints the seconds that took, start-up of the process not counted.
const [key = '', config = '', data = ''] = process.argv.slice(2);
const project = await loadProject({ config, data });
const edition = project.editions.find(one => one.key === key);
if (!edition) throw new Error(`no edition ${key}`);
const settings = project.loaded.config;
const effects = {
  now: () => new Date(),
  randomId: namedId,
  sleep: async () => undefined,
  http: networkTransport(settings, project.version),
  log: silentLog,
  progress: silentProgress,
  signal: new AbortController().signal,
};
await fs.mkdir(data, { recursive: true });
const started = performance.now();
const outcome = await fetchEdition(edition, { config: settings, store: new SnapshotStore(data), effects });
if (!outcome.snapshot) throw outcome.error ?? new Error('nothing fetched');
const fetched = performance.now();
const warehouse = await Warehouse.open(path.join(data, 'bench.duckdb'), settings.duckdb);
await prepareInput(warehouse, path.join(project.root, 'transforms'), declarationsOf(project));
const shape = await connectorFor(edition.connector, settings.services).describe(edition, outcome.snapshot);
const loadable = { no: 0, edition, snapshot: outcome.snapshot, shape };
await loadAll([loadable], { warehouse, scratch: data, regions: project.regions }, () => undefined);
const loaded = performance.now();
await warehouse.close();
process.stdout.write(JSON.stringify({ fetch: (fetched - started) / 1000, load: (loaded - fetched) / 1000 }));
