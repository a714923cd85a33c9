import { inject } from 'vitest';
import { AMOUNTS, type Depth } from './amounts.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    depth: Depth;
  }
}

/** How much of it is done in this run. */
export const amountOf = (what: keyof typeof AMOUNTS): number => AMOUNTS[what][inject('depth')];

/** Each, or one in so many of them, evenly spread; `from` says with which to begin. */
export const oneIn = <T>(every: number, all: readonly T[], from = 0): T[] =>
  all.filter((_, at) => (at + from) % every === 0);
