import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { acceptedDeliveries } from '../../sources/partners/store.ts';
import { amountOf } from '../support/depth.ts';
import { runProgram, tempFolder } from '../support/pipeline.ts';

const CONTRACT = {
  id: 'gemeten',
  title: 'Gemeten',
  partner: 'ggd',
  owner: 'GGD',
  licence: 'geen',
  citation: 'geen',
  rhythm: 'per kwartaal',
  area: { column: 'gebied', vintage: 2024 },
  period: { column: 'kwartaal', form: 'quarter' },
  counts: { gemeten: { column: 'gemeten' } },
};
const AREAS = Array.from({ length: 1000 }, (_, at) => `BU0928${String(at).padStart(4, '0')}`);
const KILLS = amountOf('kills while a delivery is taken up');

async function makeInbox(): Promise<string> {
  const inbox = await tempFolder('inbox');
  const rows: string[] = [];
  for (let quarter = 0; quarter < 100; quarter++) {
    const period = `${2000 + Math.floor(quarter / 4)}KW0${(quarter % 4) + 1}`;
    for (const [at, area] of AREAS.entries()) rows.push(`${area};${period};${1000 + at}`);
  }
  await fs.mkdir(path.join(inbox, 'ggd'));
  await fs.writeFile(path.join(inbox, 'ggd/levering.csv'), `gebied;kwartaal;gemeten\n${rows.join('\n')}\n`);
  return inbox;
}

const takeUp = (inbox: string, data: string, killAfter?: number) =>
  runProgram(
    'tests/reliability/processes/take-up.js',
    [inbox, data, JSON.stringify(CONTRACT), AREAS.join(',')],
    {
      onStart: child => {
        if (killAfter === undefined) return;
        child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), killAfter));
      },
    },
  );

test('a delivery is never lost and never taken up twice, killed at whatever moment', async () => {
  const inbox = await makeInbox();
  const started = performance.now();
  const calm = await takeUp(inbox, await tempFolder('data'));
  const duration = performance.now() - started;
  expect(calm, calm.stderr).toMatchObject({ code: 0 });
  let killed = 0;
  for (let at = 0; at < KILLS; at++) {
    const [mine, data] = [await makeInbox(), await tempFolder('data')];
    const ended = await takeUp(mine, data, (duration * at) / KILLS);
    if (ended.code === null) killed++;
    const before = await acceptedDeliveries(data, CONTRACT);
    const isInInbox = (await listFiles(mine)).includes('ggd/levering.csv');
    expect(isInInbox || before.length === 1, `kill ${at}`).toBe(true);
    for (const { snapshot } of before) for (const { name } of snapshot.meta.files) await snapshot.read(name);
    const after = await takeUp(mine, data);
    expect(after, after.stderr).toMatchObject({ code: 0 });
    const deliveries = await acceptedDeliveries(data, CONTRACT);
    expect(
      deliveries.map(({ id, snapshot }) => [id, snapshot.meta.rows]),
      `kill ${at}`,
    ).toEqual([['0001', 100_000]]);
    expect(await listFiles(mine)).toEqual(['ggd/opgenomen/0001-levering.csv']);
    expect((await listFiles(data)).filter(name => name.includes('.part'))).toEqual([]);
    await fs.rm(data, { recursive: true });
  }
  expect(killed).toBeGreaterThan(KILLS / 4);
});
