/** Test files that may take more than ten CPU seconds, and why. */
export const HEAVY: Record<string, string> = {
  'tests/pipelines/end-to-end.test.ts': 'the three full builds: first run, rebuild, by four threads',
};
