import { VieError } from '../../kernel/errors.ts';
import type { Connector } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import { shapeOf } from '../partners/as-source.ts';

/** Deliveries of partners: they come through the inbox, and are read like any other edition. */
export const partnerCsv = (): Connector => ({
  immutable: true,
  probe: async edition => notFetched(edition),
  download: async edition => notFetched(edition),
  preview: async edition => notFetched(edition),
  describe: async edition => shapeOf(edition),
});

function notFetched({ source }: Edition): never {
  throw new VieError('usage', `${source.id} is delivered by a partner; there is nothing to download.`, {
    hint: 'Put the file in the inbox. A contract is a file in sources/partners, not in sources.',
  });
}
