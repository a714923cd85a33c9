import { z } from 'zod';
import { VALUE_KINDS } from '../../indicators/declaration.ts';
import { text } from '../../indicators/words.ts';
import { parseDeclaration } from '../../kernel/declare.ts';
import { projectText } from '../../kernel/root.ts';

const kind = z.strictObject({ about: text, fit: z.array(text).min(1), unfit: z.array(text).min(1) });

const FILE = 'output/dictionary/kinds.yaml';

/** What each kind of figure may be used for, and what not; in Dutch. */
export const KINDS: Record<string, z.output<typeof kind>> = parseDeclaration(
  projectText(FILE),
  z.record(z.enum(VALUE_KINDS), kind),
  FILE,
).value;
