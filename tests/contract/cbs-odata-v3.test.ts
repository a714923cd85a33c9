import { BODY_FAULTS, PAGE_FAULTS, TABLE_FAULTS } from './faults.ts';
import { cubeService, wholeTableService } from './own-services.ts';
import { describeConnector } from './source.ts';

const TABLE_AND_PAGES = [...PAGE_FAULTS, ...TABLE_FAULTS];

describeConnector('cbs-odata-v3, a whole table', wholeTableService, [...BODY_FAULTS, ...TABLE_AND_PAGES]);
describeConnector('cbs-odata-v3, a part of a cube', cubeService, TABLE_AND_PAGES);
