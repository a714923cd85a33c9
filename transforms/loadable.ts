import type { Region } from '../sources/areas/declaration.ts';
import type { TableShape } from '../sources/connector.ts';
import type { Edition } from '../sources/declaration.ts';
import type { Snapshot } from '../sources/snapshot.ts';
import type { Warehouse } from './warehouse.ts';

/** An edition with its snapshot and how to read it. */
export interface LoadableEdition {
  /** Position among the editions of this build. */
  no: number;
  edition: Edition;
  snapshot: Snapshot;
  shape: TableShape;
}

export interface LoadContext {
  warehouse: Warehouse;
  /** Folder for the decoded pages while they are read. */
  scratch: string;
  regions: Region[];
}
