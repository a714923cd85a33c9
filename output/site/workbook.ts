import fs from 'node:fs/promises';
import writeXlsxFile, { type Sheet, type SheetData } from 'write-excel-file/node';
import { repacked } from '../../kernel/zip.ts';
import { inDutch } from '../../transforms/tables.ts';
import { dutchAge, dutchPeriod } from '../dictionary/dutch.ts';
import type { IndicatorFacts } from '../dictionary/facts.ts';
import { grouped } from '../grouped.ts';
import type { SiteFacts } from './facts.ts';
import type { AreaRow, FigureRow } from './rows.ts';
import { verdictOf, verdictWords, whyNot } from './verdict.ts';
import { levelOne, unitText } from './words.ts';

/** A row of cells: text, numbers, or nothing. */
type Line = (string | number | null)[];

/** The figures of a frozen baseline, by area and indicator. */
export interface BaselineFigures {
  releaseId: string;
  frozenAt: string;
  note: string | null;
  figures: ReadonlyMap<string, BaselineRow>;
}

type BaselineRow = Pick<FigureRow, 'period' | 'value' | 'lower_95' | 'upper_95'>;

/** What a workbook is made of. */
export interface BookContent {
  facts: Pick<SiteFacts, 'areas' | 'indicators' | 'figures' | 'decimals'>;
  notice: string | null;
  baseline?: BaselineFigures | null | undefined;
}

/**
 * The newest figures of all areas for Excel: one sheet with a row per area and a column per indicator and period, one per domain
 * with a row per figure, and one beside the baseline. Where there is no figure stands the reason; ages are text, so that none
 * becomes a date.
 */
export async function writeWorkbook(file: string, content: BookContent): Promise<void> {
  const { facts, baseline } = content;
  const domains = [...new Set(facts.indicators.map(({ indicator }) => indicator.domain))];
  const sheets: Sheet<Buffer>[] = [
    { sheet: 'Overzicht', data: cells(wide(content), HEADS), stickyRowsCount: HEADS, stickyColumnsCount: 3 },
    ...domains.map(domain => listSheet(domain, long(domain, content))),
    ...(baseline ? [listSheet('Nulmeting', besideBaseline(baseline, content))] : []),
  ];
  await fs.writeFile(file, await repacked(await writeXlsxFile(sheets).toBuffer()));
}

const listSheet = (name: string, lines: Line[]): Sheet<Buffer> => ({
  sheet: sheetName(name),
  data: cells(lines, 1),
  stickyRowsCount: 1,
});

/** Excel allows 31 characters in the name of a sheet, and none of these. */
const sheetName = (domain: string): string => domain.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** Names, units, domains, periods and ages. */
const HEADS = 5;

/** The first rows are heads, and bold. */
const cells = (lines: Line[], heads: number): SheetData =>
  lines.map((line, n) =>
    line.map(value =>
      value === null ? null : n < heads ? { value, fontWeight: 'bold' as const } : { value },
    ),
  );

/** A column of the overview: an indicator in one of the newest periods that its levels have, and the age group of these figures. */
interface Topic extends Pick<FigureRow, 'period' | 'age_group'> {
  one: IndicatorFacts;
}

function topicsOf({ facts }: BookContent): Topic[] {
  const all = facts.areas.flatMap(area => [...(facts.figures.get(area.area_code)?.values() ?? [])]);
  const figures = grouped(all, row => row.indicator_id);
  return facts.indicators.flatMap(one => {
    const own = grouped(
      figures.get(one.indicator.indicator_id) ?? [],
      row => `${row.period} ${row.age_group}`,
    );
    return [...own]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .flatMap(([, [row]]) => (row ? [{ one, period: row.period, age_group: row.age_group }] : []));
  });
}

/** A row per area under the heads of the indicators; where one has figures of several periods, a column for each. */
function wide(content: BookContent): Line[] {
  const { facts, notice } = content;
  const topics = topicsOf(content);
  const head = (title: string, of: (topic: Topic) => string): Line => [title, '', '', ...topics.map(of)];
  return [
    ['Niveau', 'Gebied', 'Code', ...topics.map(({ one }) => one.indicator.name_nl), notice],
    head('Eenheid', ({ one }) => unitText(one.indicator.unit)),
    head('Domein', ({ one }) => one.indicator.domain),
    head('Periode', ({ period }) => dutchPeriod(period)),
    head('Leeftijd', ({ age_group }) => dutchAge(age_group)),
    ...facts.areas.map(area => [
      levelOne(area.area_level),
      area.name,
      area.area_code,
      ...topics.map(topic => cellOf(topic, area, facts)),
    ]),
  ];
}

/** The value, or why there is none in this column; nothing where the level has no such figures. */
function cellOf({ one, period, age_group }: Topic, area: AreaRow, facts: BookContent['facts']): Line[number] {
  const figure = facts.figures.get(area.area_code)?.get(one.indicator.indicator_id);
  if (!figure) return null;
  if (figure.period !== period || figure.age_group !== age_group)
    return `zie ${dutchPeriod(figure.period)}${figure.age_group === age_group ? '' : `, ${dutchAge(figure.age_group)}`}`;
  return number(figure.value, decimalsOf(facts, figure)) ?? whyNot(figure);
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
function long(domain: string, { facts, notice }: BookContent): Line[] {
  const own = facts.indicators.filter(one => one.indicator.domain === domain);
  const lines = own.flatMap(one =>
    facts.areas.flatMap(area => {
      const figure = facts.figures.get(area.area_code)?.get(one.indicator.indicator_id);
      return figure ? [longLine(one, area, { figure, decimals: decimalsOf(facts, figure) })] : [];
    }),
  );
  return [[...LONG, notice], ...lines];
}

const longLine = (
  { indicator }: IndicatorFacts,
  area: AreaRow,
  { figure, decimals }: { figure: FigureRow; decimals: number },
): Line => [
  ...[indicator.name_nl, area.name, levelOne(area.area_level), area.area_code],
  ...[dutchPeriod(figure.period), dutchAge(figure.age_group), unitText(indicator.unit)],
  ...[figure.value, figure.lower_95, figure.upper_95, figure.country_value].map(value =>
    number(value, decimals),
  ),
  ...[
    verdictWords(verdictOf(figure)),
    whyNot(figure),
    figure.reliability ? inDutch('indicator_value.reliability', figure.reliability) : '',
    inDutch('indicator.value_kind', indicator.value_kind),
  ],
];

const decimalsOf = (facts: BookContent['facts'], { indicator_id }: FigureRow): number =>
  facts.decimals.get(indicator_id) ?? 1;

const number = (value: number | null, decimals: number): number | null =>
  value === null ? null : Number(value.toFixed(decimals));

const BESIDE = [
  ...['Indicator', 'Gebied', 'Niveau', 'Code', 'Leeftijd', 'Eenheid'],
  ...['Periode nulmeting', 'Nulmeting', 'Ondergrens 95%', 'Bovengrens 95%'],
  ...['Periode nu', 'Nu', 'Ondergrens 95%', 'Bovengrens 95%', 'Waarom niet'],
];

/** Each figure beside that of the baseline; what differs is not thereby a change. */
function besideBaseline({ figures }: BaselineFigures, { facts, notice }: BookContent): Line[] {
  const lines = facts.indicators.flatMap(({ indicator }) =>
    facts.areas.flatMap(area => {
      const figure = facts.figures.get(area.area_code)?.get(indicator.indicator_id);
      if (!figure) return [];
      const before = figures.get([area.area_code, indicator.indicator_id, figure.age_group].join(' '));
      const numbers = (row: BaselineRow | undefined) =>
        [row?.value, row?.lower_95, row?.upper_95].map(value =>
          number(value ?? null, decimalsOf(facts, figure)),
        );
      return [
        [
          ...[indicator.name_nl, area.name, levelOne(area.area_level), area.area_code],
          ...[dutchAge(figure.age_group), unitText(indicator.unit)],
          ...[before ? dutchPeriod(before.period) : 'niet in de nulmeting', ...numbers(before)],
          ...[dutchPeriod(figure.period), ...numbers(figure), figure.value === null ? whyNot(figure) : ''],
        ],
      ];
    }),
  );
  return [[...BESIDE, notice], ...lines];
}
