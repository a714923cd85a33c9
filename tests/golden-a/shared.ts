import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'vitest';
import { sharedFolder } from '../support/shared.ts';

/** Test data of other projects, which is read where it stands and never copied in. */
export const THIRD_PARTY = path.join(sharedFolder, 'golden');
const isThere = existsSync(path.join(THIRD_PARTY, 'PROVENANCE.csv'));

/** A suite on third-party data; without that data it says so and passes. */
export function onThirdPartyData(name: string, suite: () => void): void {
  if (isThere) return void describe(name, suite);
  console.info(`${name}: skipped, no reference data beside the project (../shared/golden)`);
  it.skip(name);
}
