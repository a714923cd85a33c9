import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, expect, type TaskMeta } from 'vitest';
import { cleanUp } from './clean-up.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** CPU seconds of a test file: its own process, and the processes it started and waited for. */
    cpu?: number;
  }
}

const SHARED_SIGNALS = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'];

const sharedState = () => ({
  env: { ...process.env },
  folder: process.cwd(),
  listeners: SHARED_SIGNALS.map(name => process.listenerCount(name)),
});

/** User and system time of this process, and of its ended children (proc(5): fields 14 to 17, in hundredths). */
function cpuSeconds(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}

// This module runs anew before each test file, and its hook after all hooks of that file.
const [started, before] = [cpuSeconds(), sharedState()];
let meta: TaskMeta = {};
beforeEach(({ task }) => {
  meta = task.file.meta;
});
afterAll(async () => {
  await cleanUp();
  meta.cpu = cpuSeconds() - started;
  expect(sharedState(), 'what this file shares with the next ones').toEqual(before);
});
