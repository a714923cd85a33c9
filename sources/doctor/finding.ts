import { stringify } from 'yaml';
import type { Declaration } from '../../kernel/declare.ts';
import type { Where } from '../../kernel/errors.ts';
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
}

export type Declared = Declaration<SourceDeclaration>;

/** An edition, and the declaration it comes from. */
export interface Subject {
  declared: Declared;
  edition: Edition;
}

/** A value as it can stand in a line of YAML. */
export const inline = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();

/** `{inwoners: AantalInwoners}` without its brackets. */
export const pair = (key: string, value: unknown): string => inline({ [key]: value }).slice(1, -1);

/** The table of an edition in words. */
export const named = ({ table, service }: Edition): string => `table ${table} at ${service}`;
