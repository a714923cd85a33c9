import { defineConfig } from 'vitest/config';
import { CpuReporter } from './tests/support/cpu-reporter.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/reliability/**', 'tests/golden-a/**'],
    globalSetup: ['tests/support/workspace.ts'],
    setupFiles: ['tests/support/each-file.ts'],
    reporters: ['default', new CpuReporter()],
    pool: 'forks',
    // Nothing is mocked and effects are injected: files can share the modules of a worker.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
