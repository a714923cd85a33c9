import { type Html, html } from '../dictionary/html.ts';
import { KPI_STATUS, PROPOSAL, RULE_RESULT } from '../dictionary/programme-words.ts';
import type { Word } from '../dictionary/word.ts';
import { inDutch } from '../dictionary/words.ts';

/** A sign beside each word, so that no status hangs on colour. */
const LOOKS: Record<string, [look: string, sign: string]> = {
  reached: ['good', '✓'],
  on_track: ['good', '↗'],
  holds: ['good', '✓'],
  continue: ['good', '✓'],
  behind: ['act', '↘'],
  fails: ['act', '✕'],
  holds_partly: ['act', '◐'],
  adjust: ['act', '↻'],
  stop: ['act', '■'],
  baseline: ['plain', '○'],
  no_data: ['open', '–'],
  cannot_tell: ['open', '?'],
  not_due: ['open', '…'],
  too_early: ['open', '…'],
};

function badge(code: string, words: Record<string, Word>): Html {
  const [look, sign] = LOOKS[code] ?? ['plain', '·'];
  return html`<span class="badge ${look}"><span aria-hidden="true">${sign}</span> ${inDutch(words, code)}</span>`;
}

export const kpiBadge = (status: string): Html => badge(status, KPI_STATUS);
export const ruleBadge = (result: string): Html => badge(result, RULE_RESULT);
export const proposalBadge = (proposal: string): Html => badge(proposal, PROPOSAL);
