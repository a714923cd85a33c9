import type { PartnerContract } from './declaration.ts';
import type { RowBatch } from './records.ts';
import type { RowChecker } from './row-checker.ts';

/** The columns of `rows.csv.gz`. */
const columnsOfRows = ({ counts }: PartnerContract): string[] =>
  counts
    ? ['area_code', 'period', 'sex', 'age_group', ...Object.keys(counts)]
    : ['area_code', 'period', 'question', 'answer', 'n', 'share'];

export const canonicalHeader = (contract: PartnerContract): string => columnsOfRows(contract).join(',');

/** The rows in the one form that we read: UTF-8, commas, no spaces, periods and groups in our words. */
export async function* canonicalRows(
  batches: AsyncIterable<RowBatch>,
  checker: RowChecker,
  contract: PartnerContract,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${canonicalHeader(contract)}\n`);
  let at: number[] | undefined;
  const texts = contract.signals ? new Set([2, 3]) : new Set<number>();
  for await (const { first, rows } of batches) {
    const lines: string[] = [];
    for (let n = 0; n < rows.length; n++) {
      if (!checker.take(rows[n] ?? [], first + n)) continue;
      at ??= placesOf(checker, contract);
      lines.push(lineOf(checker.outs, at, texts));
    }
    if (lines.length) yield Buffer.from(lines.join(''));
  }
}

/** Where each column of ours stands in the file; -1: all rows are of the total. */
function placesOf(checker: RowChecker, contract: PartnerContract): number[] {
  const roleOf = (name: string) => (name in (contract.counts ?? {}) ? `count:${name}` : name);
  return columnsOfRows(contract).map(
    name => checker.column(name === 'area_code' ? 'area' : roleOf(name))?.at ?? -1,
  );
}

function lineOf(outs: string[], places: number[], texts: ReadonlySet<number>): string {
  let line = '';
  for (let n = 0; n < places.length; n++) {
    const at = places[n] ?? -1;
    const out = at < 0 ? 'total' : (outs[at] ?? '');
    line += n === 0 ? out : `,${texts.has(n) ? quoted(out) : out}`;
  }
  return `${line}\n`;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
