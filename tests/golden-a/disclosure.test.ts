import { expect, it } from 'vitest';
import { suppress } from '../../transforms/protect/suppress.ts';
import { cellsWhere, eliminationOnly, goldenTables, intervals, leaks } from '../support/disclosure.ts';
import { THIRD_PARTY } from './shared.ts';

it('the table of the GaussSuppression vignette', async () => {
  const tables = await goldenTables(THIRD_PARTY);
  const vignette = tables.find(({ id }) => id === 'G_ssb_vignette_table1');
  if (!vignette) throw new Error('The vignette is not in the golden files.');
  const { table, cells, summary } = vignette;
  const { primaries, secondary } = eliminationOnly(table);
  expect(primaries).toEqual(cellsWhere(cells, 'exp_primary'));
  expect(secondary).toBeLessThanOrEqual(Math.ceil(1.1 * Number(summary['gauss_secondary'])));
  const { found, wanted } = await intervals(vignette, {
    hidden: 'gauss_suppressed',
    low: 'audit_min',
    high: 'audit_max',
  });
  expect(found).toEqual(wanted);
  const { hidden, failures } = await suppress(table);
  expect(failures).toEqual([]);
  expect(await leaks(table, hidden)).toEqual([]);
});
