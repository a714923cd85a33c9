import { BODY_FAULTS, LONG_FAULTS, PAGING_FAULTS } from './faults.ts';
import { partLongService, wholeLongService } from './long-services.ts';
import { describeConnector } from './source.ts';

const LISTS_AND_PAGES = [...PAGING_FAULTS, ...LONG_FAULTS];

describeConnector('cbs-odata-v4, a whole table', wholeLongService, [...BODY_FAULTS, ...LISTS_AND_PAGES]);
describeConnector('cbs-odata-v4, a part of a table', partLongService, LISTS_AND_PAGES);
