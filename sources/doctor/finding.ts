import type { Declaration } from '../../kernel/declare.ts';
import type { Where } from '../../kernel/errors.ts';
import type { Change } from '../../kernel/yaml-edit.ts';
import type { Edition, SourceDeclaration } from '../declaration.ts';

/**
 * ok: as declared; changed: the source moved on, nothing breaks; unverified-ok: found, and declared as not yet seen;
 * wrong: a declaration must change; unreachable: nobody answered.
 */
export const STATES = ['ok', 'changed', 'unverified-ok', 'wrong', 'unreachable'] as const;
export type State = (typeof STATES)[number];

/** One thing that was looked at. */
export interface Finding {
  state: State;
  about: string;
  detail: string;
  /** Where in the declarations it stands. */
  where?: Where;
  /** What is to be written or done there. */
  write?: string;
  /** The same as changes of the file, where there is no doubt. */
  changes?: Change[];
}

export type Declared = Declaration<SourceDeclaration>;

/** An edition, and the declaration it comes from. */
export interface Subject {
  declared: Declared;
  edition: Edition;
}

/** The table of an edition in words. */
export const named = ({ table, service }: Edition): string => `table ${table} at ${service}`;
