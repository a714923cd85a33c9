import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { configSchema } from '../../indicators/config.ts';
import { readDeclaration } from '../../kernel/declare.ts';
import { namedId, silentLog, silentProgress } from '../../kernel/effects.ts';
import { projectRoot } from '../../kernel/root.ts';
import { property, topicsOf } from '../../sources/connectors/cbs-odata-v3.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { type Edition, editionsOf, sourceSchema } from '../../sources/declaration.ts';
import { readDemo } from '../../sources/demo/areas.ts';
import { DEMO_SERVICES } from '../../sources/demo/recorder.ts';
import { recordedEditions, replayTransport } from '../../sources/demo/replay.ts';
import { HttpClient } from '../../sources/http.ts';
import { matchTopics, type TopicColumn } from '../../sources/topics.ts';
import { hasShared, sharedFolder } from '../support/shared.ts';

/** Tables of the indicator set by source and edition, as StatLine lists them. */
const TABLES = `
kwb: 2013 82339NED, 2014 82931NED, 2015 83220NED, 2016 83487NED, 2017 83765NED, 2018 84286NED, 2019 84583NED,
  2020 84799NED, 2021 85039NED, 2022 85318NED, 2023 85618NED, 2024 85984NED, 2025 86165NED, 2026 86358NED
rivm-gezondheid: 2020 50090NED, 2022 50120NED, 2024 50150NED
gezondheidsmonitor: 2012 82166NED, 2016 83674NED, 2020 85012NED, 2022 85563NED, 2024 86137NED
gezondheidsmonitor-jongvolwassenen: 2024 50140NED
levensverwachting: 2020 50104NED, 2024 50132NED
gezonde-levensverwachting: 2020 50108NED
beweegvriendelijke-omgeving: 2024 50143NED
regiobeeld: 2024 50149NED
vaccinatiegraad: 2023 50117NED, 2024 50136NED, 2025 50141NED
ses-woa: 2021 85163NED, 2022 85539NED, 2023 85900NED, 2024 86092NED, 2025 86296NED
arbeidsdeelname: 2019 85118NED, 2020 85175NED, 2021 85485NED, 2022 85814NED, 2023 86089NED, 2024 86258NED
arbeidsdeelname-gemeenten: 2024 86008NED
opleidingsniveau: 2022 85740NED, 2024 86232NED
opleidingsniveau-laag: 2022 85740NED, 2024 86232NED
uitkeringen: 2013 83618NED, 2014 83012NED, 2015 83173NED, 2016 83577NED, 2017 83759NED, 2018 84417NED, 2019 84692NED,
  2020 84897NED, 2021 85042NED, 2022 85317NED, 2023 85586NED, 2024 86003NED
jeugdzorg: 2015 82964NED, 2016 83563NED, 2017 83782NED, 2021 85075NED, 2025 86204NED
jeugdzorg-gemeenten: 2025 85098NED
wmo: 2015 83267NED, 2016 83620NED, 2017 83818NED, 2025 86158NED
sociaal-domein-stapeling: 2015 83265NED, 2016 83619NED, 2017 83817NED, 2018 84420NED, 2019 84662NED, 2024 85994NED,
  2025 86156NED
gebieden: 2024 85755NED, 2025 86059NED, 2026 86247NED
politie-misdrijven: 2025 47018NED
politie-woninginbraak: 2025 47018NED
voortijdig-schoolverlaters: 2024 84780NED
kinderen-in-armoede: 2025 86132NED
tienermoeders: 2024 37201
wanbetalers-zorgpremie: 2024 81064ned
bevolkingsprognose: 2023 85171NED
veiligheidsmonitor: 2025 85146NED
regionale-kerncijfers: 2015 70072ned`;

/** Concepts that the demo, as some real editions, has no column for. */
const ABSENT: Record<string, string[]> = {
  'kwb/2023': ['leerlingen_po'],
  'rivm-gezondheid/2024': ['kwetsbaarheid', 'valincidenten', 'wekelijks_sporten'],
};

/** Keys that working clients of the live table of 2024 use; its copy holds others. */
const SEEN_2024 = [
  'Eenpersoonshuishoudens_30',
  'SterfteRelatief_28',
  'OnbewoondeWoningen_46',
  'InBezitWoningcorporatie_49',
  'LeerlingenPo_62',
  'BasisonderwijsVmboMbo1_67',
  'HavoVwoMbo24_68',
  'HboWo_69',
  'PersonenInArmoede_81',
  'PersonenTot25BovenArmoedegrens_82',
  'GemGestandaardiseerdInkomen_83',
  'PersonenPerSoortUitkeringBijstand_87',
  'PersonenPerSoortUitkeringAO_88',
  'PercentageJongerenMetJeugdzorg_92',
  'WmoClientenRelatief_94',
];

/** Sources that the demo does without, and why. */
const WITHOUT_DEMO: Record<string, string> = {
  adressen: 'postcodes and house numbers are of real people: none are made up',
};

const root = projectRoot();
let editions: Edition[];
beforeAll(async () => {
  const names = (await fs.readdir(path.join(root, 'sources'))).filter(name => name.endsWith('.yaml')).sort();
  const config = configSchema.parse({});
  const declarations = await Promise.all(
    names.map(name => readDeclaration(path.join(root, 'sources', name), sourceSchema, root)),
  );
  editions = declarations.flatMap(declaration => editionsOf(declaration, config));
});

const editionOf = (key: string): Edition => {
  const edition = editions.find(one => one.key === key);
  if (edition) return edition;
  throw new Error(`no edition ${key}`);
};

describe('the sources of the indicator set', () => {
  test('are all there, with the table of every edition', () => {
    const declared = editions.map(({ key, table }) => `${key} ${table}`);
    const expected = TABLES.replaceAll(',\n ', ',')
      .trim()
      .split('\n')
      .flatMap(line => {
        const [source = '', list = ''] = line.split(': ');
        return list.split(',').map(one => `${source}/${one.trim()}`);
      });
    expect(expected).toHaveLength(88);
    expect(expected.filter(one => !declared.includes(one))).toEqual([]);
  });

  test('say whom to name, under which licence, and where a person finds the figures', () => {
    for (const { source } of editions) {
      expect(source.homepage, source.id).toMatch(/^https:\/\//);
      expect(source.licence, source.id).toMatch(/^CC/);
      // Only the services of CBS have a catalogue of tables.
      const isListed = ['opendata', 'dataderden', 'datasets'].includes(source.service);
      if (isListed) expect(source.catalogue, source.id).toBeTruthy();
      expect(source.status !== 'active' && !source.status_note, source.id).toBe(false);
    }
  });
});

describe('the demo', () => {
  const recordings = inject('recordings');

  test('has an edition of every source', async () => {
    const recorded = (await recordedEditions(recordings, editions)).map(edition => edition.source.id);
    const declared = new Set(editions.map(edition => edition.source.id));
    expect([...declared].filter(id => !recorded.includes(id))).toEqual(Object.keys(WITHOUT_DEMO));
  });

  test('speaks of declared editions and concepts only', async () => {
    const { sources } = await readDemo(root);
    const concepts = new Map(editions.map(({ source }) => [source.id, Object.keys(source.topics)]));
    for (const [id, { editions: own, columns }] of Object.entries(sources)) {
      for (const edition of Object.keys(own)) expect(editionOf(`${id}/${edition}`).id).toBe(edition);
      const named = [columns, ...Object.values(own).map(one => one.columns)].flatMap(one =>
        Object.keys(one ?? {}),
      );
      // Other columns, which no source asks for, are named by their stem.
      const unknown = named.filter(name => /^[a-z]/.test(name) && !concepts.get(id)?.includes(name));
      expect(unknown, id).toEqual([]);
    }
  });

  test('has the dimensions and the columns that are declared', async () => {
    const effects = {
      now: () => new Date(0),
      randomId: namedId,
      sleep: async () => undefined,
      http: await replayTransport(recordings),
      log: silentLog,
      progress: silentProgress,
      signal: new AbortController().signal,
    };
    const http = new HttpClient(configSchema.parse({}).http, effects);
    const absent: Record<string, string[]> = {};
    for (const edition of await recordedEditions(recordings, editions)) {
      const { topics, sample } = await connectorFor(edition.connector, DEMO_SERVICES).preview(edition, http);
      const found = topics.map(topic => topic.concept);
      const lacking = [...edition.topics.keys()].filter(concept => !found.includes(concept));
      if (lacking.length) absent[edition.key] = lacking.sort();
      expect(sample.length, edition.key).toBeGreaterThan(0);
    }
    expect(absent).toEqual(ABSENT);
  });
});

describe.skipIf(!hasShared)('the columns of the real tables', () => {
  const realColumns = async (table: string): Promise<TopicColumn[]> => {
    const text = await fs.readFile(path.join(sharedFolder, 'realdata', table, 'DataProperties.json'), 'utf8');
    return topicsOf(property.array().parse(JSON.parse(text)));
  };
  const keysOf = async (key: string, table: string): Promise<Record<string, string>> => {
    const { found } = matchTopics(editionOf(key).topics, await realColumns(table));
    return Object.fromEntries(found.map(topic => [topic.concept, topic.key]));
  };

  test('of KWB 2020 are found under the names of that year', async () => {
    const keys = await keysOf('kwb/2020', 'opendata/84799NED');
    expect(keys).toEqual({
      indelingswijziging: 'IndelingswijzigingWijkenEnBuurten_4',
      inwoners: 'AantalInwoners_5',
      inwoners_0_15: 'k_0Tot15Jaar_8',
      inwoners_15_25: 'k_15Tot25Jaar_9',
      inwoners_25_45: 'k_25Tot45Jaar_10',
      inwoners_45_65: 'k_45Tot65Jaar_11',
      inwoners_65plus: 'k_65JaarOfOuder_12',
      huishoudens: 'HuishoudensTotaal_28',
      eenpersoonshuishoudens: 'Eenpersoonshuishoudens_29',
      huishoudensgrootte: 'GemiddeldeHuishoudensgrootte_32',
      bevolkingsdichtheid: 'Bevolkingsdichtheid_33',
      sterfte_relatief: 'SterfteRelatief_27',
      woningvoorraad: 'Woningvoorraad_34',
      woz_waarde: 'GemiddeldeWoningwaarde_35',
      onbewoonde_woningen: 'PercentageOnbewoond_39',
      corporatiewoningen: 'InBezitWoningcorporatie_42',
      opleiding_laag: 'OpleidingsniveauLaag_64',
      opleiding_midden: 'OpleidingsniveauMiddelbaar_65',
      opleiding_hoog: 'OpleidingsniveauHoog_66',
      inkomen_gestandaardiseerd: 'GemGestandaardiseerdInkomenVanHuish_75',
      bijstand: 'PersonenPerSoortUitkeringBijstand_83',
      ao_uitkering: 'PersonenPerSoortUitkeringAO_84',
      jeugdzorg_aandeel: 'PercentageJongerenMetJeugdzorg_88',
      wmo_relatief: 'WmoClientenRelatief_90',
      afstand_huisarts: 'AfstandTotHuisartsenpraktijk_105',
    });
    expect(Object.keys(keys).sort()).toEqual([...editionOf('kwb/2020').topics.keys()].sort());
  });

  test('of KWB 2024 are found in its copy or, as others saw them, in the live table', async () => {
    const keys = await keysOf('kwb/2024', 'opendata/85984NED');
    expect(keys).toMatchObject({
      indelingswijziging: 'IndelingswijzigingGemeenteWijkBuurt_4',
      inwoners: 'AantalInwoners_5',
      inwoners_65plus: 'k_65JaarOfOuder_12',
      herkomst_buiten_europa: 'BuitenEuropa_19',
      huishoudens: 'HuishoudensTotaal_29',
      woningvoorraad: 'Woningvoorraad_35',
      woz_waarde: 'GemiddeldeWOZWaardeVanWoningen_39',
      afstand_huisarts: 'AfstandTotHuisartsenpraktijk_110',
    });
    const { topics, unverified } = editionOf('kwb/2024');
    const named = SEEN_2024.map(key => key.replace(/_\d+$/, ''));
    const elsewhere = [...topics].filter(([concept]) => !(concept in keys));
    expect(elsewhere.filter(([, topic]) => !named.includes(String(topic)))).toEqual([]);
    expect([...unverified]).toEqual([]);
  });

  test.each([
    ['2016', '83487NED'],
    ['2018', '84286NED'],
    ['2019', '84583NED'],
    ['2022', '85318NED'],
    ['2023', '85618NED'],
  ])(
    'of KWB %s that are not found in its copy are marked as not yet seen, and no others',
    async (year, table) => {
      const { topics, unverified } = editionOf(`kwb/${year}`);
      const { failures } = matchTopics(topics, await realColumns(`opendata/${table}`));
      expect(failures.map(({ concept }) => concept).sort()).toEqual([...unverified].sort());
    },
  );

  test('of KWB 2017 are found by the titles that the newer service prints', async () => {
    const file = path.join(sharedFolder, 'reference/extracts/83765NED_v4_MeasureCodes.csv');
    const lines = (await fs.readFile(file, 'utf8')).trim().split('\n').slice(1);
    const cells = lines.map(line =>
      [...line.matchAll(/"([^"]*)"|([^",]+)/g)].map(cell => cell[1] ?? cell[2] ?? ''),
    );
    const columns = cells.map(([key = '', , group = '', title = '']) => ({
      key,
      title: title.trim(),
      path: [group],
      unit: '',
      decimals: 0,
      datatype: 'Long',
      defaultMeaning: '',
      isCoded: true as const,
    }));
    const { failures } = matchTopics(editionOf('kwb/2017').topics, columns);
    // Text columns are not among the measures.
    expect(failures.map(failure => failure.concept)).toEqual(['indelingswijziging']);
  });

  test.each([
    ['rivm-gezondheid/2020', 'dataderden/50090NED'],
    ['gezondheidsmonitor-jongvolwassenen/2024', 'dataderden/50140NED'],
    ['regionale-kerncijfers/2015', 'opendata/70072ned'],
  ])('of %s are all found', async (key, table) => {
    const { failures } = matchTopics(editionOf(key).topics, await realColumns(table));
    expect(failures.map(failure => failure.message)).toEqual([]);
  });

  test('of the earlier RIVM editions agree in the concepts that both have', async () => {
    const keys = await keysOf('rivm-gezondheid/2020', 'dataderden/50090NED');
    expect(keys).toMatchObject({
      ervaren_gezondheid_goed: 'ErvarenGezondheidGoedZeerGoed_4',
      wekelijks_sporten: 'WekelijkseSporters_6',
      roken: 'Roker_11',
      sterk_eenzaam: 'ErnstigZeerErnstigEenzaam_29',
      moeite_rondkomen: 'MoeiteMetRondkomen_38',
    });
  });
});
