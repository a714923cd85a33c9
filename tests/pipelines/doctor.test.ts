import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describe as describeReport } from '../../pipelines/commands/doctor.ts';
import { examine, type SourceExamined } from '../../pipelines/doctor.ts';
import { loadProject } from '../../pipelines/project.ts';
import { networkTransport } from '../../sources/http.ts';
import { effectsWith } from '../sources/fixtures.ts';
import { tempFolder, vie } from '../support/pipeline.ts';
import { hasShared, type Simulator, serviceEnvironment, startSimulator } from '../support/shared.ts';
import { exitOf, findingsOf, inState, MONITOR, monitorService, only } from './doctor-fixture.ts';
import { writeSmall } from './small-project.ts';

const { service, examined, env } = monitorService();

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

describe('a service that is down', () => {
  test('ends with 69, is asked once, and does not hold up the rest', async () => {
    const source = await examined(MONITOR.replace('11111NED}', '11111NED, service: dataderden}'), {
      ...env(),
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
  const lines = describeReport([await examined()], { verbose: false });
  expect(lines).toContain('  ok     topics      2 have one column each');
  expect(lines.at(-2)).toMatch(
    /^ {2}sources\/monitor\.yaml:20: monitor\/2022, table: Table '22222NED' does not exist/,
  );
  expect(lines.at(-1)).toMatch(/^ {4}do: /);
  expect(lines.join('\n')).toMatch(/Checks: 5 ok, 0 changed, 0 unverified-ok, 1 wrong, 0 unreachable/);
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
    const project = await loadProject({
      root,
      env: serviceEnvironment(address),
      data: path.join(root, 'data'),
    });
    const effects = effectsWith(networkTransport(project.loaded.config, '1'));
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
