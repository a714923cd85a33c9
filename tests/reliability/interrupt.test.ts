import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DemoServer, startDemoServer } from '../support/demo-server.ts';
import { configFile, EXCERPT_FLAGS, runProgram, tempFolder, vieProcess } from '../support/pipeline.ts';
import { intactRelease, intactSnapshots, leftovers } from './intact.ts';

/** One table of seven pages, and no CSV. */
const ONE_TABLE = `publish: {csv: none}
only: [rivm-gezondheid/2020]
`;

let server: DemoServer;
beforeEach(async () => {
  server = await startDemoServer();
});
afterEach(() => server.close());

const pagesOf = (requests: string[]): number[] =>
  requests
    .filter(url => url.includes('TypedDataSet'))
    .map(url => Number(/skip=(\d+)/.exec(url)?.[1] ?? 0) / 2000 + 1);

/** Resolves when the process has written this text. */
async function written(child: ChildProcess, text: string): Promise<void> {
  let all = '';
  for await (const chunk of child.stdout ?? []) {
    all += String(chunk);
    if (all.includes(text)) return;
  }
}

describe('a run that is asked to stop', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i, and is taken up where it stopped', async (signal, exitCode) => {
    const config = await configFile(ONE_TABLE);
    const data = await tempFolder('data');
    const args = ['run', ...EXCERPT_FLAGS, '--data', data, '--config', config];
    // The sixth page is on its way when the signal comes.
    const arrived = server.hold('$skip=10000');
    const stopped = await vieProcess(args, {
      env: server.env,
      onStart: child => void arrived.then(() => child.kill(signal)),
    });
    expect(stopped.code, stopped.stderr).toBe(exitCode);
    expect(stopped.stderr).toContain('Stopping at the next safe point');
    expect(stopped.stderr).toContain(`Stopped by ${signal}.`);
    server.release();
    const done = pagesOf(server.requests);
    expect(Math.max(...done)).toBe(6);
    server.requests.length = 0;
    const again = await vieProcess(args, { env: server.env });
    expect(again.code, again.stderr).toBe(0);
    // The fifth page may have been on its way too; those before it are there.
    const asked = pagesOf(server.requests);
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...asked)).toBe(7);
    await intactRelease(data, signal);
    await intactSnapshots(data, signal);
    expect(await leftovers(data)).toEqual([]);
  });

  test('while it builds ends with 130 and publishes nothing', async () => {
    const config = await configFile(ONE_TABLE);
    const data = await tempFolder('data');
    const args = ['run', ...EXCERPT_FLAGS, '--data', data, '--config', config];
    const stopped = await vieProcess(args, {
      env: server.env,
      onStart: child => void written(child, 'Building').then(() => child.kill('SIGINT')),
    });
    expect(stopped.code, stopped.stderr).toBe(130);
    const again = await vieProcess([...args, '--offline'], { env: server.env });
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('First release in this data folder.');
    await intactRelease(data, 'interrupted while building');
    expect(await leftovers(data)).toEqual([]);
  });
});

test('a process that does not come to a safe point ends at once when it is asked a second time', async () => {
  let asked = 0;
  const ended = await runProgram('tests/reliability/processes/deaf.js', [await tempFolder('data')], {
    onStart: child => {
      child.stdout?.on('data', () => {
        asked++;
        child.kill('SIGINT');
      });
    },
  });
  // Once when it worked, and once when it said that it had heard.
  expect(asked).toBe(2);
  expect(ended).toMatchObject({ code: 130, stdout: 'working\nasked to stop\n' });
  expect(ended.stderr).toContain('once more to stop at once');
});

test('a second interrupt of a run does no harm', async () => {
  const config = await configFile(ONE_TABLE);
  const data = await tempFolder('data');
  const args = ['run', ...EXCERPT_FLAGS, '--data', data, '--config', config];
  const stopped = await vieProcess(args, {
    env: server.env,
    onStart: child => {
      void written(child, 'Building').then(async () => {
        child.kill('SIGINT');
        if (child.stderr) await once(child.stderr, 'data');
        child.kill('SIGINT');
      });
    },
  });
  expect(stopped.code, stopped.stderr).toBe(130);
  const again = await vieProcess([...args, '--offline'], { env: server.env });
  expect(again.code, again.stderr).toBe(0);
  await intactRelease(data, 'interrupted twice');
  await intactSnapshots(data, 'interrupted twice');
  expect(await leftovers(data)).toEqual([]);
});
