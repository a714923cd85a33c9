import { FILE_FAULTS } from './faults.ts';
import { zipService } from './other-services.ts';
import { describeConnector } from './source.ts';

describeConnector('zip-csv, a zip over HTTP', zipService, FILE_FAULTS);
