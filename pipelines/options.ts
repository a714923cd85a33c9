import type { Host } from './host.ts';

/** Options that every verb takes. */
export interface GlobalOptions {
  host: Host;
  config?: string;
  data?: string;
  json?: boolean;
  verbose?: boolean;
}
