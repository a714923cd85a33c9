import type { Declaration } from '../kernel/declare.ts';
import { VieError, type Where } from '../kernel/errors.ts';
import { didYouMean } from '../kernel/near.ts';
import type { ColumnHeader, Header } from './header.ts';

/** A code in words. */
export interface Word {
  nl: string;
  en: string;
}

export type Words = Readonly<Record<string, Word>>;

/** One column of a published table. */
export interface Column extends Word {
  name: string;
  /** Only of a table that is filled in steps. */
  type?: string;
  /** Where the values of its enumeration stand, as schema.table.column. */
  values: string[];
  /** What the codes mean that it may hold. */
  words?: Words;
  /** The codes are listed here, and not at another column. */
  isOwnList: boolean;
  /** A cell holds several codes, separated by |. */
  many: boolean;
  /** What it says, as a template; see `worded`. */
  text?: string;
  /** What it says for each code of the select, as templates. */
  sentences?: Record<string, string>;
}

/** The headers of all tables, by name. */
export type Headers = ReadonlyMap<string, Declaration<Header>>;

interface Context {
  header: Declaration<Header>;
  headers: Headers;
}

/** The columns of a table from its header, in which columns of other tables may be named. */
export function columnsOf(header: Declaration<Header>, headers: Headers): Column[] {
  const { columns, key } = header.value;
  const lost = key.findIndex(one => !(one in columns));
  if (lost >= 0) throw lostColumn(header.where(['key', lost]), String(key[lost]), Object.keys(columns));
  return Object.keys(columns).map(name => columnOf(name, { header, headers }));
}

function columnOf(name: string, context: Context): Column {
  const { header } = context;
  const given = header.value.columns[name];
  if (typeof given === 'string') {
    const { text, sentences, ...like } = followed(given, ['columns', name], context);
    return { ...like, name, values: [], isOwnList: false };
  }
  if (!given) throw new VieError('bug', `There is no column '${name}'.`);
  const { nl, en, type, values = [], codes, many = false, text, sentences } = given;
  if (header.value.steps !== undefined && type === undefined && codes === undefined) {
    throw new VieError('declaration', `Column '${name}' has no type.`, {
      where: header.where(['columns', name]),
      hint: 'A table that is filled in steps says of each column its type, or its codes.',
    });
  }
  return {
    name,
    nl,
    en,
    ...(type === undefined ? {} : { type }),
    values: [values].flat(),
    ...(codes === undefined ? {} : { words: listedCodes(codes, ['columns', name, 'codes'], context) }),
    isOwnList: codes !== undefined && typeof codes !== 'string',
    many,
    ...(text === undefined ? {} : { text: [text].flat().join('') }),
    ...(sentences === undefined
      ? {}
      : { sentences: listedSentences(sentences, ['columns', name, 'sentences'], context) }),
  };
}

type Codes = NonNullable<ColumnHeader['codes']>;

function listedCodes(codes: Codes, place: PropertyKey[], context: Context): Words {
  if (Array.isArray(codes)) {
    return Object.assign({}, ...codes.map((one, at) => listedCodes(one, [...place, at], context)));
  }
  if (typeof codes !== 'string') {
    return Object.fromEntries(Object.entries(codes).map(([code, [nl, en]]) => [code, { nl, en }]));
  }
  const { words } = followed(codes, place, context);
  if (words) return words;
  throw new VieError('declaration', `Column '${codes}' lists no codes.`, {
    where: context.header.where(place),
  });
}

type Sentences = NonNullable<ColumnHeader['sentences']>;

function listedSentences(given: Sentences, place: PropertyKey[], context: Context): Record<string, string> {
  if (Array.isArray(given)) {
    return Object.assign({}, ...given.map((one, at) => listedSentences(one, [...place, at], context)));
  }
  if (typeof given !== 'string') return given;
  const { sentences } = followed(given, place, context);
  if (sentences) return sentences;
  throw new VieError('declaration', `Column '${given}' lists no sentences.`, {
    where: context.header.where(place),
  });
}

/** The column that a header names as table.column. It describes itself: a chain of names could end nowhere. */
function followed(reference: string, place: PropertyKey[], { header, headers }: Context): Column {
  const [table = '', name = ''] = reference.split('.');
  const there = headers.get(table);
  const found = there?.value.columns[name];
  if (!there || !found) {
    const known = [...headers].flatMap(([one, { value }]) =>
      Object.keys(value.columns).map(c => `${one}.${c}`),
    );
    throw lostColumn(header.where(place), reference, known);
  }
  const next = typeof found === 'string' ? found : place.includes('codes') ? found.codes : undefined;
  if (typeof next !== 'string') return columnOf(name, { header: there, headers });
  throw new VieError('declaration', `Column '${reference}' refers to another one itself.`, {
    where: header.where(place),
    hint: `Refer to '${next}'.`,
  });
}

function lostColumn(where: Where, wanted: string, known: string[]): VieError {
  const hint = didYouMean(wanted, known);
  return new VieError('declaration', `There is no column '${wanted}'.`, {
    where,
    ...(hint ? { hint } : {}),
  });
}
