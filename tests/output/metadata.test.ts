import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sha256File } from '../../kernel/files.ts';
import { describeRelease } from '../../output/metadata/description.ts';
import { writeMetadata } from '../../output/metadata/write.ts';
import { tempFolder } from '../support/pipeline.ts';
import { PUBLISHER } from '../support/publisher.ts';
import { changing, fileOf, namesOf, TABLES, type Written, writtenRelease } from './release.ts';

let release: Written;
beforeAll(async () => {
  release = await writtenRelease();
});

const read = async (name: string): Promise<unknown> =>
  JSON.parse(await fs.readFile(fileOf(release, name), 'utf8'));

/** A path as the Data Package standard has it: below the descriptor, or an address. */
const filePath = z.string().regex(/^(https?:\/\/\S+|(?![./~])(?!.*\.\.\/)[^\\]+)$/);
const licence = z.strictObject({ name: z.string().regex(/^[-\w.]+$/), path: filePath, title: z.string() });

const field = z.strictObject({
  name: z.string(),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'date']),
  title: z.string().min(1),
  description: z.string().min(1),
  categories: z
    .array(z.strictObject({ value: z.string(), label: z.string() }))
    .min(1)
    .optional(),
  constraints: z.strictObject({ required: z.literal(true) }).optional(),
});

/** What Data Package 2.0 asks (datapackage.org/standard), written from its text: `resources` with a name and a path each, and the form of all else. */
const packageForm = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: z.string().regex(/^[a-z0-9._-]+$/),
  id: z.string().regex(/^urn:uuid:/),
  title: z.string().min(1),
  description: z.string().min(1),
  version: z.string(),
  homepage: z.url().optional(),
  licenses: z.array(licence).min(1),
  contributors: z
    .array(z.strictObject({ title: z.string(), email: z.email(), roles: z.array(z.string()).min(1) }))
    .min(1),
  sources: z.array(z.strictObject({ title: z.string().min(1), path: filePath.optional() })).min(1),
  keywords: z.array(z.string()).min(1),
  resources: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z0-9._-]+$/),
        path: filePath,
        title: z.string().min(1),
        description: z.string().optional(),
        format: z.string(),
        mediatype: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
        bytes: z.int().positive().optional(),
        hash: z
          .string()
          .regex(/^sha256:[0-9a-f]{64}$/)
          .optional(),
        type: z.literal('table').optional(),
        encoding: z.literal('utf-8').optional(),
        schema: z
          .strictObject({
            fields: z.array(field).min(1),
            primaryKey: z.array(z.string()).min(1),
            missingValues: z.tuple([z.literal('')]),
          })
          .optional(),
      }),
    )
    .min(1),
});

describe('datapackage.json', () => {
  let pack: z.output<typeof packageForm>;
  beforeAll(async () => {
    pack = packageForm.parse(await read('datapackage.json'));
  });

  test('names every resource once, at a file that has these bytes', async () => {
    const names = pack.resources.map(one => one.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { path: name, bytes, hash } of pack.resources) {
      const { size } = await fs.stat(fileOf(release, name));
      if (name.endsWith('.duckdb')) expect([bytes, hash]).toEqual([undefined, undefined]);
      else expect([bytes, hash], name).toEqual([size, `sha256:${await sha256File(fileOf(release, name))}`]);
    }
  });

  test.each(TABLES)('describes %s as its header does', (name, table) => {
    const resource = pack.resources.find(one => one.path === `${name}.csv.gz`);
    expect(resource?.title).toContain(table.nl);
    expect(resource?.schema?.fields.map(one => one.name)).toEqual(namesOf(table));
    expect(resource?.schema?.primaryKey).toEqual(table.key);
    expect(pack.resources.map(one => one.path)).toContain(`${name}.parquet`);
  });

  test('puts codes in words, and says who answers and whom to name', () => {
    const values = pack.resources.find(one => one.path === 'indicator_value.csv.gz');
    const status = values?.schema?.fields.find(one => one.name === 'status');
    expect(status?.categories).toContainEqual({ value: 'final', label: 'definitief' });
    expect(pack.contributors).toEqual([
      { title: PUBLISHER.name, email: PUBLISHER.email, roles: ['publisher', 'contact'] },
    ]);
    expect(pack.licenses.map(one => one.name)).toEqual(['CC-BY-4.0']);
    expect(pack.description).toContain('2016-01-01 tot en met 2024-12-31');
  });

  test('is refused by this form without licence, source, title, or with a path out of the release', () => {
    for (const change of [
      { licenses: [] },
      { sources: [] },
      { title: '' },
      { resources: [{ ...pack.resources[0], path: '../partners/x.parquet' }] },
      { resources: [{ ...pack.resources[0], path: '/etc/x.parquet' }] },
    ])
      expect(packageForm.safeParse({ ...pack, ...change }).success, JSON.stringify(change)).toBe(false);
  });
});

/** Properties that CSV on the Web leaves to others bear a prefix; all else it must know. */
const common = <T extends z.ZodRawShape>(shape: T) =>
  z.looseObject(shape).superRefine((value, context) => {
    for (const key of Object.keys(value))
      if (!(key in shape) && !/^(dc|dcat|schema):\w+$/.test(key))
        context.addIssue(`${key} is no property of CSV on the Web`);
  });

/** Metadata Vocabulary for Tabular Data (W3C, 2015), written from its text. */
const groupForm = common({
  '@context': z.tuple([
    z.literal('http://www.w3.org/ns/csvw'),
    z.strictObject({ '@language': z.literal('nl') }),
  ]),
  '@id': z.string().regex(/^urn:uuid:/),
  tables: z.array(
    common({
      url: z.string(),
      tableSchema: common({
        primaryKey: z.array(z.string()).min(1),
        columns: z.array(
          common({
            name: z.string().regex(/^[a-z0-9][a-z0-9_]*$/),
            titles: z.string(),
            datatype: z.enum(['string', 'number', 'integer', 'boolean', 'date']),
            required: z.literal(true).optional(),
            separator: z.literal('|').optional(),
          }),
        ),
      }),
    }),
  ),
});

/** How a cell of each type is written (XML Schema, part 2). */
const LEXICAL: Record<string, RegExp> = {
  string: /^[\s\S]*$/,
  integer: /^[+-]?\d+$/,
  number: /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/,
  boolean: /^(true|false|1|0)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

describe('csv-metadata.json', () => {
  let group: z.output<typeof groupForm>;
  beforeAll(async () => {
    group = groupForm.parse(await read('csv-metadata.json'));
  });

  test('describes every CSV file, and names licence, contact, period and sources', async () => {
    expect(group.tables.map(one => one.url)).toEqual(TABLES.map(([name]) => `${name}.csv.gz`).sort());
    expect(group).toMatchObject({
      'dc:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
      'dc:temporal': '2016-01-01/2024-12-31',
      'dcat:contactPoint': { 'vcard:hasEmail': { '@id': `mailto:${PUBLISHER.email}` } },
    });
    expect(group['dc:source']).not.toEqual([]);
  });

  test.each(TABLES)('every cell of %s is of its type, its key unique and filled', async name => {
    const about = group.tables.find(one => one.url === `${name}.csv.gz`)?.tableSchema;
    const text = gunzipSync(await fs.readFile(fileOf(release, `${name}.csv.gz`))).toString();
    const [titles, ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
    const columns = about?.columns ?? [];
    expect(columns.map(one => one.titles)).toEqual(titles);
    const wrong = columns.flatMap(({ name: column, datatype, required }, at) =>
      rows
        .map(row => row[at] ?? '')
        .filter(cell => (cell === '' ? required : !LEXICAL[datatype]?.test(cell)))
        .map(cell => [column, cell]),
    );
    expect(wrong).toEqual([]);
    const places = (about?.primaryKey ?? []).map(key => columns.findIndex(one => one.name === key));
    const keys = rows.map(row => JSON.stringify(places.map(place => row[place])));
    expect(new Set(keys).size).toBe(rows.length);
  });

  test('a property that the vocabulary does not know is refused', () => {
    expect(groupForm.safeParse({ ...group, titel: 'x' }).success).toBe(false);
  });
});

describe('the data block of the first page', () => {
  const pageOf = () => fs.readFile(fileOf(release, 'index.html'), 'utf8');
  const blockOf = (page: string) =>
    /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';

  test('is a Dataset of schema.org with what search engines ask', async () => {
    const dataset = JSON.parse(blockOf(await pageOf()));
    expect(dataset).toMatchObject({
      '@context': 'https://schema.org/',
      '@type': 'Dataset',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      temporalCoverage: '2016-01-01/2024-12-31',
      creator: { '@type': 'Organization', name: PUBLISHER.name },
      publisher: { contactPoint: { email: PUBLISHER.email } },
    });
    // Google asks for 50 to 5000 characters.
    expect(dataset.description.length).toBeGreaterThan(50);
    expect(dataset.description.length).toBeLessThan(5000);
    expect(dataset.identifier).toBe(((await read('datapackage.json')) as { id: string }).id);
    const addresses = dataset.distribution.map((one: { contentUrl: string }) => one.contentUrl);
    expect(addresses).toEqual(TABLES.map(([name]) => `${name}.parquet`));
    for (const name of addresses) await fs.access(fileOf(release, name));
  });

  test('cannot be ended by a name that is in it', async () => {
    expect(PUBLISHER.name).toContain('<test>');
    const page = await pageOf();
    expect(blockOf(page)).not.toContain('<');
    expect(page.match(/<script/g)).toHaveLength(1);
  });
});

test('the same files give the same metadata; where there is no CSV, none is described', async () => {
  const names = ['datapackage.json', 'dcat.jsonld', 'csv-metadata.json'];
  const folder = await tempFolder('again');
  const files = await fs.readdir(path.dirname(fileOf(release, 'area.parquet')), { withFileTypes: true });
  const data = files.flatMap(one => (one.isFile() && !names.includes(one.name) ? [one.name] : []));
  await fs.mkdir(path.join(folder, 'site'));
  for (const name of [...data, 'site/over.html'])
    await fs.copyFile(fileOf(release, name), path.join(folder, name));
  const written = (name: string) => fs.readFile(path.join(folder, name), 'utf8');
  await writeMetadata({ ...release.job, folder });
  for (const name of names)
    expect(await written(name), name).toBe(await fs.readFile(fileOf(release, name), 'utf8'));

  for (const name of [...data.filter(one => one.endsWith('.csv.gz')), ...names])
    await fs.rm(path.join(folder, name));
  await writeMetadata({ ...release.job, folder });
  expect(await written('datapackage.json')).not.toContain('.csv');
  expect(await fs.readdir(folder)).not.toContain('csv-metadata.json');
});

test('a source that not everyone may see is not named', async () => {
  const { warehouse } = release.world;
  const named = async () => (await describeRelease(warehouse, release.job)).sources;
  expect(await named()).not.toEqual([]);
  await changing(release, async () => {
    await warehouse.run(
      "insert into restricted.delivery by name select distinct source_id, 'owner' as access from gold.source",
    );
    expect(await named()).toEqual([]);
  });
});
