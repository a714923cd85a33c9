import { capital } from '../../dictionary/dutch.ts';
import { grouped } from '../../grouped.ts';
import { type RingNode, ring } from '../draw/ring.ts';
import { type Html, html } from '../html.ts';
import { type SiteContext, scroll } from '../page.ts';
import type { AreaRow, NodeRow } from '../rows.ts';
import { VERDICTS, type Verdict, verdictOf, verdictWords, whyNot } from '../verdict.ts';
import { badge } from '../words.ts';

/** The fingerprint of an area, with the table of the same figures: how many of each theme and sub-theme are worse or better. */
export function areaRing(area: AreaRow, { facts }: SiteContext): Html {
  const rows = facts.nodes.get(area.area_code) ?? [];
  const root = rows.find(row => row.ring === 'total');
  if (!root) return html``;
  const children = grouped(rows, row => row.parent_id ?? '');
  const tree = nodeOf(root, children, facts.figures.get(area.area_code));
  const inner = rows
    .filter(row => row.ring === 'theme')
    .flatMap(row => [row, ...(children.get(row.node_id) ?? [])]);
  const figures = facts.figures.get(area.area_code);
  const found = VERDICTS.filter(one => leaves(tree).some(leaf => leaf.verdict === one));
  return html`<h2 id="vingerafdruk">Vingerafdruk</h2>
<figure>${ring(`ring-${area.area_code}`, area.name, tree)}
<figcaption>${VERDICTS.map(one => badge(one))} Elk vakje is een indicator, vergeleken met Nederland naar het 95%-interval; een thema krijgt de kleur die ten minste de helft van zijn beoordeelde indicatoren heeft.</figcaption></figure>
<details><summary>De ring als tabel</summary>
${scroll(
  'De ring als tabel',
  html`<table class="numbers rings"><caption>Indicatoren per thema en subthema, naar oordeel tegen Nederland</caption><thead><tr><th scope="col">Thema</th>${found.map(one => html`<th scope="col" class="number">${verdictWords(one)}</th>`)}</tr></thead><tbody>
${inner.map(row => {
  const counts = countsOf(leaves(nodeOf(row, children, figures)));
  return html`<tr${row.ring === 'theme' ? html` class="theme"` : null}><th scope="row">${capital(row.name_nl)}</th>${found.map(one => html`<td>${counts.get(one) ?? 0}</td>`)}</tr>
`;
})}</tbody></table>`,
  `${area.area_code}-ring`,
)}</details>
`;
}

type Figures = ReadonlyMap<string, { value: number | null }> | undefined;

function nodeOf(row: NodeRow, children: ReadonlyMap<string, NodeRow[]>, figures: Figures): RingNode {
  const parts = (children.get(row.node_id) ?? []).map(child => nodeOf(child, children, figures));
  if (row.ring === 'indicator') {
    const value = row.missing_reason === null ? 0 : null;
    const verdict = verdictOf({ value, outcome: row.outcome });
    // Why a figure has no verdict stands in the profile; why there is no figure is said here too.
    const text = value === null ? `geen cijfer, ${whyNot({ ...row, value })}` : verdictWords(verdict);
    return { name: row.name_nl, verdict, text, parts };
  }
  const counts = countsOf(parts.flatMap(leaves));
  const words = VERDICTS.filter(one => counts.has(one)).map(one => `${counts.get(one)} ${verdictWords(one)}`);
  return { name: capital(row.name_nl), verdict: verdictOfMany(counts), text: words.join(', '), parts };
}

const leaves = (node: RingNode): RingNode[] =>
  node.parts.length === 0 ? [node] : node.parts.flatMap(leaves);

function countsOf(nodes: readonly RingNode[]): Map<Verdict, number> {
  const counts = new Map<Verdict, number>();
  for (const node of nodes) counts.set(node.verdict, (counts.get(node.verdict) ?? 0) + 1);
  return counts;
}

/** The verdict that at least half of the judged parts have: the rule by which table cumulation counts domains. */
export function verdictOfMany(counts: ReadonlyMap<Verdict, number>): Verdict {
  const of = (verdict: Verdict) => counts.get(verdict) ?? 0;
  const judged = of('worse') + of('better') + of('similar');
  if (judged === 0) return [...counts.keys()].every(one => one === 'missing') ? 'missing' : 'not_compared';
  if (2 * of('worse') >= judged && of('worse') > of('better')) return 'worse';
  if (2 * of('better') >= judged && of('better') > of('worse')) return 'better';
  return 'similar';
}
