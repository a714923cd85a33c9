/** What the overview of programmes adds to the stylesheet of the dictionary. */
export const PROGRAMME_STYLE = `
main .lead { margin-top: 1rem; }
main { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
.summary { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 1rem 0; padding: 0; list-style: none; }
.summary li { padding: 0.5rem 0.9rem; border: 1px solid var(--line); border-radius: 0.4rem; background: var(--tint); }
.summary strong { font-size: 1.35rem; color: var(--accent); }
.badge { display: inline-block; padding: 0.05rem 0.55rem; border: 1.5px solid var(--soft); border-radius: 0.3rem; background: #fff;
  font-size: 0.86rem; font-weight: 600; white-space: nowrap; }
.badge.good { border-color: #1c6b3a; color: #14512b; background: #eef7f1; }
.badge.act { border-color: #9a3412; color: #7c2a0e; background: #fdf1ec; border-width: 2.5px; }
.badge.open { border-style: dashed; color: var(--soft); }
.matrix { table-layout: fixed; }
.matrix thead th { width: 29%; }
.matrix thead th:first-child { width: 13%; }
.matrix tbody th { font-weight: 600; min-width: 0; }
.matrix ul { margin: 0; padding: 0; list-style: none; }
.matrix li { margin: 0 0 0.5rem; }
.matrix .none { color: var(--soft); }
.programme { margin: 2rem 0 0; padding: 1.1rem 1.25rem; border: 1px solid var(--line); border-radius: 0.5rem; }
.programme > header { max-width: none; margin: 0; padding: 0; }
.programme h3 { font-size: 1.2rem; color: var(--accent); }
.programme h4 { margin: 1.1rem 0 0.2rem; font-size: 1rem; }
.programme h4 + p, .programme h4 + ul { margin: 0; }
.programme dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 1.6rem; font-size: 0.95rem; }
.programme dl div { grid-template-columns: 8rem minmax(0, 1fr); }
.programme .scroll { margin: 0.9rem 0 0; }
.proposal { margin: 0.5rem 0 0.75rem; }
.chain { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.6rem; margin: 0; padding: 0; list-style: none; }
.chain > li { position: relative; padding: 0.7rem 0.9rem; background: var(--tint); border-top: 3px solid var(--accent); max-width: none; }
.chain > li:not(:last-child)::after { content: "→"; position: absolute; right: -1.3rem; top: 0.6rem; color: var(--accent);
  font-size: 1.1rem; }
.chain p { margin: 0 0 0.4rem; }
.chain .step { color: var(--soft); font-size: 0.86rem; }
.chain .name { font-weight: 600; }
.chain .figures { margin: 0; padding: 0; list-style: none; font-size: 0.92rem; line-height: 1.45; }
.chain .figures li { padding: 0.3rem 0; border-top: 1px solid var(--line); }
.chain .empty { color: var(--soft); }
.small { font-size: 0.92rem; color: var(--soft); }
.programme ul { padding-left: 1.2rem; }
.programme ul.figures, .programme .chain { padding-left: 0; }
table.gaps td:nth-child(3), table.gaps th:nth-child(3), table.gaps td:nth-child(4), table.gaps th:nth-child(4) { width: 6.5rem; }
@media (max-width: 54rem) {
  .chain { grid-template-columns: minmax(0, 1fr); gap: 1.4rem; }
  .chain > li:not(:last-child)::after { content: "↓"; right: auto; left: 50%; top: auto; bottom: -1.45rem; }
  .matrix, .gaps, .rules, :is(.matrix, .gaps, .rules) :is(caption, tbody, tr, td, tbody th) { display: block; width: auto; }
  :is(.matrix, .gaps, .rules) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .matrix tbody th { padding-top: 1rem; border-bottom: 2px solid var(--ink); font-size: 1.05rem; }
  :is(.gaps, .rules) tbody th { padding-bottom: 0; border: 0; font-weight: 600; }
  :is(.gaps, .rules) tbody td:not(:last-child) { padding: 0; border: 0; }
  .gaps tbody td.number { display: none; }
  .gaps tbody td.text { padding: 0 0 0.5rem; }
  .matrix td::before { content: attr(data-pillar); display: block; color: var(--soft); font-size: 0.86rem; }
  .programme { padding: 0.9rem; }
  .programme dl, .programme dl div { grid-template-columns: minmax(0, 1fr); }
  .programme dl div { padding: 0.3rem 0; }
}
@media print {
  .programme, .chain > li, .summary li { break-inside: avoid; }
  .programme { border-color: var(--ink); }
  main { max-width: none; padding: 0; }
}
`;
