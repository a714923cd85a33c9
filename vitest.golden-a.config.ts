import { defineConfig } from 'vitest/config';

// Test data of other projects, where it stands beside this one; see tests/README.md.
export default defineConfig({
  test: {
    include: ['tests/golden-a/**/*.test.ts'],
    globalSetup: ['tests/support/workspace.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
