import { defineConfig } from 'vitest/config';
import { suite } from './tests/support/vitest-base.ts';

export default defineConfig({
  test: {
    ...suite('seed'),
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/deep/**', 'tests/reliability/**', 'tests/golden-a/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
