import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indicatorSchema } from '../../indicators/declaration.ts';
import { parseDeclaration } from '../../kernel/declare.ts';
import { projectRoot } from '../../kernel/root.ts';
import { draftIndicator, type IndicatorWish } from '../../pipelines/new-indicator.ts';
import { draftSource } from '../../pipelines/new-source.ts';
import { openLines, readTemplate, writeNew } from '../../pipelines/scaffold.ts';
import type { Inspection } from '../../sources/connector.ts';
import { sourceSchema } from '../../sources/declaration.ts';
import type { TopicColumn } from '../../sources/topics.ts';
import { ODataService } from '../support/odata-service.ts';
import { copyProject, vie } from '../support/pipeline.ts';
import { serviceEnvironment } from '../support/shared.ts';
import { loadSmall, writeSmall } from './small-project.ts';

async function draft(wish: Partial<IndicatorWish> = {}) {
  const project = await loadSmall(await writeSmall());
  const template = await readTemplate(projectRoot(), 'indicator.yaml');
  const whole = { id: 'nieuw', source: 'kwb', concept: ['bijstand'], domain: 'bevolking', ...wish };
  const { file, text } = draftIndicator(project, whole, template);
  return { file, text, value: parseDeclaration(text, indicatorSchema, file).value };
}

describe('a new indicator', () => {
  test('is valid as it is, and says in Dutch what is still to be written', async () => {
    const { file, text, value } = await draft();
    expect(file).toBe('indicators/bevolking/nieuw.yaml');
    expect(value).toMatchObject({
      measure: 'published',
      value: ['bijstand'],
      value_kind: 'register',
      weight: { concept: 'inwoners' },
    });
    const open = openLines(text).map(line => text.split('\n')[line - 1]?.split(':')[0]);
    expect(open).toEqual(
      expect.arrayContaining(['name_nl', 'name_en', 'unit', 'definition', 'interpretation']),
    );
  });

  test('with a denominator is a ratio in percent', async () => {
    const { value } = await draft({
      concept: ['bijstand'],
      denominator: ['inwoners'],
      name: 'Bijstand: aandeel',
    });
    expect(value).toMatchObject({
      name_nl: 'Bijstand: aandeel',
      measure: 'ratio',
      unit: '%',
      value_kind: 'derived',
      numerator: ['bijstand'],
      denominator: ['inwoners'],
    });
    expect(value.value).toBeUndefined();
  });

  test('takes age and kind of figure from its source', async () => {
    const { value } = await draft({ source: 'monitor', concept: ['roken'] });
    expect(value).toMatchObject({ age_group: ['18+'], value_kind: 'survey' });
  });

  test('of a domain without indicators gets a folder of its own', async () => {
    const { file, value } = await draft({ domain: 'veiligheid' });
    expect([file, value.domain]).toEqual(['indicators/veiligheid/nieuw.yaml', 'veiligheid']);
  });

  test.each<[string, Partial<IndicatorWish>, RegExp]>([
    ['an id that is taken', { id: 'roken' }, /declared already, in indicators\/leefstijl\/roken\.yaml/],
    ['a source that is not there', { source: 'cbs' }, /no source 'cbs'/],
    ['a concept that is not there', { concept: ['bijstnd'] }, /no concept of kwb 'bijstnd'/],
    ['a denominator that is not there', { denominator: ['inwoner'] }, /no concept of kwb 'inwoner'/],
    ['a measure that is not there', { measure: 'som' }, /no measure 'som'/],
    ['a domain that is not there', { domain: 'gezondheit' }, /no domain 'gezondheit'/],
  ])('is refused for %s', async (_, wish, message) => {
    await expect(draft(wish)).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });
});

const column = (key: string, title: string, more: Partial<TopicColumn> = {}): TopicColumn => ({
  key,
  title,
  path: [],
  unit: '%',
  decimals: 1,
  datatype: 'Double',
  defaultMeaning: '',
  ...more,
});

const INSPECTION: Inspection = {
  revision: { modified: '2025-01-01', title: 'Wonen; buurten, 2023' },
  dimensions: [
    { name: 'Buurten', kind: 'area' },
    { name: 'Perioden', kind: 'period', keys: [{ key: '2023JJ00', title: '2023' }] },
    { name: 'Marges', kind: 'other', keys: [{ key: 'MW00000', title: 'Waarde' }] },
    {
      name: 'Leeftijd',
      kind: 'other',
      keys: [
        { key: '53115', title: '18 tot 65 jaar' },
        { key: '80200', title: '65 jaar of ouder' },
      ],
    },
    {
      name: 'Geslacht',
      kind: 'other',
      keys: [
        { key: '3000', title: 'Mannen' },
        { key: '4000', title: 'Vrouwen' },
      ],
    },
    {
      name: 'Vorm',
      kind: 'other',
      keys: [
        { key: 'A1', title: 'Huur' },
        { key: 'T1', title: 'Totaal vormen' },
      ],
    },
  ],
  columns: [
    column('Naam_1', 'Naam', { datatype: 'String' }),
    column('Koop_2', 'Koopwoningen'),
    column('Flat_3', 'Flat', { path: ['Gas'] }),
    column('Flat_4', 'Flat', { path: ['Stroom'] }),
    column('k_0Tot15Jaar_5', '0 tot 15 jaar'),
  ],
};

const WISH = {
  id: 'wonen',
  table: '1NED',
  service: 'opendata',
  connector: 'cbs-odata-v3',
  thisYear: 2026,
} as const;

describe('a new source', () => {
  const drafted = async (inspection?: Inspection) => {
    const text = draftSource(WISH, inspection, await readTemplate(projectRoot(), 'source.yaml'));
    return { text, value: parseDeclaration(text, sourceSchema, 'sources/wonen.yaml').value };
  };

  test('has title, dimensions and topics as the service gives them', async () => {
    const { text, value } = await drafted(INSPECTION);
    expect(value).toMatchObject({
      title: 'Wonen; buurten',
      citation: 'CBS, Wonen; buurten',
      editions: { '2023': { table: '1NED' } },
      dimensions: {
        area: 'Buurten',
        period: 'Perioden',
        margin: 'Marges',
        age_group: { dimension: 'Leeftijd', keys: { '53115': '18-64', '80200': '65+' } },
        sex: { dimension: 'Geslacht', keys: { '3000': 'm', '4000': 'v' } },
        fixed: { Vorm: 'T1' },
      },
      topics: {
        koopwoningen: 'Koop',
        flat: { topic: 'Flat', group: 'Gas' },
        flat_2: { topic: 'Flat', group: 'Stroom' },
        c_0_tot_15_jaar: 'k_0Tot15Jaar',
      },
    });
    expect(value.unverified).toBeUndefined();
    expect(text).toContain('  koopwoningen: Koop  # Koopwoningen (%)\n');
  });

  test('that could not be asked is marked as not yet seen', async () => {
    const { value } = await drafted();
    expect(value).toMatchObject({ unverified: true, topics: {}, editions: { '2026': { table: '1NED' } } });
  });
});

describe('from the command line', () => {
  let service: ODataService;
  let base: string;
  let root: string;
  beforeAll(async () => {
    service = new ODataService();
    base = await service.listen();
    service.tables.set('12345NED', {
      id: '12345NED',
      title: 'Sporten per wijk 2025',
      modified: '2026-01-01T02:00:00',
      dimensions: [
        { name: 'Wijken', type: 'GeoDetail', width: 10, items: [{ Key: 'GM0928', Title: 'Kerkrade' }] },
      ],
      topics: [{ stem: 'WekelijkseSporters', title: 'Wekelijkse sporters', unit: '%' }],
      rows: [{ Wijken: 'GM0928', WekelijkseSporters: 40 }],
    });
    root = await copyProject();
    const config = await fs.readFile(path.join(root, 'config.yaml'), 'utf8');
    await fs.writeFile(path.join(root, 'config.yaml'), config.replace('attempts: 4', 'attempts: 1'));
  });
  afterAll(() => service.close());
  const call = (...args: string[]) => vie(args, { root, env: serviceEnvironment(base) });
  const read = (file: string) => fs.readFile(path.join(root, file), 'utf8');

  test('a table becomes a source that the doctor finds in order, and an indicator that check accepts', async () => {
    const made = await call('new', 'source', 'sporten', '--table', '12345NED');
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toMatch(
      /Wrote sources\/sporten\.yaml\. Next:\n {2}1\. fill in what says NOG INVULLEN/,
    );
    expect(await read('sources/sporten.yaml')).toContain('wekelijkse_sporters: WekelijkseSporters');
    const seen = await call('doctor', 'sporten');
    expect(seen.code, seen.stdout).toBe(0);

    const wish = ['--source', 'sporten', '--concept', 'wekelijkse_sporters', '--domain', 'leefstijl'];
    const indicator = await call('new', 'indicator', 'sporters', ...wish);
    expect(indicator.code, indicator.stderr).toBe(0);
    const text = await read('indicators/leefstijl/sporters.yaml');
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../docs/schema/indicator.schema.json',
    );
    const checked = await call('check', '--json');
    expect(checked.code, checked.stderr).toBe(0);
    const { unfinished } = JSON.parse(checked.stdout) as { unfinished: { file: string; lines: number[] }[] };
    expect(unfinished.map(one => one.file)).toEqual([
      'sources/sporten.yaml',
      'indicators/leefstijl/sporters.yaml',
    ]);
    expect(unfinished[1]?.lines).toEqual(openLines(text));
  });

  test('a file that is there is never written over', async () => {
    await expect(writeNew(root, 'sources/kwb.yaml', 'id: x\n')).rejects.toMatchObject({ exitCode: 2 });
    const before = await read('sources/kwb.yaml');
    const again = await call('new', 'source', 'kwb', '--table', '12345NED');
    expect(again).toMatchObject({ code: 2 });
    expect(again.stderr).toContain('declared already');
    expect(await read('sources/kwb.yaml')).toBe(before);
  });

  test('a table that does not exist makes no file: 69', async () => {
    const made = await call('new', 'source', 'geen', '--table', '99999NED');
    expect(made.code).toBe(69);
    expect(made.stderr).toContain("Table '99999NED' does not exist");
    await expect(read('sources/geen.yaml')).rejects.toThrow(/ENOENT/);
  });

  test('without a network there is a plain scaffold, and the message says so', async () => {
    const env = { ...serviceEnvironment(base), VIE_OPENDATA_URL: 'http://127.0.0.1:9' };
    const made = await vie(['new', 'source', 'later', '--table', '12345NED'], { root, env });
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toContain('the service did not answer');
    expect(await read('sources/later.yaml')).toContain('unverified: true');
  });
});
