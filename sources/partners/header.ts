import { nearMatches } from '../../kernel/near.ts';
import type { AreaContext, AreaGuide, Areas } from './area-hints.ts';
import {
  areaCheck,
  type CellCheck,
  countCheck,
  keyCheck,
  periodCheck,
  shareCheck,
  textCheck,
} from './cells.ts';
import { Column } from './column.ts';
import { columnsOf, type DeclaredColumn, type PartnerContract } from './declaration.ts';
import type { Findings } from './findings.ts';
import { folded, masked } from './findings.ts';

export interface CheckContext extends AreaGuide {
  contract: PartnerContract;
  /** The areas of the contract's vintage. */
  known: Areas;
  /** Another classification, to which unknown codes seem to belong. */
  other?: AreaContext['other'];
  now: Date;
}

const DELIMITERS = [';', ',', '\t'] as const;

const unquoted = (cell: string): string => cell.replace(/^\s*"|"\s*$/g, '');

/** How many of the headings of a contract are among these cells. */
export function headingsIn(cells: readonly string[], contract: PartnerContract): number {
  const found = new Set(cells.map(folded));
  return columnsOf(contract).filter(({ column }) => found.has(folded(column))).length;
}

/** The delimiter that gives most declared headings in one of the first lines, or else most columns in the first one. */
export function chooseDelimiter(contract: PartnerContract): (lines: readonly string[]) => string {
  return lines => {
    const scored = DELIMITERS.map(delimiter => {
      const cut = (line: string) => line.split(delimiter).map(unquoted);
      const most = Math.max(...lines.map(line => headingsIn(cut(line), contract)));
      return { delimiter, score: most * 1000 + cut(lines[0] ?? '').length };
    });
    return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
  };
}

/** How many declared headings a first line lacks; for choosing among contracts. */
export function lackingHeadings(contract: PartnerContract, line: string): number {
  const cells = line.split(chooseDelimiter(contract)([line])).map(unquoted);
  return columnsOf(contract).length - headingsIn(cells, contract);
}

const MOST_COLUMNS = 250;

/** The columns of a heading, each with its rule; faults of the heading itself are added to the findings. */
export function readHeader(
  { cells, row }: { cells: string[]; row: number },
  context: CheckContext,
  findings: Findings,
): Column[] {
  const { contract, now, known: areas } = context;
  const declared = new Map(columnsOf(contract).map(one => [folded(one.column), one]));
  const nameColumns = [contract.area.name, ...contract.area.levels.map(level => `${level}naam`)].map(folded);
  const seen = new Set<string>();
  const columns = cells.slice(0, MOST_COLUMNS).map((heading, at) => {
    const name = folded(heading);
    const isTwice = name !== '' && seen.has(name);
    if (isTwice) findings.add({ rule: 'column_twice', row, column: shown(heading) });
    seen.add(name);
    const one = isTwice ? undefined : declared.get(name);
    const isName = !isTwice && nameColumns.includes(name);
    return new Column({
      at,
      row,
      heading: heading.trim(),
      now,
      areas,
      declared: one,
      isName,
      check: one ? checkFor(one, context) : isName ? nameCheck(context) : undefined,
    });
  });
  const strange = cells
    .map(cell => cell.trim())
    .filter(cell => cell !== '' && !nameColumns.includes(folded(cell)) && !declared.has(folded(cell)));
  for (const [name, { column }] of declared) {
    if (seen.has(name)) continue;
    findings.add({ rule: 'column_missing', row, column, ...meant(column, strange) });
  }
  return columns;
}

/** A heading as it may be repeated: the firewall has seen it, and it is no formula. */
export const shown = (heading: string): string =>
  /^[\p{L}\d][\p{L}\d _./()%-]{0,39}$/u.test(heading.trim()) ? heading.trim() : `(${masked(heading.trim())})`;

/** "Bedoelt u …?", where another name is near. */
export function meant(name: string, candidates: string[]): { hint?: string } {
  const [near] = nearMatches(name, candidates, 1);
  return near === undefined ? {} : { hint: `Is dit kolom '${shown(near)}'?` };
}

/** Names of areas are known; what else stands there is looked at as any text is. */
function nameCheck({ known }: CheckContext): CellCheck {
  const names = new Set([...known.values()].map(folded));
  return cell => ({
    out: folded(cell),
    value: Number.NaN,
    ...(names.has(folded(cell)) ? {} : { rule: 'area_unknown' as const }),
  });
}

function checkFor({ role, concept = '' }: DeclaredColumn, context: CheckContext): CellCheck {
  const { contract, now } = context;
  switch (role) {
    case 'area':
      return areaCheck({ ...context, area: contract.area });
    case 'period':
      return periodCheck(contract, now);
    case 'age_group':
      return keyCheck(contract.age_group?.keys ?? {});
    case 'sex':
      return keyCheck(contract.sex?.keys ?? {});
    case 'count':
      return countCheck({ ...contract.counts?.[concept], min_cell: contract.min_cell });
    case 'n':
      return countCheck({});
    case 'share':
      return shareCheck;
    default:
      return textCheck;
  }
}
