import { defineConfig } from 'vitest/config';
import { suite } from './tests/support/vitest-base.ts';

export default defineConfig({
  test: {
    ...suite('seed'),
    include: ['tests/browser/**/*.test.ts'],
    // One worker: the site is written, and the browser started, once.
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
