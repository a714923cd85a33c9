import type { Coverage } from './coverage.ts';
import type { Finding } from './findings.ts';
import type { PersonRule } from './rules.ts';

/**
 * What became of a file: accepted; known (the same content was accepted before); refused; personal (it is about persons,
 * and stays where it is); waiting (the areas of its vintage are not known here yet); unclaimed (no contract is for it);
 * busy (it is still being written).
 */
export type DeliveryState = 'accepted' | 'known' | 'refused' | 'personal' | 'waiting' | 'unclaimed' | 'busy';

export interface DeliveryReport {
  partner: string;
  contract: string | null;
  /** Null where the name itself may be about a person. */
  file: string | null;
  /** The how manyth of the folder, in the order of their names; null of a file that was named. */
  position: number | null;
  state: DeliveryState;
  bytes: number;
  sha256: string | null;
  delivery: string | null;
  rows: number | null;
  areas: number | null;
  periods: string[];
  /** Periods of which an earlier delivery gives way. */
  supersedes: { delivery: string; periods: string[] }[];
  /** How complete it is, per period; of an accepted one. */
  coverage: Coverage[];
  /** Areas that an earlier delivery has and that vanish, as the contract allows. */
  removes: { period: string; areas: string[] }[];
  /** No indicator takes anything of its contract. */
  unused: boolean;
  findings: Finding[];
  totals: Record<string, number>;
  person: { rule: PersonRule; row: number | null; column: number | null } | null;
  /** Folder with the refusal to send back. */
  refusal: string | null;
  reason: string | null;
  /** File names that are agreed with the partner, where this one is not. */
  agreed_files: string[];
}
