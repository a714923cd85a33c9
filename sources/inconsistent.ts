import { VieError } from '../kernel/errors.ts';

/** The parts of a download do not fit together; starting it afresh may help. */
export class InconsistentDownload extends VieError {
  constructor(message: string) {
    super('source', message, {
      retryable: true,
      hint: 'The service changed or lost rows while it was read; nothing was stored. Run again later.',
    });
    this.name = 'InconsistentDownload';
  }
}
