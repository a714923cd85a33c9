import path from 'node:path';
import { expect, type TestContext } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { prepareStatistics } from '../../transforms/formulas/prepare.ts';
import { quoteText, type Row, type Scalar, type Warehouse } from '../../transforms/warehouse.ts';
import { lendWarehouse } from './warehouse.ts';

/** Expected values that do not come from our own code; copied unchanged. */
export const GOLDEN = path.join(projectRoot(), 'tests/golden');

export interface GoldenCheck {
  /** Name of the CSV without extension; it is the table `golden.<file>`, all text. */
  file: string;
  /** One row per case: the key, and each expected column under its own name. */
  sql: string;
  key?: string[];
  expected: string[];
  /** Condition on the golden rows that are compared; default all. */
  where?: string;
  /** Tolerances of the file that go with these columns; default `tol_rel` and `tol_abs`. A number where the file has none. */
  relative?: string | number;
  absolute?: string;
  /** Below this a difference is rounding; for columns where the reference gives 1e-15 for 0. */
  rounding?: number;
}

/** Golden files as tables beside the macros of the statistics. */
export class Golden {
  readonly warehouse: Warehouse;
  readonly #folder: string;
  readonly #loaded = new Set<string>();

  private constructor(warehouse: Warehouse, folder: string) {
    this.warehouse = warehouse;
    this.#folder = folder;
  }

  static async open(folder = GOLDEN): Promise<Golden> {
    const warehouse = await lendWarehouse();
    await prepareStatistics(warehouse);
    await warehouse.run('create schema golden');
    return new Golden(warehouse, folder);
  }

  /** Makes the files tables of text; an empty field is null. */
  async load(...files: string[]): Promise<void> {
    for (const file of files.filter(name => !this.#loaded.has(name))) {
      const source = quoteText(path.join(this.#folder, `${file}.csv`));
      await this.warehouse.run(
        `create table golden.${file} as from read_csv(${source}, header = true, all_varchar = true, strict_mode = false)`,
      );
      this.#loaded.add(file);
    }
  }

  /** Adds a table with a part of a golden file in another form, as when a field holds a list. */
  async derive(name: string, sql: string): Promise<void> {
    await this.warehouse.run(`create table golden.${name} as ${sql}`);
    this.#loaded.add(name);
  }

  /** Compares every case at the tolerance of its row, and says how many there were. Zero comparisons are a failure. */
  async check(check: GoldenCheck, context: TestContext): Promise<void> {
    const { file, sql, key = ['case_id'], expected, where = 'true' } = check;
    await this.load(file);
    const wanted = await this.warehouse.all(`select * from golden.${file} where ${where}`);
    const keyOf = (row: Row): string => key.map(name => String(row[name])).join(' / ');
    const found = new Map((await this.warehouse.all(sql)).map(row => [keyOf(row), row]));
    const report = { cases: 0, values: 0, deviation: 0 };
    for (const row of wanted) {
      const actual = found.get(keyOf(row));
      expect(actual, `${file} ${keyOf(row)}: no result`).toBeDefined();
      if (!actual) continue;
      report.cases++;
      for (const column of expected) {
        expect(row, `${file}: column`).toHaveProperty(column);
        const tolerance = {
          relative:
            typeof check.relative === 'number'
              ? check.relative
              : Number(row[check.relative ?? 'tol_rel'] ?? 0),
          absolute: Math.max(Number(row[check.absolute ?? 'tol_abs'] ?? 0), check.rounding ?? 0),
        };
        const deviation = compare(actual[column], row[column], tolerance);
        expect(
          deviation,
          `${file} ${keyOf(row)} ${column}: ${actual[column]} against ${row[column]}`,
        ).not.toBe(false);
        report.values++;
        report.deviation = Math.max(report.deviation, Number(deviation));
      }
    }
    await told(context, file, report);
  }
}

interface Tolerance {
  relative: number;
  absolute: number;
}

/** The deviation (relative, or absolute where 0 is expected) when it is within tolerance, else false. NaN and infinity are null. */
export function compare(
  actual: Scalar | undefined,
  wanted: Scalar | undefined,
  { relative, absolute }: Tolerance,
): number | false {
  if (actual === undefined) return false;
  if (wanted === null || wanted === undefined || ['NaN', 'Inf', '-Inf'].includes(String(wanted)))
    return actual === null ? 0 : false;
  if (actual === null) return false;
  const number = Number(wanted);
  if (String(wanted).trim() === '' || Number.isNaN(number)) return String(actual) === wanted ? 0 : false;
  const difference = Math.abs(Number(actual) - number);
  if (difference > Math.max(relative * Math.abs(number), absolute)) return false;
  return difference / Math.max(Math.abs(number), absolute, Number.MIN_VALUE);
}

/** Says how many cases were compared; none is a failure. */
export async function told(
  context: TestContext,
  what: string,
  { cases, values, deviation }: { cases: number; values: number; deviation: number },
): Promise<void> {
  expect(cases, `${what}: nothing was compared`).toBeGreaterThan(0);
  expect(values, `${what}: nothing was compared`).toBeGreaterThan(0);
  await context.annotate(
    `${what}: ${cases} cases, ${values} values, largest deviation ${deviation.toExponential(1)}`,
  );
}

/** SQL that turns the polarity words of the golden files into ours. */
export const POLARITY = `case in_polarity when 'low_good' then 'lower_better' when 'high_good' then 'higher_better' else 'neutral' end`;
