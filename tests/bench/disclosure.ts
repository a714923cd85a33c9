import { table as lines } from '../../pipelines/table.ts';
import { seededRandom } from '../../transforms/formulas/random.ts';
import { type HierarchicalTable, hierarchicalTable } from '../../transforms/protect/hierarchy.ts';
import { suppress } from '../../transforms/protect/suppress.ts';
import { audit } from '../support/audit.ts';

export const CATEGORIES = ['a', 'b', 'c', 'd', 'e', 'f'];

export const BUURTEN = Array.from({ length: 201 }, (_, n) => `BU${n}`);

export function parentsOf(buurten: string[]): Map<string, string | undefined> {
  const parents = new Map<string, string | undefined>([['RG', undefined]]);
  for (const [n, code] of buurten.entries()) parents.set(code, `WK${Math.floor((n * 49) / 201)}`);
  for (let n = 0; n < 49; n++) parents.set(`WK${n}`, `GM${Math.floor(n / 7)}`);
  for (let n = 0; n < 7; n++) parents.set(`GM${n}`, 'RG');
  return parents;
}

/** Parkstad by size: 201 buurten in 49 wijken in 7 gemeenten in a region; each lab is 8 buurten that lie apart. */
function generated({
  mean,
  labs,
  shares,
}: {
  mean: number;
  labs: number;
  shares: boolean;
}): HierarchicalTable {
  const random = seededRandom(1);
  const draw = (size: number): number => Math.floor(-Math.log(1 - random()) * size);
  const buurten = BUURTEN;
  const parents = parentsOf(buurten);
  const sizes = new Map(buurten.map(code => [code, -Math.log(1 - random()) * mean]));
  const keys = buurten.flatMap(code => CATEGORIES.map(category => [code, category] as const));
  const counts = new Map(keys.map(([code, category]) => [code + category, draw(sizes.get(code) ?? 0)]));
  const count = (leaf: string, category?: string) => counts.get(`${leaf}${category}`) ?? 0;
  const members = (lab: number) => Array.from({ length: 8 }, (_, n) => `BU${(lab * 29 + n * 3) % 201}`);
  return hierarchicalTable({
    parents,
    overlapping: new Map(Array.from({ length: labs }, (_, n) => [`LL${n}`, members(n)])),
    categories: CATEGORIES,
    numerator: count,
    ...(shares && { denominator: (leaf: string, category?: string) => 5 * count(leaf, category) }),
  });
}

/** Time to protect tables of the size of Parkstad, and to bound every hidden cell afterwards. */
export async function disclosure(): Promise<void> {
  process.stdout.write(
    '\nDisclosure control: 201 buurten, 49 wijken, 7 gemeenten and region x 6 categories and total\n',
  );
  const rows: string[][] = [];
  for (const { name, ...shape } of [
    { name: 'counts of 20 on average', mean: 20, labs: 0, shares: false },
    { name: 'the same with 6 labs', mean: 20, labs: 6, shares: false },
    { name: 'counts of 100, 6 labs', mean: 100, labs: 6, shares: false },
    { name: 'shares of 20, 6 labs', mean: 20, labs: 6, shares: true },
  ]) {
    const { table } = generated(shape);
    const started = performance.now();
    const { hidden, failures } = await suppress(table);
    const protectedAt = performance.now();
    const widths = (await audit(table, hidden)).map(({ low, high }) => high - low);
    rows.push([
      name,
      ...[table.counts.length, hidden.size, failures.length, Math.min(...widths)].map(value =>
        String(Math.round(value)),
      ),
      ...[protectedAt - started, performance.now() - protectedAt].map(time => (time / 1000).toFixed(2)),
      (process.memoryUsage.rss() / 1e6).toFixed(0),
    ]);
  }
  const heading = ['', 'cells', 'hidden', 'failures', 'least width', 'suppress s', 'audit s', 'MB'];
  process.stdout.write(`${lines(heading, rows).join('\n')}\n`);
}
