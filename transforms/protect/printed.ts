/** What a release printed and hid of one contract, period, sex and age group, and the counts that was made of. */
export interface PrintedSlice {
  contract: string;
  /** Contracts of which it goes on counting the same. */
  replaces?: string[];
  period: string;
  sex: string;
  age_group: string;
  /** Smallest areas of which everything was counted, in order of code. */
  leaves: string[];
  /** Every other area that was printed or hidden, by the places of its smallest areas. */
  areas: Record<string, number[]>;
  /** Per concept a count per smallest area. */
  counts: Record<string, number[]>;
  /** Concepts that were called otherwise before, with those names. */
  was?: Record<string, string[]>;
  /** Areas that were hidden, each with the reason. */
  hidden: Record<string, string>;
}
