import { nearMatches } from '../../kernel/near.ts';
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
import { masked } from './findings.ts';

export interface CheckContext {
  contract: PartnerContract;
  /** Area codes of the contract's vintage. */
  known: ReadonlySet<string>;
  now: Date;
}

/** Headings are compared without regard to capitals and surrounding spaces. */
export const folded = (heading: string): string => heading.trim().normalize('NFC').toLowerCase();

const DELIMITERS = [';', ',', '\t'] as const;

/** The delimiter that gives most declared headings, or else most columns. */
export function chooseDelimiter(contract: PartnerContract): (line: string) => string {
  const declared = new Set(columnsOf(contract).map(({ column }) => folded(column)));
  return line => {
    const scored = DELIMITERS.map(delimiter => {
      const cells = line.split(delimiter).map(cell => folded(cell.replace(/^\s*"|"\s*$/g, '')));
      return { delimiter, score: cells.filter(cell => declared.has(cell)).length * 1000 + cells.length };
    });
    return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
  };
}

/** How many declared headings a first line lacks; for choosing among contracts. */
export function lackingHeadings(contract: PartnerContract, line: string): number {
  const delimiter = chooseDelimiter(contract)(line);
  const cells = new Set(line.split(delimiter).map(cell => folded(cell.replace(/^\s*"|"\s*$/g, ''))));
  return columnsOf(contract).filter(({ column }) => !cells.has(folded(column))).length;
}

const MOST_COLUMNS = 250;

/** The columns of a heading, each with its rule; faults of the heading itself are added to the findings. */
export function readHeader(
  { cells, row }: { cells: string[]; row: number },
  context: CheckContext,
  findings: Findings,
): Column[] {
  const { contract, now } = context;
  const declared = new Map(columnsOf(contract).map(one => [folded(one.column), one]));
  const seen = new Set<string>();
  const columns = cells.slice(0, MOST_COLUMNS).map((heading, at) => {
    const name = folded(heading);
    const isTwice = name !== '' && seen.has(name);
    if (isTwice) findings.add({ rule: 'column_twice', row, column: shown(heading) });
    seen.add(name);
    const one = isTwice ? undefined : declared.get(name);
    return new Column({
      at,
      heading: heading.trim(),
      now,
      declared: one,
      check: one && checkFor(one, context),
    });
  });
  const strange = cells.map(cell => cell.trim()).filter(cell => cell !== '' && !declared.has(folded(cell)));
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

function checkFor({ role, concept = '' }: DeclaredColumn, { contract, known, now }: CheckContext): CellCheck {
  switch (role) {
    case 'area':
      return areaCheck(contract, known);
    case 'period':
      return periodCheck(contract, now);
    case 'age_group':
      return keyCheck(contract.age_group?.keys ?? {});
    case 'sex':
      return keyCheck(contract.sex?.keys ?? {});
    case 'count':
      return countCheck(contract.counts?.[concept] ?? {});
    case 'n':
      return countCheck({});
    case 'share':
      return shareCheck;
    default:
      return textCheck;
  }
}
