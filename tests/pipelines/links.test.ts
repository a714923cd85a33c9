import { expect, test } from 'vitest';
import { linkProblems } from '../../pipelines/links.ts';
import { contractGiven, type GivenContract } from '../support/contract.ts';

/** A contract whose counts are declared at a line of a file of its own. */
function contract(id: string, line: number, counts: GivenContract['counts'], rest: GivenContract = {}) {
  const value = contractGiven({ id, access: 'public', counts, ...rest });
  return { value, file: `${id}.yaml`, where: () => ({ file: `${id}.yaml`, line }) };
}

const HOUSES = { column: 'huurders', unit: 'huurders' };
const one = contract('achterstand', 12, { huurders: HOUSES, achterstand: { ...HOUSES, of: 'huurders' } });
const messages = (...others: ReturnType<typeof contract>[]) =>
  linkProblems([one, ...others]).map(({ message }) => message);

test('two public contracts of one unit say how they are related; both lines are named', () => {
  const other = contract('overlast', 15, { huurders: HOUSES });
  const [problem] = linkProblems([one, other]);
  expect(problem).toMatchObject({
    message: expect.stringContaining('both count huurders, of one population as far as is declared'),
    where: { file: 'overlast.yaml', line: 15 },
  });
  expect(problem?.message).toContain('overlast.yaml:15 and achterstand.yaml:12');
});

test('a link, another population, other people, another unit or no reader of both does', () => {
  expect(messages(contract('a', 1, { huurders: { ...HOUSES, same_as: 'achterstand/huurders' } }))).toEqual(
    [],
  );
  expect(messages(contract('a', 1, { huurders: HOUSES }, { unrelated_to: ['achterstand'] }))).toEqual([]);
  expect(messages(contract('a', 1, { woningen: { column: 'woningen', unit: 'woningen' } }))).toEqual([]);
  expect(messages(contract('a', 1, { huurders: HOUSES }, { access: 'owner' }))).toEqual([]);
  const of = (id: string, population: string) => contract(id, 1, { huurders: HOUSES }, { population });
  expect(linkProblems([of('a', 'huurders van corporaties'), of('b', 'particuliere huurders')])).toEqual([]);
  expect(linkProblems([of('a', 'huurders'), of('b', 'huurders')]).length).toBe(1);
  // What partners see, they see beside what is public.
  expect(messages(contract('a', 1, { huurders: HOUSES }, { access: 'partners' })).length).toBe(1);
});

test('a link is to counts of the same areas and periods, a rest of the same whole', () => {
  const linked = { huurders: { ...HOUSES, same_as: 'achterstand/huurders' } };
  const wijken = { area: { column: 'wijk', levels: ['wijk' as const], vintage: 2024 } };
  expect(messages(contract('a', 1, linked, wijken))).toEqual([
    expect.stringContaining('of other areas or periods (buurt, 2024, year; here wijk, 2024, year)'),
  ]);
  const rest = (whole: GivenContract['counts']) =>
    contract('a', 1, {
      ...whole,
      zonder: { ...HOUSES, column: 'zonder', of: 'huurders', complement_of: 'achterstand/achterstand' },
    });
  expect(messages(rest({ huurders: HOUSES }))).toEqual([expect.stringContaining('no whole in common')]);
  expect(messages(rest(linked))).toEqual([]);
});
