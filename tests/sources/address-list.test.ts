import { describe, expect, test } from 'vitest';
import type { VieError } from '../../kernel/errors.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { zipWith } from '../support/zip.ts';
import { answering, editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const SOURCE = `
id: adressen
connector: address-list
service: download
dimensions: {area: Buurt}
topics: {}
editions: {"2024": {table: pc6hnr20240801, file: postcode/2024.zip}}
`;
const ROWS = ['6461AA;1;9280000;92800;928', '1011AB;10;0363AF01;0363AF;0363', '9711AA;2;140001;1400;14'];

function zip(header: string, rows = ROWS, end = '\n'): Buffer {
  return zipWith([
    { name: 'pc6hnr20240801_gwb.csv', data: [header, ...rows].join(end) + end },
    { name: 'buurt_2024.csv', data: 'buurtcode;buurtnaam\n' },
  ]);
}
const HEADER = 'PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024';

async function fetchList(body: Buffer, source = SOURCE) {
  const config = testConfig({ download: 'https://cbs.example' });
  const edition = editionOf(source, '2024', config);
  const store = new SnapshotStore(await tempFolder());
  const transport = answering({ 'https://cbs.example/postcode/2024.zip': body });
  const outcome = await fetchEdition(edition, { config, store, effects: effectsWith(transport) });
  const describe = async () => {
    if (!outcome.snapshot) throw outcome.error ?? new Error('no snapshot');
    return connectorFor('address-list', config.services).describe(edition, outcome.snapshot);
  };
  return { outcome, describe };
}

async function refusal(body: Buffer, source?: string): Promise<VieError> {
  const { outcome } = await fetchList(body, source);
  if (!outcome.error) throw new Error('the file was accepted');
  return outcome.error;
}

describe('a list of addresses is read', () => {
  test.each([
    [HEADER, ['PC6', 'Huisnummer', 'Buurt2024']],
    ['pc6;huisnummer;buurt2018;wijk2018;gemeente2018', ['pc6', 'huisnummer', 'buurt2018']],
    ['PC6,Huisnummer,Buurt2023,Wijk2023,Gemeente2023', ['PC6', 'Huisnummer', 'Buurt2023']],
    ['"pc6";"huisnummer";"gwb2016_code";"wijkcode";"gemeentecode"', ['pc6', 'huisnummer', 'gwb2016_code']],
    ['\uFEFFPC6;HUISNR;BU_CODE;WK_CODE;GM_CODE', ['PC6', 'HUISNR', 'BU_CODE']],
  ])('under the columns of each year: %s', async (header, [pc6, house_number, buurt]) => {
    const delimiter = header.includes(',') ? ',' : ';';
    const { outcome, describe } = await fetchList(
      zip(
        header,
        ROWS.map(row => row.replaceAll(';', delimiter)),
        '\r\n',
      ),
    );
    expect(outcome.error?.message).toBeUndefined();
    expect(outcome.snapshot?.meta.rows).toBe(3);
    expect(await describe()).toMatchObject({
      kind: 'addresses',
      member: 'pc6hnr20240801_gwb.csv',
      delimiter,
      columns: { pc6, house_number, buurt },
    });
  });

  test('with the columns in any order, and cells in quotation marks', async () => {
    const { outcome } = await fetchList(zip('Buurt2024;PC6;Huisnummer', ['"9280000";"6461 aa";"1"']));
    expect(outcome.state).toBe('fetched');
  });

  test('from the member that the declaration names', async () => {
    const named = SOURCE.replace('postcode/2024.zip', 'postcode/2024.zip, members: {buurt: "buurt_*.csv"}');
    expect((await refusal(zip(HEADER), named)).message).toMatch(/no column for pc6.*buurtcode, buurtnaam/);
  });
});

describe('a list of addresses is refused', () => {
  test.each([
    ['a postcode of another form', '06461;1;9280000;92800;928', 'PC6', "'99999' is not a postcode"],
    [
      'a house number with a letter',
      '6461AA;1a;9280000;92800;928',
      'Huisnummer',
      "'9x' is not a house number",
    ],
    ['an empty buurt', '6461AA;1;;92800;928', 'Buurt2024', "'' is not a code of a buurt"],
  ])('for %s, with row and column and without the address', async (_what, row, field, message) => {
    const error = await refusal(zip(HEADER, [...ROWS, row]));
    expect(error).toMatchObject({
      code: 'contract',
      where: { file: 'pc6hnr20240801_gwb.csv', row: 5, field },
    });
    expect(error.message).toContain(message);
  });

  test('for a row with a cell too few', async () => {
    const error = await refusal(zip(HEADER, [...ROWS, '6461AA;1;9280000;92800']));
    expect(error.message).toBe('The row has 4 cells, the header 5.');
    expect(error.where.row).toBe(5);
  });

  test('when it has no rows, or none of the columns', async () => {
    expect((await refusal(zip(HEADER, []))).message).toBe('The file has no rows.');
    const error = await refusal(zip('a;b;c'));
    expect(error.message).toBe('The file has no column for pc6; its columns are a, b, c.');
  });

  test('when a column is there twice', async () => {
    const error = await refusal(zip('PC6;Huisnummer;Buurt2023;Buurt2024', ['6461AA;1;9280000;9280000']));
    expect(error.message).toContain('several columns for buurt');
  });
});
