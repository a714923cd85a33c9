/** A count, and the count that it is a part of. */
export interface Pair {
  numerator: string;
  denominator?: string | undefined;
  /** Few have it: a share below 10 % says nothing of each. */
  isRare?: boolean;
  /** What indicators divide the numerator by that is public, as inhabitants: a number by area, for each such whole. */
  wholes?: readonly ReadonlyMap<string, number>[];
}

/** What the release before was made of, and what of it was shown. */
export interface Before {
  /** Count of a concept in a smallest area then; the count of now where there was none. */
  count: (area: string, concept: string) => number;
  /** Areas whose counts were all shown. */
  shown: ReadonlySet<string>;
}

/** The counts of one delivery, period, sex and age group: a row per area, all of whose counts are shown or hidden together. */
export interface DeliveredRows {
  /** For messages: which delivery, period and group. */
  about: string;
  /** Area and the area above it, from the smallest areas up. */
  parents: ReadonlyMap<string, string | undefined>;
  /** Other areas that are shown, as groups and living labs, by their smallest areas. */
  overlapping: ReadonlyMap<string, readonly string[]>;
  /** Count of a concept in a smallest area. */
  count: (area: string, concept: string) => number;
  pairs: readonly Pair[];
  threshold: number;
  /** Nobody, nearly everybody or everybody being affected says something of each of them. */
  isSensitive: boolean;
  /** Rows that an earlier release hid, with the reason then. */
  hiddenBefore: ReadonlyMap<string, string>;
  /** That release itself; what it showed of other counts tells of these. */
  before?: Before;
  /** Rows that it showed, with the same counts. */
  known: ReadonlySet<string>;
  /** Areas hidden in other periods. */
  prefer: ReadonlySet<string>;
}
