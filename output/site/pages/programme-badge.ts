import { inDutch } from '../../../transforms/tables.ts';
import { type Html, html } from '../html.ts';

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

function badge(code: string, column: string): Html {
  const [look, sign] = LOOKS[code] ?? ['plain', '·'];
  return html`<span class="badge ${look}"><span aria-hidden="true">${sign}</span> ${inDutch(column, code)}</span>`;
}

export const kpiBadge = (status: string): Html => badge(status, 'programme_kpi.status');
export const ruleBadge = (result: string): Html => badge(result, 'programme_rule.result');
export const proposalBadge = (proposal: string): Html => badge(proposal, 'programme_verdict.proposal');
