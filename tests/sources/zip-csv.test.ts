import { describe, expect, test } from 'vitest';
import { renderError, type VieError } from '../../kernel/errors.ts';
import type { CsvMember } from '../../sources/connector.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { cellsOf } from '../support/shape.ts';
import { type ZipMember, zipWith } from '../support/zip.ts';
import { answering, clientWith, editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const SOURCE = `
id: leefbaarometer
connector: zip-csv
service: leefbaarometer
dimensions: {area: code, period: jaar}
topics: {leefbaarheid: lbm, overlast: onv}
editions:
  "2024":
    table: meting-2024
    file: resources/meting-2024.zip
    status: final
    members:
      gemeente: {file: "*gemeenten*.csv", area: gm_code}
      buurt: {file: "*buurten*.csv", area: bu_code, name: bu_naam}
`;
const URL = 'https://lbm.example/resources/meting-2024.zip';

const BUURTEN = [
  'bu_code,bu_naam,jaar,lbm,onv',
  'BU09280000,"Zuid, West",2022,4.1,-0.05',
  'BU09280000,"Zuid, West",2024,4.25,1e-04',
  'BU0928AA01,Súd,2024,NA,',
  '',
].join('\n');
const GEMEENTEN = 'gm_code;jaar;lbm;onv\r\nGM0928;2022;4,2;,5\r\nGM0928;2024;4,3;-1\r\n';

interface Files {
  buurten?: string | Buffer;
  gemeenten?: string;
  more?: ZipMember[];
}

const zip = ({ buurten = BUURTEN, gemeenten = GEMEENTEN, more = [] }: Files = {}) =>
  zipWith([
    { name: 'Meting 2024/Leefbaarometer-scores buurten 2002-2024.csv', data: buurten },
    { name: 'Meting 2024/Leefbaarometer-scores gemeenten 2002-2024.csv', data: gemeenten },
    ...more,
  ]);

async function fetchZip(body: Buffer, source = SOURCE) {
  const config = testConfig({ leefbaarometer: 'https://lbm.example' });
  const edition = editionOf(source, '2024', config);
  const store = new SnapshotStore(await tempFolder());
  const transport = answering({ [URL]: body });
  const fetch = (refresh = false) =>
    fetchEdition(edition, { config, store, effects: effectsWith(transport), refresh });
  return { outcome: await fetch(), fetch, store, edition, config, transport };
}

async function shapeOf(body: Buffer, source?: string) {
  const { outcome, edition, config } = await fetchZip(body, source);
  if (!outcome.snapshot) throw outcome.error ?? new Error('no snapshot');
  const shape = cellsOf(await connectorFor('zip-csv', config.services).describe(edition, outcome.snapshot));
  const members: CsvMember[] = shape.rows.kind === 'zip-csv' ? shape.rows.members : [];
  return { shape, members };
}

async function refusal(body: Buffer, source?: string): Promise<VieError & { text: string }> {
  const { outcome } = await fetchZip(body, source);
  if (!outcome.error) throw new Error('the file was accepted');
  expect(outcome.snapshot).toBeUndefined();
  return Object.assign(outcome.error, { text: renderError(outcome.error) });
}

describe('a zip with CSV files is read', () => {
  test('by level, each with its own form and columns', async () => {
    const { shape, members } = await shapeOf(zip());
    expect(members).toMatchObject([
      { area: 'gm_code', delimiter: ';', decimal: ',', encoding: 'utf-8' },
      { area: 'bu_code', areaName: 'bu_naam', delimiter: ',', decimal: '.', encoding: 'utf-8' },
    ]);
    expect(shape.topics.map(topic => [topic.concept, topic.key])).toEqual([
      ['leefbaarheid', 'lbm'],
      ['overlast', 'onv'],
    ]);
    expect([...shape.keys.period]).toMatchObject([
      ['2022', { status: 'final', period: { start: '2022-01-01', end: '2022-12-31' } }],
      ['2024', { status: 'final' }],
    ]);
  });

  test('of the periods that are asked for only', async () => {
    const { shape } = await shapeOf(zip(), SOURCE.replace('status: final', 'periods: ["2024"]'));
    expect([...shape.keys.period.keys()]).toEqual(['2024']);
  });

  test('with a byte order mark, and in windows-1252', async () => {
    const { members } = await shapeOf(zip({ gemeenten: `\uFEFF${GEMEENTEN}` }));
    expect(members[0]?.header).toEqual(['gm_code', 'jaar', 'lbm', 'onv']);
    const latin = await shapeOf(zip({ buurten: Buffer.from(BUURTEN, 'latin1') }));
    expect(latin.members[1]?.encoding).toBe('windows-1252');
  });

  test('and stored byte for byte, counted over its members', async () => {
    const body = zip();
    const { outcome } = await fetchZip(body);
    expect(outcome.snapshot?.meta).toMatchObject({ rows: 5, url: URL });
    expect(await outcome.snapshot?.read('archive.zip')).toEqual(body);
  });

  test('once; when asked for again, the same tables in another zip are no new content', async () => {
    const { fetch, transport, outcome } = await fetchZip(zip());
    expect((await fetch()).state).toBe('unchanged');
    expect(transport.asked).toHaveLength(1);
    const repacked = await fetchZip(zip({ more: [{ name: 'lees mij.txt', data: 'hallo' }] }));
    expect(repacked.outcome.snapshot?.meta.snapshot_id).toBe(outcome.snapshot?.meta.snapshot_id);
    const renewed = await fetchZip(zip({ gemeenten: GEMEENTEN.replace('4,3', '4,4') }));
    expect(renewed.outcome.snapshot?.meta.snapshot_id).not.toBe(outcome.snapshot?.meta.snapshot_id);
  });

  test('whatever a Mac adds to it', async () => {
    const more = [{ name: '__MACOSX/._Leefbaarometer-scores buurten 2002-2024.csv', data: 'x' }];
    expect((await fetchZip(zip({ more }))).outcome.state).toBe('fetched');
  });

  test('and shown before anything is stored', async () => {
    const config = testConfig({ leefbaarometer: 'https://lbm.example' });
    const edition = editionOf(SOURCE, '2024', config);
    const preview = await connectorFor('zip-csv', config.services).preview(
      edition,
      clientWith(answering({ [URL]: zip() }), config),
    );
    expect(preview).toMatchObject({ selected: 5, sample: [{ gm_code: 'GM0928', lbm: '4,2' }, {}] });
  });
});

describe('a zip with CSV files is refused', () => {
  const buurt = (row: string) => zip({ buurten: `${BUURTEN}${row}\n` });

  test.each([
    ['an area of another level', 'WK092800,x,2024,1,1', 'bu_code', "'xx999999' is not the code of a buurt"],
    ['an area by name', 'Kerkrade,x,2024,1,1', 'bu_code', "'xxxxxxxx' is not the code of a buurt"],
    ['a period of unknown form', 'BU09280001,x,zomer,1,1', 'jaar', "'xxxxx' is not a period we know"],
    ['a text for a number', 'BU09280001,x,2024,1,zeer goed', 'onv', "'xxxx xxxx' is not a number"],
    ['thousands', 'BU09280001,x,2024,1.234.5,1', 'lbm', "'9.999.9' is not a number"],
    [
      'a decimal comma among points',
      'BU09280001,x,2024,"1,5",1',
      'lbm',
      "'9,9' is not a number with decimal point",
    ],
  ])('for %s, naming member, row and column, and not the content', async (_what, row, field, message) => {
    const error = await refusal(buurt(row));
    expect(error).toMatchObject({ code: 'contract', where: { row: 5, field } });
    expect(error.message).toContain(message);
    expect(error.where.file).toContain('scores buurten');
    expect(error.text).toMatch(/source leefbaarometer, edition 2024, table meting-2024, row 5/);
  });

  test('for a row that comes twice, naming both', async () => {
    const error = await refusal(buurt('BU09280000,x,2022,1,1'));
    expect(error.message).toBe('The row repeats row 2 (BU09280000 2022).');
    expect(error.where.row).toBe(5);
  });

  test('for a row with a cell too few', async () => {
    expect((await refusal(buurt('BU09280001,x,2024,1'))).message).toBe('The row has 4 cells, the header 5.');
  });

  test('for a quotation mark that is never closed', async () => {
    expect((await refusal(buurt('BU09280001,"x,2024,1,1'))).message).toMatch(/damaged.*[Qq]uote/);
  });

  test('when a member has no rows', async () => {
    const error = await refusal(zip({ buurten: 'bu_code,bu_naam,jaar,lbm,onv\n' }));
    expect(error.message).toBe('The file has no rows.');
  });

  test('when a member lacks a column, naming those that it has', async () => {
    const error = await refusal(zip({ gemeenten: GEMEENTEN.replace('jaar', 'meting') }));
    expect(error.message).toBe('The file lacks column jaar; it has gm_code, meting, lbm, onv.');
    expect(error.where.file).toContain('gemeenten');
  });

  test('when a member lacks a topic, naming near ones', async () => {
    const error = await refusal(zip({ gemeenten: GEMEENTEN.replace('lbm', 'lbms') }));
    expect(error.message).toContain("topic 'lbm' matches no column. Near: lbms");
    expect(error.where.member).toContain('gemeenten');
  });

  test('when no member or several members fit, naming them', async () => {
    const none = await refusal(zip(), SOURCE.replace('*buurten*', '*wijken*'));
    expect(none.message).toMatch(
      /No member fits '\*wijken\*.csv'; the archive has '.*scores buurten.*scores gemeenten/,
    );
    const more = [{ name: 'ontwikkeling buurten.csv', data: BUURTEN }];
    const several = await refusal(zip({ more }));
    expect(several.message).toMatch(
      /Several members fit '\*buurten\*.csv': '.*scores buurten.*', 'ontwikkeling buurten/,
    );
  });

  test('when it is hostile, though the members that are wanted are not', async () => {
    const error = await refusal(zip({ more: [{ name: '../../.bashrc', data: 'x' }] }));
    expect(error).toMatchObject({ code: 'contract', retryable: false });
    expect(error.message).toContain("'../../.bashrc'");
  });

  test('when it has another number of rows than declared', async () => {
    const error = await refusal(zip(), SOURCE.replace('status: final', 'rows: 6'));
    expect(error.message).toBe('The members have 5 rows, the declaration expects 6.');
  });

  test('when the declaration names no members, or dimensions that such files do not have', async () => {
    const { outcome } = await fetchZip(zip(), SOURCE.replace(/ {4}members:[\s\S]*/, ''));
    expect(outcome.error).toMatchObject({ code: 'declaration' });
    const other = await refusal(zip(), SOURCE.replace('period: jaar', 'margin: Marges'));
    expect(other.message).toContain('not by Marges');
  });

  test('when it is not there, with the address and where to look', async () => {
    const error = await refusal(zip(), SOURCE.replace('resources/meting', 'elders/meting'));
    expect(error).toMatchObject({ code: 'source', status: 404 });
    expect(error.text).toContain('https://lbm.example/elders/meting-2024.zip');
    expect(error.hint).toContain('edition 2024 in sources/leefbaarometer.yaml');
  });
});
