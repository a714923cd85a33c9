import type { Reporter, TestModule } from 'vitest/node';
import { HEAVY } from './heavy.ts';

/** CPU seconds that a test file may take. */
const BUDGET = 10;
const LISTED = 10;

/** Says after a run what each test file took of the processors, and which take more than they may. */
export class CpuReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules
      .map(one => ({ name: one.relativeModuleId, cpu: one.meta().cpu ?? 0 }))
      .sort((a, b) => b.cpu - a.cpu);
    const total = files.reduce((sum, { cpu }) => sum + cpu, 0);
    process.stdout.write(`\nCPU seconds of ${files.length} test files: ${total.toFixed(1)}\n`);
    const over = files.filter(({ cpu }) => cpu > BUDGET);
    for (const { name, cpu } of files.slice(0, Math.max(LISTED, over.length))) {
      const excess = cpu > BUDGET ? `  ${HEAVY[name] ?? `OVER THE ${BUDGET} SECONDS A FILE MAY TAKE`}` : '';
      process.stdout.write(`${cpu.toFixed(1).padStart(8)}  ${name}${excess}\n`);
    }
  }
}
