import { expect, test } from 'vitest';
import { withinService } from '../../sources/links.ts';

const FROM = 'https://opendata.cbs.nl/ODataFeed/odata/84799NED/TypedDataSet?$format=json';

test.each([
  ['as it is written', "https://opendata.cbs.nl/x?$filter=A eq 'y'&$skip=10000", undefined],
  ['without host', '/ODataFeed/x?$skip=2', 'https://opendata.cbs.nl/ODataFeed/x?$skip=2'],
  [
    'beside the page',
    'TypedDataSet?$skip=2',
    'https://opendata.cbs.nl/ODataFeed/odata/84799NED/TypedDataSet?$skip=2',
  ],
])('a link of the same service is followed: %s', (_, link, target) => {
  expect(withinService(link, FROM)).toBe(target ?? link);
});

test.each([
  ['another host', 'https://example.org/ODataFeed/odata/84799NED/TypedDataSet?$skip=2'],
  ['another host without scheme', '//169.254.169.254/latest/meta-data'],
  ['a host that begins alike', 'https://opendata.cbs.nl.example.org/x'],
  ['a name before the host', 'https://opendata.cbs.nl@example.org/x'],
  ['another port', 'https://opendata.cbs.nl:8443/x'],
  ['another scheme', 'http://opendata.cbs.nl/x'],
  ['a file', 'file:///etc/passwd'],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:application/json,{}'],
  ['nothing', 'https://'],
])('a link that leaves it is not: %s', (_, link) => {
  expect(withinService(link, FROM)).toBeUndefined();
});

test('no link leads from a file to a file', () => {
  expect(withinService('b.json', 'file:///data/a.json')).toBeUndefined();
  expect(withinService('file:///data/b.json', 'file:///data/a.json')).toBeUndefined();
});
