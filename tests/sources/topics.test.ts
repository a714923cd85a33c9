import { describe, expect, test } from 'vitest';
import { renderError, type VieError } from '../../kernel/errors.ts';
import type { TopicSpec } from '../../sources/declaration.ts';
import { resolveTopics, stemOf, type TopicColumn } from '../../sources/topics.ts';
import { editionOf, errorOf } from './fixtures.ts';

const column = (key: string, title: string, ...path: string[]): TopicColumn => ({
  key,
  title,
  path,
  unit: 'aantal',
  decimals: 0,
  datatype: 'Long',
  defaultMeaning: 'Impossible',
});

/** As in KWB 2020: titles that repeat, a title with a space at its end, stems that begin alike. */
const KWB = [
  column('AantalInwoners_5', 'Aantal inwoners', 'Bevolking'),
  column('k_0Tot15Jaar_8', '0 tot 15 jaar', 'Bevolking', 'Leeftijdsgroepen'),
  column('GemiddeldInkomenPerInkomensontvanger_71', 'Gemiddeld inkomen per inkomensontvanger ', 'Inkomen'),
  column('GemiddeldInkomenPerInwoner_72', 'Gemiddeld inkomen per inwoner', 'Inkomen'),
  column('Appartement_48', 'Appartement', 'Energie', 'Elektriciteit'),
  column('Appartement_55', 'Appartement', 'Energie', 'Aardgas'),
  column('PersonenPerSoortUitkeringBijstand_83', 'Bijstand', 'Sociale zekerheid '),
];

const asked = (topics: Record<string, TopicSpec>, unverified: string[] = []) => ({
  topics: new Map(Object.entries(topics)),
  unverified: new Set(unverified),
  topicAt: (concept: string) => ({ file: `x.yaml#${concept}` }),
});

const keysOf = (topics: Record<string, TopicSpec>, columns = KWB): Record<string, string> =>
  Object.fromEntries(resolveTopics(asked(topics), columns).map(t => [t.concept, t.key]));

const refusal = async (topics: Record<string, TopicSpec>): Promise<VieError> =>
  (await errorOf(() => keysOf(topics))) as VieError;

describe('a topic is found', () => {
  test('by its stem, whatever the suffix has become', () => {
    expect(keysOf({ inwoners: 'AantalInwoners' })).toEqual({ inwoners: 'AantalInwoners_5' });
    const shifted = KWB.map(one => ({ ...one, key: one.key.replace(/\d+$/, n => `${Number(n) + 3}`) }));
    expect(
      keysOf({ inwoners: 'AantalInwoners', bijstand: 'PersonenPerSoortUitkeringBijstand' }, shifted),
    ).toEqual({
      inwoners: 'AantalInwoners_8',
      bijstand: 'PersonenPerSoortUitkeringBijstand_86',
    });
  });

  test('by a stem that has digits and underscores of its own', () => {
    expect(keysOf({ jong: 'k_0Tot15Jaar' })).toEqual({ jong: 'k_0Tot15Jaar_8' });
  });

  test('by its title, spaces at the end not counted', () => {
    expect(keysOf({ inkomen: 'Gemiddeld inkomen per inkomensontvanger' })).toEqual({
      inkomen: 'GemiddeldInkomenPerInkomensontvanger_71',
    });
  });

  test('by the group above it where stem and title are ambiguous', () => {
    expect(keysOf({ gas: { topic: 'Appartement', group: 'Aardgas' } })).toEqual({ gas: 'Appartement_55' });
    expect(keysOf({ bijstand: { topic: 'Bijstand', group: 'Sociale zekerheid' } })).toEqual({
      bijstand: 'PersonenPerSoortUitkeringBijstand_83',
    });
  });

  test('by its unit where stem and title are those of a count and of a percentage', () => {
    const twice = [
      column('Bijstandsuitkering_6', 'Bijstandsuitkering', 'Personen met een uitkering'),
      { ...column('Bijstandsuitkering_10', 'Bijstandsuitkering', 'Relatief'), unit: '%' },
    ];
    expect(
      keysOf(
        {
          aantal: { topic: 'Bijstandsuitkering', unit: 'aantal' },
          aandeel: { topic: 'Bijstandsuitkering', unit: '%' },
        },
        twice,
      ),
    ).toEqual({ aantal: 'Bijstandsuitkering_6', aandeel: 'Bijstandsuitkering_10' });
  });

  test('by a title of which its stem can be made, where a table has no stems', () => {
    const measures = [
      { ...column('M000224', 'Gemiddeld inkomen per inwoner '), title: 'Gemiddeld inkomen per inwoner ' },
      column('10680', '0 tot 15 jaar', 'Bevolking'),
      column('D006842', 'Personen per soort uitkering; Bijstand', 'Sociale zekerheid'),
    ].map(one => ({ ...one, isCoded: true as const }));
    expect(
      keysOf(
        {
          inkomen: 'GemiddeldInkomenPerInwoner',
          jong: 'k_0Tot15Jaar',
          bijstand: 'PersonenPerSoortUitkeringBijstand',
        },
        measures,
      ),
    ).toEqual({ inkomen: 'M000224', jong: '10680', bijstand: 'D006842' });
  });

  test('but not so where keys have stems: a column that was renamed is to be seen', async () => {
    const renamed = KWB.map(one => ({ ...one, key: one.key.replace('AantalInwoners', 'Bewoners') }));
    const error = (await errorOf(() => keysOf({ inwoners: 'AantalInwoners' }, renamed))) as VieError;
    expect(error.message).toMatch(/matches no column\. Near: .*Aantal inwoners/);
  });

  test('by the alias of its edition', () => {
    const text = `
id: kwb
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {bijstand: PersonenMetBijstand, inwoners: AantalInwoners}
editions:
  "2020": {table: 84799NED, topics: {bijstand: PersonenPerSoortUitkeringBijstand}}
  "2024": {table: 85984NED}
`;
    const inYear = (id: string) => editionOf(text, id);
    expect(resolveTopics(inYear('2020'), KWB).map(topic => topic.key)).toEqual([
      'PersonenPerSoortUitkeringBijstand_83',
      'AantalInwoners_5',
    ]);
    expect(inYear('2024').topics.get('bijstand')).toBe('PersonenMetBijstand');
  });

  test('by its whole stem: what its name begins or ends with is another topic', async () => {
    for (const part of ['AantalInwoner', 'Inwoners', 'PersonenPerSoortUitkering', 'AantalInwoners_'])
      expect((await refusal({ inwoners: part })).message).toContain(`'${part}' matches no column`);
    const longer = [...KWB, column('AantalInwonersPerKm2_9', 'Bevolkingsdichtheid')];
    expect(keysOf({ inwoners: 'AantalInwoners' }, longer)).toEqual({ inwoners: 'AantalInwoners_5' });
  });

  test('whatever signs its name holds: they are no pattern', async () => {
    expect((await refusal({ inwoners: 'Aantal.*' })).message).toMatch(/matches no column/);
  });
});

describe('a topic is refused', () => {
  test('when no column has it, with those that come near', async () => {
    const error = await refusal({ inwoners: 'AantalInwonners' });
    expect(error.code).toBe('contract');
    expect(error.message).toContain("Concept inwoners: topic 'AantalInwonners' matches no column.");
    expect(error.message).toMatch(/Near: .*AantalInwoners/);
    expect(error.hint).toMatch(/lacks/);
  });

  test('unless it was never seen at the live service: then it is left out, but never guessed', async () => {
    const unseen = (topics: Record<string, TopicSpec>) => asked(topics, Object.keys(topics));
    expect(resolveTopics(unseen({ vallen: 'Valincidenten' }), KWB)).toEqual([]);
    const error = (await errorOf(() => resolveTopics(unseen({ gas: 'Appartement' }), KWB))) as VieError;
    expect(error.message).toContain('matches 2 columns');
  });

  test('when several columns have it, with the path to each', async () => {
    const error = await refusal({ gas: 'Appartement' });
    expect(error.message).toContain('matches 2 columns');
    expect(error.message).toContain('Appartement_48 (Energie > Elektriciteit > Appartement)');
    expect(error.message).toContain('Appartement_55 (Energie > Aardgas > Appartement)');
  });

  test('when the group above it does not exist', async () => {
    const error = await refusal({ gas: { topic: 'Appartement', group: 'Water' } });
    expect(error.message).toContain("'Appartement' under 'Water' matches no column");
  });

  test('together with every other one that is wrong', async () => {
    const error = await refusal({ gas: 'Appartement', roken: 'Roker', inwoners: 'AantalInwoners' });
    expect(error).toMatchObject({
      message: expect.stringContaining('Concept gas'),
      where: { file: 'x.yaml#gas' },
      also: [{ message: expect.stringContaining('Concept roken'), where: { file: 'x.yaml#roken' } }],
    });
  });

  test('at the line of its alias; of one without alias, at the line of the edition', async () => {
    const text = `
id: kwb
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {bijstand: PersonenMetBijstand, inwoners: AantalInwonners}
editions:
  "2020": {table: 84799NED, topics: {bijstand: Bystand}}
  "2024": {table: 85984NED}
`;
    const error = (await errorOf(() => resolveTopics(editionOf(text, '2020'), KWB))) as VieError;
    const told = renderError(error.at({ source: 'kwb', edition: '2020', table: '84799NED' }));
    expect(told).toContain("error: Concept bijstand: topic 'Bystand' matches no column. Near: Bijstand.");
    expect(told).toContain('where: sources/proef.yaml:13:38, source kwb, edition 2020, table 84799NED');
    expect(told).toContain(
      "also: sources/proef.yaml:13:3 Concept inwoners: topic 'AantalInwonners' matches no",
    );
  });
});

test('the stem of a key is the key without its position', () => {
  expect(stemOf('k_0Tot15Jaar_8')).toBe('k_0Tot15Jaar');
  expect(stemOf('Perioden')).toBe('Perioden');
});
