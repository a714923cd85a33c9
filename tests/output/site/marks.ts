export interface DrawnMark {
  /** Attributes that decide how it is filled. */
  look: string;
  /** What it says when touched. */
  said: string;
}

/** The shapes of rings and maps, each with the look of the group that it stands in. */
export const marksOf = (page: string): DrawnMark[] =>
  [...page.matchAll(/<g (class="v [^>]*)>(.*?)<\/g>/gs)].flatMap(([, look = '', inside = '']) =>
    [...inside.matchAll(/<path d="[^"]*"><title>([^<]*)<\/title><\/path>/g)].map(([, said = '']) => ({
      look,
      said,
    })),
  );
