import { BODY_FAULTS, FEATURE_FAULTS } from './faults.ts';
import { outlineService } from './other-services.ts';
import { describeConnector } from './source.ts';

describeConnector('ogc-features, three collections in pages', outlineService, [
  ...BODY_FAULTS,
  ...FEATURE_FAULTS,
]);
