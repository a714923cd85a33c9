/** A piece of running text: words, a link out of the dictionary or to a page of it, or a code word. */
export type Inline =
  | string
  | { text: string; href: string }
  | { text: string; page: string }
  | { code: string };

export type Text = Inline | Inline[];

export interface TableColumn {
  label: string;
  kind?: 'number';
}

/** A table whose first column names the row. */
export interface TableBlock {
  kind: 'table';
  caption: string;
  columns: TableColumn[];
  rows: Text[][];
}

export type Block =
  | { kind: 'text'; text: Text }
  | { kind: 'caution'; title: string; text: Text }
  | { kind: 'list'; title?: string; items: Text[] }
  | { kind: 'facts'; facts: [term: string, text: Text][] }
  | { kind: 'code'; code: string }
  | { kind: 'more'; summary: string; blocks: Block[] }
  | TableBlock;

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

/** A page of the dictionary, or what a release changed, before it becomes part of the site, Markdown or lines of a terminal. */
export interface Page {
  /** File name without extension. */
  name: string;
  title: string;
  titleEn: string;
  /** Short words under the title. */
  labels: string[];
  lead: string;
  notice: string | null;
  sections: Section[];
  releaseId: string;
  /** A page that is read by itself: no way back to the index of the dictionary. */
  isAlone?: true;
}

export const inlines = (text: Text): Inline[] => (Array.isArray(text) ? text : [text]);

/** Facts whose text is known. */
export function knownFacts(facts: [term: string, text: Text | null][]): Block {
  return {
    kind: 'facts',
    facts: facts.filter((fact): fact is [string, Text] => fact[1] !== null && fact[1] !== ''),
  };
}
