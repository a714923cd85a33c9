import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { goldWorld, type indicator } from '../../support/warehouse.ts';
import { type GivenProgramme, kpi, programme } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];

const register = (id: string, more: Declared = {}): Declared => ({ id, value: id, ...more });
const share = (id: string, numerator: string): Declared => ({
  id,
  measure: 'ratio',
  numerator,
  denominator: 'kinderen',
});

const INDICATORS: Declared[] = [
  register('bereik', { value_kind: 'partner_count' }),
  register('uitkomst'),
  register('vervolg', { derived_from: ['bereik'] }),
  register('tweeling', { derived_from: ['inkomen'] }),
  register('broer', { derived_from: ['inkomen'] }),
  register('schatting', { value_kind: 'model_estimate', derived_from: ['inkomen'] }),
  share('deel', 'deelnemers'),
  share('rest', 'afvallers'),
  {
    ...register('wacht', { derived_from: ['bereik'] }),
    source: undefined,
    measure: undefined,
    value: undefined,
    status: 'awaiting_source',
    status_note: 'Wacht.',
  },
];

const linked = (id: string, indicator: string, outcomes: string[], more: Partial<GivenProgramme> = {}) =>
  programme({ id, kpis: [kpi({ indicator, outcomes })], ...more });

const COMPARED: Partial<GivenProgramme> = { control_group: 'scholen zonder het programma' };

let rows: Row[];
beforeAll(async () => {
  const { warehouse } = await goldWorld({
    tables: ['kpi_outcome'],
    indicators: INDICATORS,
    editions: [],
    programmes: [
      linked('alleen', 'bereik', ['uitkomst', 'schatting', 'vervolg']),
      linked('vergeleken', 'bereik', ['uitkomst', 'schatting', 'vervolg', 'wacht'], COMPARED),
      linked('onbekend', 'bereik', ['uitkomst'], { ...COMPARED, evidence: 'onbekend' }),
      linked('geteld', 'deel', ['rest'], COMPARED),
      linked('gemaakt', 'tweeling', ['broer'], COMPARED),
      linked('geschat', 'schatting', ['broer'], COMPARED),
    ],
  });
  rows = await warehouse.all('select * from gold.kpi_outcome');
});

const of = (programme_id: string, outcome_id: string): Row =>
  rows.find(row => row['programme_id'] === programme_id && row['outcome_id'] === outcome_id) ?? {};

describe('what may be said of an outcome', () => {
  test('an effect can be tested with a control group and a known level of evidence', () => {
    expect(of('vergeleken', 'uitkomst')).toMatchObject({
      claim: 'effect_testable',
      refusal: null,
      explanation: 'Een effect kan worden getoetst door te vergelijken met: scholen zonder het programma.',
    });
  });

  test.each([
    ['alleen', 'uitkomst', 'association_only', 'no_control_group', 'controlegroep'],
    ['onbekend', 'uitkomst', 'association_only', 'no_evidence', 'niets bekend'],
    [
      'vergeleken',
      'schatting',
      'none',
      'model_estimate',
      'modelschatting met eigen voorspellers: geen programma-effect',
    ],
    ['alleen', 'schatting', 'none', 'model_estimate', 'modelschatting'],
    ['geteld', 'rest', 'none', 'shared_counts', 'delen een teller of noemer'],
    ['vergeleken', 'vervolg', 'none', 'derived_from', 'deels van het andere gemaakt'],
    ['vergeleken', 'wacht', 'none', 'derived_from', 'deels van het andere gemaakt'],
    ['gemaakt', 'broer', 'none', 'derived_from', 'deels van het andere gemaakt'],
    ['geschat', 'broer', 'none', 'shared_predictors', 'dezelfde registergegevens'],
  ])('%s, %s: %s, for %s', (id, outcome, claim, refusal, words) => {
    expect(of(id, outcome)).toMatchObject({ claim, refusal });
    expect(of(id, outcome)['explanation']).toContain(words);
  });
});
