import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describe as describeReport, exitCodeOf } from '../../pipelines/commands/doctor.ts';
import { examine, type SourceExamined } from '../../pipelines/doctor.ts';
import { loadProject } from '../../pipelines/project.ts';
import type { Finding } from '../../sources/doctor/finding.ts';
import { networkTransport } from '../../sources/http.ts';
import { effectsWith } from '../sources/fixtures.ts';
import { ODataService, type ServiceTable } from '../support/odata-service.ts';
import { tempFolder, vie } from '../support/pipeline.ts';
import { hasShared, type Simulator, serviceEnvironment, startSimulator } from '../support/shared.ts';
import { writeSmall } from './small-project.ts';

const MONITOR = `id: monitor
title: Gezondheidsmonitor
publisher: GGD'en
licence: CC BY 4.0
citation: GGD'en, Gezondheidsmonitor
rhythm: jaarlijks
connector: cbs-odata-v3
service: opendata
dimensions:
  area: RegioS
  period: Perioden
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {"20300": 18+}}
  fixed: {Geslacht: T001038}
topics:
  roken: Roker
  overgewicht: Overgewicht
editions:
  "2020": {table: 11111NED}
  "2022": {table: 22222NED}
`;

const items = (...pairs: [string, string][]) => pairs.map(([Key, Title]) => ({ Key, Title }));

const tableOf = (id: string, year: number): ServiceTable => ({
  id,
  title: `Gezondheidsmonitor ${year}`,
  modified: `${year + 1}-03-01T02:00:00`,
  dimensions: [
    {
      name: 'Geslacht',
      type: 'Dimension',
      width: 7,
      items: items(['T001038', 'Totaal mannen en vrouwen'], ['3000', 'Mannen']),
    },
    {
      name: 'Leeftijd',
      type: 'Dimension',
      width: 5,
      items: items(['20300', '18 jaar of ouder'], ['53115', '18 tot 65 jaar']),
    },
    {
      name: 'Marges',
      type: 'Dimension',
      width: 7,
      items: items(['MW00000', 'Waarde'], ['MOG0095', 'Ondergrens']),
    },
    { name: 'RegioS', type: 'GeoDimension', width: 6, items: items(['GM0928', 'Kerkrade']) },
    { name: 'Perioden', type: 'TimeDimension', width: 8, items: items([`${year}JJ00`, String(year)]) },
  ],
  topics: [
    { stem: 'Roker', title: 'Roker', unit: '%' },
    { stem: 'Overgewicht', title: 'Overgewicht', unit: '%' },
  ],
  rows: [
    {
      Geslacht: 'T001038',
      Leeftijd: '20300',
      Marges: 'MW00000',
      RegioS: 'GM0928',
      Perioden: `${year}JJ00`,
      Roker: 24.3,
      Overgewicht: 57.8,
    },
  ],
});

let service: ODataService;
let base: string;
beforeAll(async () => {
  service = new ODataService();
  base = await service.listen();
});
afterAll(() => service.close());
beforeEach(() => {
  service.setFaults([]);
  service.tables.clear();
  for (const [id, year] of [
    ['11111NED', 2020],
    ['22222NED', 2022],
  ] as const)
    service.tables.set(id, tableOf(id, year));
});

const change = (id: string, alter: (table: ServiceTable) => void) => {
  const table = service.tables.get(id);
  if (table) alter(table);
};

/** The doctor on one source; the declarations besides it do not speak of it. */
async function examined(yaml = MONITOR, env = serviceEnvironment(base)) {
  const root = await writeSmall({
    'sources/monitor.yaml': yaml,
    'config.yaml': 'http: {first_delay_ms: 0, stall_s: 2}\n',
    'indicators/goals/trendbreuk.yaml': GOAL,
  });
  const project = await loadProject({ root, env, data: path.join(root, 'data') });
  const effects = effectsWith(networkTransport(project.loaded.config.http, '1'));
  const [source, ...others] = await examine(project, ['monitor'], effects);
  if (!source || others.length) throw new Error('one source was asked for');
  return source;
}

const GOAL = `id: trendbreuk
name_nl: Even goed
name_en: As good
goal: Vie
population: GM0928
benchmark: {area: NL}
rule: reach
indicators: [roken]
`;

const findingsOf = ({ editions, findings }: SourceExamined): Finding[] => [
  ...editions.flatMap(one => one.findings),
  ...findings,
];
const inState = (source: SourceExamined, state: Finding['state']) =>
  findingsOf(source).filter(one => one.state === state);
const only = (findings: Finding[]): Finding => {
  const [first] = findings;
  if (!first || findings.length > 1) throw new Error(`one finding expected: ${JSON.stringify(findings)}`);
  return first;
};
const exitOf = (source: SourceExamined) => exitCodeOf(findingsOf(source));

test('where all is as declared, every check is ok and the exit code is 0', async () => {
  const source = await examined();
  expect(new Set(findingsOf(source).map(one => one.state))).toEqual(new Set(['ok']));
  expect(exitOf(source)).toBe(0);
  expect(source.editions.map(one => one.edition)).toEqual(['monitor/2020', 'monitor/2022']);
  expect(source.editions[0]?.findings.map(one => `${one.about}: ${one.detail}`)).toEqual([
    "table: 'Gezondheidsmonitor 2020', modified 2021-03-01T02:00:00, 1 rows",
    'dimensions: Geslacht, Leeftijd, Marges, RegioS, Perioden',
    'topic roken: Roker_1: Roker (%)',
    'topic overgewicht: Overgewicht_2: Overgewicht (%)',
  ]);
  expect(source.findings.map(one => one.detail)).toEqual(['no newer table among 2 of this name']);
});

describe('a column', () => {
  test('that was renamed: the near one, the line, and what to write there', async () => {
    change('22222NED', table => {
      table.topics[0] = { stem: 'Rokers', title: 'Rokers', unit: '%' };
    });
    const source = await examined();
    const finding = only(inState(source, 'wrong'));
    expect(finding).toMatchObject({
      about: 'topic roken',
      where: { file: 'sources/monitor.yaml', line: 20 },
    });
    expect(finding.detail).toBe("topic 'Roker' matches no column. Near: Rokers.");
    expect(finding.write).toBe(
      'under edition "2022" write `topics: {roken: Rokers}`; or write `lacks: [roken]` if it has no such column',
    );
    expect(exitOf(source)).toBe(65);
  });

  test('with an alias of its own is corrected at the alias', async () => {
    const source = await examined(
      MONITOR.replace('22222NED}', '22222NED, topics: {roken: Rokers}, lacks: [overgewicht]}'),
    );
    expect(only(inState(source, 'wrong'))).toMatchObject({
      where: { line: 20 },
      write: 'write `roken: Roker`; or remove this alias and add roken to its lacks',
    });
  });

  test('of an alias that is only repeated is to be written out', async () => {
    const yaml = MONITOR.replace('11111NED}', '11111NED, topics: &own {roken: Roker}}').replace(
      '22222NED}',
      '22222NED, topics: *own}',
    );
    change('22222NED', table => {
      table.topics[0] = { stem: 'Rokers', title: 'Rokers' };
    });
    expect(only(inState(await examined(yaml), 'wrong')).write).toContain(
      'repeats the list of another one: write the list out here, with `roken: Rokers`',
    );
  });

  test('of the only edition is corrected in the list of the source', async () => {
    const yaml = MONITOR.replace('  "2020": {table: 11111NED}\n', '').replace(
      'roken: Roker',
      'roken: Rokers',
    );
    expect(only(inState(await examined(yaml), 'wrong'))).toMatchObject({
      where: { line: 16 },
      write: expect.stringMatching(/^write `roken: Roker`; or, under edition "2022"/),
    });
  });

  test('whose title occurs twice: both are named, and how to tell them apart', async () => {
    change('22222NED', table => {
      table.topics.push({ stem: 'Roker', title: 'Roker', unit: 'aantal' });
    });
    const finding = only(inState(await examined(), 'wrong'));
    expect(finding.detail).toBe("topic 'Roker' matches 2 columns: Roker_1 (Roker); Roker_3 (Roker).");
    expect(finding.write).toContain('`topics: {roken: Roker_1}` or `topics: {roken: Roker_3}`');
  });

  test('that nothing is like: all such concepts in one line to add, with the columns that are left', async () => {
    change('22222NED', table => {
      table.topics = [{ stem: 'Gebitsprothese', title: 'Gebitsprothese' }];
    });
    const finding = only(inState(await examined(), 'wrong'));
    expect(finding.detail).toContain(
      'roken (Roker), overgewicht (Overgewicht); columns not used: Gebitsprothese',
    );
    expect(finding.write).toMatch(/^under edition "2022" write `lacks: \[roken, overgewicht\]`/);
  });
});

describe('what was not yet seen at the live service', () => {
  const unverified = (what: string) => MONITOR.replace('22222NED}', `22222NED, unverified: ${what}}`);

  test('a column that is there: reported, with the line from which it can go', async () => {
    const source = await examined(unverified('[roken]'));
    const [topic, advice] = inState(source, 'unverified-ok');
    expect(topic).toMatchObject({ about: 'topic roken', detail: 'Roker_1: Roker (%)' });
    expect(advice).toMatchObject({
      detail: 'roken now verified',
      where: { line: 20 },
      write: 'remove `unverified`',
    });
    expect(exitOf(source)).toBe(0);
  });

  test('a column that is not there stays in the list, and is to be corrected', async () => {
    change('22222NED', table => {
      table.topics.splice(1, 1);
    });
    const source = await examined(unverified('[roken, overgewicht]'));
    expect(inState(source, 'unverified-ok').at(-1)?.write).toBe('write `unverified: [overgewicht]`');
    expect(only(inState(source, 'wrong')).about).toBe('topic overgewicht');
    expect(exitOf(source)).toBe(65);
  });

  test('a table that is there and as declared', async () => {
    const advice = inState(await examined(unverified('true')), 'unverified-ok').at(-1);
    expect(advice).toMatchObject({
      detail: 'edition 2022 is now verified',
      write: 'remove `unverified: true`',
    });
  });

  test('a whole source of which one table is there: the mark moves to the other edition', async () => {
    service.tables.delete('22222NED');
    const source = await examined(
      MONITOR.replace('service: opendata', 'service: opendata\nunverified: true'),
    );
    expect(inState(source, 'unverified-ok').at(-1)).toMatchObject({
      where: { line: 9 },
      write: 'remove `unverified: true` here, and write it under edition "2022"',
    });
  });

  test('a table that does not exist: the one of that year in the catalogue', async () => {
    service.tables.delete('22222NED');
    service.tables.set('22223NED', tableOf('22223NED', 2022));
    const source = await examined(unverified('true'));
    expect(only(inState(source, 'wrong'))).toMatchObject({
      about: 'table',
      detail:
        "Table '22222NED' does not exist at the service 'opendata', nor at 'datasets', in upper or lower case.",
      where: { file: 'sources/monitor.yaml', line: 20, column: 12 },
      write: "write `table: 22223NED` ('Gezondheidsmonitor 2022')",
    });
    expect(exitOf(source)).toBe(65);
  });
});

describe('the table', () => {
  test('that is about something else is not the one that is meant', async () => {
    change('22222NED', table => {
      table.title = "Bestelauto's in Nederland 2022";
    });
    const finding = only(inState(await examined(), 'wrong'));
    expect(finding.detail).toContain(
      "is 'Bestelauto's in Nederland 2022', which has no word of 'Gezondheidsmonitor'",
    );
    expect(finding.where).toMatchObject({ line: 20 });
  });

  test('with a newer edition in the catalogue: the line to add, and no error', async () => {
    service.tables.set('33333NED', tableOf('33333NED', 2024));
    service.tables.set('44444NED', tableOf('44444NED', 2026));
    const source = await examined();
    expect(only(inState(source, 'changed'))).toMatchObject({
      about: 'catalogue',
      detail: "newer edition 44444NED 'Gezondheidsmonitor 2026'",
      where: { line: 18 },
      write: 'add `"2026": {table: 44444NED}` under editions',
    });
    expect(exitOf(source)).toBe(0);
  });

  test('under a name that no title holds: the words to search for', async () => {
    const source = await examined(
      MONITOR.replace('title: Gezondheidsmonitor', 'title: Gezondheidsmonitor (volwassenen)'),
    );
    expect(only(inState(source, 'changed'))).toMatchObject({
      where: { line: 2 },
      write: 'write `catalogue: Gezondheidsmonitor`',
    });
  });
});

describe('the dimensions', () => {
  test.each([
    ['misspelt', 'margin: Marges', 'margin: Marge', 'write `margin: Marges`', 12],
    ['of another name for the areas', 'area: RegioS', 'area: WijkenEnBuurten', 'write `area: RegioS`', 10],
    [
      'with an age that is not there',
      '"20300": 18+',
      '"20300": 18+, "80200": 65+',
      'write `age_keys: {"20300": 18+}`',
      13,
    ],
    [
      'held at a key that is not there',
      'Geslacht: T001038',
      'Geslacht: T001039',
      'write `Geslacht: T001038`',
      14,
    ],
    [
      'not declared',
      '  fixed: {Geslacht: T001038}\n',
      '',
      'add `fixed: {Geslacht: T001038}` to `dimensions`',
      9,
    ],
    [
      'declared but not there',
      'fixed: {Geslacht: T001038}',
      'fixed: {Geslacht: T001038, Inkomen: T1}',
      'remove Inkomen from `dimensions`',
      14,
    ],
  ])('%s: what to write, and where', async (_, from, to, write, line) => {
    const source = await examined(MONITOR.replace('  "2020": {table: 11111NED}\n', '').replace(from, to));
    const finding = only(inState(source, 'wrong'));
    expect(finding.write).toContain(write);
    expect(finding.where).toMatchObject({ file: 'sources/monitor.yaml', line });
  });

  test('without a period that is asked for', async () => {
    const source = await examined(MONITOR.replace('22222NED}', '22222NED, periods: ["2022", "2024"]}'));
    expect(only(inState(source, 'wrong'))).toMatchObject({
      detail: "it has no period '2024'",
      where: { line: 20 },
    });
  });
});

describe('a service that is down', () => {
  test('ends with 69, is asked once, and does not hold up the rest', async () => {
    const source = await examined(MONITOR.replace('11111NED}', '11111NED, service: dataderden}'), {
      ...serviceEnvironment(base),
      VIE_DATADERDEN_URL: 'http://127.0.0.1:9',
    });
    expect(only(inState(source, 'unreachable')).detail).toMatch(/ECONNREFUSED/);
    expect(source.editions[1]?.findings.map(one => one.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(exitOf(source)).toBe(69);
  });

  test('for one question only is tried twice, and the other checks go on', async () => {
    service.setFaults([{ kind: 'status-503', match: '11111NED' }]);
    service.log.length = 0;
    const source = await examined();
    expect(only(inState(source, 'unreachable'))).toMatchObject({ about: 'table' });
    expect(service.log.filter(one => one.url.includes('11111NED'))).toHaveLength(2);
    expect(exitOf(source)).toBe(69);
  });

  test('in its catalogue alone leaves the tables checked', async () => {
    service.setFaults([{ kind: 'status-503', match: 'ODataCatalog' }]);
    const source = await examined();
    expect(only(inState(source, 'unreachable')).about).toBe('catalogue');
    expect(inState(source, 'ok')).toHaveLength(8);
  });

  test('while something is wrong elsewhere ends with 65: that is what can be acted on', async () => {
    service.setFaults([{ kind: 'status-503', match: '11111NED' }]);
    service.tables.delete('22222NED');
    expect(exitOf(await examined())).toBe(65);
  });
});

test('a person reads one state per line, and last what must be corrected, with file and line', async () => {
  service.tables.delete('22222NED');
  const lines = describeReport([await examined()], false);
  expect(lines).toContain('  ok     topics      2 have one column each');
  expect(lines.at(-2)).toMatch(
    /^ {2}sources\/monitor\.yaml:20: monitor\/2022, table: Table '22222NED' does not exist/,
  );
  expect(lines.at(-1)).toMatch(/^ {4}do: /);
  expect(lines.join('\n')).toMatch(/Checks: 5 ok, 0 changed, 0 unverified-ok, 1 wrong, 0 unreachable/);
});

describe('the files of StatLine', () => {
  const FILE = MONITOR.replace('cbs-odata-v3', 'statline-csv')
    .replace('service: opendata', 'service: files')
    .replace('"20300"', '18 jaar of ouder')
    .replace('{Geslacht: T001038}', '{}')
    .replace('  "2020": {table: 11111NED}\n', '')
    .replace('22222NED}', '22222NED, file: m.csv, rows: 2}');
  const csv = (...rows: string[]) =>
    service.files.set('m.csv', Buffer.from(`Leeftijd;Marges;RegioS;${rows.join('\n')}\n`));

  test('are read like tables', async () => {
    csv(
      'Roker;Overgewicht',
      '18 jaar of ouder;Waarde;Kerkrade;20,1;50,2',
      '18 jaar of ouder;Waarde;Heerlen;21,1;51,2',
    );
    expect(inState(await examined(FILE), 'ok').map(one => one.about)).toEqual([
      'table',
      'dimensions',
      'topic roken',
      'topic overgewicht',
    ]);
  });

  test('with another column, another label and a row too many', async () => {
    csv(
      'Roker;Overgewicht;Geslacht',
      'Totaal;Waarde;Kerkrade;20,1;50,2;Man',
      'Totaal;Waarde;Heerlen;21,1;51,2;Man',
      'Totaal;Waarde;Landgraaf;.;.;Man',
    );
    const wrong = inState(await examined(FILE), 'wrong');
    expect(wrong.map(one => one.write)).toEqual([
      'get the whole file; if this is all of it, write `rows: 3`',
      'add `fixed: {Geslacht: Man}` to `dimensions` (or another of its keys)',
      'put the key that is meant in the place of 18 jaar of ouder',
    ]);
  });

  test('that are not there are for the person to fetch, not for the declaration', async () => {
    service.files.clear();
    expect(only(inState(await examined(FILE), 'unreachable')).write).toContain(
      'Download table 22222NED as CSV',
    );
  });
});

test('from the command line: what is asked for must exist, and a network that is down gives 69', async () => {
  const down = { VIE_OPENDATA_URL: 'http://127.0.0.1:9', VIE_DATADERDEN_URL: 'http://127.0.0.1:9' };
  const config = path.join(await tempFolder('config'), 'config.yaml');
  await fs.writeFile(config, 'http: {first_delay_ms: 0}\n');
  const unknown = await vie(['doctor', 'kwbb', '--config', config]);
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.stderr).toContain("Did you mean 'kwb'?");
  const ended = await vie(['doctor', 'kwb', '--json', '--config', config], { env: down });
  expect(ended.code, ended.stderr).toBe(69);
  const { counts, sources } = JSON.parse(ended.stdout) as { counts: object; sources: SourceExamined[] };
  expect(counts).toMatchObject({ ok: 0, wrong: 0 });
  expect(sources.map(one => one.source)).toEqual(['kwb']);
});

describe.skipIf(!hasShared)('on real tables', () => {
  let simulator: Simulator;
  let address: string;
  beforeAll(async () => {
    simulator = await startSimulator();
    address = await simulator.listen();
  });
  afterAll(() => simulator.close());

  const KWB = `id: kwb
title: Kerncijfers wijken en buurten
publisher: CBS
licence: CC BY 4.0
citation: CBS, Kerncijfers wijken en buurten
rhythm: jaarlijks
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics:
  inwoners: AantalInwoners
  opleiding_laag: Opleidingsniveau laag
  appartement: Appartement
  bijstand: PersonenPerSoortUitkeringBijstand
  huishoudens: HuishoudensTotal
editions:
  "2020": {table: 84799NED}
`;

  test('Kerncijfers 2020: columns and units, a title that occurs twice, a slip of the pen, a newer year', async () => {
    const root = await writeSmall({ 'sources/kwb.yaml': KWB, 'config.yaml': '{}\n' });
    const project = await loadProject({ root, env: serviceEnvironment(address), data: root });
    const effects = effectsWith(networkTransport(project.loaded.config.http, '1'));
    const [kwb] = await examine(project, ['kwb'], effects);
    const said = Object.fromEntries((kwb ? findingsOf(kwb) : []).map(one => [one.about, one]));
    // Columns as in DataProperties of 84799NED (CBS, 26 March 2021).
    expect(said['topic inwoners']?.detail).toBe('AantalInwoners_5: Aantal inwoners (aantal)');
    expect(said['topic opleiding_laag']).toMatchObject({ state: 'ok' });
    expect(said['topic appartement']?.write).toMatch(
      /`appartement: {topic: Appartement, group: [^}]*lektriciteit[^}]*}` or `appartement: {topic: Appartement, group: [^}]*ardgas[^}]*}`/,
    );
    expect(said['topic huishoudens']).toMatchObject({ where: { file: 'sources/kwb.yaml', line: 15 } });
    expect(said['topic huishoudens']?.write).toContain('write `huishoudens: HuishoudensTotaal`');
    expect(said['catalogue']).toMatchObject({
      write: 'add `"2024": {table: 85984NED}` under editions',
      where: { line: 16 },
    });
  });
});
