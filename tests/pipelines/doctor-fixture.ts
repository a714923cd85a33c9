import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { exitCodeOf } from '../../pipelines/commands/doctor.ts';
import { examine, type SourceExamined } from '../../pipelines/doctor.ts';
import { loadProject } from '../../pipelines/project.ts';
import type { Finding } from '../../sources/doctor/finding.ts';
import { networkTransport } from '../../sources/http.ts';
import { effectsWith } from '../sources/fixtures.ts';
import { ODataService, type ServiceTable } from '../support/odata-service.ts';
import { serviceEnvironment } from '../support/shared.ts';
import { writeSmall } from './small-project.ts';

export const MONITOR = `id: monitor
title: Gezondheidsmonitor
publisher: GGD'en
licence: CC BY 4.0
citation: GGD'en, Gezondheidsmonitor
rhythm: jaarlijks
connector: cbs-odata-v3
service: opendata
dimensions:
  area: RegioS
  period: Perioden
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {"20300": 18+}}
  fixed: {Geslacht: T001038}
topics:
  roken: Roker
  overgewicht: Overgewicht
editions:
  "2020": {table: 11111NED}
  "2022": {table: 22222NED}
`;

export const items = (...pairs: [string, string][]) => pairs.map(([Key, Title]) => ({ Key, Title }));

export const tableOf = (id: string, year: number): ServiceTable => ({
  id,
  title: `Gezondheidsmonitor ${year}`,
  modified: `${year + 1}-03-01T02:00:00`,
  dimensions: [
    {
      name: 'Geslacht',
      type: 'Dimension',
      width: 7,
      items: items(['T001038', 'Totaal mannen en vrouwen'], ['3000', 'Mannen']),
    },
    {
      name: 'Leeftijd',
      type: 'Dimension',
      width: 5,
      items: items(['20300', '18 jaar of ouder'], ['53115', '18 tot 65 jaar']),
    },
    {
      name: 'Marges',
      type: 'Dimension',
      width: 7,
      items: items(['MW00000', 'Waarde'], ['MOG0095', 'Ondergrens']),
    },
    { name: 'RegioS', type: 'GeoDimension', width: 6, items: items(['GM0928', 'Kerkrade']) },
    { name: 'Perioden', type: 'TimeDimension', width: 8, items: items([`${year}JJ00`, String(year)]) },
  ],
  topics: [
    { stem: 'Roker', title: 'Roker', unit: '%' },
    { stem: 'Overgewicht', title: 'Overgewicht', unit: '%' },
  ],
  rows: [
    {
      Geslacht: 'T001038',
      Leeftijd: '20300',
      Marges: 'MW00000',
      RegioS: 'GM0928',
      Perioden: `${year}JJ00`,
      Roker: 24.3,
      Overgewicht: 57.8,
    },
  ],
});

/** A service with the two tables of MONITOR, as they are declared; fresh before each test. */
export function monitorService() {
  const service = new ODataService();
  let base = '';
  beforeAll(async () => {
    base = await service.listen();
  });
  afterAll(() => service.close());
  beforeEach(() => {
    service.setFaults([]);
    service.tables.clear();
    for (const [id, year] of [
      ['11111NED', 2020],
      ['22222NED', 2022],
    ] as const)
      service.tables.set(id, tableOf(id, year));
  });

  const change = (id: string, alter: (table: ServiceTable) => void) => {
    const table = service.tables.get(id);
    if (table) alter(table);
  };

  /** A project of one source, besides declarations that do not speak of it; returns its folder. */
  const projectWith = (yaml: string) =>
    writeSmall({
      'sources/monitor.yaml': yaml,
      'config.yaml': 'http: {first_delay_ms: 0, stall_s: 2}\n',
      'indicators/goals/trendbreuk.yaml': GOAL,
    });

  /** The doctor on that source. */
  async function examined(yaml = MONITOR, env = serviceEnvironment(base)) {
    const root = await projectWith(yaml);
    const project = await loadProject({ root, env, data: path.join(root, 'data') });
    const effects = effectsWith(networkTransport(project.loaded.config, '1'));
    const [source, ...others] = await examine(project, ['monitor'], effects);
    if (!source || others.length) throw new Error('one source was asked for');
    return source;
  }

  return { service, change, projectWith, examined, env: () => serviceEnvironment(base) };
}

export const GOAL = `id: trendbreuk
name_nl: Even goed
name_en: As good
goal: Vie
population: GM0928
benchmark: {area: NL}
rule: reach
indicators: [roken]
`;

export const findingsOf = ({ editions, findings }: SourceExamined): Finding[] => [
  ...editions.flatMap(one => one.findings),
  ...findings,
];
export const inState = (source: SourceExamined, state: Finding['state']) =>
  findingsOf(source).filter(one => one.state === state);
export const only = (findings: Finding[]): Finding => {
  const [first] = findings;
  if (!first || findings.length > 1) throw new Error(`one finding expected: ${JSON.stringify(findings)}`);
  return first;
};
export const exitOf = (source: SourceExamined) => exitCodeOf(findingsOf(source));
