import type { Config } from '../../kernel/config.ts';
import type { Connector } from '../connector.ts';
import type { SourceDeclaration } from '../declaration.ts';
import { cbsOdataV3 } from './cbs-odata-v3.ts';
import { statlineCsv } from './statline-csv.ts';

type ConnectorName = SourceDeclaration['connector'];

const FACTORIES: Record<ConnectorName, (services: Config['services']) => Connector> = {
  'cbs-odata-v3': cbsOdataV3,
  'statline-csv': statlineCsv,
};

/** The connector of a protocol, bound to the service addresses of the config. */
export const connectorFor = (name: ConnectorName, services: Config['services']): Connector =>
  FACTORIES[name](services);
