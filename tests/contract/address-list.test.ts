import { FILE_FAULTS } from './faults.ts';
import { addressService } from './other-services.ts';
import { describeConnector } from './source.ts';

describeConnector('address-list, a zip over HTTP', addressService, FILE_FAULTS);
