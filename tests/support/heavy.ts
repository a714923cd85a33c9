/** Test files that may take more than ten CPU seconds, and why. */
export const HEAVY: Record<string, string> = {
  'tests/pipelines/cli-run.test.ts':
    'a person goes through all verbs: five excerpts and a whole release of two sources',
  'tests/pipelines/confidential.test.ts':
    'two whole releases are compared to the byte, which differ in what is hidden',
  'tests/pipelines/failures.test.ts': 'a run for each way in which a source or a build fails: eight excerpts',
  'tests/pipelines/ledger.test.ts':
    'what was printed is remembered through a kill, going back, damage and loss: six excerpts',
  'tests/pipelines/two-sources.test.ts':
    'a whole release takes the place of an excerpt, and both are built once more',
  'tests/pipelines/red-team.test.ts': 'every form of a release is attacked',
  'tests/pipelines/revision.test.ts': 'five days of a data folder: a release and a comparison each',
  'tests/pipelines/end-to-end.test.ts': 'the one full build',
};
