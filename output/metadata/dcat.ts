import { addressOf, type Description, idOf } from './description.ts';
import type { DataFile } from './files.ts';

/** Lists of the Publications Office of the European Union, of which DCAT-AP-NL wants the values. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority/';

const CONTEXT = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

type Node = Record<string, unknown>;

const ref = (id: string): Node => ({ '@id': id });
const nl = (text: string): Node => ({ '@value': text, '@language': 'nl' });
const date = (day: string): Node => ({ '@value': day, '@type': 'xsd:date' });

/** A value of a list, with the type that validators cannot look up. */
const listed = (list: string, code: string, type: string): Node => ({
  '@id': `${AUTHORITY}${list}/${code}`,
  '@type': type,
  ...(type === 'skos:Concept'
    ? { 'skos:inScheme': ref(`${AUTHORITY}${list}`), 'skos:prefLabel': nl(code) }
    : {}),
});
const mediaType = (type: string): Node => ({
  '@id': `https://www.iana.org/assignments/media-types/${type}`,
  '@type': 'dct:MediaType',
});

const DUTCH = listed('language', 'NLD', 'dct:LinguisticSystem');

/** The release as a catalogue of one data set by DCAT-AP-NL 3.0, in JSON-LD; `has`: whether a file is in the release. */
export function dcat(about: Description, files: readonly DataFile[], has: (file: string) => boolean): object {
  const { publisher, title, summary, modified, sources } = about;
  const id = (thing: string) => idOf(about, thing);
  const agent = { '@id': id('uitgever'), '@type': 'foaf:Agent', 'foaf:name': nl(publisher.name) };
  const contact = {
    '@id': id('contact'),
    '@type': 'vcard:Kind',
    'vcard:fn': publisher.name,
    'vcard:hasEmail': ref(`mailto:${publisher.email}`),
  };
  const shared = {
    'dct:title': nl(title),
    'dct:description': nl(summary),
    'dct:publisher': ref(agent['@id']),
    'dct:creator': ref(agent['@id']),
    'dcat:contactPoint': ref(contact['@id']),
    'dct:language': DUTCH,
    'dct:modified': date(modified),
  };
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': id('catalogus'),
        '@type': 'dcat:Catalog',
        ...shared,
        'dct:license': licenceOf(about),
        'dcat:dataset': ref(id('dataset')),
      },
      {
        '@id': id('dataset'),
        '@type': 'dcat:Dataset',
        ...shared,
        ...extentOf(about),
        ...pagesOf(about, has),
        'dct:provenance': sources.map(({ citation }) => ({
          '@type': 'dct:ProvenanceStatement',
          'rdfs:label': nl(citation),
        })),
        'dcat:distribution': files.map(file => ref(id(file.path))),
      },
      agent,
      contact,
      ...files.map(file => distribution(about, file, has)),
    ],
  };
}

const licenceOf = ({ licence, publisher }: Description): Node => ({
  '@id': licence.authority,
  '@type': 'dct:LicenseDocument',
  'dct:title': publisher.licence,
});

/** What the data set is about, and who may have it. */
const extentOf = (about: Description): Node => ({
  'dct:identifier': about.id,
  'dcat:version': about.version,
  'dcat:keyword': about.keywords.map(nl),
  'dcat:theme': ['HEAL', 'SOCI'].map(code => listed('data-theme', code, 'skos:Concept')),
  'dct:accessRights': listed('access-right', 'PUBLIC', 'dct:RightsStatement'),
  'dct:accrualPeriodicity': listed('frequency', 'IRREG', 'dct:Frequency'),
  'dct:spatial': listed('country', 'NLD', 'dct:Location'),
  'dct:temporal': {
    '@type': 'dct:PeriodOfTime',
    'dcat:startDate': date(about.period.start),
    'dcat:endDate': date(about.period.end),
  },
});

/** Pages about the data set, and the form that its tables have. */
const pagesOf = ({ publisher }: Description, has: (file: string) => boolean): Node => {
  const page = (file: string) => ({ '@id': addressOf(publisher, file), '@type': 'foaf:Document' });
  return {
    ...(has('index.html') ? { 'dcat:landingPage': page('index.html') } : {}),
    ...(has('site/over.html') ? { 'foaf:page': page('site/over.html') } : {}),
    ...schemaOf(publisher, has),
  };
};

const schemaOf = (publisher: Description['publisher'], has: (file: string) => boolean): Node =>
  has('schema.json')
    ? { 'dct:conformsTo': { '@id': addressOf(publisher, 'schema.json'), '@type': 'dct:Standard' } }
    : {};

function distribution(about: Description, file: DataFile, has: (file: string) => boolean): Node {
  const { path, table, title, bytes, sha256, fileType } = file;
  const address = ref(addressOf(about.publisher, path));
  return {
    '@id': idOf(about, path),
    '@type': 'dcat:Distribution',
    'dct:title': nl(table ? `${table.nl} (${title})` : title),
    'dcat:accessURL': address,
    'dcat:downloadURL': address,
    'dct:license': licenceOf(about),
    'dct:rights': { '@type': 'dct:RightsStatement', 'rdfs:label': nl(about.rights) },
    'dct:language': DUTCH,
    'dct:modified': date(about.modified),
    'dcat:mediaType': mediaType(file.mediaType),
    ...(path.endsWith('.gz') ? { 'dcat:compressFormat': mediaType('application/gzip') } : {}),
    ...(fileType ? { 'dct:format': listed('file-type', fileType, 'dct:MediaTypeOrExtent') } : {}),
    ...(bytes === undefined
      ? {}
      : { 'dcat:byteSize': { '@value': String(bytes), '@type': 'xsd:nonNegativeInteger' } }),
    ...(sha256 === undefined
      ? {}
      : {
          'spdx:checksum': {
            '@type': 'spdx:Checksum',
            'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256', '@type': 'spdx:ChecksumAlgorithm' },
            'spdx:checksumValue': { '@value': sha256, '@type': 'xsd:hexBinary' },
          },
        }),
    ...(table ? schemaOf(about.publisher, has) : {}),
  };
}
