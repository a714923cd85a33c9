import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutPage, parseRows, withoutBom } from '../../sources/json-page.ts';

interface Page {
  'odata.metadata': string;
  value: Record<string, unknown>[];
  'odata.nextLink'?: string;
  [more: string]: unknown;
}

const awkward = fc.constantFrom('"', '\\', '}]', '[{', '\\"', '{"ID":', 'Súdwest-Fryslân', '\u2028', ',');
const text = fc.oneof(fc.string(), awkward, fc.string({ unit: 'binary' }));
const row = fc.dictionary(text, fc.oneof(text, fc.jsonValue()), { maxKeys: 6 });
const page: fc.Arbitrary<Page> = fc.record(
  {
    'odata.metadata': text,
    value: fc.array(row, { maxLength: 8 }),
    'odata.nextLink': text,
    'odata.count': fc.jsonValue(),
  },
  { requiredKeys: ['odata.metadata', 'value'] },
);
const layouts = fc.constantFrom(undefined, 1, '\t');

const collection = fc.record({
  type: text,
  links: fc.array(fc.record({ href: text, rel: fc.array(text) })),
  bbox: fc.array(fc.array(fc.integer())),
  features: fc.array(row, { maxLength: 8 }),
  more: fc.array(fc.jsonValue()),
});

describe('the layout of a page', () => {
  test('agrees with JSON.parse on features too, whatever lists come before and after them', () => {
    fc.assert(
      fc.property(collection, layouts, (content, space) => {
        const bytes = Buffer.from(JSON.stringify(content, null, space));
        const { features, ...envelope } = JSON.parse(bytes.toString()) as typeof content;
        const layout = layoutPage(bytes, 'features');
        expect(JSON.stringify(layout.envelope)).toBe(JSON.stringify(envelope));
        expect(JSON.stringify(parseRows(bytes, layout, layout.rows.keys()))).toBe(JSON.stringify(features));
      }),
    );
  });

  test('agrees with JSON.parse on rows and envelope, whatever the rows hold', () => {
    fc.assert(
      fc.property(page, layouts, (content, space) => {
        const bytes = Buffer.from(JSON.stringify(content, null, space));
        const { value, ...envelope } = JSON.parse(bytes.toString()) as Page;
        const layout = layoutPage(bytes);
        expect(layout.rows).toHaveLength(value.length);
        expect(JSON.stringify(layout.envelope)).toBe(JSON.stringify(envelope));
        expect(JSON.stringify(parseRows(bytes, layout, layout.rows.keys()))).toBe(JSON.stringify(value));
        const list: unknown = JSON.parse(bytes.toString('utf8', layout.start, layout.end));
        expect(JSON.stringify(list)).toBe(JSON.stringify(value));
      }),
    );
  });

  test('takes any chosen rows, in the order asked for', () => {
    const bytes = Buffer.from(JSON.stringify({ value: [{ ID: 0 }, { ID: 3 }, { ID: 6 }] }));
    const layout = layoutPage(bytes);
    expect(parseRows(bytes, layout, [2, 0])).toEqual([{ ID: 6 }, { ID: 0 }]);
  });

  test('refuses a page that is cut off, wherever that is', () => {
    fc.assert(
      fc.property(page, fc.nat(), (content, at) => {
        const bytes = Buffer.from(JSON.stringify(content));
        expect(() => layoutPage(bytes.subarray(0, at % bytes.length))).toThrow(/not a complete page/);
      }),
    );
  });

  test('refuses every truncation of one real page', () => {
    const areas = [
      { ID: 8386, WijkenEnBuurten: 'GM0928    ', Gemeentenaam_1: 'Kerkrade  ', AantalInwoners_5: 45749 },
      { ID: 8387, WijkenEnBuurten: 'WK092800  ', Gemeentenaam_1: 'Kerkrade  ', AantalInwoners_5: null },
    ];
    const next = 'https://opendata.cbs.nl/ODataFeed/odata/84799NED/TypedDataSet?$format=json&$skip=10000';
    const bytes = Buffer.from(
      JSON.stringify({ 'odata.metadata': 'x', value: areas, 'odata.nextLink': next }),
    );
    for (let length = 0; length < bytes.length; length++) {
      expect(() => layoutPage(bytes.subarray(0, length)), `${length}`).toThrow(/not a complete page/);
    }
    expect(layoutPage(bytes).envelope['odata.nextLink']).toBe(next);
  });

  test.each([
    ['a web page', '<html><head><style>p {a: [1]}</style></head></html>'],
    ['nothing', ''],
    ['an error of the service', '{"odata.error":{"code":"","message":{"lang":"nl","value":"fout"}}}'],
    ['a list under another name', '{"values":[{"ID":1}]}'],
    ['a bare list', '[{"ID":1}]'],
    ['two answers in one', '{"value":[{"ID":1}]}{"value":[]}'],
    ['an answer with something behind it', '{"value":[]} Server Error'],
    ['a list that is closed twice', '{"value":[{"ID":1}]]}'],
  ])('refuses %s, and says that trying again may help', (_name, body) => {
    const refused = () => layoutPage(Buffer.from(body));
    expect(refused).toThrow(/not a complete page/);
    expect(refused).toThrow(expect.objectContaining({ code: 'source', retryable: true }));
  });

  test('knows an empty page', () => {
    const layout = layoutPage(Buffer.from('{"odata.metadata":"x","value":[]}'));
    expect([layout.rows, layout.envelope]).toEqual([[], { 'odata.metadata': 'x' }]);
  });
});

test('a byte order mark is taken off, and only there', () => {
  expect(withoutBom(Buffer.from('\uFEFF{}')).toString()).toBe('{}');
  expect(withoutBom(Buffer.from('{}\uFEFF')).toString()).toBe('{}\uFEFF');
  expect(withoutBom(Buffer.from([0xef])).length).toBe(1);
});
