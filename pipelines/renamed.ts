import { type Declaration, type Problem, problemsError } from '../kernel/declare.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';
import { conceptNames, contractNames, type PrintedSlice } from '../transforms/protect/printed.ts';

type Contract = Declaration<PartnerContract>;

/** A name that is new, what it says to replace, and under which names it was printed. */
interface Named {
  what: 'Contract' | 'Count';
  name: string;
  replaces: readonly string[] | undefined;
  names: ReadonlySet<string>;
}

/**
 * Throws a `declaration` error when a new contract, or a new count of one, does not say what it replaces though there is something
 * that it could (`[]`: it does not): what was printed under a name that is gone gives away what is hidden under the next.
 */
export function expectNamed(contracts: readonly Contract[], printed: readonly PrintedSlice[]): void {
  const problems = renameProblems(contracts, printed);
  if (problems[0]) throw problemsError(problems, problems[0].where.file ?? '');
}

function renameProblems(declared: readonly Contract[], printed: readonly PrintedSlice[]): Problem[] {
  const contracts = declared.filter(({ value }) => value.counts);
  const ids = new Set(printed.map(slice => slice.contract));
  const named = contracts.map(({ value }) => contractNames(value, printed));
  const gone = without(ids, named);
  return contracts.flatMap((contract, at) => {
    const names = named[at] ?? new Set();
    const { id: name, replaces } = contract.value;
    const own = unsaid({ what: 'Contract', name, replaces, names }, ids, gone);
    const where = contract.where(replaces ? ['replaces'] : ['id']);
    const slices = printed.filter(slice => names.has(slice.contract));
    return [...own.map(problem => ({ ...problem, where })), ...countProblems(contract, slices)];
  });
}

function countProblems({ value, where }: Contract, own: readonly PrintedSlice[]): Problem[] {
  const concepts = new Set(own.flatMap(slice => Object.keys(slice.counts)));
  const counts = Object.entries(value.counts ?? {});
  const named = counts.map(([name, { replaces = [] }]) => conceptNames([name, ...replaces], own));
  const gone = without(concepts, named);
  return counts.flatMap(([name, { replaces }], at) => {
    const names = named[at] ?? new Set();
    return unsaid({ what: 'Count', name, replaces, names }, concepts, gone).map(problem => ({
      ...problem,
      where: where(['counts', name, ...(replaces ? ['replaces'] : [])]),
    }));
  });
}

const without = (printed: ReadonlySet<string>, named: readonly ReadonlySet<string>[]): string[] =>
  [...printed].filter(name => !named.some(names => names.has(name)));

function unsaid(
  { what, name, replaces, names }: Named,
  printed: ReadonlySet<string>,
  gone: readonly string[],
): Omit<Problem, 'where'>[] {
  const isNew = printed.size > 0 && ![...names].some(one => printed.has(one));
  const unknown = (replaces ?? []).filter(one => !printed.has(one));
  if (gone.length === 0 || !isNew || (replaces && unknown.length === 0)) return [];
  const said = replaces ? `replaces '${unknown.join("', '")}', of which nothing was printed` : 'is new';
  return [
    {
      message: `${what} '${name}' ${said}, and '${gone.join("', '")}', which was printed, is not declared any more.`,
      hint: `Write \`replaces: [${gone.join(', ')}]\` with what it goes on counting, or \`replaces: []\` when it counts something else: hidden counts would follow from both together.`,
    },
  ];
}
