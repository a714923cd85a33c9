import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { AreaGuide, Areas } from '../sources/partners/area-hints.ts';
import { askedAreas } from '../sources/partners/coverage.ts';
import { columnsOf, type DeclaredColumn, type PartnerContract } from '../sources/partners/declaration.ts';
import { instructionFor } from './delivery-instruction.ts';

/** What a partner gets to start from. */
export interface Template {
  contract: PartnerContract;
  period: string;
  /** The areas of the classification, where they are known here. */
  known: Areas | undefined;
  guide: AreaGuide;
  /** Text of the instruction, with places to fill. */
  instruction: string;
  handover: string | undefined;
}

/**
 * By file name: a table in which all but the counts is there, as a workbook and as CSV, called as a delivery is; and one page
 * that says how.
 */
export async function deliveryTemplate(given: Template): Promise<Record<string, string | Buffer>> {
  const { contract, known, guide, period } = given;
  const asked = known && askedAreas(contract, { ...guide, known });
  const [heading = [], ...rows] = tableOf(given, asked?.codes ?? []);
  const name = fileName(contract, period);
  const instruction = instructionFor({ ...given, asked, file: `${name}.xlsx`, example: asked?.codes[0] });
  return {
    [`${name}.xlsx`]: await workbook(heading, rows),
    // As a Dutch Excel writes it: UTF-8 with mark, semicolons.
    [`${name}.csv`]: stringify([heading, ...rows], { delimiter: ';', bom: true, record_delimiter: '\r\n' }),
    'instructie.md': instruction,
  };
}

/** `overgewicht*.csv` of 2023/2024 is `overgewicht-2023-2024`. */
function fileName({ id, file }: PartnerContract, period: string): string {
  const pattern = file.replace(/\.csv$/i, '').replaceAll('?', '1');
  const dated = pattern.replace('*', `-${period.replace('/', '-')}`).replaceAll('*', '');
  return dated.startsWith('-') ? `${id}${dated}` : dated;
}

/** A heading, and a row for each area in each group; empty where the partner types. */
function tableOf({ contract, known, period }: Template, codes: readonly string[]): string[][] {
  const [area, ...others] = columnsOf(contract);
  const keys = (part: PartnerContract['sex'] | PartnerContract['age_group']) =>
    Object.keys(part?.keys ?? { '': '' });
  const heading = [area?.column ?? '', contract.area.name, ...others.map(({ column }) => column)];
  const rows = codes.flatMap(code =>
    keys(contract.age_group).flatMap(age_group =>
      keys(contract.sex).map(sex => {
        const written: Partial<Record<DeclaredColumn['role'], string>> = { period, age_group, sex };
        return [code, known?.get(code) ?? '', ...others.map(({ role }) => written[role] ?? '')];
      }),
    ),
  );
  return [heading, ...rows];
}

const [TO_TYPE, WIDE, NARROW] = ['#FFF2CC', 34, 16];

/** What is there is text, so that no code loses its zeros and no group becomes a day; what is to be typed is coloured. */
const workbook = (heading: string[], rows: string[][]): Promise<Buffer> =>
  writeXlsxFile(
    [
      heading.map(value => ({ value, fontWeight: 'bold' as const })),
      ...rows.map(row =>
        row.map(value =>
          value === '' ? { backgroundColor: TO_TYPE } : { value, type: String, format: '@' },
        ),
      ),
    ],
    {
      sheet: 'Levering',
      stickyRowsCount: 1,
      columns: heading.map((_, at) => ({ width: at === 1 ? WIDE : NARROW })),
    },
  ).toBuffer();
