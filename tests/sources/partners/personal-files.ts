import type { PersonRule } from '../../../sources/partners/rules.ts';
import { csv, GOOD, HEADING } from './world.ts';

export interface PersonalFile {
  about: string;
  content: string | Buffer;
  rule: PersonRule;
  /** What must be found nowhere. */
  planted: string[];
  row?: number;
  name?: string;
  partner?: string;
}

/** The good delivery with a column more. */
const withColumn = (heading: string, values: string[]): string =>
  csv(GOOD.map((line, at) => `${line};${at === 0 ? heading : (values[at - 1] ?? '')}`));
/** The good delivery with one cell of its third row replaced. */
const withCell = (at: number, value: string): string =>
  csv(GOOD.map((line, n) => (n === 3 ? line.split(';').with(at, value).join(';') : line)));
const added = (about: string, rule: PersonRule, heading: string, values: string[]): PersonalFile => ({
  about,
  rule,
  content: withColumn(heading, values),
  planted: values.filter(value => value.length > 3),
});
const within = (about: string, rule: PersonRule, at: number, value: string): PersonalFile => ({
  about,
  rule,
  content: withCell(at, value),
  planted: [value],
  row: 4,
});

/** Numbers that pass the eleven-test and belong to nobody: they are made up. */
const BSN = ['123456782', '111222333', '999990019', '100000009'];
const ONE_EACH = Array.from(
  { length: 30 },
  (_, at) => `BU0928000${(at % 3) + 1};2023/2024;5-6;jongens;1;${at % 2};0`,
);

/** 400,000 rows of counts, and one row of them with a citizen number where a count should be. */
function late(): string {
  const rows: string[] = [];
  for (let at = 0; rows.length < 400_000; at++) {
    const year = 1990 + (at % 36);
    rows.push(`BU0928000${(at % 3) + 1};${year}/${year + 1};5-6;jongens;40;8;2`);
  }
  rows[399_998] = 'BU09280001;2023/2024;5-6;jongens;987654329;8;2';
  return csv([HEADING, ...rows]);
}

export const PERSONAL: PersonalFile[] = [
  added('citizen numbers under their own name', 'header', 'BSN', BSN),
  added('citizen numbers, written out', 'header', 'burger_service_nummer', BSN),
  added('citizen numbers under another name', 'bsn', 'volgnr', BSN),
  added('citizen numbers with points', 'bsn', 'kenmerk', ['1234.56.782', '', '', '']),
  added('a citizen number without its leading zero', 'bsn', 'code', ['', '', '10000008', '']),
  within('one citizen number in a count', 'bsn', 4, '123456782'),
  within('a citizen number in a text', 'bsn', 2, 'kind 111222333 (5-6)'),
  within('a citizen number in the area', 'bsn', 0, '999990019'),
  {
    about: 'a birth date in the area that begins as a gemeente does (GM1954)',
    rule: 'birth_date',
    content: withCell(0, '19540317'),
    planted: ['19540317'],
  },
  {
    about: 'a name in a title above the heading',
    rule: 'name',
    content: csv(['J.M. Quaedvlieg;;;;;;', ...GOOD]),
    planted: ['Quaedvlieg'],
    row: 1,
  },
  added('names under their own heading', 'header', 'Achternaam', [
    'Terhorst',
    'Quaedvlieg',
    'Wauben',
    'Lemlijn',
  ]),
  added('names under another heading', 'name', 'wie', [
    'Jansen, P.',
    'Vries, de, A.M.',
    'Bakker, J.',
    'Smit, K.',
  ]),
  added('first and last names', 'name', 'kolom8', [
    'Sanne de Vries',
    'Daan Janssen',
    'Fatima Yilmaz',
    'Kees Smit',
  ]),
  added('first names alone', 'name', 'kolom8', ['Sanne', 'Daan', 'Fatima', 'Kees']),
  added('first names where names of areas may stand', 'name', 'buurtnaam', [
    'Sanne',
    'Daan',
    'Fatima',
    'Kees',
  ]),
  added('birth dates under their own heading', 'header', 'geb.datum', [
    '12-03-2018',
    '01-11-2017',
    '30-06-2018',
    '02-02-2018',
  ]),
  added('birth dates under another heading', 'birth_date', 'datum', [
    '12-03-2018',
    '2017-11-01',
    '30/06/2018',
    '2-2-2018',
  ]),
  added('birth dates written out', 'birth_date', 'dag', ['12 maart 2018', '1 november 2017', '', '']),
  added('addresses', 'street', 'plaats', ['Hoofdstraat 12', 'Kerkweg 3a', 'Akerstraat 150', 'Dorpsplein 7']),
  added('addresses with a house number of one digit', 'street', 'plaats', [
    'Kerkweg 3',
    'Akerstraat 1a',
    '',
    '',
  ]),
  within('a birth day of one digit in a text', 'birth_date', 2, 'geboren 3 mei'),
  added('postcodes with letters', 'postcode', 'gebied2', ['6461 AB', '6462CD', '6463 EF', '6464gh']),
  added('a house number', 'header', 'Huisnummer', ['1201', '1302', '1403', '1504']),
  added('e-mail addresses', 'email', 'contact', ['s.terhorst@voorbeeld.nl', '', '', '']),
  added('phone numbers', 'phone', 'bereikbaar', ['06-12345678', '+31 45 567 89 01', '', '']),
  added('account numbers', 'iban', 'betaald', ['NL91 ABNA 0417 1643 00', '', '', '']),
  added('free text', 'free_text', 'bijzonder', [
    'moeder belde dat het kind sinds de scheiding veel minder goed eet en slaapt',
    '',
    '',
    '',
  ]),
  added('remarks', 'free_text', 'Opmerkingen', ['kindisverhuisd', '', '', '']),
  within('a phone number in a group', 'phone', 3, '0612345678'),
  { about: 'a row for each child', rule: 'person_rows', content: csv([HEADING, ...ONE_EACH]), planted: [] },
  {
    about: 'a citizen number in row 400,000',
    rule: 'bsn',
    content: late(),
    planted: ['987654329'],
    row: 400_000,
  },
  {
    about: 'persons without a heading',
    rule: 'bsn',
    content: csv(['123456782;Terhorst;6461AB', '111222333;Wauben;6462CD']),
    planted: ['123456782', 'Terhorst', 'Wauben'],
    row: 1,
  },
  {
    about: 'a name in the file name',
    rule: 'bsn',
    content: withCell(4, '123456782'),
    planted: ['123456782', 'Quaedvlieg', 'quaedvlieg'],
    name: 'overgewicht-Quaedvlieg.csv',
  },
  {
    about: 'windows-1252 letters',
    rule: 'name',
    content: Buffer.from(withColumn('kolom8', ['José Peeters', 'Zoë Maas', '', '']), 'latin1'),
    planted: ['Peeters', 'Maas'],
  },
  {
    about: 'UTF-16',
    rule: 'email',
    content: Buffer.from(`\ufeff${withColumn('x', ['s.terhorst@voorbeeld.nl', '', '', ''])}`, 'utf16le'),
    planted: ['terhorst'],
  },
  {
    about: 'answers in own words',
    rule: 'free_text',
    partner: 'gemeente-kerkrade',
    content: csv([
      'buurt;jaar;vraag;antwoord;respondenten;aandeel',
      ...Array.from(
        { length: 40 },
        (_, at) =>
          `BU09280001;2024;Wat vindt u van uw buurt?;de buren van nummer zoveel maken vaak ruzie ${'abcdefghij'[at % 10]}${at};1;100`,
      ),
    ]),
    planted: ['de buren van'],
  },
];
