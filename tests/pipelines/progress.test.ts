import { describe, expect, test } from 'vitest';
import { barLine, plainProgress, terminalProgress } from '../../pipelines/progress.ts';
import { table } from '../../pipelines/table.ts';

describe('the bar', () => {
  test('shows the share that is done, in 24 steps, and both numbers', () => {
    expect(barLine('kwb/2024', 600, 1000)).toBe(
      `  kwb/2024  [${'#'.repeat(14)}${'-'.repeat(10)}] 60 %  600 of 1,000`,
    );
  });

  test('is empty at the start and full at the end', () => {
    expect(barLine('x', 0, 8)).toContain(`[${'-'.repeat(24)}] 0 %`);
    expect(barLine('x', 8, 8)).toContain(`[${'#'.repeat(24)}] 100 %`);
  });

  test('does not run over when more comes than was announced', () => {
    expect(barLine('x', 9, 8)).toContain(`[${'#'.repeat(24)}] 100 %  9 of 8`);
  });

  test('without a total shows the count alone, and no count before there is one', () => {
    expect(barLine('parquet', 0, 0)).toBe('  parquet');
    expect(barLine('x', 12_345, 0)).toBe('  x  12,345');
  });
});

class Screen {
  text = '';
  columns = 30;
  write(text: string): void {
    this.text += text;
  }
}

test('on a terminal the bar is wiped before a line appears above it, and at the end', () => {
  const screen = new Screen();
  const progress = terminalProgress(screen);
  progress.update('a', 1, 2);
  progress.line('done');
  progress.update('b', 1, 2);
  progress.end();
  const wipe = '\r\u001b[K';
  expect(screen.text).toMatch(/^ {2}a/);
  expect(screen.text).toContain(`${wipe}done\n  b`);
  expect(screen.text.endsWith(wipe)).toBe(true);
});

test('on a terminal a bar never fills the whole width, which would wrap it', () => {
  const screen = new Screen();
  terminalProgress(screen).update('a rather long name of an edition', 500, 1000);
  expect(screen.text).toHaveLength(29);
});

test('in a log there are lines for steps and results, and no bars', () => {
  const screen = new Screen();
  const progress = plainProgress(screen);
  progress.step('Fetching');
  progress.update('a', 1, 2);
  progress.line('done');
  progress.end();
  expect(screen.text).toBe('Fetching\ndone\n');
});

test('a table has columns as wide as their widest cell, and no blanks at line ends', () => {
  expect(
    table(
      ['a', 'long heading', 'c'],
      [
        ['wide cell', 'x', ''],
        ['y', ''],
      ],
    ),
  ).toEqual(['a          long heading  c', 'wide cell  x', 'y']);
});
