/** What went wrong, as one word; decides the exit code. */
export type ErrorCode =
  | 'usage'
  | 'declaration'
  | 'contract'
  | 'check'
  | 'source'
  | 'cannot_create'
  | 'storage'
  | 'locked'
  | 'interrupted'
  | 'bug';

const EXIT_CODES: Record<ErrorCode, number> = {
  bug: 1,
  usage: 2,
  declaration: 65,
  contract: 65,
  check: 65,
  source: 69,
  cannot_create: 73,
  storage: 74,
  locked: 75,
  interrupted: 130,
};

/** Where it went wrong; every field that is known is shown, in this order. */
export interface Where {
  file?: string;
  line?: number;
  column?: number;
  source?: string;
  edition?: string;
  table?: string;
  /** File within an archive. */
  member?: string;
  page?: number;
  row?: number;
  field?: string;
  url?: string;
}

/** One of several things that are wrong. */
export interface Fault {
  message: string;
  where: Where;
}

export interface ErrorDetails {
  where?: Where;
  /** What is wrong as well, found in the same look. */
  also?: readonly Fault[];
  /** What the reader should do about it. */
  hint?: string;
  /** True when the same attempt may succeed a moment later. */
  retryable?: boolean;
  /** Seconds the other side asked us to wait before the next attempt. */
  retryAfter?: number;
  /** HTTP status of the answer, when there was one. */
  status?: number;
  cause?: unknown;
  exitCode?: number;
}

/** The one error class: what (message), where, why (cause) and what to do (hint). */
export class VieError extends Error {
  readonly code: ErrorCode;
  readonly where: Where;
  readonly also: readonly Fault[];
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly status: number | undefined;
  readonly exitCode: number;
  readonly #details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'VieError';
    this.code = code;
    this.where = details.where ?? {};
    this.also = details.also ?? [];
    this.hint = details.hint;
    this.retryable = details.retryable ?? false;
    this.retryAfter = details.retryAfter;
    this.status = details.status;
    this.exitCode = details.exitCode ?? EXIT_CODES[code];
    this.#details = details;
  }

  /** The same error with more of the place filled in; what is known already stays. */
  at(where: Where): VieError {
    const details = { ...this.#details, where: { ...where, ...this.where } };
    return new VieError(this.code, this.message, details);
  }
}

/** Does work of which every error says where it was found, as far as it does not know better. */
export async function within<T>(where: Where, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof VieError ? error.at(where) : error;
  }
}

/** Whether an error is the operating system's, of one of these codes (`ENOENT`). */
export const isSystemError = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

const OUT_OF_SPACE = /ENOSPC|EDQUOT|No space left|disk full|quota exceeded/i;
const NOT_ALLOWED = /EACCES|EPERM|EROFS|ENOTDIR|Permission denied|Read-only file system/i;
const BROKEN_DISK = /EIO\b|EMFILE|ENFILE|Input\/output error/i;

/** Turns anything thrown into a VieError; storage failures are recognised, the rest is a bug. */
export function toVieError(thrown: unknown): VieError {
  if (thrown instanceof VieError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = 'code' in error ? String(error.code) : '';
  const text = `${code} ${error.message}`;
  if (OUT_OF_SPACE.test(text)) {
    return new VieError('storage', 'No space left on the disk of the data folder.', {
      hint: 'Free space or point --data to a larger disk, then run again; the last release is untouched.',
      cause: error,
    });
  }
  if (NOT_ALLOWED.test(text)) {
    return new VieError('cannot_create', `Cannot write: ${error.message}`, {
      hint: 'Give this user write access to the data folder, or choose another one with --data DIR.',
      cause: error,
    });
  }
  if (BROKEN_DISK.test(text)) {
    return new VieError('storage', `The disk failed: ${error.message}`, {
      hint: 'Check the disk, then run again; the last release is untouched.',
      cause: error,
    });
  }
  return new VieError('bug', error.message, { cause: error });
}

/** A place in words: file:line:column, then what of the source it is. */
function placeInWords(where: Where): string {
  const position = [where.file, where.line, where.column].filter(part => part !== undefined).join(':');
  const named = (['source', 'edition', 'table', 'member', 'page', 'row', 'field', 'url'] as const)
    .filter(key => where[key] !== undefined)
    .map(key => `${key} ${where[key]}`);
  return [position, ...named].filter(Boolean).join(', ');
}

/** What is known of an error besides its message. */
type Known = Partial<Pick<VieError, 'where' | 'also'>> & { hint?: string | null | undefined };

/** What to do, and what else is wrong; a line each. */
const toDo = ({ hint, also = [] }: Known): string[] => [
  ...(hint ? hint.split('\n') : []),
  ...also.map(({ message, where }) => ['also:', placeInWords(where), message].filter(Boolean).join(' ')),
];

/** The lines below a message in an overview: where, and what to do. */
export const detailsOf = (error: Known): string[] => {
  const where = placeInWords(error.where ?? {});
  const [first, ...rest] = toDo(error);
  return [
    ...(where ? [`  where: ${where}`] : []),
    ...(first ? [`  do: ${first}`, ...rest.map(line => `      ${line}`)] : []),
  ];
};

/** The lines a person reads: what, where, why, what to do. */
export function renderError(error: VieError): string {
  const lines = [`error: ${error.message}`];
  const where = placeInWords(error.where);
  if (where) lines.push(`  where: ${where}`);
  if (error.cause instanceof Error && error.cause.message !== error.message) {
    lines.push(`  why:   ${error.cause.message.split('\n')[0]}`);
  }
  const [first, ...rest] = toDo(error);
  if (first) lines.push(`  do:    ${first}`, ...rest.map(line => `         ${line}`));
  return lines.join('\n');
}
