import { describe, expect, it } from 'vitest';
import { parseDeclaration } from '../../kernel/declare.ts';
import { expectNamed } from '../../pipelines/renamed.ts';
import { partnerSchema } from '../../sources/partners/declaration.ts';
import type { PrintedSlice } from '../../transforms/protect/printed.ts';

const contract = (id: string, lines: string[] = [], counts = ['x: {column: x}']) =>
  parseDeclaration(
    [
      `id: ${id}`,
      'title: t',
      'partner: p',
      'owner: o',
      'licence: l',
      'citation: c',
      'rhythm: r',
      'area: {column: buurt, vintage: 2024}',
      'period: {column: jaar, form: year}',
      ...lines,
      'counts:',
      ...counts.map(count => `  ${count}`),
      '',
    ].join('\n'),
    partnerSchema,
    `${id}.yaml`,
  );

const printed = (id: string, concepts = ['x'], rest: Partial<PrintedSlice> = {}): PrintedSlice => ({
  contract: id,
  period: '2024',
  sex: 'total',
  age_group: 'total',
  leaves: ['BU00010000'],
  areas: {},
  counts: Object.fromEntries(concepts.map(concept => [concept, [20]])),
  hidden: {},
  ...rest,
});

const problem = (contracts: ReturnType<typeof contract>[], slices: PrintedSlice[]) => {
  try {
    expectNamed(contracts, slices);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('a new contract, where one that was printed is gone', () => {
  it('says that it replaces it, or that it does not', () => {
    expect(problem([contract('nieuw')], [printed('oud')])).toMatchObject({
      code: 'declaration',
      message: "Contract 'nieuw' is new, and 'oud', which was printed, is not declared any more.",
      where: { file: 'nieuw.yaml', line: 1 },
      hint: expect.stringContaining('`replaces: [oud]`'),
    });
    expect(problem([contract('nieuw', ['replaces: [oud]'])], [printed('oud')])).toBeUndefined();
    expect(problem([contract('nieuw', ['replaces: []'])], [printed('oud')])).toBeUndefined();
  });

  it('names one that was printed', () => {
    expect(problem([contract('nieuw', ['replaces: [oudd]'])], [printed('oud')])).toMatchObject({
      message:
        "Contract 'nieuw' replaces 'oudd', of which nothing was printed, and 'oud', which was printed, is not declared any more.",
      where: { line: 10 },
    });
  });

  it('has nothing to say where none is gone, or another says that it replaces it', () => {
    expect(problem([contract('nieuw')], [])).toBeUndefined();
    expect(problem([contract('oud'), contract('nieuw')], [printed('oud')])).toBeUndefined();
    expect(
      problem([contract('derde'), contract('nieuw', ['replaces: [oud]'])], [printed('oud')]),
    ).toBeUndefined();
    // The second said so once: what the third replaces goes back to the first.
    const line = [printed('een'), printed('twee', ['x'], { replaces: ['een'] })];
    expect(problem([contract('drie', ['replaces: [twee]'])], line)).toBeUndefined();
  });

  it('is no new one once it was printed itself', () => {
    expect(problem([contract('nieuw')], [printed('oud'), printed('nieuw')])).toBeUndefined();
  });
});

describe('a new count of a contract, where one that was printed is gone', () => {
  it('says what it was called, or that it is another one', () => {
    const slices = [printed('levering', ['x', 'y'])];
    const renamed = (replaces: string) => [
      contract('levering', [], [`z: {column: z${replaces}}`, 'y: {column: y}']),
    ];
    expect(problem(renamed(''), slices)).toMatchObject({
      message: "Count 'z' is new, and 'x', which was printed, is not declared any more.",
      where: { file: 'levering.yaml', line: 11 },
    });
    expect(problem(renamed(', replaces: [x]'), slices)).toBeUndefined();
    expect(problem(renamed(', replaces: []'), slices)).toBeUndefined();
  });

  it('has nothing to say where all that was printed is still counted', () => {
    const counts = ['x: {column: x}', 'z: {column: z}'];
    expect(problem([contract('levering', [], counts)], [printed('levering')])).toBeUndefined();
  });
});
