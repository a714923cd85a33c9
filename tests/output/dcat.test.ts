import fs from 'node:fs/promises';
import path from 'node:path';
import jsonld, { type JsonLdDocument } from 'jsonld';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { beforeAll, describe, expect, test } from 'vitest';
import { LICENCES } from '../../indicators/publisher.ts';
import { projectRoot } from '../../kernel/root.ts';
import { dcat } from '../../output/metadata/dcat.ts';
import { type Description, describeRelease, idOf, uuidOf } from '../../output/metadata/description.ts';
import type { DataFile } from '../../output/metadata/files.ts';
import { fileOf, type Written, writtenRelease } from './release.ts';

type Node = Record<string, unknown> & { '@id': string; '@type': string };
interface Graph {
  '@context': object;
  '@graph': Node[];
}

const BASE = 'https://proef.example.org/map/';

let release: Written;
let document: Graph;
let validator: SHACLValidator;
beforeAll(async () => {
  release = await writtenRelease();
  document = JSON.parse(await fs.readFile(fileOf(release, 'dcat.jsonld'), 'utf8'));
  const shapes = await fs.readFile(path.join(projectRoot(), 'tests/output/dcat-ap-nl.ttl'), 'utf8');
  validator = new SHACLValidator(new Store(new Parser().parse(shapes)));
});

/** What the shapes object to, as severity, class and property; nothing is looked up outside. */
async function objections(graph: Graph): Promise<string[]> {
  const quads = await jsonld.toRDF(graph as unknown as JsonLdDocument, {
    format: 'application/n-quads',
    base: `${BASE}dcat.jsonld`,
    documentLoader: async url => {
      throw new Error(`${url} is asked for`);
    },
  });
  const report = await validator.validate(new Store(new Parser().parse(String(quads))));
  const short = (term: { value: string } | null | undefined) => term?.value.replace(/^.*[/#:]/, '') ?? '';
  return [
    ...new Set(
      report.results.map(
        one => `${short(one.severity)} ${short(one.path)} ${short(one.sourceConstraintComponent)}`,
      ),
    ),
  ].sort();
}

test('the catalogue is as DCAT-AP-NL 3.0 asks; of what it recommends there is no service to name', async () => {
  const recommended = [
    'Warning accessService MinCountConstraintComponent',
    // A file that is no table has no schema of its own.
    'Warning conformsTo MinCountConstraintComponent',
  ];
  expect(await objections(document)).toEqual(recommended);
});

/** The same catalogue with a single distribution: enough to see what is missed. */
const small = (): Graph => {
  const copy: Graph = structuredClone(document);
  const isKept = (node: Node) =>
    node['@type'] !== 'dcat:Distribution' || JSON.stringify(node).includes('"area.parquet"');
  const nodes = copy['@graph'].filter(isKept);
  const kept = nodes
    .filter(node => node['@type'] === 'dcat:Distribution')
    .map(node => ({ '@id': node['@id'] }));
  return {
    ...copy,
    '@graph': nodes.map(node => (node['dcat:distribution'] ? { ...node, 'dcat:distribution': kept } : node)),
  };
};

test.each([
  ...['dct:title', 'dct:description', 'dct:publisher', 'dcat:contactPoint', 'dcat:dataset'].map(
    name => `dcat:Catalog ${name}`,
  ),
  ...['title', 'description', 'identifier', 'accessRights', 'creator', 'publisher', 'language'].map(
    name => `dcat:Dataset dct:${name}`,
  ),
  'dcat:Dataset dcat:contactPoint',
  'dcat:Dataset dcat:theme',
  'dcat:Distribution dcat:accessURL',
  'dcat:Distribution dct:license',
  'foaf:Agent foaf:name',
  'vcard:Kind vcard:hasEmail',
])('without %s it is refused', async lacking => {
  const [type, property = ''] = lacking.split(' ');
  const graph = small();
  for (const node of graph['@graph']) if (node['@type'] === type) delete node[property];
  expect(await objections(graph)).toContain(
    `Violation ${property.replace(/^.*:/, '')} MinCountConstraintComponent`,
  );
});

test.each([
  ['dct:license', { '@id': 'https://example.org/eigen' }, 'Violation license ClassConstraintComponent'],
  ['dcat:byteSize', '12 kB', 'Violation byteSize DatatypeConstraintComponent'],
  ['dct:modified', 'gisteren', 'Violation modified NodeConstraintComponent'],
])('a %s of another kind is refused', async (property, value, objection) => {
  const graph = small();
  for (const node of graph['@graph']) if (node['@type'] === 'dcat:Distribution') node[property] = value;
  expect(await objections(graph)).toContain(objection);
});

const named = (type: string, graph = document): Node[] =>
  graph['@graph'].filter(node => node['@type'] === type);

test('it names every data file, with the bytes that lie there, and nothing outside the public part', async () => {
  const files = await fs.readdir(path.dirname(fileOf(release, 'dcat.jsonld')));
  const isData = (name: string) => /\.(csv\.gz|parquet|arrow|geojson|xlsx|zip|duckdb)$/.test(name);
  const addresses = named('dcat:Distribution').map(node => node['dcat:downloadURL']);
  expect(addresses).toEqual(
    files
      .filter(isData)
      .sort()
      .map(name => ({ '@id': name })),
  );
  const bytes = (await fs.stat(fileOf(release, 'excel.zip'))).size;
  const zip = named('dcat:Distribution').find(node => JSON.stringify(node).includes('"excel.zip"'));
  expect(zip?.['dcat:byteSize']).toMatchObject({ '@value': String(bytes) });
  // The bytes of the database differ from one run to the next.
  const database = named('dcat:Distribution').find(node => JSON.stringify(node).includes('"vie.duckdb"'));
  expect(Object.keys(database ?? {})).not.toEqual(expect.arrayContaining(['dcat:byteSize']));
  expect(JSON.stringify(document)).not.toMatch(/partners\/|owner\//);
});

describe('identifiers', () => {
  const publisher = { name: 'P', email: 'p@example.org', licence: 'CC BY 4.0' } as const;
  const at = { ...publisher, base_url: BASE };

  test('are UUIDs by name without an address, and addresses with one', () => {
    expect(idOf({ publisher, programme: 'Vie' }, 'dataset')).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(idOf({ publisher: at, programme: 'Vie' }, 'dataset')).toBe(`${BASE}dcat.jsonld#dataset`);
  });

  test('of another programme, publisher or thing are others', () => {
    const ids = [
      idOf({ publisher, programme: 'Vie' }, 'dataset'),
      idOf({ publisher, programme: 'Vie' }, 'contact'),
      idOf({ publisher, programme: 'Elders' }, 'dataset'),
      idOf({ publisher: { ...publisher, name: 'Q' }, programme: 'Vie' }, 'dataset'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  // RFC 9562, appendix A.4: www.example.com in the name space of the DNS.
  test('are made as the RFC makes them', () => {
    expect(uuidOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  test('with an address, files are found at it', async () => {
    const file: DataFile = { path: 'a.zip', title: 'A', mediaType: 'application/zip', table: undefined };
    const about: Description = await describeRelease(release.world.warehouse, {
      ...release.job,
      publisher: at,
    });
    const graph = dcat(about, [file], () => true) as Graph;
    expect(named('dcat:Distribution', graph)[0]).toMatchObject({
      '@id': `${BASE}dcat.jsonld#a.zip`,
      'dcat:accessURL': { '@id': `${BASE}a.zip` },
      'dct:license': { '@id': LICENCES['CC BY 4.0'].authority },
    });
    expect(named('dcat:Dataset', graph)[0]).toMatchObject({
      'dct:identifier': `${BASE}dcat.jsonld#dataset`,
      'dcat:landingPage': { '@id': `${BASE}index.html` },
      'dct:conformsTo': { '@id': `${BASE}schema.json` },
    });
  });
});

test('period, sources and day are those of the figures', () => {
  const [dataset] = named('dcat:Dataset');
  expect(dataset?.['dct:temporal']).toMatchObject({
    'dcat:startDate': { '@value': '2016-01-01' },
    'dcat:endDate': { '@value': '2024-12-31' },
  });
  expect(dataset?.['dct:modified']).toMatchObject({ '@value': '2026-01-15' });
  expect(dataset?.['dcat:version']).toBe('20260115-abc');
  expect(JSON.stringify(dataset?.['dct:provenance'])).toContain('"rdfs:label"');
});
