import type { Host } from './host.ts';

/** Options that every verb takes. */
export interface GlobalOptions {
  host: Host;
  config?: string;
  data?: string;
  json?: boolean;
  verbose?: boolean;
}

/** How a verb is called; the command line has seen to it that what is required is there. */
export interface Invocation<Own = unknown> {
  options: GlobalOptions & Own;
  args: string[];
}
