import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/reliability/**'],
    pool: 'forks',
    testTimeout: 60_000,
  },
});
