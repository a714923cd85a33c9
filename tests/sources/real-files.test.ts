import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readDeclaration } from '../../kernel/declare.ts';
import { projectRoot } from '../../kernel/root.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { editionsOf, sourceSchema } from '../../sources/declaration.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { networkTransport } from '../../sources/http.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { ODataService } from '../support/odata-service.ts';
import { cellsOf } from '../support/shape.ts';
import { hasShared, sharedFolder } from '../support/shared.ts';
import { effectsWith, tempFolder, testConfig } from './fixtures.ts';

const root = projectRoot();

describe.skipIf(!hasShared)('the real files of the Gezondheidsmonitor', () => {
  // Rows: 3 ages x 3 margins x 398 areas (2020) and x 432 areas (2016), as counted with wc -l less the header.
  test.each([
    ['2020', 3582, undefined],
    ['2016', 3888, '2016'],
  ])('of %s stand in, straight from a folder, where no service has the table', async (id, rows, period) => {
    const file = path.join(root, 'sources/gezondheidsmonitor.yaml');
    const odata = new ODataService();
    const base = await odata.listen();
    onTestFinished(() => odata.close());
    const config = testConfig({
      opendata: `${base}/opendata`,
      datasets: `${base}/datasets`,
      files: `file://${path.join(sharedFolder, 'realdata/files')}`,
    });
    const editions = editionsOf(await readDeclaration(file, sourceSchema, root), config);
    const edition = editions.find(one => one.id === id);
    if (!edition) throw new Error(`no edition ${id}`);
    const store = new SnapshotStore(await tempFolder());
    const effects = effectsWith(networkTransport(config, 'test'));
    const { snapshot, error } = await fetchEdition(edition, { config, store, effects });
    if (!snapshot) throw error ?? new Error('no snapshot');
    expect(snapshot.meta.rows).toBe(rows);
    const shape = cellsOf(await connectorFor(edition.connector, config.services).describe(edition, snapshot));
    expect([...shape.keys.period.values()].map(one => one.period.period)).toEqual(period ? [period] : []);
    expect(shape.rows).toMatchObject({ kind: 'csv', encoding: 'utf-8', delimiter: ',', decimal: '.' });
  });
});
