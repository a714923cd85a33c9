import type { Region } from '../../sources/areas/declaration.ts';
import type { Shape, TableShape } from '../../sources/connector.ts';
import { type Edition, placeOfEdition } from '../../sources/declaration.ts';
import type { DeliveryInForce } from '../../sources/partners/store.ts';
import type { Snapshot } from '../../sources/snapshot.ts';
import type { Warehouse } from '../warehouse.ts';

interface Numbered {
  /** Position among the editions and deliveries of this build. */
  no: number;
}

/** An edition with its snapshot and how to read it. */
export interface LoadableEdition extends Numbered {
  edition: Edition;
  snapshot: Snapshot;
  shape: Shape;
}

/** An edition that holds cells. */
export type LoadableTable = LoadableEdition & { shape: TableShape };

/** A delivery of a partner. */
export type LoadableDelivery = DeliveryInForce & Numbered;

export type Loadable = LoadableEdition | LoadableDelivery;

export const isDelivery = (loadable: Loadable): loadable is LoadableDelivery => 'contract' in loadable;

/** What an edition or a delivery is called: the source or contract, and which of it. */
export const placeOf = (loadable: Loadable): { source: string; edition: string; table: string } =>
  isDelivery(loadable)
    ? { source: loadable.contract.id, edition: loadable.delivery.id, table: loadable.contract.id }
    : placeOfEdition(loadable.edition);

export const keyOf = (loadable: Loadable): string => {
  const { source, edition } = placeOf(loadable);
  return `${source}/${edition}`;
};

export interface LoadContext {
  warehouse: Warehouse;
  /** Folder for the decoded pages while they are read. */
  scratch: string;
  regions: Region[];
}
