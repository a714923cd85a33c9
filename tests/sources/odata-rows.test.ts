import { expect, test } from 'vitest';
import { checkRows } from '../../sources/connectors/odata-rows.ts';
import { layoutPage } from '../../sources/json-page.ts';

/** A page of 150 rows with a number, in which one row is another. */
function judge(at: number, row: Record<string, unknown>): void {
  const value = Array.from({ length: 150 }, (_, ID) => (ID === at ? { ID, ...row } : { ID, Inwoners_1: 7 }));
  const bytes = Buffer.from(JSON.stringify({ value }));
  const columns = ['ID', 'Inwoners_1'].map(key => ({ key, kind: 'number' as const }));
  checkRows(bytes, layoutPage(bytes), columns);
}

test.each([0, 100, 149])('row %i of a page is held to the columns of the table', at => {
  expect(() => judge(at, { Inwoners_1: 'zeven' })).toThrow('Inwoners_1 should hold numbers');
  expect(() => judge(at, {})).toThrow('lack column Inwoners_1');
  expect(() => judge(at, { Inwoners_1: 7, Nieuw_2: 1 })).toThrow('have column Nieuw_2');
  expect(() => judge(at, { Inwoners_1: null })).not.toThrow();
});
