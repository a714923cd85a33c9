import type { FaultKind, ServiceFault } from '../support/service-faults.ts';

/** How a fetch must end under a fault: nothing else is acceptable. */
export type End = 'recovers' | 'fails';

/** Where a service can fail; `info` = TableInfos, `all` = every request about the table. */
export type Place = 'data' | 'count' | 'info' | 'properties' | 'areas' | 'all';

/** A fault as it comes once, and as it comes every time. */
export interface FaultCase {
  kind: FaultKind;
  once?: End;
  always?: End;
  place?: Place;
  /** Which requests at that place, where that is not the second one or all. */
  nthOnce?: ServiceFault['nth'];
  nthAlways?: ServiceFault['nth'];
  more?: Partial<ServiceFault>;
  /** What the message must say; by default the page, row or column. */
  names?: RegExp;
}

/** Faults of the connection and of the whole answer. */
export const BODY_FAULTS: FaultCase[] = [
  { kind: 'status-404', once: 'fails', always: 'fails' },
  { kind: 'status-406', once: 'recovers', always: 'fails' },
  { kind: 'status-429', once: 'recovers', always: 'fails', more: { retryAfter: 1 } },
  { kind: 'status-500', once: 'recovers', always: 'fails' },
  { kind: 'status-502', once: 'recovers', always: 'fails' },
  { kind: 'status-503', once: 'recovers', always: 'fails', more: { retryAfter: 1, asDate: true } },
  { kind: 'html-200', once: 'recovers', always: 'fails' },
  { kind: 'reset', once: 'recovers', always: 'fails' },
  { kind: 'reset-mid', once: 'recovers', always: 'fails' },
  { kind: 'truncate', once: 'recovers', always: 'fails' },
  { kind: 'slow-drip', once: 'recovers', always: 'recovers', more: { ms: 1 } },
  { kind: 'stall', once: 'recovers', always: 'fails', more: { afterBytes: 100 } },
  { kind: 'bom', once: 'recovers', always: 'recovers' },
];

/** The same where there are no pages: the message names the address instead. */
export const FILE_FAULTS: FaultCase[] = BODY_FAULTS.map(one => ({
  ...one,
  names: /\b(row \d+|url http\S+|values of)/,
}));

/** Faults of paging, counts and releases. */
export const PAGING_FAULTS: FaultCase[] = [
  { kind: 'empty-page', once: 'recovers', always: 'fails', nthAlways: { from: 2 } },
  { kind: 'repeat-page', once: 'recovers', always: 'fails', nthAlways: { from: 2 } },
  { kind: 'drop-row', once: 'recovers', always: 'fails', names: /hold \d+ rows, but the service .* \d+/ },
  { kind: 'duplicate-row', once: 'recovers', always: 'fails' },
  {
    kind: 'wrong-count',
    place: 'count',
    nthOnce: 1,
    once: 'recovers',
    always: 'fails',
    names: /hold \d+ rows, but the service .* \d+/,
  },
  {
    // Every second answer is another release than the one before it.
    kind: 'modified-bump',
    place: 'info',
    once: 'recovers',
    always: 'fails',
    nthAlways: [2, 4, 6, 8, 10],
    names: /released anew .*Modified \S+ became \S+/,
  },
];

/** The same, and faults of columns. */
export const PAGE_FAULTS: FaultCase[] = [
  ...PAGING_FAULTS,
  { kind: 'suffix-shift', once: 'fails', more: { from: 1 } },
  { kind: 'suffix-shift', always: 'recovers', place: 'all', nthAlways: { from: 6 }, more: { from: 1 } },
  { kind: 'column-rename', once: 'fails', always: 'fails' },
  { kind: 'column-remove', once: 'fails', always: 'fails' },
  { kind: 'column-add', once: 'fails', always: 'fails' },
  { kind: 'column-type', once: 'fails', always: 'fails' },
];

/** Faults of collections of outlines, which come in pages with the numbers of features here and in all. */
export const FEATURE_FAULTS: FaultCase[] = [
  { kind: 'empty-page', once: 'recovers', always: 'fails', nthAlways: { from: 2 } },
  { kind: 'repeat-page', once: 'recovers', always: 'fails', nthAlways: { from: 2 } },
  { kind: 'drop-row', once: 'recovers', always: 'fails' },
  { kind: 'duplicate-row', once: 'recovers', always: 'fails' },
  {
    kind: 'wrong-count',
    once: 'recovers',
    always: 'fails',
    names: /hold \d+ features, but the service counts \d+|\d+ features became \d+/,
  },
  { kind: 'column-rename', once: 'fails', always: 'fails' },
  { kind: 'column-remove', once: 'fails', always: 'fails' },
  { kind: 'column-type', once: 'fails', always: 'fails' },
  { kind: 'column-add', once: 'recovers', always: 'recovers' },
];

/** Faults of one set or of the whole table, for protocols that describe tables. */
export const TABLE_FAULTS: FaultCase[] = [
  { kind: 'column-rename', place: 'properties', nthOnce: 1, once: 'fails', names: /matches no column/ },
  { kind: 'column-add', place: 'properties', nthOnce: 1, once: 'fails' },
  { kind: 'column-rename', place: 'all', always: 'fails', names: /matches no column/ },
  { kind: 'column-remove', place: 'all', always: 'fails', names: /matches no column/ },
  { kind: 'column-add', place: 'all', always: 'fails', names: /gained Nieuw/ },
  { kind: 'column-type', place: 'all', always: 'fails' },
  { kind: 'empty-page', place: 'areas', nthOnce: 2, once: 'recovers', always: 'fails', names: /\/\w+\?/ },
  {
    kind: 'duplicate-row',
    place: 'areas',
    nthOnce: 2,
    once: 'recovers',
    always: 'fails',
    names: /[Rr]epeats/,
  },
  { kind: 'repeat-page', place: 'areas', nthOnce: 2, once: 'recovers' },
  { kind: 'repeat-page', place: 'areas', nthAlways: { from: 2 }, always: 'fails', names: /[Rr]epeats/ },
];

/** Faults of tables with one row per figure: columns of the row, measures, and the list of areas. */
export const LONG_FAULTS: FaultCase[] = [
  ...(['column-rename', 'column-remove', 'column-type'] as const).map(
    (kind): FaultCase => ({
      kind,
      once: 'fails',
      always: 'fails',
      more: { column: 'Value' },
      names: /page \d+, field Value/,
    }),
  ),
  { kind: 'column-add', once: 'fails', always: 'fails', more: { column: 'Extra' }, names: /field Extra/ },
  { kind: 'column-rename', place: 'properties', nthOnce: 1, once: 'fails', names: /matches no column/ },
  { kind: 'column-rename', place: 'all', always: 'fails', names: /matches no column/ },
  { kind: 'column-remove', place: 'all', always: 'fails', names: /matches no column/ },
  { kind: 'column-add', place: 'properties', always: 'fails', names: /gained Nieuw/ },
  { kind: 'empty-page', place: 'areas', nthOnce: 2, once: 'recovers', always: 'fails', names: /Codes/ },
  { kind: 'repeat-page', place: 'areas', nthOnce: 2, once: 'recovers' },
  { kind: 'repeat-page', place: 'areas', nthAlways: { from: 2 }, always: 'fails', names: /[Rr]epeats/ },
  {
    kind: 'duplicate-row',
    place: 'areas',
    nthOnce: 2,
    once: 'recovers',
    always: 'fails',
    names: /[Rr]epeats/,
  },
];
