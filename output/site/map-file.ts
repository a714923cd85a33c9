import { projectText } from '../../kernel/root.ts';
import { PATTERNS } from './draw/svg.ts';
import { type Html, html } from './html.ts';

interface MapFile {
  title: string;
  /** What it shows and where that comes from, in lines below it. */
  source: string[];
}

/**
 * The map of a page as a picture of its own, with title, legend and source; colours stand in it as numbers, because word
 * processors know no stylesheet. Undefined where the page has no map.
 */
export function mapFile(page: Html, { title, source: sentences }: MapFile): string | undefined {
  // As many letters as fit beside each other.
  const source = sentences.flatMap(words => words.match(/.{1,85}(?: |$)/g) ?? []);
  const [, drawn] = /<svg class="drawing map"[^>]*>([\s\S]*?)<\/svg>/.exec(page.text) ?? [];
  if (drawn === undefined) return undefined;
  const legend = [...page.text.matchAll(/<span class="badge (\w+)">([^<]*)<\/span>/g)];
  const [x, y, width, height] = boxOf(drawn);
  const line = Math.max(width, height) / 26;
  const text = (row: number, size: number, words: string) =>
    html`<text x="${x}" y="${y + height + line * row}" font-size="${line * size}">${words}</text>\n`;
  const rows = legend.map(
    ([, kind = '', words = ''], n) =>
      html`<rect class="v ${kind}" x="${x}" y="${y + height + line * (n + 0.7)}" width="${line}" height="${line * 0.8}"${kind === 'missing' ? html` fill="url(#hatch)"` : null} />
<text x="${x + line * 1.4}" y="${y + height + line * (n + 1.4)}" font-size="${line * 0.7}">${words}</text>
`,
  );
  const box = [x, y - 2 * line, width, height + line * (legend.length + source.length + 3)]
    .map(Math.round)
    .join(' ');
  return coloured(
    html`<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="${box}" font-family="sans-serif">
<title>${title}</title>
${PATTERNS}<rect x="${x}" y="${y - 2 * line}" width="${width}" height="${height + line * (legend.length + source.length + 3)}" fill="#fff" />
<text x="${x}" y="${y - line * 0.8}" font-size="${line}" font-weight="bold">${title}</text>
`.text +
      drawn +
      html`${rows}${source.map((words, n) => text(legend.length + 2 + 0.8 * n, 0.6, words))}</svg>
`.text,
  );
}

/** What the paths span: each begins at a point and goes on in steps from it. */
function boxOf(drawn: string): [x: number, y: number, width: number, height: number] {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const [, path = ''] of drawn.matchAll(/\sd="([^"]*)"/g)) {
    for (const ring of path.split('M').slice(1)) {
      const numbers = (ring.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
      let [x, y] = [0, 0];
      for (let n = 0; n + 1 < numbers.length; n += 2) {
        x += numbers[n] ?? 0;
        y += numbers[n + 1] ?? 0;
        xs.push(x);
        ys.push(y);
      }
    }
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

const colours = (): Map<string, string> =>
  new Map(
    [...projectText('output/site/assets/theme.css').matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g)].map(
      ([, name = '', colour = '']) => [name, colour],
    ),
  );

/** Its marks in the colours of the theme. */
function coloured(drawing: string): string {
  const known = colours();
  const of = (name: string) => known.get(name) ?? '#fff';
  return drawing
    .replace(/class="v missing"/g, `stroke="${of('soft')}" stroke-width="1.5"`)
    .replace(
      /class="v (\w+)"/g,
      (_, name: string) => `fill="${of(name)}" stroke="${of('soft')}" stroke-width="1.5"`,
    )
    .replace(/class="border"/g, `fill="none" stroke="${of('ink')}" stroke-width="3"`)
    .replace(
      /class="place"/g,
      `font-size="27" font-weight="bold" text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="6" fill="${of('ink')}"`,
    );
}
