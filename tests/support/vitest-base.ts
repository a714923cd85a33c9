import type { InlineConfig } from 'vitest/node';
import type { Depth } from './amounts.ts';
import { CpuReporter } from './cpu-reporter.ts';

/** What all suites share; `depth`: how much is done of what is long by nature. */
export const suite = (depth: Depth): InlineConfig => ({
  globalSetup: ['tests/support/workspace.ts'],
  setupFiles: ['tests/support/each-file.ts'],
  reporters: ['default', new CpuReporter(depth)],
  provide: { depth },
  pool: 'forks',
  // Nothing is mocked and effects are injected: files can share the modules of a worker.
  isolate: false,
  maxWorkers: 2,
});
