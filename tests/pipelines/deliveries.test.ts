import fs from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { zipOf } from '../../kernel/zip.ts';
import { describeRun } from '../../pipelines/commands/run.ts';
import { run } from '../../pipelines/run.ts';
import { Archive } from '../../sources/archive.ts';
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

describe('vie new partner', () => {
  let out: string;
  const made = (...more: string[]) =>
    vie(['new', 'partner', 'huurachterstand', '--data', data, '--period', '2024', '--out', out, ...more], {
      root,
    });
  const read = (name: string) => fs.readFile(path.join(out, name), 'utf8');
  const tried = (name: string) =>
    vie(['try', 'woningcorporaties', path.join(out, name), '--data', data, '--json'], { root });

  beforeAll(async () => {
    out = await tempFolder('levering');
    const ended = await made('--partner', 'woningcorporaties');
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
  });
  afterAll(() => fs.rm(path.join(root, 'sources/partners/huurachterstand.yaml')));

  test('writes a contract, and a template with a row for each buurt of the region', async () => {
    expect(await listFiles(out)).toEqual([
      'huurachterstand-2024.csv',
      'huurachterstand-2024.xlsx',
      'instructie.md',
    ]);
    const [heading, ...rows] = (await read('huurachterstand-2024.csv')).trimEnd().split('\r\n');
    expect(heading).toBe('\ufeffgebied;gebiedsnaam;jaar;totaal;aantal');
    const areas = await fs.readFile(path.join(projectRoot(), 'sources/demo/areas.csv'), 'utf8');
    const buurten = areas.match(/^BU(0882|0899|0917|0928|0965|0986|1954)\w{4}/gm) ?? [];
    expect(rows.map(row => row.slice(0, 10))).toEqual(buurten.toSorted());
    for (const row of rows) expect(row).toMatch(/^BU\w{8};[^;]+;2024;;$/);
  });

  test('says what is still to be filled in, and nothing of it once it is', async () => {
    const instruction = await read('instructie.md');
    expect(instruction.match(/NOG INVULLEN/g)?.length).toBeGreaterThan(6);
    expect(instruction).toContain(
      'NOG INVULLEN: hoe het bestand veilig in de inbox komt (`handover` in config.yaml)',
    );
    const file = path.join(root, 'sources/partners/huurachterstand.yaml');
    const text = await fs.readFile(file, 'utf8');
    await fs.writeFile(file, text.replaceAll(/NOG INVULLEN: ([^"]*)/g, 'zoals bedoeld: $1'));
    const config = path.join(root, 'config.yaml');
    await fs.appendFile(config, 'handover: "Via het beveiligde portaal van de regio."\n');
    const { to_fill_in, next } = JSON.parse((await made('--json')).stdout);
    expect({ to_fill_in, next: next.length }).toEqual({ to_fill_in: [], next: 2 });
    const filled = await read('instructie.md');
    expect(filled).not.toContain('NOG INVULLEN');
    expect(filled).toMatch(/Uiterlijk \| zoals bedoeld: uiterlijk, zoals 1 maart/);
    expect(filled).toMatch(
      /alle \d+ buurten van Parkstad Limburg, op de gebiedsindeling van 2024; ook die met 0/,
    );
    expect(filled).toContain('- `aantal`: zoals bedoeld: wie van hen meetelt');
    expect(filled).toContain('Via het beveiligde portaal van de regio.');
  });

  test('is a delivery as soon as the counts are typed, as CSV and as workbook alike', async () => {
    const csv = await read('huurachterstand-2024.csv');
    const rows = csv.trim().split('\r\n').length - 1;
    expect(JSON.parse((await tried('huurachterstand-2024.csv')).stdout)).toMatchObject({
      state: 'refused',
      totals: { value_missing: 2 * rows },
    });
    await fs.writeFile(path.join(out, 'huurachterstand-2024.csv'), csv.replaceAll(';;\r\n', ';120;14\r\n'));
    const workbook = path.join(out, 'huurachterstand-2024.xlsx');
    await fs.writeFile(workbook, await typed(await fs.readFile(workbook), { D: 120, E: 14 }));
    for (const name of ['huurachterstand-2024.csv', 'huurachterstand-2024.xlsx']) {
      const { state, coverage } = JSON.parse((await tried(name)).stdout);
      expect({ state, coverage }).toMatchObject({
        state: 'accepted',
        coverage: [{ period: '2024', asked: rows, delivered: rows, lacking: [], outside: [] }],
      });
    }
  });
});

/** Types numbers into the empty cells of columns, as Excel keeps their colour. */
async function typed(workbook: Buffer, numbers: Record<string, number>): Promise<Buffer> {
  const archive = await Archive.open(workbook);
  const parts: Record<string, string> = {};
  for (const { name } of archive.members) parts[name] = await text(await archive.stream(name));
  const sheet = 'xl/worksheets/sheet1.xml';
  const filled = (parts[sheet] ?? '').replace(/<c r="([A-Z])(\d+)"([^>]*)\/>/g, (_, column, row, style) => {
    return `<c r="${column}${row}"${style}><v>${numbers[column]}</v></c>`;
  });
  return zipOf({ ...parts, [sheet]: filled });
}
