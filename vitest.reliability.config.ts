import { defineConfig } from 'vitest/config';
import { CpuReporter } from './tests/support/cpu-reporter.ts';

export default defineConfig({
  test: {
    include: ['tests/reliability/**/*.test.ts'],
    globalSetup: ['tests/support/workspace.ts'],
    setupFiles: ['tests/support/each-file.ts'],
    reporters: ['default', new CpuReporter()],
    pool: 'forks',
    // Two cores: the kill tests, which take longest, beside each other.
    maxWorkers: 2,
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
