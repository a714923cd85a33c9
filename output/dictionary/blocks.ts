/** A piece of running text: words, a link out of the dictionary or to a page of it, or a code word. */
export type Inline =
  | string
  | { text: string; href: string }
  | { text: string; page: string }
  | { code: string };

export type Text = Inline | Inline[];

/** Where a value lies between the smallest and largest of a table; only drawn, the figures stand beside it. */
export interface Plot {
  value: number | null;
  lower: number | null;
  upper: number | null;
  from: number;
  to: number;
  /** The value of the country. */
  mark: number | null;
}

export type Cell = Text | { plot: Plot };

export interface TableColumn {
  label: string;
  kind?: 'text' | 'number' | 'plot';
}

/** A table whose first column names the row. */
export interface TableBlock {
  kind: 'table';
  caption: string;
  /** 'set': one of several tables that line up, each under a heading that says what its caption says. */
  look?: 'set';
  /** What is drawn in the column with plots, in words. */
  drawn?: string;
  columns: TableColumn[];
  rows: Cell[][];
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

/** A page of the dictionary, before it becomes HTML, Markdown or lines of a terminal. */
export interface Page {
  /** File name without extension. */
  name: string;
  title: string;
  titleEn: string;
  /** Short words under the title. */
  labels: string[];
  lead: Text;
  notice: string | null;
  sections: Section[];
  releaseId: string;
  /** A page that is read by itself: no way back to the index of the dictionary. */
  isAlone?: true;
}

export const inlines = (text: Text): Inline[] => (Array.isArray(text) ? text : [text]);

export const isPlot = (cell: Cell): cell is { plot: Plot } =>
  typeof cell === 'object' && !Array.isArray(cell) && 'plot' in cell;

/** The table without what is only drawn. */
export function withoutPlots(table: TableBlock): Omit<TableBlock, 'rows'> & { rows: Text[][] } {
  const keep = table.columns.map(column => column.kind !== 'plot');
  return {
    ...table,
    columns: table.columns.filter((_, at) => keep[at]),
    rows: table.rows.map(row => row.filter((cell, at): cell is Text => Boolean(keep[at]) && !isPlot(cell))),
  };
}

/** Facts whose text is known. */
export function knownFacts(facts: [term: string, text: Text | null][]): Block {
  return {
    kind: 'facts',
    facts: facts.filter((fact): fact is [string, Text] => fact[1] !== null && fact[1] !== ''),
  };
}
