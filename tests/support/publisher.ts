import type { Publisher } from '../../indicators/publisher.ts';

/** Who publishes in tests. */
export const PUBLISHER: Publisher = {
  name: 'Proefuitgever "& Co" <test>',
  email: 'proef@example.org',
  licence: 'CC BY 4.0',
};
