import { FILE_FAULTS } from './faults.ts';
import { fileService } from './own-services.ts';
import { describeConnector } from './source.ts';

describeConnector('statline-csv, a file over HTTP', fileService, FILE_FAULTS);
