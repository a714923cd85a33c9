import { expect, test } from 'vitest';
import { configSchema } from '../../indicators/config.ts';
import { interventionsSchema } from '../../indicators/programme.ts';
import { activeOf, activeProgrammes } from '../../pipelines/active.ts';
import { loadProject } from '../../pipelines/project.ts';
import { configFile } from '../support/pipeline.ts';
import { intervention } from '../transforms/gold/programmes.ts';

const group = (code: string, ...areas: string[]) => ({
  code,
  name_nl: code,
  name_en: code,
  members: [{ areas }],
});

const { interventions } = interventionsSchema.parse({
  interventions: [
    intervention('hier', { areas: ['BU00010101', 'GM0999'] }),
    intervention('elders', { areas: ['GM0999'] }),
    intervention('groep', { areas: ['RG-A'] }),
    intervention('andere-groep', { areas: ['RG-C', 'GM0001'] }),
  ],
});
const activeIn = (config: Parameters<typeof configSchema.parse>[0]) =>
  activeOf(interventions, configSchema.parse(config)).map(one => one.id);

test('what has no area in the region of the config, or a group that is not there, is not used', () => {
  const area_groups = [group('RG-A', 'GM0001'), group('RG-B', 'GM0999')];
  expect(activeIn({ area_groups, region: 'RG-A' })).toEqual(['hier', 'groep']);
  expect(activeIn({ area_groups, region: 'RG-B' })).toEqual(['hier', 'elders', 'groep']);
  expect(activeIn({ area_groups })).toEqual(['hier', 'elders', 'groep']);
});

test('where the region is a province, or there is none, areas are not told apart', () => {
  expect(activeIn({ area_groups: [group('RG-A', 'PV31')] })).toEqual(['hier', 'elders', 'groep']);
  expect(activeIn({})).toEqual(['hier', 'elders']);
});

test('hoofdindicatoren are those that the config lists, whatever indicators declare', async () => {
  const config = await configFile('headlines: [ao-uitkering-per-1000, inwoners]\n');
  const { indicators } = await loadProject({ config, env: {} });
  const headlines = indicators.filter(one => one.value.headline).map(one => one.value.id);
  expect(headlines.sort()).toEqual(['ao-uitkering-per-1000', 'inwoners']);
});

test('the programmes of the project are of its region, and all are marked as examples', async () => {
  const project = await loadProject({ env: {} });
  const active = activeProgrammes(project);
  expect(active.programmes.length).toBe(project.programmes.length);
  const all = [...active.programmes, ...active.interventions];
  expect(all.length).toBeGreaterThanOrEqual(6);
  for (const { id, status, status_note } of all) {
    expect(status, id).toBe('draft');
    expect(status_note, id).toMatch(/^Concept, voorbeeld/);
  }
});
