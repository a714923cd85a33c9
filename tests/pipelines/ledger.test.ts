import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../pipelines/commands/run.ts';
import { EXCERPT, vie } from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';
import {
  CONTRACTS,
  type Contract,
  type DeliveredRow,
  type DeliveredWorld,
  deliver,
  deliveredWorld,
  type Release,
  realAreas,
  release,
} from './delivered-world.ts';

const CONTRACT = CONTRACTS.find(({ id }) => id === 'huurachterstand-orib') as Contract;
const BUURT = 'BU09171100';

let world: DeliveredWorld;
let first: Release;
let second: Release;
/** The ledger as it was after the second release. */
let kept: Buffer;

const at = (...parts: string[]): string => path.join(world.data, ...parts);
const ledger = (): Promise<Buffer> => fs.readFile(at('ledger/printed.jsonl'));
const linesOf = (bytes: Buffer): string[] => bytes.toString().trimEnd().split('\n');
const idOf = ({ report }: Release): string => report.release_id ?? '';

const rowsWith = (areas: string[], arrears: number): DeliveredRow[] =>
  areas.map(area => ({ area, period: '2024-K4', age: '', counts: [500, area === BUURT ? arrears : 60] }));

/** Counted values by indicator, as the latest release prints them. */
async function printed(): Promise<Record<string, number>> {
  const warehouse = await openWarehouse();
  const rows = await warehouse.all<{ id: string; filled: number }>(
    `select indicator_id::varchar as id, count(value)::integer as filled from '${at('latest/indicator_value.parquet')}' group by all`,
  );
  return Object.fromEntries(rows.map(({ id, filled }) => [id, filled]));
}

const run = (...args: string[]) =>
  vie([...args, '--config', world.config, '--data', world.data], { root: world.root });

beforeAll(async () => {
  world = await deliveredWorld(new Map());
  const areas = await realAreas('BU');
  await deliver(world, CONTRACT, rowsWith(areas, 60));
  first = await release(world, EXCERPT);
  await deliver(world, CONTRACT, rowsWith(areas, 55));
  second = await release(world, EXCERPT);
  kept = await ledger();
});

test('a release takes the digest of everything printed before it, and adds a line', async () => {
  const [begun = '', one = '', two = '', ...rest] = linesOf(kept);
  expect(rest).toEqual([]);
  for (const [made, before, line] of [
    [first, begun, one],
    [second, one, two],
  ] as const) {
    expect(made.report).toMatchObject({ state: 'published', protection: { ledger: null, left_out: [] } });
    const manifest = await fs.readFile(path.join(made.folder, 'public/manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ inputs: { ledger: before.slice(0, 64) } });
    expect(JSON.parse(line.slice(65))).toMatchObject({ release: idOf(made) });
  }
});

test('killed before anyone could see its release, the next run makes that release, and its line is there once', async () => {
  expect((await run('publish', idOf(first))).code).toBe(0);
  await fs.rm(second.folder, { recursive: true });
  // While the line was written; how few bytes of it may be there is tried on the ledger itself.
  await fs.writeFile(at('ledger/printed.jsonl'), kept.subarray(0, kept.length - 40));
  expect(idOf(await release(world, EXCERPT))).toBe(idOf(second));
  expect(await ledger()).toEqual(kept);
});

test('going back keeps the line of the release that was taken back, and going on prints nothing else', async () => {
  expect((await run('publish', idOf(first))).code).toBe(0);
  expect(await ledger()).toEqual(kept);
  const again = await release(world, EXCERPT);
  expect(again.report).toMatchObject({ state: 'published', release_id: idOf(second) });
  expect(await ledger()).toEqual(kept);
});

describe('a ledger that is damaged', () => {
  const file = () => at('ledger/printed.jsonl');

  test('stops counts of partners, in words that say where and what to do; open data go on', async () => {
    const before = await printed();
    const damaged = Buffer.from(kept);
    // Somewhere in its second line.
    const place = kept.indexOf('\n') + 90;
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    await fs.writeFile(file(), damaged);
    const { report } = await release(world, EXCERPT);
    expect(report).toMatchObject({
      state: 'published',
      protection: { ledger: { where: { file: file(), line: 2 }, hint: expect.stringContaining('back-up') } },
    });
    expect(exitCodeOf(report)).toBe(65);
    const { huurachterstand, ...open } = before;
    expect(huurachterstand).toBeGreaterThan(200);
    expect(await printed()).toEqual({ ...open, huurachterstand: 0 });
    expect(await ledger()).toEqual(damaged);
  });

  test('is named by check, and no release with counts of partners is gone back to', async () => {
    const checked = await run('check');
    expect(checked.code).toBe(65);
    expect(checked.stdout).toContain('LEDGER: The ledger of what was printed is damaged');
    const back = await run('publish', idOf(first));
    expect(back).toMatchObject({ code: 65, stderr: expect.stringContaining('printed.jsonl:2') });
  });

  test('that lacks its last line, or is gone, lacks a release that is there', async () => {
    const [begun, one] = linesOf(kept);
    await fs.writeFile(file(), `${begun}\n${one}\n`);
    expect((await run('check')).stdout).toContain(`Release ${idOf(second)} is not in it.`);
    await fs.rm(file());
    expect((await run('check')).stdout).toMatch(/It is gone, and there is release/);
    expect((await run('publish', idOf(first))).code).toBe(65);
  });

  test('put back, is as it was', async () => {
    await fs.writeFile(file(), kept, { mode: 0o600 });
    expect((await run('check')).stdout).toContain('Ledger: 2 releases, every line as it was written');
    expect((await run('publish', idOf(second))).code).toBe(0);
  });
});

test('what was printed is remembered when what owners see is lost', async () => {
  for (const { folder } of [first, second]) await fs.rm(path.join(folder, 'owner'), { recursive: true });
  // 60 of the buurt was printed by the first release: with 5 now, the 565 of its wijk would leave the 5.
  await deliver(world, CONTRACT, rowsWith(await realAreas('BU'), 5));
  await release(world, EXCERPT);
  const [, , , third = ''] = linesOf(await ledger());
  const { slices } = JSON.parse(third.slice(65));
  expect(slices[0].hidden).toHaveProperty(BUURT);
  expect(slices[0].hidden).toHaveProperty('WK091711');
});

test('check names every place that others get at, with the command that closes it', async () => {
  expect((await run('check')).stdout).not.toContain('OPEN');
  await fs.chmod(at('raw'), 0o755);
  await fs.chmod(at('ledger/printed.jsonl'), 0o644);
  const { code, stdout } = await run('check');
  expect(code).toBe(65);
  expect(stdout).toContain(`OPEN ${at('raw')}: its mode is 755`);
  expect(stdout).toContain(`chmod 700 '${at('raw')}'`);
  expect(stdout).toContain(`chmod 600 '${at('ledger/printed.jsonl')}'`);
});
