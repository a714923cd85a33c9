import { createHash } from 'node:crypto';
import { book, type Given, sheetOf, workbookOf } from './workbook-file.ts';
import { csv } from './world.ts';

/** What somebody delivers who has never delivered before: a name for it, the file, and what it holds. */
export interface NewcomerFile {
  about: string;
  file: string;
  content: string | Buffer;
}

const HEADING = 'buurt;jaar;totaal;aantal';
const ROWS = [
  'BU09170002;2024;310;24',
  'BU09280003;2024;450;41',
  'BU09280101;2024;280;33',
  'BU09280102;2024;390;58',
  'BU19540101;2024;220;12',
  'BU19540102;2024;205;9',
];
const GOOD = [HEADING, ...ROWS];
/** Every row with one of its cells (area, year, whole, part) replaced. */
const all = (at: number, values: string[]): string =>
  csv([
    HEADING,
    ...ROWS.map((row, n) =>
      row
        .split(';')
        .with(at, values[n] ?? '')
        .join(';'),
    ),
  ]);
/** One cell of the first row replaced. */
const first = (at: number, value: string): string =>
  csv([HEADING, ...ROWS.map((row, n) => (n === 0 ? row.split(';').with(at, value).join(';') : row))]);
const column = (heading: string, values: string[]): string =>
  csv(GOOD.map((line, at) => `${line};${at === 0 ? heading : (values[at - 1] ?? '')}`));
const [AREA, YEAR, WHOLE, PART] = [0, 1, 2, 3];
const file = (about: string, name: string, content: string | Buffer): NewcomerFile => ({
  about,
  file: `${name}.csv`,
  content,
});
const hashes = ROWS.map((_, at) => createHash('sha256').update(String(at)).digest('hex'));

const NAMES = ['Centrum', 'Bleijerheide', 'Holz', 'Rolduckerveld', 'Schinveld', 'Amstenrade'];
const withNames = (names: string[]): string[] =>
  GOOD.map((line, n) =>
    line
      .split(';')
      .toSpliced(1, 0, n === 0 ? 'buurtnaam' : (names[n - 1] ?? ''))
      .join(';'),
  );
const cells = GOOD.map((line, n) =>
  line.split(';').map((cell, at): Given => (n > 0 && at > 1 ? Number(cell) : cell)),
);
const SHEET = sheetOf(cells);

export const FILES: NewcomerFile[] = [
  file('zoals gevraagd', '00-goed', csv(GOOD)),
  file('decimalen met een komma', '01-komma', first(PART, '24,5')),
  file('duizenden met een punt', '02-punt', first(WHOLE, '1.310')),
  file(
    'buurtcodes van voor de herindeling, en een van een jaar eerder',
    '03-oude-codes',
    csv([HEADING, ...ROWS.slice(0, 2), 'BU09280190;2024;390;58', 'BU09510100;2024;220;12']),
  ),
  file('een totaalregel', '04-totaal', csv([...GOOD, 'Totaal;2024;1855;177'])),
  file(
    'titelregels boven de kopregel',
    '05-titel',
    csv(['Huurachterstanden HEEMwonen per buurt;;;', 'Peildatum 31-12-2024;;;', ';;;', ...GOOD]),
  ),
  file(
    'een jaar dat Excel tot een dagnummer maakte',
    '06-dagnummer',
    all(
      YEAR,
      ROWS.map(() => '45657'),
    ),
  ),
  file(
    'percentages in plaats van aantallen',
    '07-procent',
    all(PART, ['7,7%', '9,1%', '11,8%', '14,9%', '5,5%', '4,4%']),
  ),
  file('een buurt twee keer, met spaties', '08-dubbel', csv([...GOOD, ' BU09170002 ;2024; 310;24'])),
  file(
    'UTF-16 met tabs, zoals Excel "Unicode-tekst" opslaat',
    '09-unicode',
    Buffer.from(`\ufeff${csv(GOOD).replaceAll(';', '\t')}`, 'utf16le'),
  ),
  file(
    'postcodes met letters',
    '10-postcode6',
    all(AREA, ['6411AB', '6411CD', '6461EF', '6461GH', '6451KL', '6451MN']),
  ),
  file(
    'postcodes zonder letters, meer dan eens',
    '10b-postcode4',
    all(AREA, ['6461', '6461', '6461', '6461', '6461', '6451']),
  ),
  file(
    'postcodes zonder letters',
    '31-postcode4',
    all(AREA, ['6411', '6412', '6461', '6462', '6451', '6452']),
  ),
  file(
    'kolommen in een andere volgorde',
    '11-volgorde',
    csv(GOOD.map(line => line.split(';').reverse().join(';'))),
  ),
  file('namen van buurten in plaats van codes', '12-namen', all(AREA, NAMES.with(3, 'rolduckerveld'))),
  file('een leeg bestand', '13-leeg', ''),
  file('alleen een kopregel', '13b-kop', csv([HEADING])),
  file('een naam die niet is afgesproken', 'levering', csv(GOOD)),
  file('een Excel-werkmap die .csv heet', '14-xlsx', await workbookOf(SHEET)),
  { about: 'een Excel-werkmap', file: 'achterstand-2024.xlsx', content: await workbookOf(SHEET) },
  {
    about: 'een Excel-werkmap met een tweede werkblad',
    file: 'achterstand-2024b.xlsx',
    content: await workbookOf(SHEET, {
      'xl/workbook.xml': book(['visible', 'hidden']),
      'xl/worksheets/sheet2.xml': SHEET,
    }),
  },
  file(
    'een rij per huurder, met een versleuteld burgerservicenummer',
    '15-versleuteld',
    csv([`sleutel;${HEADING}`, ...hashes.map(hash => `${hash};BU09170002;2024;1;0`)]),
  ),
  file('klantnummers', '15b-klantnummers', column('klantnummer huurder nr', ['1001', '1002', '1003'])),
  file('burgerservicenummers', '16-bsn', column('bsn', ['123456782', '111222333'])),
  file('een kolom met opmerkingen', '17-opmerking', column('opmerking', ['nagevraagd', '', ''])),
  file('een klein aantal als <5', '18-kleiner-dan', all(PART, ['24', '41', '33', '58', '12', '<5'])),
  file('een streepje in plaats van nul', '33-streepje', all(PART, ['24', '41', '33', '58', '12', '-'])),
  file(
    'buurtcodes zonder letters',
    '19-zonder-letters',
    all(AREA, ['09170002', '09280003', '9280101', '09280102', '19540101', '19540102']),
  ),
  file('een deel dat groter is dan het geheel', '20-deel', first(PART, '311')),
  file("komma's en Windows-tekens", '21-windows', Buffer.from(csv(GOOD).replaceAll(';', ','), 'latin1')),
  file('kopjes in hoofdletters', '22-hoofdletters', csv(GOOD).replace(HEADING, HEADING.toUpperCase())),
  file('niet alle buurten', '23-ontbreekt', csv(GOOD.slice(0, 4))),
  file('een buurt buiten de regio', '26-amsterdam', csv([...GOOD, 'BU03630000;2024;100;20'])),
  file(
    'een jaar dat nog komt',
    '24-toekomst',
    all(
      YEAR,
      ROWS.map(() => '2042'),
    ),
  ),
  file(
    'een schooljaar in plaats van een jaar',
    '25-schooljaar',
    all(
      YEAR,
      ROWS.map(() => '2023-2024'),
    ),
  ),
  file(
    'lege rijen ertussen',
    '27-lege-rijen',
    csv([HEADING, ...ROWS.slice(0, 2), ';;;', ';;;', ...ROWS.slice(2, 4), ';;;', ...ROWS.slice(4)]),
  ),
  file('wijken in plaats van buurten', '28-wijken', csv([HEADING, 'WK091700;2024;310;24'])),
  file(
    'een aanhalingsteken dat niet sluit',
    '29-aanhalingsteken',
    csv(GOOD).replace('BU09280102', '"BU09280102'),
  ),
  file('een negatief aantal en een lege cel', '30-negatief', all(PART, ['24', '-41', '', '58', '12', '9'])),
  file('een totaalregel zonder naam', '34-totaal-leeg', csv([...GOOD, ';2024;1855;177'])),
  file('een kolom met de namen van de buurten', '41-namen', csv(withNames(NAMES))),
  file('namen die anders gesorteerd zijn dan de codes', '41b-verschoven', csv(withNames(NAMES.toSorted()))),
  file('een getal met een E', '42-wetenschappelijk', first(WHOLE, '1.25E+02')),
];
