/** Test files that may take more than ten CPU seconds, and why. */
export const HEAVY: Record<string, string> = {
  'tests/pipelines/end-to-end.test.ts': 'builds the demo in full: first run and rebuild',
  'tests/pipelines/determinism.test.ts': 'builds the demo in full, by four threads',
};
