import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeFixes } from '../../pipelines/doctor-fix.ts';
import { tempFolder, vie } from '../support/pipeline.ts';
import { inState, MONITOR, monitorService } from './doctor-fixture.ts';

const { service, change, projectWith, examined, env } = monitorService();

/** Comments and a layout that a program would not choose. */
const FIRST_DAY = MONITOR.replace('topics:', '# stems of 2020\ntopics:')
  .replace('roken: Roker', 'roken:   Rokers # of all adults')
  .replace('overgewicht: Overgewicht', 'overgewicht: over gewicht')
  .replace(
    '"2020": {table: 11111NED}',
    '"2020": { table: 11111NED, topics: {roken: Roker}, unverified: true }',
  )
  .replace('"2022": {table: 22222NED}', '"2022": {table: 22222NED, unverified: [overgewicht]}  # corona');

async function doctor(root: string, ...options: string[]) {
  const ended = await vie(['doctor', 'monitor', ...options], { root, env: env() });
  return { ...ended, file: await fs.readFile(path.join(root, 'sources/monitor.yaml'), 'utf8') };
}

test('what is certain is written, with every comment, and shown; a second time there is nothing to write', async () => {
  const root = await projectWith(FIRST_DAY);
  const shown = await doctor(root);
  expect(shown.code).toBe(65);
  expect(shown.file).toBe(FIRST_DAY);
  const fixed = await doctor(root, '--fix');
  expect(fixed.stderr).toBe('');
  expect(fixed.code, fixed.stdout).toBe(0);
  // 2022 has the column by the name that 2020 has for it; `over gewicht` is Overgewicht in both.
  expect(fixed.file).toBe(
    FIRST_DAY.replace(
      '{roken: Roker}, unverified: true }',
      '{roken: Roker, overgewicht: Overgewicht} }',
    ).replace('unverified: [overgewicht]}', 'topics: {roken: Roker, overgewicht: Overgewicht}}'),
  );
  const lines = FIRST_DAY.split('\n').filter(line => /^ {2}"20/.test(line));
  const after = fixed.file.split('\n').filter(line => /^ {2}"20/.test(line));
  const diff = lines.flatMap((line, at) => [`@@ line ${20 + at} @@`, `-${line}`, `+${after[at]}`]);
  for (const [heading, { stdout }] of [
    ["Certain; 'vie doctor --fix' writes it:", shown],
    ['Written:', fixed],
  ] as const)
    expect(stdout).toContain(
      [heading, '  sources/monitor.yaml', ...diff.map(line => `    ${line}`)].join('\n'),
    );
  const again = await doctor(root, '--fix');
  expect(again).toMatchObject({ code: 0, file: fixed.file });
  expect(again.stdout).not.toContain('Written');
  expect(await fs.readdir(path.join(root, 'sources'))).not.toContain('monitor.yaml.part');
});

test('the one dimension with areas is written where the edition has another name for it, and only there', async () => {
  change('22222NED', table => {
    const areas = table.dimensions.find(one => one.name === 'RegioS');
    if (areas) areas.name = 'Wijken';
    for (const row of table.rows) Object.assign(row, { Wijken: 'GM0928' });
  });
  const root = await projectWith(MONITOR.replace('22222NED}', '22222NED, unverified: true}'));
  const { code, file, stdout } = await doctor(root, '--fix');
  expect(code, stdout).toBe(0);
  expect(file).toBe(MONITOR.replace('22222NED}', '22222NED, dimensions: {area: Wijken}}'));
});

test('what is only likely is never written', async () => {
  change('22222NED', table => {
    table.topics[0] = { stem: 'Rokers', title: 'Rokers' };
  });
  const root = await projectWith(MONITOR);
  const { code, file, stdout } = await doctor(root, '--fix');
  expect({ code, file }).toEqual({ code: 65, file: MONITOR });
  expect(stdout).toContain('under edition "2022" write `topics: {roken: Rokers}`');
});

test.each([
  ['two columns are called so', ['Overgewicht', 'ROKERS', 'Rokers'], 'topics: {roken: rokers}'],
  ['the column is another concept already', ['Overgewicht'], 'topics: {roken: over gewicht}'],
])('nothing is certain where %s', async (_, stems, topics) => {
  change('22222NED', table => {
    table.topics = stems.map(stem => ({ stem, title: stem }));
  });
  const source = await examined(MONITOR.replace('22222NED}', `22222NED, ${topics}}`));
  expect(inState(source, 'wrong')).toHaveLength(1);
  expect(source.fix).toBeUndefined();
});

test('a mark of the whole source goes only when every edition was seen', async () => {
  const yaml = MONITOR.replace('service: opendata', 'service: opendata\nunverified: [roken, overgewicht]');
  service.tables.delete('22222NED');
  expect((await examined(yaml)).fix).toBeUndefined();
});

test('a saved file that stands in for a table verifies nothing', async () => {
  const files = await tempFolder('files');
  const header = 'Geslacht,Leeftijd,Marges,RegioS,Perioden,Roker,Overgewicht';
  await fs.writeFile(
    path.join(files, 'saved.csv'),
    `${header}\nT001038,20300,Waarde,Kerkrade,2022,24.3,57.8\n`,
  );
  service.tables.delete('22222NED');
  const source = await examined(
    MONITOR.replace('22222NED}', '22222NED, file: saved.csv, unverified: true}'),
    { ...env(), VIE_FILES_URL: `file://${files}` },
  );
  expect(inState(source, 'wrong')).toEqual([]);
  expect(source.editions[1]?.findings.map(one => one.about)).toContain('topic roken');
  expect(source.fix).toBeUndefined();
});

test('a file that someone changed meanwhile is refused, and none is written', async () => {
  const root = await projectWith(FIRST_DAY);
  const { fix } = await examined(FIRST_DAY);
  if (!fix) throw new Error('there is something to write');
  const target = path.join(root, fix.file);
  await fs.writeFile(target, `${FIRST_DAY}# by hand\n`);
  await expect(writeFixes(root, [fix])).rejects.toMatchObject({
    code: 'declaration',
    message: 'The file changed since the doctor read it; nothing was written.',
    where: { file: 'sources/monitor.yaml' },
  });
  expect(await fs.readFile(target, 'utf8')).toBe(`${FIRST_DAY}# by hand\n`);
});
