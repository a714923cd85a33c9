import type { PublishedTable } from '../../transforms/tables.ts';
import { addressOf, type Description } from './description.ts';

/** The release as a Dataset of schema.org, for search engines that read the page on which it stands, with the Parquet file of each table. */
export function schemaOrg(about: Description, tables: readonly PublishedTable[]): object {
  const { publisher, licence, period } = about;
  const organization = { '@type': 'Organization', name: publisher.name, email: publisher.email };
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': about.id,
    identifier: about.id,
    name: about.title,
    description: about.summary,
    inLanguage: 'nl',
    version: about.version,
    dateModified: about.modified,
    license: licence.page,
    usageInfo: about.rights,
    isAccessibleForFree: true,
    creator: organization,
    publisher: { ...organization, contactPoint: { '@type': 'ContactPoint', email: publisher.email } },
    temporalCoverage: `${period.start}/${period.end}`,
    spatialCoverage: { '@type': 'Country', name: 'Nederland' },
    keywords: about.keywords,
    citation: about.sources.map(one => one.citation),
    ...(publisher.base_url ? { url: publisher.base_url } : {}),
    distribution: tables.map(({ name, nl }) => ({
      '@type': 'DataDownload',
      name: nl,
      contentUrl: addressOf(publisher, `${name}.parquet`),
      encodingFormat: 'application/vnd.apache.parquet',
    })),
  };
}
