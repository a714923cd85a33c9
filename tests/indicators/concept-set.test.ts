import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Indicator, indicatorSchema } from '../../indicators/declaration.ts';
import { type Declaration, readDeclaration } from '../../kernel/declare.ts';
import { listDir, listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';

// The rows of the concept set, as listed for the programme.
const CORE = [
  'afstand-huisarts bevolkingsprognose beweegrichtlijn-18plus beweegvriendelijke-omgeving bijstand-per-1000',
  'eenpersoonshuishoudens eenzaam-18plus eenzaam-65plus ervaren-gezondheid-goed ervaren-gezondheid-jeugd',
  'gbt-bereik gezonde-levensverwachting grijze-druk huurachterstand inkomen-gestandaardiseerd inwoners',
  'jeugdbescherming jeugdhulp-jongeren jongeren-zonder-werk-opleiding kinderen-in-armoede laaggeletterdheid',
  'lage-veerkracht langdurig-beperkt langdurige-aandoening leefbaarheidsscore leegstand-woningen',
  'levensverwachting-geboorte mantelzorger-18plus mentale-gezondheid-jongvolwassenen misdrijven-per-1000',
  'moeite-rondkomen netto-arbeidsparticipatie obesitas-18plus onderwijsachterstand opleiding-laag',
  'overgewicht-18plus overgewicht-jeugd-jgz overlast-onveiligheid overmatig-drinken-18plus',
  'personen-in-armoede problematische-schulden regie-eigen-leven risico-angst-depressie roken-18plus',
  'schulden-jongvolwassenen ses-woa sociale-samenhang stapeling-sociaal-domein sterk-eenzaam-18plus',
  'tevreden-woonomgeving tevredenheid-leven tienermoeders valincidenten-65plus veel-stress',
  'vertrouwen-toekomst-jongvolwassenen vie-cumulatie-index vie-programma-bereik vie-trendbreuk-voortgang',
  'voortijdig-schoolverlaters vrijwilligerswerk-18plus vroeggeboorte-sga vve-bereik wmo-clienten-per-1000',
  'woz-waarde zvw-zorgkosten',
].flatMap(ids => ids.split(' '));
const EXTENDED = [
  'aandeel-0-15 ao-uitkering-per-1000 corporatiewoningen doorstroom-buurt energiearmoede gbt-gezond-gewicht',
  'gepest-jeugd groen-percentage havo-vwo-aandeel huiselijk-geweld-meldingen jeugdreclassering',
  'kinderen-bijstandsgezin ks-rokende-vrouwen-19-45 ks-schulden-19-45 kwetsbaarheid-65plus',
  'ervaren-gezondheid-jongvolwassenen late-start-zwangerschapszorg levensverwachting-65 lv-kloof-inkomen lv-zonder-beperkingen',
  'net-boven-armoedegrens onveilig-in-buurt opkomst-raadsverkiezing roken-vapen-jongvolwassenen',
  'ses-arbeidsverleden ses-welvaart sterfte-relatief steun-van-anderen tevreden-woning vaccinatie-bmr',
  'verdachten-jongeren verzuim-relatief wanbetalers-zorgpremie wekelijks-sporten-18plus werkloosheid',
  'woninginbraak-per-1000',
].flatMap(ids => ids.split(' '));

let all: Declaration<Indicator>[];
beforeAll(async () => {
  const root = projectRoot();
  const names = (await listFiles(path.join(root, 'indicators'))).filter(
    name =>
      name.endsWith('.yaml') &&
      !/^(goals|programmes)\//.test(name) &&
      !/^(themes|interventions)\.yaml$/.test(name),
  );
  all = await Promise.all(
    names.map(name => readDeclaration(path.join(root, 'indicators', name), indicatorSchema, root)),
  );
});

const byId = (id: string) => all.find(one => one.value.id === id)?.value;
const withStatus = (status: string) => all.map(one => one.value).filter(one => one.status === status);

describe('the concept set', () => {
  test(`has each of its ${CORE.length} core rows`, () => {
    expect(CORE.filter(id => byId(id)?.tier !== 'core')).toEqual([]);
  });

  test(`has each of its ${EXTENDED.length} extended rows`, () => {
    expect(EXTENDED.filter(id => byId(id)?.tier !== 'extended')).toEqual([]);
  });

  test('has no core row of its own making: what is added is extended or support', () => {
    const added = all.map(one => one.value).filter(one => one.tier === 'core' && !CORE.includes(one.id));
    expect(added).toEqual([]);
  });
});

describe('every indicator', () => {
  test('has texts of its own: no definition or interpretation stands twice', () => {
    for (const key of ['definition', 'interpretation', 'name_nl'] as const) {
      const texts = all.map(one => one.value[key]);
      expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
    }
  });

  test('that is a model estimate warns for ranking and programme effect, and names what it is estimated from', () => {
    const estimates = withStatus('active').filter(one => one.value_kind === 'model_estimate');
    expect(estimates.length).toBeGreaterThan(20);
    for (const one of estimates) {
      expect(one.interpretation, one.id).toMatch(/rangorde[\s\S]*effect van een programma/);
      expect(one.derived_from, one.id).toEqual(
        expect.arrayContaining(['inkomen_gestandaardiseerd', 'bijstand', 'opleiding_laag']),
      );
    }
    for (const one of estimates.filter(({ source }) => source === 'rivm-gezondheid')) {
      expect(one.derived_from, one.id).toEqual(expect.arrayContaining(['inwoners_0_15', 'inwoners_65plus']));
      expect(one.fitted_on, one.id).toBe('gezondheidsmonitor');
    }
  });

  test('of the health survey measures the same as its estimate, and is headline where that is', () => {
    const surveys = withStatus('active').filter(({ source }) => source === 'gezondheidsmonitor');
    expect(surveys.length).toBeGreaterThan(6);
    for (const survey of surveys) {
      const twin = all
        .map(one => one.value)
        .find(one => one.source === 'rivm-gezondheid' && one.construct && one.construct === survey.construct);
      expect(twin, survey.id).toMatchObject({ headline: survey.headline, polarity: survey.polarity });
    }
  });

  test('of the health estimates and the survey with figures of 2022 marks the corona measurement', () => {
    const later = /Alleen (uit|in) de editie 2024/;
    const measured = withStatus('active').filter(
      one =>
        ['rivm-gezondheid', 'gezondheidsmonitor'].includes(one.source ?? '') &&
        !later.test(one.comparability ?? ''),
    );
    expect(measured.length).toBeGreaterThan(20);
    for (const one of measured)
      expect(
        one.breaks.map(({ period }) => period),
        one.id,
      ).toContain('2022');
  });

  test('of a partner has a contract for its delivery, or says which partner it waits for and is not public', async () => {
    const folder = path.join(projectRoot(), 'sources/partners');
    const contracts = (await listDir(folder)).map(name => path.basename(name, '.yaml'));
    const partner = all.map(one => one.value).filter(one => one.value_kind === 'partner_count');
    expect(partner.length).toBeGreaterThan(4);
    for (const one of partner) {
      if (one.status === 'active') {
        expect(contracts, one.id).toContain(one.source);
        continue;
      }
      expect(one, one.id).toMatchObject({ status: 'awaiting_source', access: 'partners' });
      expect(one.status_note, one.id).toMatch(/Wacht op levering door/);
    }
  });
});

test('what the programme computes itself, and what was withdrawn, is called so', () => {
  expect(
    withStatus('derived')
      .map(one => one.id)
      .sort(),
  ).toEqual(['vie-cumulatie-index', 'vie-trendbreuk-voortgang']);
  expect(withStatus('suspended').map(one => one.id)).toEqual(['late-start-zwangerschapszorg']);
});

test('every file is in the folder of its domain', () => {
  const folders = new Map<string, Set<string>>();
  for (const { file, value } of all) {
    const folder = path.basename(path.dirname(file));
    folders.set(value.domain, (folders.get(value.domain) ?? new Set()).add(folder));
  }
  expect([...folders].filter(([, names]) => names.size !== 1)).toEqual([]);
  expect(folders.size).toBe(13);
});
