import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { THIRD_PARTY } from './tests/golden-a/shared.ts';
import { suite } from './tests/support/vitest-base.ts';

// Test data of other projects, where it stands beside this one; see tests/README.md. Without it there is nothing to test.
const isThere = existsSync(path.join(THIRD_PARTY, 'PROVENANCE.csv'));
if (!isThere)
  console.info(`There is no reference data beside the project (${THIRD_PARTY}); nothing was tested.`);

export default defineConfig({
  test: {
    ...suite('all'),
    include: isThere ? ['tests/golden-a/**/*.test.ts'] : [],
    passWithNoTests: !isThere,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
