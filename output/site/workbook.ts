import fs from 'node:fs/promises';
import writeXlsxFile, { type Sheet, type SheetData } from 'write-excel-file/node';
import { repacked } from '../../kernel/zip.ts';
import type { IndicatorFacts } from '../dictionary/facts.ts';
import type { SiteContext } from './page.ts';
import type { AreaRow, FigureRow } from './rows.ts';
import { verdictOf, verdictWords, whyNot } from './verdict.ts';
import { levelOne, unitText } from './words.ts';

/** A row of cells: text, numbers, or nothing. */
type Line = (string | number | null)[];

/**
 * The newest figures of all areas for Excel: one sheet with a row per area and a column per indicator, and one per domain with
 * a row per figure. Where there is no figure stands the reason; ages are text, so that none becomes a date.
 */
export async function writeWorkbook(file: string, context: SiteContext): Promise<void> {
  const { facts } = context;
  const domains = [...new Set(facts.indicators.map(({ indicator }) => indicator.domain))];
  const sheets: Sheet<Buffer>[] = [
    { sheet: 'Overzicht', data: cells(wide(context), HEADS), stickyRowsCount: HEADS, stickyColumnsCount: 3 },
    ...domains.map(domain => ({
      sheet: sheetName(domain),
      data: cells(long(domain, context), 1),
      stickyRowsCount: 1,
    })),
  ];
  await fs.writeFile(file, await repacked(await writeXlsxFile(sheets).toBuffer()));
}

/** Excel allows 31 characters in the name of a sheet, and none of these. */
const sheetName = (domain: string): string => domain.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** Names, units, domains and periods. */
const HEADS = 4;

/** The first rows are heads, and bold. */
const cells = (lines: Line[], heads: number): SheetData =>
  lines.map((line, n) =>
    line.map(value =>
      value === null ? null : n < heads ? { value, fontWeight: 'bold' as const } : { value },
    ),
  );

/** A row per area under the heads of the indicators. */
function wide({ facts }: SiteContext): Line[] {
  const shown = facts.indicators.filter(({ indicator }) =>
    facts.areas.some(area => facts.figures.get(area.area_code)?.has(indicator.indicator_id)),
  );
  const head = (title: string, of: (one: IndicatorFacts) => string): Line => [
    title,
    '',
    '',
    ...shown.map(of),
  ];
  return [
    ['Niveau', 'Gebied', 'Code', ...shown.map(one => one.indicator.name_nl)],
    head('Eenheid', one => unitText(one.indicator.unit)),
    head('Domein', one => one.indicator.domain),
    head('Nieuwste periode', one => one.indicator.last_period ?? ''),
    ...facts.areas.map(area => [
      levelOne(area.area_level),
      area.name,
      area.area_code,
      ...shown.map(({ indicator }) => {
        const figure = facts.figures.get(area.area_code)?.get(indicator.indicator_id);
        return figure ? (number(figure.value, decimalsOf(facts, figure)) ?? whyNot(figure)) : null;
      }),
    ]),
  ];
}

const LONG = [
  ...[
    'Indicator',
    'Gebied',
    'Niveau',
    'Code',
    'Periode',
    'Leeftijd',
    'Eenheid',
    'Waarde',
    'Ondergrens 95%',
    'Bovengrens 95%',
  ],
  ...['Nederland', 'Oordeel tegen Nederland', 'Waarom niet', 'Betrouwbaarheid', 'Soort cijfer'],
];

/** One row per figure of a domain. */
function long(domain: string, { facts }: SiteContext): Line[] {
  const own = facts.indicators.filter(one => one.indicator.domain === domain);
  const lines = own.flatMap(one =>
    facts.areas.flatMap(area => {
      const figure = facts.figures.get(area.area_code)?.get(one.indicator.indicator_id);
      return figure ? [longLine(one, area, { figure, decimals: decimalsOf(facts, figure) })] : [];
    }),
  );
  return [LONG, ...lines];
}

const longLine = (
  { indicator }: IndicatorFacts,
  area: AreaRow,
  { figure, decimals }: { figure: FigureRow; decimals: number },
): Line => [
  ...[indicator.name_nl, area.name, levelOne(area.area_level), area.area_code],
  ...[
    figure.period,
    figure.age_group === 'total' ? 'alle leeftijden' : `${figure.age_group} jaar`,
    unitText(indicator.unit),
  ],
  ...[figure.value, figure.lower_95, figure.upper_95, figure.country_value].map(value =>
    number(value, decimals),
  ),
  ...[verdictWords(verdictOf(figure)), whyNot(figure), figure.reliability ?? '', indicator.value_kind],
];

const decimalsOf = (facts: SiteContext['facts'], { indicator_id }: FigureRow): number =>
  facts.decimals.get(indicator_id) ?? 1;

const number = (value: number | null, decimals: number): number | null =>
  value === null ? null : Number(value.toFixed(decimals));
