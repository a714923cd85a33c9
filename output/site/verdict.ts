import { inDutch } from '../../transforms/tables.ts';

/** What may be said of a figure beside its benchmark; decides its colour, sign and words wherever it is drawn. */
export type Verdict = 'worse' | 'better' | 'similar' | 'higher' | 'lower' | 'not_compared' | 'missing';

/** What decides a verdict. */
export interface Judged {
  value: number | null;
  outcome: string | null;
}

/** Every verdict with its sign: never colour alone. */
export const SIGNS: Record<Verdict, string> = {
  worse: '−',
  better: '+',
  similar: '=',
  higher: '↑',
  lower: '↓',
  not_compared: '?',
  missing: '×',
};

export const VERDICTS = Object.keys(SIGNS) as Verdict[];

/** The verdict by the 95% interval, as table comparison gives it; nothing is judged here. */
export function verdictOf({ value, outcome }: Judged): Verdict {
  if (value === null) return 'missing';
  const found = VERDICTS.find(one => one === outcome);
  return found ?? 'not_compared';
}

/** The verdict in Dutch words. */
export const verdictWords = (verdict: Verdict): string =>
  verdict === 'missing' ? 'geen cijfer' : inDutch('comparison.outcome', verdict);

/** Why a figure has no verdict, or no value, in Dutch; empty where it has both. */
export function whyNot({
  value,
  missing_reason,
  outcome_reason,
}: {
  value: number | null;
  missing_reason: string | null;
  outcome_reason: string | null;
}): string {
  if (value === null) return inDutch('indicator_value.missing_reason', missing_reason ?? 'not_published');
  return outcome_reason ? inDutch('comparison.reason', outcome_reason) : '';
}
