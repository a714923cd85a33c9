/** A code of the published tables in words. */
export interface Word {
  nl: string;
  en: string;
}

export interface Vocabulary {
  /** Column that holds the codes. */
  column: string;
  nl: string;
  en: string;
  words: Record<string, Word>;
}

export const word = (nl: string, en: string): Word => ({ nl, en });
