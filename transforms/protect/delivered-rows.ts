/** A count, and the count that it is a part of. */
export interface Pair {
  numerator: string;
  denominator?: string | undefined;
  /** Areas of which both are printed, where not all are: of several deliveries each has its own. */
  areas?: ReadonlySet<string>;
  /** Few have it: a share below 10 % says nothing of each. */
  isRare?: boolean;
  /** What indicators divide the numerator by that is public, as inhabitants: a number by area, for each such whole. */
  wholes?: readonly ReadonlyMap<string, number>[];
  /** The whole by smallest area, where it is known to another partner: it delivered that. */
  exact?: ReadonlyMap<string, number>;
}

/** Count of a concept in a smallest area; undefined where it was not counted. */
export type CountOf = (area: string, concept: string) => number | undefined;

/** What an earlier release was made of, and what of it was shown. */
export interface Stage {
  count: CountOf;
  /** Areas that it showed or hid. */
  areas: ReadonlySet<string>;
  /** Those that it hid, each with the reason. */
  hidden: ReadonlyMap<string, string>;
}

/** The counts of one delivery, period, sex and age group: a row per area, all of whose counts are shown or hidden together. */
export interface DeliveredRows {
  /** For messages: which delivery, period and group. */
  about: string;
  /** Area and the area above it, from the smallest areas up; also those of which only an earlier release had counts. */
  parents: ReadonlyMap<string, string | undefined>;
  /** Other areas that are or were shown, as groups and living labs, by their smallest areas. */
  overlapping: ReadonlyMap<string, readonly string[]>;
  count: CountOf;
  /** Areas that have a row now. Default: all. */
  areas?: ReadonlySet<string>;
  pairs: readonly Pair[];
  threshold: number;
  /** Nobody, nearly everybody or everybody being affected says something of each of them. */
  isSensitive: boolean;
  /** What was ever printed of the same counts, oldest first. */
  past: readonly Stage[];
  /** What nobody outside knows, another for each slice; the choice of rows follows from it. */
  secret?: string | undefined;
  /** Areas hidden in other periods. */
  prefer: ReadonlySet<string>;
}
