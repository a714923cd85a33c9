import { expect, test } from 'vitest';
import { goldWorld } from '../../support/warehouse.ts';

const NOT_ACTIVE = { source: undefined, measure: undefined } as const;

const world = () =>
  goldWorld({
    tables: ['indicator_value', 'indicator', 'source'],
    editions: [{ id: '2024', figures: [{ concept: 'x', of: { GM0001: 1 } }] }],
    indicators: [
      {
        id: 'geleverd',
        value: 'x',
        rationale: 'Raakt het doel',
        numerator_nl: 'rokers',
        denominator_nl: 'volwassenen',
        comparability: 'Breuk in 2022',
        derived_from: ['inkomen', 'leeftijd'],
      },
      { id: 'komt-nog', value: 'y' },
      {
        id: 'partner',
        ...NOT_ACTIVE,
        status: 'awaiting_source',
        status_note: 'wacht op de GGD',
        access: 'partners',
      },
      { id: 'teruggetrokken', value: 'x', status: 'suspended', status_note: 'onbetrouwbaar' },
      { id: 'uit-andere', ...NOT_ACTIVE, status: 'derived', status_note: 'berekend per doel' },
    ],
  });

test('every declared indicator is in the table, with its status and why', async () => {
  const { warehouse } = await world();
  expect(
    await warehouse.all(
      'select indicator_id, status, status_note, access, cells_with_value::integer as filled from gold.indicator order by 1',
    ),
  ).toEqual([
    { indicator_id: 'geleverd', status: 'delivered', status_note: null, access: 'public', filled: 1 },
    {
      indicator_id: 'komt-nog',
      status: 'awaiting_source',
      status_note: 'de bron heeft nog geen waarden geleverd',
      access: 'public',
      filled: 0,
    },
    {
      indicator_id: 'partner',
      status: 'awaiting_source',
      status_note: 'wacht op de GGD',
      access: 'partners',
      filled: 0,
    },
    {
      indicator_id: 'teruggetrokken',
      status: 'suspended',
      status_note: 'onbetrouwbaar',
      access: 'public',
      filled: 1,
    },
    {
      indicator_id: 'uit-andere',
      status: 'derived',
      status_note: 'berekend per doel',
      access: 'public',
      filled: 0,
    },
  ]);
});

test('the texts of an indicator stand beside licence, citation and rhythm of its source', async () => {
  const { warehouse } = await world();
  const table = await warehouse.all(
    `select rationale, numerator_text, denominator_text, comparability, derived_from, set_status, licence, citation, rhythm
     from gold.indicator where indicator_id = 'geleverd'`,
  );
  expect(table).toEqual([
    {
      rationale: 'Raakt het doel',
      numerator_text: 'rokers',
      denominator_text: 'volwassenen',
      comparability: 'Breuk in 2022',
      derived_from: 'inkomen|leeftijd',
      set_status: 'concept, afgeleid',
      licence: 'CC BY 4.0',
      citation: 'bron',
      rhythm: 'jaarlijks',
    },
  ]);
});
