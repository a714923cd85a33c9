import { z } from 'zod';

interface Licence {
  /** Identifier of the Open Definition and of SPDX. */
  id: string;
  page: string;
  /** In the list of licences of the Publications Office of the European Union. */
  authority: string;
}

/** The open licences under which the national open-data policy has data published. */
export const LICENCES = {
  'CC BY 4.0': {
    id: 'CC-BY-4.0',
    page: 'https://creativecommons.org/licenses/by/4.0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0',
  },
  'CC0 1.0': {
    id: 'CC0-1.0',
    page: 'https://creativecommons.org/publicdomain/zero/1.0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/CC0',
  },
} satisfies Record<string, Licence>;

type LicenceName = keyof typeof LICENCES;
const NAMES = Object.keys(LICENCES) as [LicenceName, ...LicenceName[]];

export const publisherSchema = z.strictObject({
  name: z.string().min(1).describe('Who answers for what is published'),
  email: z.email().describe('Where questions about a figure are answered'),
  licence: z
    .enum(NAMES)
    .describe('Licence of what is made here; a figure of a source is under that of the source too'),
  base_url: z
    .url({ protocol: /^https?$/ })
    .transform(address => address.replace(/\/*$/, '/'))
    .optional()
    .describe(
      'Address at which the public folder of the newest release stands; without it identifiers are urn:uuid and no catalogue can harvest',
    ),
});

export type Publisher = z.output<typeof publisherSchema>;
