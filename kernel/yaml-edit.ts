import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  stringify,
} from 'yaml';

/** What is to become of a part of a YAML file. */
export type Change =
  /** These entries stand in the map at `path`, which is made when it is not there. */
  | { path: string[]; set: Record<string, unknown> }
  /** Of the list at `path` only these items stay; with none the key goes. */
  | { path: string[]; keep: readonly string[] };

interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** A value as it can stand in a line of YAML. */
export const inline = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();

/** `{inwoners: AantalInwoners}` without its brackets. */
export const pair = (key: string, value: unknown): string => inline({ [key]: value }).slice(1, -1);

/** A YAML text with some changes made in place, and what could not be changed there. */
export interface Edited {
  text: string;
  /** Lines that go (`-`) and come (`+`), each group below the number of its first line. */
  diff: string[];
  /** Changes in what other places of the file repeat (`*name`): they would change there too. */
  left: Change[];
}

/** Makes changes in a YAML text and leaves every other character, comments and layout, as it is. */
export function editYaml(text: string, changes: readonly Change[]): Edited {
  const document = parseDocument(text);
  const left: Change[] = [];
  const edits = changes.flatMap(change => {
    const made = isShared(document, change.path) ? undefined : editsFor({ document, text }, change);
    if (!made) left.push(change);
    return made ?? [];
  });
  const ordered = edits
    .filter(({ start, end, text: by }) => text.slice(start, end) !== by)
    .map((edit, at) => ({ ...edit, text: edit.text.replaceAll('\n', lineBreak(text)), at }))
    .sort((a, b) => a.start - b.start || a.at - b.at);
  return { text: spliced(text, ordered), diff: diffOf(text, ordered), left };
}

interface Source {
  document: Document.Parsed;
  text: string;
}

/** True when something on the way to a place is repeated elsewhere in the file. */
function isShared(document: Document.Parsed, path: string[]): boolean {
  const above = path.map((_, at) => document.getIn(path.slice(0, at + 1), true));
  return above.some((node, at) => (isAlias(node) ? at < path.length - 1 : hasAnchor(node)));
}

const hasAnchor = (node: unknown): boolean =>
  (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined;

function editsFor(source: Source, change: Change): TextEdit[] | undefined {
  const node = source.document.getIn(change.path, true);
  const key = change.path.at(-1) ?? '';
  const parent = source.document.getIn(change.path.slice(0, -1), true);
  if ('keep' in change) {
    if (node === undefined || !isMap(parent)) return node === undefined ? [] : undefined;
    if (change.keep.length === 0) return [without(source.text, parent, key)];
    return isSeq(node) ? kept(source.text, node.items as Node[], change.keep) : undefined;
  }
  if (isAlias(node)) {
    const repeated = node.resolve(source.document)?.toJS(source.document) as Record<string, unknown>;
    return [replaced(source.text, node, { ...repeated, ...change.set })];
  }
  if (isMap(node))
    return Object.entries(change.set).flatMap(([name, value]) => entry(source, node, { name, value }));
  return node === undefined && isMap(parent)
    ? entry(source, parent, { name: key, value: change.set })
    : undefined;
}

type Range = [number, number, number];
const rangeOf = (node: unknown): Range => (node as Node).range as Range;

function entry(
  { text }: Source,
  map: { items: Pair[]; flow?: boolean | undefined },
  { name, value }: { name: string; value: unknown },
): TextEdit[] {
  const present = map.items.find(item => String(item.key) === name);
  if (present) return [replaced(text, present.value, value)];
  const last = map.items.findLast(({ value }) => !(isMap(value) || isSeq(value)) || value.flow);
  if (!last) return [];
  const [, end] = rangeOf(last.value);
  if (map.flow) return [{ start: end, end, text: `, ${pair(name, value)}` }];
  const [start] = rangeOf(last.key);
  const at = lineEnd(text, end);
  const indent = ' '.repeat(start - lineStart(text, start));
  return [{ start: at, end: at, text: `\n${indent}${wrapped(pair(name, value), indent)}` }];
}

function replaced(text: string, node: unknown, value: unknown): TextEdit {
  const [start, end] = rangeOf(node);
  const indent = /^ */.exec(text.slice(lineStart(text, start)))?.[0] ?? '';
  return { start, end, text: wrapped(inline(value), indent, start - lineStart(text, start)) };
}

/** Lines are broken at this width, at a comma. */
const WIDTH = 118;

function wrapped(line: string, indent: string, from = indent.length): string {
  let width = from;
  return line
    .split(/(?<=, )/)
    .map(part => {
      const fits = width + part.trimEnd().length <= WIDTH;
      width = (fits ? width : indent.length + 2) + part.length;
      return fits ? part : `\n${indent}  ${part}`;
    })
    .join('')
    .replaceAll(/ +\n/g, '\n');
}

/** A list without the items that do not stay; the brackets, breaks and comments around the others stay. */
function kept(text: string, items: Node[], keep: readonly string[]): TextEdit[] | undefined {
  const stays = items.map(item => keep.includes(String(item)));
  const edits = items.flatMap((item, at) => {
    if (stays[at]) return [];
    const [start, end] = rangeOf(item);
    const lastKept = stays.lastIndexOf(true);
    const next = items[at + 1];
    if (at < lastKept && next) return [{ start, end: rangeOf(next)[0], text: '' }];
    return [{ start: rangeOf(items[at - 1])[1], end, text: '' }];
  });
  return edits.some(({ start, end }) => text.slice(start, end).includes('#')) ? undefined : edits;
}

/** A map without a key: in a block the line goes, and a comment behind it gets a line of its own. */
function without(
  text: string,
  { items, flow }: { items: Pair[]; flow?: boolean | undefined },
  key: string,
): TextEdit {
  const at = items.findIndex(item => String(item.key) === key);
  const [start] = rangeOf(items[at]?.key);
  const [, end] = rangeOf(items[at]?.value);
  if (flow) {
    const [before, after] = [items[at - 1], items[at + 1]];
    if (after) return { start, end: rangeOf(after.key)[0], text: '' };
    return { start: before ? rangeOf(before.value)[1] : start, end, text: '' };
  }
  const behind = text.slice(end, lineEnd(text, end));
  if (behind.trim()) return { start, end: end + behind.indexOf('#'), text: '' };
  return {
    start: lineStart(text, start),
    end: Math.min(lineEnd(text, end) + lineBreak(text).length, text.length),
    text: '',
  };
}

const lineBreak = (text: string): string => /\r?\n/.exec(text)?.[0] ?? '\n';
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.slice(at).search(/\r?\n/);
  return end < 0 ? text.length : at + end;
};

const spliced = (text: string, edits: TextEdit[]): string =>
  edits.reduceRight((done, { start, end, text: by }) => done.slice(0, start) + by + done.slice(end), text);

/** The lines that edits touch, before and after. */
function diffOf(text: string, edits: TextEdit[]): string[] {
  const groups: TextEdit[][] = [];
  for (const edit of edits) {
    const before = groups.at(-1)?.at(-1);
    if (before && lineStart(text, edit.start) <= lineEnd(text, before.end)) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  return groups.flatMap(group => {
    const start = lineStart(text, group[0]?.start ?? 0);
    const old = text.slice(start, lineEnd(text, group.at(-1)?.end ?? 0));
    const inside = group.map(edit => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    return hunk(linesOf(old), linesOf(spliced(old, inside)), linesOf(text.slice(0, start)).length);
  });
}

/** Lines without those that are equal at both ends. */
function hunk(gone: string[], come: string[], line: number): string[] {
  const shortest = Math.min(gone.length, come.length);
  const same = gone.findIndex((one, at) => at >= shortest || one !== come[at]);
  const above = same < 0 ? shortest : same;
  let below = 0;
  while (below < shortest - above && gone.at(-1 - below) === come.at(-1 - below)) below++;
  return [
    `@@ line ${line + above} @@`,
    ...gone.slice(above, gone.length - below).map(one => `-${one}`),
    ...come.slice(above, come.length - below).map(one => `+${one}`),
  ];
}

const linesOf = (text: string): string[] => text.split(/\r?\n/);
