import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { describeRun } from '../../pipelines/commands/run.ts';
import { run } from '../../pipelines/run.ts';
import { demo, EXCERPT, reducedProject, tempFolder, vie } from '../support/pipeline.ts';

const HEADING = 'gebied;schooljaar;contactmoment;geslacht;gemeten;overgewicht;obesitas';
let root: string;
let data: string;
let inbox: string;
let code: string;

beforeAll(async () => {
  root = await reducedProject();
  data = await tempFolder('data');
  inbox = await tempFolder('inbox');
  const contract = path.join(projectRoot(), 'tests/sources/partners/jgz-overgewicht.yaml');
  await fs.mkdir(path.join(root, 'sources/partners'), { recursive: true });
  await fs.copyFile(contract, path.join(root, 'sources/partners/jgz-overgewicht.yaml'));
  const areas = await fs.readFile(path.join(projectRoot(), 'sources/demo/areas.csv'), 'utf8');
  code = /^BU\w+/m.exec(areas)?.[0] ?? '';
});

const put = async (name: string, rows: string[]): Promise<string> => {
  const file = path.join(inbox, 'ggd-zuid-limburg', name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, `${[HEADING, ...rows].join('\n')}\n`);
  return file;
};

describe('a run', () => {
  test('takes up what partners delivered, on the areas that it fetched itself', async () => {
    await put('overgewicht.csv', [`${code};2023/2024;5-6;jongens;40;8;2`]);
    await put('overgewicht-fout.csv', ['BU99999999;2023/2024;5-6;jongens;40;8;2']);
    const { project, effects } = await demo({ root, data });
    const withInbox = { ...project, loaded: { ...project.loaded, inbox } };
    const report = await run(withInbox, { excerpt: EXCERPT }, effects);
    expect(report.deliveries).toMatchObject([
      { state: 'refused', totals: { area_unknown: 1 } },
      { state: 'accepted', delivery: '0001', periods: ['2023/2024'], unused: true },
    ]);
    // The demo has more buurten in Parkstad than this one, and the contract asks for five groups more.
    expect(report.incomplete).toMatchObject([
      { delivery: 'jgz-overgewicht/0001', period: '2023/2024', of: 'Parkstad Limburg', delivered: 1 },
    ]);
    expect(report.incomplete?.[0]?.groups).toHaveLength(5);
    expect(describeRun(report, project).join('\n')).toMatch(
      /INCOMPLETE jgz-overgewicht\/0001 2023\/2024: 1 of \d+ buurten of Parkstad Limburg; no figure for /,
    );
    expect(report.state).toBe('published');
    const again = await run(withInbox, { excerpt: EXCERPT }, effects);
    expect(again.deliveries).toEqual([]);
    expect(again.incomplete).toEqual(report.incomplete);
  });

  test('leaves them verified by check, which finds a changed byte', async () => {
    const checked = await vie(['check', '--json', '--data', data], { root });
    expect(checked, checked.stderr).toMatchObject({ code: 0 });
    const folder = path.join(data, 'raw/jgz-overgewicht/0001');
    const [name = ''] = (await listFiles(folder)).filter(one => one.endsWith('rows.csv.gz'));
    const bytes = await fs.readFile(path.join(folder, name));
    await fs.writeFile(
      path.join(folder, name),
      Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) === 0 ? 1 : 0])]),
    );
    const damaged = await vie(['check', '--json', '--data', data], { root });
    expect(damaged.code).toBe(65);
    expect(JSON.parse(damaged.stdout)).toMatchObject({
      damaged_snapshots: ['jgz-overgewicht/0001/rows.csv.gz'],
    });
    await fs.writeFile(path.join(folder, name), bytes);
  });
});

describe('vie try with a file', () => {
  const tried = (file: string, ...more: string[]) =>
    vie(['try', 'ggd-zuid-limburg', file, '--data', data, ...more], { root, env: { VIE_INBOX: inbox } });

  test('says what would happen, and does nothing', async () => {
    const file = await put('overgewicht.csv', [`${code};2023/2024;5-6;jongens;41;8;2`]);
    const ended = await tried(file);
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(ended.stdout).toMatch(
      /accepted[\s\S]*niet volledig: 1 rij, periode 2023\/2024[\s\S]*takes the place of delivery 0001[\s\S]*no indicator takes anything of 'jgz-overgewicht'/,
    );
    const { stdout } = await tried(file, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ state: 'accepted', supersedes: [{ delivery: '0001' }] });
    expect(await fs.readFile(file, 'utf8')).toContain(';41;');
  });

  test('names rule and place of a file about persons, and nothing of it', async () => {
    const file = await put('overgewicht-x.csv', [`${code};2023/2024;5-6;jongens;123456782;8;2`]);
    const ended = await tried(file);
    expect(ended.code).toBe(65);
    expect(ended.stdout).toMatch(
      /the file that was named[\s\S]*rij 2, kolom 5\) \[bsn\][\s\S]*delete the file,/,
    );
    expect(ended.stdout + ended.stderr).not.toMatch(/123456782|overgewicht-x/);
  });

  test('knows no partner without a contract', async () => {
    const ended = await vie(['try', 'ggd-zuid', path.join(root, 'config.yaml'), '--data', data], { root });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("Did you mean 'ggd-zuid-limburg'?");
  });
});

test('vie new partner writes a contract, and what the partner needs', async () => {
  const out = await tempFolder('levering');
  const ended = await vie(
    ['new', 'partner', 'huurachterstand', '--partner', 'woningcorporaties', '--out', out],
    { root },
  );
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  expect(await listFiles(out)).toEqual([
    'huurachterstand-leeg.csv',
    'huurachterstand-voorbeeld.csv',
    'instructie.md',
  ]);
  expect(await fs.readFile(path.join(out, 'huurachterstand-voorbeeld.csv'), 'utf8')).toBe(
    '\ufeffgebied;jaar;totaal;aantal\r\nBU09280003;2024;120;40\r\n',
  );
  expect(await fs.readFile(path.join(out, 'instructie.md'), 'utf8')).toContain('Nooit persoonsgegevens');
  const again = await vie(['new', 'partner', 'jgz-overgewicht', '--out', out, '--json'], { root });
  expect(JSON.parse(again.stdout)).toMatchObject({ wrote: false, to_fill_in: [] });
  await fs.rm(path.join(root, 'sources/partners/huurachterstand.yaml'));
});
