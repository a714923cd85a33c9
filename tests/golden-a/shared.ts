import path from 'node:path';
import { sharedFolder } from '../support/shared.ts';

/** Test data of other projects, which is read where it stands and never copied in. */
export const THIRD_PARTY = path.join(sharedFolder, 'golden');
