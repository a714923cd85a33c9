import { describe } from 'vitest';
import { amountOf, oneIn } from '../support/depth.ts';
import { hasShared } from '../support/shared.ts';
import { BODY_FAULTS, FILE_FAULTS, PAGE_FAULTS, PAGING_FAULTS, TABLE_FAULTS } from './faults.ts';
import { simulatedFile, simulatedLongTable, simulatedTable } from './simulated-services.ts';
import { describeConnector } from './source.ts';

// The simulator has no faults for the rows of dimension sets; waiting out a stall once is enough.
const FAULTS = [...BODY_FAULTS, ...PAGE_FAULTS, ...TABLE_FAULTS].filter(
  one => one.place !== 'areas' && one.kind !== 'stall',
);
// Nor has it faults for the columns of the newer service.
const ON_LONG = [...BODY_FAULTS, ...PAGING_FAULTS].filter(one => one.kind !== 'stall');
const ON_FILES = FILE_FAULTS.filter(one => one.kind !== 'stall');

const some = <T>(cases: T[]): T[] => oneIn(amountOf('of those on real data: one in'), cases);

describe.skipIf(!hasShared)('on real data', () => {
  describeConnector('cbs-odata-v3, young adults 2024', simulatedTable, some(FAULTS));
  describeConnector('cbs-odata-v4, prices of dwellings', simulatedLongTable, some(ON_LONG));
  describeConnector('statline-csv, health monitor 2020', simulatedFile, some(ON_FILES));
});
