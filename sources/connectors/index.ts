import type { Config } from '../../indicators/config.ts';
import type { Connector } from '../connector.ts';
import type { SourceDeclaration } from '../declaration.ts';
import { addressList } from './address-list.ts';
import { cbsOdata } from './cbs-odata.ts';
import { ogcFeatures } from './ogc-features.ts';
import { statlineCsv } from './statline-csv.ts';
import { zipCsv } from './zip-csv.ts';

type ConnectorName = SourceDeclaration['connector'];

const FACTORIES: Record<ConnectorName, (services: Config['services']) => Connector> = {
  'cbs-odata-v3': cbsOdata('v3'),
  'cbs-odata-v4': cbsOdata('v4'),
  'statline-csv': statlineCsv,
  'zip-csv': zipCsv,
  'ogc-features': ogcFeatures,
  'address-list': addressList,
};

/** The connector of a protocol, bound to the service addresses of the config. */
export const connectorFor = (name: ConnectorName, services: Config['services']): Connector =>
  FACTORIES[name](services);
