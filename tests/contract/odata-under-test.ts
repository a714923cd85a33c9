import type { Config } from '../../indicators/config.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import type { Edition } from '../../sources/declaration.ts';
import type { Snapshot } from '../../sources/snapshot.ts';
import { cellsOf } from '../support/shape.ts';

/** A row of a snapshot: ID, area and value of one concept. */
export type StoredRow = [id: number, area: string, value: unknown];

export interface TableContent {
  rows: StoredRow[];
  areas: string[];
}

/** What an OData snapshot holds of one concept, read with JSON.parse. */
export async function tableContent(
  snapshot: Snapshot,
  { edition, config, concept }: { edition: Edition; config: Config; concept: string },
): Promise<TableContent> {
  const { topics } = cellsOf(await connectorFor('cbs-odata-v3', config.services).describe(edition, snapshot));
  const key = topics.find(topic => topic.concept === concept)?.key ?? '';
  const { area } = edition.dimensions;
  const rows = await valuesOf(snapshot, 'TypedDataSet');
  return {
    rows: rows.map(row => [Number(row['ID']), String(row[area]), row[key]]),
    areas: (await valuesOf(snapshot, area)).map(item => String(item['Key'])),
  };
}

/** What a snapshot of one row per figure holds of one concept. */
export async function longContent(
  snapshot: Snapshot,
  { edition, config, concept }: { edition: Edition; config: Config; concept: string },
): Promise<TableContent> {
  const { topics } = cellsOf(await connectorFor('cbs-odata-v4', config.services).describe(edition, snapshot));
  const key = topics.find(topic => topic.concept === concept)?.key;
  const { area } = edition.dimensions;
  const rows = await valuesOf(snapshot, 'Observations');
  return {
    rows: rows
      .filter(row => row['Measure'] === key)
      .map(row => [Number(row['Id']), String(row[area]), row['Value']]),
    areas: (await valuesOf(snapshot, `${area}Codes`)).map(item => String(item['Identifier'])),
  };
}

async function valuesOf(snapshot: Snapshot, set: string): Promise<Record<string, unknown>[]> {
  const names = snapshot.meta.files.map(file => file.name).filter(name => name.startsWith(`${set}-`));
  const pages = await Promise.all(names.map(name => snapshot.read(name)));
  return pages.flatMap(page => (JSON.parse(page.toString()) as { value: Record<string, unknown>[] }).value);
}
