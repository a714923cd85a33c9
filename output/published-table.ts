/** One column of a published table, described in Dutch and English. */
export interface Column {
  name: string;
  nl: string;
  en: string;
}

/** A published table: part of the contract with everyone who reads a release. */
export interface PublishedTable {
  name: string;
  nl: string;
  en: string;
  /** Unique key, and the order of the rows. */
  key: string[];
  /** The rows lie in the order of the key: sorting the largest tables once more takes more memory than there is. */
  isInOrder?: true;
  columns: Column[];
}

export const column = (name: string, nl: string, en: string): Column => ({ name, nl, en });

/** The column that ends every table. */
export const NOTICE = column(
  'notice',
  'Waarschuwing die bij het cijfer hoort; leeg als er geen is',
  'Warning that goes with the figure; empty when there is none',
);
