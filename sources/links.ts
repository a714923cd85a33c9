import { VieError } from '../kernel/errors.ts';

/** Where a link leads, seen from the address that gave it; undefined when that is not the same service. */
export function withinService(link: string, from: string): string | undefined {
  if (!URL.canParse(link, from)) return undefined;
  const target = new URL(link, from);
  // Addresses of files and scripts have the origin 'null': nothing is of the same origin as they.
  if (!/^https?:$/.test(target.protocol) || target.origin !== new URL(from).origin) return undefined;
  // A whole address is followed as it is written: services were seen to refuse one that was written anew.
  return URL.canParse(link) ? link : target.href;
}

/** The next page that an answer links to; throws `contract` when the link leaves the service that was asked. */
export function nextPage(link: string, from: string): string {
  const next = withinService(link, from);
  if (next !== undefined) return next;
  throw new VieError('contract', `The page links to another service, which is not followed: ${shown(link)}`, {
    where: { url: from },
    hint: 'Correct the address under `services` in the config when the service has moved; else tell the publisher.',
  });
}

const LONGEST = 200;

/** A link as far as a message can hold it. */
export const shown = (link: string): string => (link.length > LONGEST ? `${link.slice(0, LONGEST)}…` : link);
