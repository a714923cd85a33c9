import { defineConfig } from 'vitest/config';
import { depthAsked } from './tests/support/amounts.ts';
import { suite } from './tests/support/vitest-base.ts';

export default defineConfig({
  test: {
    ...suite(depthAsked()),
    include: ['tests/reliability/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
