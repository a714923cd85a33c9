import { type Document, isScalar, type ParsedNode, visit, type YAMLError } from 'yaml';
import { VieError, type Where } from './errors.ts';

type Parsed = Document.Parsed<ParsedNode>;

/** The text of a YAML file; refuses other encodings than UTF-8, which an editor would show as damaged letters. */
export function decodeYaml(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = bytes.toString('utf8').split('\uFFFD')[0] ?? '';
    const lines = before.split('\n');
    throw new VieError('declaration', 'The file is not UTF-8: this character is in another encoding.', {
      where: { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
      hint: 'Save the file as UTF-8 in your editor (it probably is Windows-1252 or Latin-1 now), and check this line.',
    });
  }
}

interface Told {
  message: string;
  hint: string;
}

const SYNTAX: Partial<Record<YAMLError['code'], Told>> = {
  TAB_AS_INDENT: {
    message: 'the indentation is a tab',
    hint: 'Replace the tab by spaces (two per level).',
  },
  BAD_DQ_ESCAPE: {
    message: 'a backslash between double quotes has a meaning of its own',
    hint: 'Write the backslash twice, or use single quotes.',
  },
  BAD_SCALAR_START: {
    message: 'a value cannot begin with this character',
    hint: 'Put quotes around the value.',
  },
  BAD_INDENT: {
    message: 'this line is not indented like its neighbours',
    hint: 'Give it the same number of spaces.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'this value holds a colon, or goes on in the next line, which is indented deeper',
    hint: 'Put quotes around a value with a colon; give the next line the same indentation as this one.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'this line is no key with a value',
    hint: 'Put a colon and a space between key and value.',
  },
  MULTIPLE_DOCS: {
    message: 'a second declaration begins here',
    hint: 'Remove the line `---`; give each declaration a file of its own.',
  },
};

/** The first thing that makes a text no YAML, as an error with its place and what to do. */
export function refuseBadSyntax(document: Parsed, text: string, at: (offset: number) => Where): void {
  const [syntax] = document.errors;
  if (!syntax) {
    refuseBadAlias(document, at);
    return;
  }
  const quote = syntax.code === 'MISSING_CHAR' ? openQuote(document, syntax.pos[0]) : undefined;
  const { message, hint } = quote === undefined ? told(syntax, text) : OPEN_QUOTE;
  throw new VieError('declaration', `This is not valid YAML: ${message}.`, {
    where: at(quote ?? syntax.pos[0]),
    hint,
  });
}

const OPEN_QUOTE = { message: 'the quotes that open here are not closed', hint: 'Close them on this line.' };

function told({ code, message, pos }: YAMLError, text: string): Told {
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^:\n]*/.exec(text.slice(pos[0]))?.[0].trim() ?? '';
    return {
      message: `key '${key}' is there twice`,
      hint: 'Remove one of the two, or give this one the name that was meant.',
    };
  }
  if (/must .*end with a/.test(message)) {
    return {
      message: 'a bracket above this line is not closed',
      hint: 'Close it: `[one, two]`, `{key: value}`.',
    };
  }
  return SYNTAX[code] ?? { message, hint: 'Check indentation, quotes and colons on this line.' };
}

/** Where the quotes open that were still open at `end`; the parser only sees that they are never closed. */
function openQuote(document: Parsed, end: number): number | undefined {
  let found: number | undefined;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range && range[0] < end && range[1] >= end - 1) found = range[0];
    },
  });
  return found;
}

/** `*name` must repeat what `&name` marks above it, outside itself. */
function refuseBadAlias(document: Parsed, at: (offset: number) => Where): void {
  const anchors = new Set<string>();
  visit(document, {
    Node(_, node, path) {
      if ('anchor' in node && node.anchor) anchors.add(node.anchor);
      if (!('source' in node) || isScalar(node)) return;
      const name = String(node.source);
      const isInside = path.some(one => 'anchor' in one && one.anchor === name);
      if (anchors.has(name) && !isInside) return;
      throw new VieError(
        'declaration',
        isInside ? `*${name} stands within what it repeats.` : `*${name} repeats what is not marked above.`,
        {
          where: at(node.range?.[0] ?? 0),
          hint: isInside ? 'Write out here what is meant.' : markHint(name, anchors),
        },
      );
    },
  });
}

function markHint(name: string, anchors: Set<string>): string {
  const known = anchors.size ? ` Marked above: ${[...anchors].map(one => `&${one}`).join(', ')}.` : '';
  return `Mark what is to be repeated with &${name} above this line, or write it out here.${known}`;
}
