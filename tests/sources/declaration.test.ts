import { describe, expect, test } from 'vitest';
import { type Config, configSchema } from '../../indicators/config.ts';
import { problemsError } from '../../kernel/declare.ts';
import { renderError, VieError } from '../../kernel/errors.ts';
import { editionsOf, sourceProblems } from '../../sources/declaration.ts';
import { declareSource, editionOf } from './fixtures.ts';

const KWB = `
id: kwb
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {inwoners: AantalInwoners, woz_waarde: GemiddeldeWOZWaarde, roken: Roker}
editions:
  "2019": {table: 84583NED}
  "2020": {table: 84799NED, topics: {woz_waarde: GemiddeldeWoningwaarde}, lacks: [roken]}
  "2021": {table: 85039NED}
`;

type Narrowing = { sources: Record<string, object> };
const config = (narrowing: Narrowing = { sources: {} }): Config => configSchema.parse(narrowing);
const idsOf = (text: string, narrowing?: Narrowing): string[] =>
  editionsOf(declareSource(text), config(narrowing)).map(edition => edition.id);

function refusal(text: string): string {
  try {
    const declaration = declareSource(text);
    const problems = sourceProblems(declaration);
    if (problems.length > 0) throw problemsError(problems, declaration.file);
  } catch (error) {
    if (error instanceof VieError) return renderError(error);
    throw error;
  }
  throw new Error('the declaration was accepted');
}

describe('the editions that are used', () => {
  test('are all, when the config does not say otherwise', () => {
    expect(idsOf(KWB)).toEqual(['2019', '2020', '2021']);
  });

  test('are those that the config names', () => {
    expect(idsOf(KWB, { sources: { kwb: { editions: ['2021', '2019'] } } })).toEqual(['2019', '2021']);
  });

  test('are none when the config switches the source off', () => {
    expect(idsOf(KWB, { sources: { kwb: { enabled: false } } })).toEqual([]);
    expect(idsOf(KWB, { sources: { rivm: { enabled: false } } })).toHaveLength(3);
  });

  test('are those of the sources and editions that alone are wanted', () => {
    const only = (...names: string[]) =>
      editionsOf(declareSource(KWB), configSchema.parse({ only: names })).map(edition => edition.id);
    expect(only('kwb')).toEqual(['2019', '2020', '2021']);
    expect(only('kwb/2020', 'kwb/2019', 'rivm')).toEqual(['2019', '2020']);
    expect(only('rivm')).toEqual([]);
    expect(only()).toEqual([]);
  });

  test('have the periods of the config, before their own', () => {
    const text = KWB.replace('"2021": {table: 85039NED}', '"2021": {table: 85039NED, periods: ["2020"]}');
    expect(editionOf(text, '2021').periods).toEqual(['2020']);
    const narrowed = config({ sources: { kwb: { periods: ['2016'] } } });
    expect(editionOf(text, '2021', narrowed).periods).toEqual(['2016']);
    expect(editionOf(text, '2019').periods).toBeUndefined();
  });
});

describe('an edition', () => {
  test('takes its year as period and vintage when it says nothing else', () => {
    expect(editionOf(KWB, '2020')).toMatchObject({
      key: 'kwb/2020',
      table: '84799NED',
      vintage: 2020,
      period: '2020',
      status: 'unspecified',
    });
  });

  test('has the topics of the source, with its own aliases, without what it lacks', () => {
    const topicsOf = (id: string, narrowed?: Config) =>
      Object.fromEntries(editionOf(KWB, id, narrowed).topics);
    expect(topicsOf('2020')).toEqual({ inwoners: 'AantalInwoners', woz_waarde: 'GemiddeldeWoningwaarde' });
    expect(topicsOf('2021')).toHaveProperty('roken', 'Roker');
  });

  test('is what the copy at hand is, where the config says so', () => {
    const copy = { lacks: ['roken', 'woz_waarde'], periods: ['2020'], vintage: 2019, area_list: 'historic' };
    const narrowed = config({ sources: { kwb: { periods: ['2016'], copies: { '2021': copy } } } });
    const edition = editionOf(KWB, '2021', narrowed);
    expect(Object.fromEntries(edition.topics)).toEqual({ inwoners: 'AantalInwoners' });
    expect(edition).toMatchObject({ periods: ['2020'], vintage: 2019 });
    expect(edition.dimensions.area_list).toBe('historic');
    expect(editionOf(KWB, '2020', narrowed)).toMatchObject({ periods: ['2016'], vintage: 2020 });
    expect(editionOf(KWB, '2020', narrowed).dimensions.area_list).toBe('exact');
  });

  test('may group ages in its own way', () => {
    const text = KWB.replace(
      '{area: WijkenEnBuurten}',
      '{area: RegioS, age_group: {dimension: Leeftijd, keys: {Totaal: 18+}}}',
    ).replace('"2019": {table: 84583NED}', '"2019": {table: 83674NED, age_keys: {Totaal: 19+}}');
    expect(editionOf(text, '2019').dimensions.age_group?.keys).toEqual({ Totaal: '19+' });
    expect(editionOf(text, '2021').dimensions.age_group?.keys).toEqual({ Totaal: '18+' });
  });
});

test('an edition may call its dimensions otherwise, or do without periods', () => {
  const text = KWB.replace(
    '{area: WijkenEnBuurten}',
    '{area: WijkenEnBuurten, period: Perioden, margin: Marges, fixed: {Vormen: T1}}',
  )
    .replace('{table: 84583NED}', '{table: 84583NED, dimensions: {area: RegioS, period: null}}')
    .replace('{table: 85039NED}', '{table: 85039NED, dimensions: {fixed: {Soort: T2}}}');
  const ofSource = { area: 'WijkenEnBuurten', period: 'Perioden', margin: 'Marges', fixed: { Vormen: 'T1' } };
  expect(editionOf(text, '2020').dimensions).toMatchObject(ofSource);
  const first = editionOf(text, '2019').dimensions;
  expect(first).toMatchObject({ area: 'RegioS', margin: 'Marges', fixed: { Vormen: 'T1' } });
  expect(first).not.toHaveProperty('period');
  expect(editionOf(text, '2021').dimensions).toMatchObject({ ...ofSource, fixed: { Soort: 'T2' } });
  expect(editionOf(text, '2021').dimensions.fixed).not.toHaveProperty('Vormen');
});

describe('a declaration is refused', () => {
  test('when an edition speaks of a concept that is not among the topics', () => {
    const text = refusal(KWB.replace('lacks: [roken]', 'lacks: [rokn]'));
    expect(text).toContain("Concept 'rokn' is not among the topics of source 'kwb'.");
    expect(text).toContain("Did you mean 'roken'?");
    expect(text).toMatch(/sources\/proef\.yaml:\d+:\d+/);
  });

  test('when an alias is for a concept that is not among the topics', () => {
    const text = refusal(KWB.replace('{woz_waarde: Gem', '{woz: Gem'));
    expect(text).toContain("Concept 'woz'");
  });

  test('when the id of an edition is no year and it has no vintage', () => {
    const text = refusal(KWB.replace('"2021"', 'nieuwste'));
    expect(text).toContain("Edition 'nieuwste' needs a vintage");
    expect(idsOf(KWB.replace('"2021": {', 'nieuwste: {vintage: 2021, '))).toContain('nieuwste');
  });

  test('for all its faults at once', () => {
    const text = refusal(KWB.replace('lacks: [roken]', 'lacks: [x1]').replace('"2021"', 'nieuwste'));
    expect(text).toContain("'x1'");
    expect(text).toContain('also: sources/proef.yaml:');
    expect(text).toContain("'nieuwste'");
  });

  test.each([
    ['an id with capitals', 'id: kwb', 'id: KWB', 'lower-case-with-dashes'],
    ['a concept with a dash', 'inwoners: Aantal', 'in-woners: Aantal', 'lower_case_with_underscores'],
    ['a connector that does not exist', 'cbs-odata-v3', 'cbs-odata-v2', "Did you mean 'cbs-odata-v3'"],
    ['an unknown service', 'service: opendata', 'service: opendta', "Did you mean 'opendata'"],
    ['an unknown key', 'dimensions:', 'contrat: evolve\ndimensions:', "Did you mean 'contract'"],
  ])('for %s', (_name, from, to, expected) => {
    expect(() => declareSource(KWB.replace(from, to))).toThrow(VieError);
    try {
      declareSource(KWB.replace(from, to));
    } catch (error) {
      expect(renderError(error as VieError)).toContain(expected);
    }
  });
});
