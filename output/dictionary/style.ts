/** The one stylesheet of the dictionary: system fonts, contrast of at least 7:1 for text, print. */
export const STYLE = `
:root { color-scheme: light; --ink: #1d2733; --soft: #46525f; --line: #d5dbe1; --tint: #f4f7f9; --accent: #0b4f5c;
  --warn: #fff4d6; --warn-line: #b97a00; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.6 system-ui, "Segoe UI", Roboto, "Helvetica Neue",
  Arial, sans-serif; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; padding: 0.5rem 1rem; background: #fff; }
.skip:focus { left: 0.5rem; top: 0.5rem; }
.notice { max-width: none; margin: 0; padding: 0.6rem 1.25rem; background: var(--warn); border-bottom: 3px solid var(--warn-line);
  text-align: center; letter-spacing: 0.03em; }
header, .columns, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.75rem; }
header nav { color: var(--soft); font-size: 0.95rem; }
h1 { margin: 0.4rem 0 0; font-size: 2rem; line-height: 1.2; color: var(--accent); text-wrap: balance; }
.english { margin: 0.3rem 0 0.9rem; color: var(--soft); font-style: italic; }
.labels { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0; padding: 0; list-style: none; }
.labels li { padding: 0.1rem 0.7rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--tint);
  font-size: 0.9rem; }
.columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 2.5rem; padding-top: 1.75rem; }
.contents ul { position: sticky; top: 1.25rem; margin: 0; padding: 0 0 0 1rem; border-left: 3px solid var(--line);
  list-style: none; font-size: 0.95rem; }
.contents li { margin: 0.35rem 0; line-height: 1.35; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.lead { max-width: 44rem; margin: 0 0 0.5rem; font-size: 1.15rem; line-height: 1.5; }
h2 { margin: 2.25rem 0 0.75rem; padding-top: 0.9rem; border-top: 1px solid var(--line); font-size: 1.35rem;
  line-height: 1.3; }
h3 { margin: 0 0 0.25rem; font-size: 1rem; }
p, li, dd { max-width: 46rem; }
.caution { margin: 0.75rem 0 1rem; padding: 0.8rem 1.1rem; border-left: 4px solid var(--accent); background: var(--tint); }
.caution p { margin: 0; }
.list { display: inline-block; width: 48%; margin: 0 1% 1rem 0; vertical-align: top; }
.list ul { margin: 0; padding-left: 1.2rem; }
dl { margin: 0 0 1rem; }
dl div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 1rem; padding: 0.4rem 0;
  border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 0 0 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; line-height: 1.4; }
.set caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.set th:nth-child(1) { width: 40%; }
.set th:nth-child(4) { width: 25%; }
.set th:nth-child(2), .set th:nth-child(3) { width: 13%; }
.set td:nth-child(5) { white-space: nowrap; }
td code { white-space: nowrap; }
caption { padding: 0.4rem 0; text-align: left; font-weight: 600; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 9rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number + .text { padding-left: 1.25rem; }
.drawn { margin: 0.4rem 0 0; color: var(--soft); font-size: 0.9rem; }
td.plot { white-space: nowrap; padding-left: 0.5rem; }
svg { display: block; margin: 0.15rem 0; }
svg .mark { stroke: var(--warn-line); stroke-width: 1.5; }
svg .interval { stroke: var(--accent); stroke-width: 2; opacity: 0.55; }
svg circle { fill: var(--accent); }
code { font: 0.9em/1.4 ui-monospace, "Cascadia Mono", Consolas, monospace; }
pre { overflow-x: auto; padding: 0.8rem 1.1rem; background: var(--tint); border: 1px solid var(--line); }
details { margin: 0 0 1.25rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: 0.3rem 0; }
footer { margin-top: 3rem; padding-top: 0.75rem; padding-bottom: 2rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: 0.9rem; }
@media (max-width: 54rem) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 1rem; padding-top: 1.25rem; }
  .contents ul { position: static; display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; padding: 0; border: 0; }
  h1 { font-size: 1.6rem; }
  dl div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .list { display: block; width: auto; }
  .plot, .set th:nth-child(4), .set td:nth-child(4) { display: none; }
  table { font-size: 0.86rem; }
  th, td { padding-right: 0.6rem; }
  .set th:nth-child(n) { width: auto; }
  tbody th { min-width: 6.5rem; }
  .number { white-space: normal; }
}
@media print {
  body { font-size: 10pt; }
  .contents, .skip { display: none; }
  .columns { display: block; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  h2, h3, caption { break-after: avoid; }
  tr, .caution, dl div { break-inside: avoid; }
}
`;
