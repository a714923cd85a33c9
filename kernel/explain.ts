import type { z } from 'zod';
import type { Where } from './errors.ts';
import { didYouMean, nearMatches } from './near.ts';
import { descriptionAt, keysAt, schemasAt } from './schema-paths.ts';

/** One fault in a declaration. */
export interface Problem {
  message: string;
  where: Where;
  hint?: string;
}

type Issue = z.core.$ZodIssue;
type Place = (path: readonly PropertyKey[]) => Where;

/** What is wrong and what to do, for the faults that a schema found; by line. */
export function explain(issues: readonly Issue[], schema: z.ZodType, where: Place): Problem[] {
  const misspelt = issues.flatMap(issue =>
    issue.code === 'unrecognized_keys' ? nearestOf(issue, keysAt(schema, issue.path)) : [],
  );
  return issues
    .filter(issue => !(isMissing(issue) && misspelt.includes(issue.path.join('.'))))
    .flatMap(issue => explainOne(issue, schema, where))
    .sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0));
}

/** Faults whose remedy needs no word on what the key is for. */
const SELF_EVIDENT = new Set(['invalid_value', 'invalid_key', 'custom']);

const isMissing = (issue: Issue): boolean =>
  (issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined;

/** The paths that were meant by unknown keys. */
const nearestOf = ({ keys, path }: z.core.$ZodIssueUnrecognizedKeys, known: string[]): string[] =>
  keys.flatMap(key => nearMatches(key, known, 1)).map(name => [...path, name].join('.'));

function explainOne(issue: Issue, schema: z.ZodType, where: Place): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map(key => ({
      message: `Unknown key '${key}'.`,
      where: where([...issue.path, key]),
      hint: didYouMean(key, known) || `Known keys here: ${known.join(', ')}.`,
    }));
  }
  if (issue.code === 'invalid_union') return explainUnion(issue, schema, where);
  const asText = rereadAsText(issue, schema);
  if (asText) return asText.flatMap(one => explainOne(one, schema, where));
  const field = issue.path.length ? `'${issue.path.join('.')}'` : 'The file';
  const { message, hint } = tell(issue, field);
  const about = descriptionAt(schema, issue.path);
  const remedy = [hint, about && !SELF_EVIDENT.has(issue.code) ? `It is: ${about}.` : ''];
  const said = remedy.filter(Boolean).join(' ') || 'Compare with another file of this kind.';
  return [{ message, where: where(issue.path), hint: said }];
}

/** The alternative that came nearest: that with the deepest fault, else that with the fewest. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodType, where: Place): Problem[] {
  const candidates = issue.errors.map(errors => {
    const inner = errors.map(one => ({ ...one, path: [...issue.path, ...one.path] }) as Issue);
    return { depth: deepest(inner), problems: explain(inner, schema, where) };
  });
  const [best] = candidates.sort((a, b) => b.depth - a.depth || a.problems.length - b.problems.length);
  return best?.problems ?? [{ message: issue.message, where: where(issue.path) }];
}

/** A number where a text of some form belongs: what is wrong is its form, if the same text would not do either. */
function rereadAsText(issue: Issue, schema: z.ZodType): Issue[] | undefined {
  if (issue.code !== 'invalid_type' || issue.expected !== 'string' || typeof issue.input !== 'number')
    return undefined;
  const [expected] = schemasAt(schema, issue.path);
  const again = expected?.safeParse(String(issue.input), { reportInput: true });
  return again?.error?.issues.map(one => ({ ...one, path: [...issue.path, ...one.path] }));
}

const deepest = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(issue => issue.path.length));

interface Told {
  message: string;
  hint?: string;
}

function tell(issue: Issue, field: string): Told {
  switch (issue.code) {
    case 'invalid_type':
      return tellType(issue, field);
    case 'invalid_value':
      return tellValue(issue, field);
    case 'too_small':
      return tellSize(field, `at least ${issue.minimum}`, issue);
    case 'too_big':
      return tellSize(field, `at most ${issue.maximum}`, issue);
    case 'invalid_key':
      return tellForm(`Key ${field}`, issue.issues[0]?.message ?? issue.message, issue.path.at(-1));
    case 'invalid_format':
      return tellForm(field, wanted(issue), issue.input);
    case 'custom':
      return tellCustom(issue, field);
    default:
      return { message: `${field} is not right: ${issue.message}.` };
  }
}

const TYPES: Record<string, { name: string; remedy: string }> = {
  string: { name: 'a text', remedy: 'Write a text, between quotes when it looks like a number.' },
  number: { name: 'a number', remedy: 'Write a number, without quotes and with a decimal point.' },
  int: { name: 'a whole number', remedy: 'Write a whole number, without quotes.' },
  boolean: { name: 'true or false', remedy: 'Write true or false, without quotes.' },
  array: { name: 'a list', remedy: 'Write a list between brackets, also for one item: [one, two].' },
  tuple: { name: 'a list', remedy: 'Write a list between brackets: [0, 100].' },
  object: { name: 'a map', remedy: 'Write keys with values, each on a line of its own or as {key: value}.' },
  record: { name: 'a map', remedy: 'Write keys with values, each on a line of its own or as {key: value}.' },
};

function tellType({ expected, input, path }: z.core.$ZodIssueInvalidType, field: string): Told {
  const { name, remedy } = TYPES[expected] ?? { name: expected, remedy: `Write ${expected}.` };
  const key = String(path.at(-1) ?? '');
  if (input === undefined) return { message: `${field} is missing.`, hint: `Add \`${key}: …\` here.` };
  if (input === null && path.length === 0) {
    return {
      message: 'The file is empty.',
      hint: 'Copy another file of this kind and change it, or remove this one.',
    };
  }
  if (input === null) {
    const hint = `Fill it in, or remove the line if the key is not needed.`;
    return { message: `${field} is empty; it must be ${name}.`, hint };
  }
  const hint = expected === 'string' ? quoted(key, input, remedy) : remedy;
  return { message: `${field} must be ${name}, not ${nameOf(input)}.`, hint };
}

const quoted = (key: string, input: unknown, otherwise: string): string =>
  typeof input === 'number' || typeof input === 'boolean'
    ? `Put it between quotes: ${/^\d*$/.test(key) ? '' : `${key}: `}"${input}".`
    : otherwise;

function nameOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a map';
  return typeof input === 'string' ? `the text '${input}'` : `${typeof input} ${String(input)}`;
}

function tellValue({ values, input }: z.core.$ZodIssueInvalidValue, field: string): Told {
  const allowed = values.map(String);
  const given = input === undefined || input === null ? 'it is missing' : `not '${String(input)}'`;
  return {
    message: `${field} must be one of: ${allowed.join(', ')}; ${given}.`,
    hint: didYouMean(String(input ?? ''), allowed) || 'Use one of the values listed.',
  };
}

function tellSize(
  field: string,
  bound: string,
  { origin, input }: { origin: string; input?: unknown },
): Told {
  if (origin === 'string') {
    return { message: `${field} must have ${bound} characters.`, hint: `Write ${bound} characters.` };
  }
  if (origin === 'array') {
    const items = bound.endsWith(' 1') ? `${bound} item` : `${bound} items`;
    return { message: `${field} must have ${items}.`, hint: `List ${items}, between brackets.` };
  }
  return { message: `${field} must be ${bound}, not ${String(input)}.`, hint: `Write a number of ${bound}.` };
}

const SPELLINGS: Record<string, string> = { 'lower-case-with-dashes': '-', lower_case_with_underscores: '_' };

/** Messages of our own say what is expected; those of zod show a pattern. */
function tellForm(field: string, message: string, input: unknown): Told {
  const expected = message.replace(/^expected /, '');
  const joint = SPELLINGS[expected];
  const given = String(input);
  const proposal = joint ? `Write '${given.toLowerCase().replace(/[^a-z0-9]+/g, joint)}'.` : undefined;
  const said = field.startsWith('Key') ? '' : `'${given}' is not right: `;
  return { message: `${field}: ${said}expected ${expected}.`, hint: proposal ?? `Write ${expected}.` };
}

/** Rules of a schema may give their remedy; for what is needed or excluded it follows from the sentence. */
function tellCustom({ message, path, params }: z.core.$ZodIssueCustom, field: string): Told {
  const needed = / needs an? (\w+)/.exec(message)?.[1];
  const excluded = / takes no (\w+)/.exec(message)?.[1];
  const isNamed = message.split(/\W+/).includes(String(path.at(-1)));
  const told = isNamed ? message : `${field}: ${message}`;
  const given: unknown = params?.['hint'];
  const hint = needed
    ? `Add \`${needed}: …\`.`
    : excluded
      ? `Remove \`${excluded}\`, or change what does not go with it.`
      : / takes one /.test(message) && 'Keep one of them.';
  const remedy = typeof given === 'string' ? given : hint;
  return { message: `${told}.`, ...(remedy ? { hint: remedy } : {}) };
}

const wanted = ({ message, pattern }: z.core.$ZodIssueInvalidStringFormat): string =>
  message.startsWith('Invalid') && pattern ? `a text of the form ${pattern}` : message;
