import type { Reporter, TestModule } from 'vitest/node';
import { type Depth, leftOut } from './amounts.ts';
import { HEAVY } from './heavy.ts';

/** CPU seconds that a test file may take, where no reason is given for more. */
const BUDGET = 10;
/** On a busy machine the same work takes up to twice the processor time. */
const LIMIT = 2 * BUDGET;
const LISTED = 10;

/** Says what is left out of the tests that are long by nature and what each file took of the processors; holds `npm test` to the budget. */
export class CpuReporter implements Reporter {
  readonly #depth: Depth;

  constructor(depth: Depth) {
    this.#depth = depth;
  }

  onTestRunStart(): void {
    const lines = leftOut(this.#depth);
    if (this.#depth === 'part') process.stdout.write(`\nReduced amount:\n${lines.join('\n')}\n`);
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules
      .map(one => ({ name: one.relativeModuleId, cpu: one.meta().cpu ?? 0 }))
      .sort((a, b) => b.cpu - a.cpu);
    const total = files.reduce((sum, { cpu }) => sum + cpu, 0);
    process.stdout.write(`\nCPU seconds of ${files.length} test files: ${total.toFixed(1)}\n`);
    const over = this.#depth === 'seed' ? files.filter(({ cpu }) => cpu > BUDGET) : [];
    for (const { name, cpu } of files.slice(0, Math.max(LISTED, over.length)))
      process.stdout.write(`${cpu.toFixed(1).padStart(8)}  ${name}${over.length ? excess(name, cpu) : ''}\n`);
    if (over.some(one => one.cpu > LIMIT && !HEAVY[one.name])) process.exitCode = 1;
  }
}

const excess = (name: string, cpu: number): string =>
  cpu > BUDGET
    ? `  ${HEAVY[name] ?? `over the ${BUDGET} seconds that a file may take${cpu > LIMIT ? ': FAILS' : ''}`}`
    : '';
