import { z } from 'zod';

/** A concept with the source that has it. */
export interface Term {
  source: string;
  concept: string;
}

/** Reads `concept` (of the indicator's own source) or `source/concept`. */
export function conceptOf(written: string, source: string): Term {
  const slash = written.indexOf('/');
  if (slash < 0) return { source, concept: written };
  return { source: written.slice(0, slash), concept: written.slice(slash + 1) };
}

interface WithTerms {
  source?: string | undefined;
  value?: string[] | undefined;
  numerator?: string[] | undefined;
  denominator?: string[] | undefined;
}

export const ROLES = ['value', 'numerator', 'denominator'] as const;

/** A concept that an indicator is made of, as a row of its own. */
export const termSchema = z.object({
  indicator: z.string(),
  role: z.enum(ROLES),
  source: z.string(),
  concept: z.string(),
});

/** The concepts of an indicator with their role and source; none when it has no source. */
export function termsOf(indicator: WithTerms): (Term & { role: (typeof ROLES)[number] })[] {
  const { source } = indicator;
  if (!source) return [];
  return ROLES.flatMap(role =>
    (indicator[role] ?? []).map(written => ({ role, ...conceptOf(written, source) })),
  );
}

/** The sources an indicator takes its concepts from, its own first. */
export const sourcesOf = (indicator: WithTerms): string[] => [
  ...new Set([
    ...(indicator.source ? [indicator.source] : []),
    ...termsOf(indicator).map(term => term.source),
  ]),
];
