import { describe, expect, test } from 'vitest';
import { exitOf, inState, MONITOR, monitorService, only, tableOf } from './doctor-fixture.ts';

const { service, change, examined } = monitorService();

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

  test.each([
    ['PercentageJongerenMetJeugdzorg', 'PercentageEengezinswoning'],
    ['OnbewoondeWoningen', 'Koopwoningen'],
  ])('%s is not proposed to be %s, which is another figure', async (sought, other) => {
    change('22222NED', table => {
      table.topics = [{ stem: other, title: other, unit: '%' }, ...table.topics.slice(1)];
    });
    const finding = only(
      inState(await examined(MONITOR.replace('22222NED}', `22222NED, topics: {roken: ${sought}}}`)), 'wrong'),
    );
    expect(finding.write).not.toContain(other);
    expect(finding.detail).toContain(`columns not used: ${other}`);
  });

  test('that is another concept already is proposed to none', async () => {
    const yaml = MONITOR.replace(
      'overgewicht: Overgewicht',
      'overgewicht: Overgewichten\n  meer: Overgewicht',
    );
    const [finding] = inState(await examined(yaml), 'wrong');
    expect(finding?.write).not.toContain('overgewicht: Overgewicht`');
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
