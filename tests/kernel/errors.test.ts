import { describe, expect, test } from 'vitest';
import { type ErrorCode, renderError, toVieError, VieError } from '../../kernel/errors.ts';

describe('the exit code', () => {
  // sysexits.h: 65 EX_DATAERR, 69 EX_UNAVAILABLE, 73 EX_CANTCREAT, 74 EX_IOERR, 75 EX_TEMPFAIL; 130 = 128 + SIGINT.
  test.each<[ErrorCode, number]>([
    ['bug', 1],
    ['usage', 2],
    ['declaration', 65],
    ['contract', 65],
    ['check', 65],
    ['source', 69],
    ['cannot_create', 73],
    ['storage', 74],
    ['locked', 75],
    ['interrupted', 130],
  ])('of %s is %i', (code, exitCode) => {
    expect(new VieError(code, 'text').exitCode).toBe(exitCode);
  });

  test('can be set for a signal of its own', () => {
    expect(new VieError('interrupted', 'SIGTERM', { exitCode: 143 }).exitCode).toBe(143);
    expect(new VieError('interrupted', 'SIGTERM', { exitCode: 143 }).at({ table: 'x' }).exitCode).toBe(143);
  });
});

describe('an error of another kind', () => {
  const system = (code: string, message: string) => Object.assign(new Error(message), { code });

  test.each([
    ['a full disk', system('ENOSPC', 'ENOSPC: no space left on device, write'), 'storage', 74],
    ['a used-up quota', system('EDQUOT', 'EDQUOT: disk quota exceeded'), 'storage', 74],
    ['a full disk as DuckDB tells it', new Error('IO Error: Could not write: No space left'), 'storage', 74],
    ['a broken disk', system('EIO', 'EIO: i/o error, read'), 'storage', 74],
    ['too many open files', system('EMFILE', 'EMFILE: too many open files'), 'storage', 74],
    ['a folder without write access', system('EACCES', 'EACCES: permission denied'), 'cannot_create', 73],
    ['a read-only file system', system('EROFS', 'EROFS: read-only file system'), 'cannot_create', 73],
    ['a file where a folder should be', system('ENOTDIR', 'ENOTDIR: not a directory'), 'cannot_create', 73],
    ['anything else', new Error('x is not a function'), 'bug', 1],
    ['a thrown text', 'oops', 'bug', 1],
  ])('%s is recognised', (_name, thrown, code, exitCode) => {
    const error = toVieError(thrown);
    expect([error.code, error.exitCode]).toEqual([code, exitCode]);
    if (code !== 'bug') expect(error.hint).toBeTruthy();
    if (thrown instanceof Error) expect(error.cause).toBe(thrown);
  });

  test('a VieError stays itself', () => {
    const error = new VieError('source', 'down');
    expect(toVieError(error)).toBe(error);
  });
});

describe('at', () => {
  test('adds the place, but keeps what is known already', () => {
    const error = new VieError('contract', 'odd', { where: { page: 3 }, hint: 'look', retryAfter: 5 });
    const placed = error.at({ page: 1, table: '84799NED' });
    expect(placed.where).toEqual({ page: 3, table: '84799NED' });
    expect([placed.hint, placed.retryAfter, placed.code]).toEqual(['look', 5, 'contract']);
  });
});

describe('a rendered error', () => {
  test('says what, where, why and what to do', () => {
    const error = new VieError('source', 'The page is broken.', {
      where: { url: 'http://host/x', source: 'kwb', edition: '2020', table: '84799NED', page: 2 },
      cause: new Error('socket hang up\nat somewhere'),
      hint: 'Run again later.\nOr ask.',
    });
    expect(renderError(error).split('\n')).toEqual([
      'error: The page is broken.',
      '  where: source kwb, edition 2020, table 84799NED, page 2, url http://host/x',
      '  why:   socket hang up',
      '  do:    Run again later.',
      '         Or ask.',
    ]);
  });

  test('points into a file as editors understand it', () => {
    const error = new VieError('declaration', 'Unknown key.', {
      where: { file: 'sources/kwb.yaml', line: 4, column: 7 },
    });
    expect(renderError(error)).toBe('error: Unknown key.\n  where: sources/kwb.yaml:4:7');
  });

  test('does not repeat the message as its own cause, and leaves out what is not known', () => {
    expect(renderError(new VieError('bug', 'odd', { cause: new Error('odd') }))).toBe('error: odd');
  });
});
