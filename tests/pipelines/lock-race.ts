import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { compiledProject } from '../support/compiled.ts';
import { emptyData } from './holder.ts';

/** What a process says next; one that ends says nothing any more. */
const said = async (child: ChildProcess): Promise<string> =>
  String((await Promise.race([once(child, 'message'), once(child, 'exit')]))[0]);

function tell(children: readonly ChildProcess[], message: { data?: string }): Promise<string[]> {
  const answers = Promise.all(children.map(said));
  for (const child of children) child.send(message);
  return answers;
}

/** Lets processes take the lock of an empty data folder at the same time, over and over; what each said, by round. */
export async function raceForLock(processes: number, rounds: number): Promise<string[][]> {
  const program = path.join(await compiledProject(), 'dist/tests/pipelines/processes/lock-racer.js');
  const children = Array.from({ length: processes }, () => fork(program));
  try {
    await Promise.all(children.map(said));
    const outcomes: string[][] = [];
    for (let round = 0; round < rounds; round++) {
      const { data } = await emptyData();
      outcomes.push(await tell(children, { data }));
      await tell(children, {});
    }
    return outcomes;
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

const BESIDE =
  /^75 The data folder is in use by ('vie run' \(process \d+ on \S+, since \S+\)|another vie process)\.$/;

/** Rounds in which not exactly one took the lock, or another one ended otherwise than as one who is beside it. */
export const unfair = (outcomes: readonly string[][]): string[][] =>
  outcomes.filter(round => {
    const losers = round.filter(outcome => outcome !== 'held');
    return losers.length !== round.length - 1 || !losers.every(outcome => BESIDE.test(outcome));
  });
