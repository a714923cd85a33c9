import { VieError } from '../kernel/errors.ts';
import { didYouMean } from '../kernel/near.ts';

/** Refuses a name that is not among those known, with the nearest one. */
export function expectKnown(kind: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new VieError('usage', `There is no ${kind} '${name}'.`, {
    hint: didYouMean(name, known) || `Known: ${known.join(', ')}.`,
  });
}
