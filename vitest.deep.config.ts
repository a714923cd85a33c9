import { defineConfig } from 'vitest/config';
import { depthAsked } from './tests/support/amounts.ts';
import { suite } from './tests/support/vitest-base.ts';

export default defineConfig({
  test: {
    ...suite(depthAsked()),
    include: [
      'tests/deep/**/*.test.ts',
      'tests/contract/**/*.test.ts',
      'tests/transforms/protect/leaks.property.test.ts',
      'tests/transforms/protect/remembered.property.test.ts',
      'tests/pipelines/red-team.test.ts',
      'tests/pipelines/schedule.test.ts',
    ],
    testTimeout: 900_000,
    hookTimeout: 600_000,
  },
});
