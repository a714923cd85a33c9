import type { Given, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];
export type GivenProgramme = NonNullable<Given['programmes']>[number];
export type GivenKpi = GivenProgramme['kpis'][number];
export type GivenIntervention = NonNullable<Given['interventions']>[number];

/** From 20 at the end of 2020 to 40 on the last day of 2022: 730 days, of which 365 are gone at the end of 2021. */
export const kpi = (more: Partial<GivenKpi> = {}): GivenKpi => ({
  id: 'bereik',
  name_nl: 'Bereik',
  name_en: 'Reach',
  stage: 'output',
  indicator: 'bereik',
  direction: 'at_least',
  target: { value: 40, by: '2022-12-31' },
  baseline: '2020',
  ...more,
});

const DESCRIBED = {
  name_nl: 'Programma',
  name_en: 'Programme',
  status: 'established',
  owner: 'Gemeente',
  target_group: 'Iedereen',
  areas: ['GM0001'],
  area_vintage: 2024,
  period: { from: '2020-01-01' },
  domains: ['leefstijl'],
  evidence: 'goed onderbouwd',
} satisfies Partial<GivenProgramme>;

export const programme = (more: Partial<GivenProgramme> = {}): GivenProgramme => ({
  ...DESCRIBED,
  id: 'programma',
  line: 'vitale wijken',
  pillar: 'fysiek',
  ses_theme: 'wonen',
  kpis: [kpi()],
  ...more,
});

export const intervention = (id: string, more: Partial<GivenIntervention> = {}): GivenIntervention => ({
  ...DESCRIBED,
  id,
  ...more,
});

/** A count of a partner, without interval. */
export const REACH: Declared = {
  id: 'bereik',
  value: 'bereik',
  value_kind: 'partner_count',
  polarity: 'higher_better',
};

/** Figures of one concept in the years 2020, 2021 …, on the classification of 2024. */
export const yearly = (
  concept: string,
  of: Record<string, NonNullable<GivenEdition['figures']>[number]['of']>,
): GivenEdition => ({
  id: '2024',
  margins: true,
  figures: Object.entries(of).map(([period, cells]) => ({ concept, period, of: cells })),
});
