import { buffer } from 'node:stream/consumers';
import { stringify } from 'csv-stringify/sync';
import { Archive } from '../archive.ts';
import type { DeliveredFile } from './file.ts';
import type { Finding } from './findings.ts';
import { numberKinds } from './number-formats.ts';
import { readSheet, sharedTexts } from './sheet.ts';
import { readXml } from './xml.ts';

const MB = 1024 * 1024;
/** A sheet of counts is a few MB; sheets are packed tightly. */
const LIMITS = { members: 200, memberBytes: 64 * MB, totalBytes: 128 * MB, ratio: 1100 };

/** What a workbook with one table may hold. */
const EXPECTED = new RegExp(
  `^(${[
    '\\[Content_Types\\]\\.xml',
    '_rels/\\.rels',
    'docProps/.*',
    'docMetadata/.*',
    'customXml/.*',
    'xl/(workbook|styles|sharedStrings|calcChain|metadata)\\.xml',
    'xl/_rels/workbook\\.xml\\.rels',
    'xl/theme/.*',
    'xl/worksheets/.*',
    'xl/tables/.*',
    'xl/printerSettings/.*',
  ].join('|')})$`,
);
const BOOK = 'xl/workbook.xml';
const MACROS = /^xl\/(vbaProject|macrosheets|activeX|ctrlProps)/;
/** What else it holds, in Dutch. */
const OTHERS: [form: RegExp, what: string][] = [
  [/^xl\/(comments|threadedComments|persons)/, 'opmerkingen'],
  [/^xl\/pivot/, 'een draaitabel, waar de gegevens van personen nog achter kunnen zitten'],
  [/^xl\/(externalLinks|connections|queryTables|model)/, 'koppelingen met andere gegevens'],
  [/^xl\/(embeddings)/, 'ingesloten bestanden'],
  [/^xl\/(drawings|media|charts|diagrams|chartsheets)/, 'tekeningen, grafieken of afbeeldingen'],
];
const STRANGE = 'onderdelen die wij niet kennen';

/**
 * An Excel workbook (ECMA-376) as a CSV of its one sheet, whatever it is called; any other file as it is. What is in the
 * workbook beside that sheet is read by nobody and kept nowhere; where something of it may not be there are `faults`.
 */
export async function asTable(file: DeliveredFile): Promise<DeliveredFile> {
  if (file.isTooLarge || file.bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return file;
  const parts = await Archive.open(file.bytes, LIMITS).catch(() => undefined);
  // The list of members stands at the end, also of an archive beyond the limits.
  if (!parts && file.bytes.includes(BOOK)) return { ...file, faults: [{ rule: 'workbook_damaged' }] };
  const names = parts?.members.map(({ name }) => name) ?? [];
  if (!parts || !names.includes(BOOK)) return file;
  const strange = strangeParts(names);
  if (strange.length > 0) return { ...file, faults: strange };
  try {
    return await readWorkbook(
      file,
      async name => {
        if (!names.includes(name)) return undefined;
        return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(await parts.stream(name)));
      },
      names,
    );
  } catch {
    // The messages hold pieces of the file.
    return { ...file, faults: [{ rule: 'workbook_damaged' }] };
  }
}

function strangeParts(names: string[]): Finding[] {
  const others = names.filter(name => !EXPECTED.test(name));
  const macros = others.filter(name => MACROS.test(name));
  const rest = others.filter(name => !MACROS.test(name));
  const what = rest.map(name => OTHERS.find(([form]) => form.test(name))?.[1] ?? STRANGE);
  // A comment has a drawing too.
  const told = what.includes('opmerkingen') ? what.filter(one => !one.startsWith('tekeningen')) : what;
  return [
    ...(macros.length > 0 ? [{ rule: 'workbook_macros' as const }] : []),
    ...[...new Set(told)].map(one => ({ rule: 'workbook_more' as const, hint: `Gezien: ${one}.` })),
  ];
}

type Part = (name: string) => Promise<string | undefined>;

async function readWorkbook(file: DeliveredFile, part: Part, names: string[]): Promise<DeliveredFile> {
  const { sheets, isOf1904 } = bookOf((await part(BOOK)) ?? '');
  const parts = names.filter(name => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
  if (sheets.length !== 1 || parts.length !== 1) {
    const hidden = sheets.filter(one => one.isHidden).length;
    const hint = `Het zijn er ${Math.max(sheets.length, parts.length)}${hidden ? `, waarvan ${hidden} verborgen` : ''}.`;
    return { ...file, faults: [{ rule: 'workbook_sheets', hint }] };
  }
  const texts = sharedTexts(await part('xl/sharedStrings.xml'));
  const kinds = numberKinds(await part('xl/styles.xml'));
  const { rows, faults } = readSheet((await part(parts[0] ?? '')) ?? '', { texts, kinds, isOf1904 });
  if (faults.length > 0) return { ...file, faults };
  const width = Math.max(0, ...rows.map(row => row.length));
  const whole = rows.map(row => [...row, ...Array<string>(width - row.length).fill('')]);
  const csv = stringify(whole, { delimiter: ';', record_delimiter: '\n' });
  return { ...file, bytes: Buffer.from(csv) };
}

function bookOf(xml: string): { sheets: { isHidden: boolean }[]; isOf1904: boolean } {
  const sheets: { isHidden: boolean }[] = [];
  let isOf1904 = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'workbookPr') isOf1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
      if (name === 'sheet') sheets.push({ isHidden: (attribute('state') ?? 'visible') !== 'visible' });
    },
  });
  return { sheets, isOf1904 };
}
