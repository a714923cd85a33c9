import type { Progress } from '../kernel/effects.ts';

/** A stream, or what looks like one. */
export interface TerminalOutput {
  write(text: string): unknown;
  /** Whether a person sees it while it is written. */
  isTTY?: boolean;
  columns?: number;
}

const WIDTH = 24;

/** One line per step; for logs and pipes. */
export function plainProgress(output: TerminalOutput): Progress {
  return {
    step: title => void output.write(`${title}\n`),
    update() {},
    line: text => void output.write(`${text}\n`),
    end() {},
  };
}

/** A bar that moves on a terminal; finished lines stay above it. */
export function terminalProgress(output: TerminalOutput): Progress {
  let shown = false;
  const clear = () => {
    if (shown) output.write('\r\u001b[K');
    shown = false;
  };
  const above = (text: string) => {
    clear();
    output.write(`${text}\n`);
  };
  return {
    step: above,
    line: above,
    end: clear,
    update(item, done, total) {
      clear();
      output.write(barLine(item, done, total).slice(0, (output.columns ?? 80) - 1));
      shown = true;
    },
  };
}

/** `item  [######----] 60 %  600 of 1,000`; without a total only the count. */
export function barLine(item: string, done: number, total: number): string {
  if (total <= 0) return done > 0 ? `  ${item}  ${done.toLocaleString('en')}` : `  ${item}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  const bar = `${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}`;
  return `  ${item}  [${bar}] ${Math.round(share * 100)} %  ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}
