import fs from 'node:fs/promises';
import path from 'node:path';
import { loadProject } from '../../pipelines/project.ts';
import { tempFolder } from '../support/pipeline.ts';

/** The declarations of a small project that is in order, by file. */
export const SMALL: Record<string, string> = {
  'package.json': '{"version": "1"}\n',
  'config.yaml': `services:
  opendata: https://opendata.cbs.nl
http: {attempts: 4}
duckdb: {threads: 2, memory_limit: 256MB}
area_groups:
  - code: RG-PARKSTAD
    name_nl: Parkstad Limburg
    name_en: Parkstad Limburg
    members:
      - {until: 2018, areas: [GM0881, GM0928]}
      - {from: 2019, areas: [GM0928, GM1954]}
sources:
  kwb: {editions: ["2024"], copies: {"2024": {lacks: [huishoudens]}}}
thresholds: {coverage: 0.9}
checks:
  accept:
    - {check: coverage, indicator: inwoners, reason: withdrawn by the source}
schedule: {at: "05:30", days: [mon, fri], timezone: Europe/Amsterdam}
`,
  'sources/kwb.yaml': `id: kwb
title: Kerncijfers wijken en buurten
publisher: CBS
licence: CC BY 4.0
citation: CBS, Kerncijfers wijken en buurten
rhythm: jaarlijks
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics:
  inwoners: AantalInwoners
  huishoudens: HuishoudensTotaal
  bijstand: PersonenPerSoortUitkeringBijstand
editions:
  "2020":
    table: 84799NED
    topics: {bijstand: Bijstand}
    lacks: [huishoudens]
  "2024": {table: 85984NED}
`,
  'sources/monitor.yaml': `id: monitor
title: Gezondheidsmonitor
publisher: GGD'en
licence: CC BY 4.0
citation: GGD'en, Gezondheidsmonitor
rhythm: vierjaarlijks
connector: statline-csv
service: files
dimensions:
  area: RegioS
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {Totaal: 18+, 65 jaar of ouder: 65+}}
topics:
  roken: Rokers
editions:
  "2020": {table: 85012NED, file: monitor.csv, gemeente_names: kwb/2020}
`,
  'indicators/bevolking/inwoners.yaml': `id: inwoners
name_nl: Inwoners
name_en: Inhabitants
tier: core
domain: bevolking & vergrijzing
unit: aantal
polarity: neutral
value_kind: register
source: kwb
measure: sum
value: inwoners
definition: Personen die in het gebied wonen.
rationale: Noemer van alles.
interpretation: Geen oordeel.
numerator_nl: inwoners
denominator_nl: n.v.t. (aantal)
`,
  'indicators/leefstijl/roken.yaml': `id: roken
name_nl: Roken
name_en: Smoking
tier: core
domain: leefstijl
unit: "%"
polarity: lower_better
value_kind: survey
source: monitor
measure: published
value: roken
age_group: 18+
weight: {concept: inwoners}
range: [0, 100]
breaks:
  - {period: "2022", reason: extra meting}
definition: Aandeel dat rookt.
rationale: Leefstijl.
interpretation: Lees met de marges.
numerator_nl: rokers
denominator_nl: inwoners van 18 jaar en ouder
`,
  'indicators/goals/trendbreuk.yaml': `id: trendbreuk
name_nl: Een kwart van de achterstand ingelopen
name_en: A quarter of the gap closed
goal: Trendbreuk
population: RG-PARKSTAD
benchmark: {rest_of: NL}
rule: close_gap
share: 0.25
indicators: [roken]
`,
  'indicators/programmes/beweeg.yaml': `id: beweeg
name_nl: Bewegen in de wijk
name_en: Exercise in the neighbourhood
status: draft
status_note: Voorbeeld.
line: vitale wijken
pillar: fysiek
ses_theme: wonen
owner: Gemeente
target_group: Volwassenen
areas: [RG-PARKSTAD, WK092800]
area_vintage: 2024
period: {from: 2024-01-01, until: 2027-12-31}
domains: [leefstijl]
evidence: goed beschreven
kpis:
  - id: bereik
    name_nl: Deelnemers
    name_en: Participants
    stage: output
    indicator: inwoners
    direction: at_least
    target: {value: 100, by: 2027-12-31}
    baseline: "2024"
    outcomes: [roken]
    rules:
      - {threshold: 50, by: 2026-07-01, otherwise: stop}
      - {question: Doet iedereen mee?, by: 2026-08-01, otherwise: adjust}
verdicts:
  - {date: 2025-01-01, verdict: continue, by: Stuurgroep, reason: Het begint.}
`,
  'indicators/interventions.yaml': `interventions:
  - id: buurthuis
    name_nl: Buurthuis
    name_en: Community centre
    status: established
    owner: Welzijn
    target_group: Iedereen
    areas: [BU09280003]
    area_vintage: 2024
    period: {from: 2024-01-01}
    domains: [leefstijl]
    evidence: onbekend
`,
  'indicators/themes.yaml': `themes:
  - id: mensen
    name_nl: Mensen
    name_en: People
    domains:
      - {domain: gezondheid & vitaliteit, name_en: Health}
      - {domain: leefstijl, name_en: Lifestyle}
      - {domain: mentale gezondheid & eenzaamheid, name_en: Mental health}
      - {domain: zorg & ondersteuning, name_en: Care}
      - {domain: kansrijke start & jeugd, name_en: Youth}
      - {domain: onderwijs, name_en: Education}
      - {domain: bevolking & vergrijzing, name_en: Population}
  - id: omgeving
    name_nl: Omgeving
    name_en: Surroundings
    domains:
      - {domain: werk & inkomen, name_en: Work}
      - {domain: armoede & schulden, name_en: Poverty}
      - {domain: wonen & leefomgeving, name_en: Housing}
      - {domain: veiligheid, name_en: Safety}
      - {domain: sociale samenhang & participatie, name_en: Cohesion}
      - {domain: brede welvaart & SES, name_en: Well-being}
`,
  'sources/areas/regions.yaml': `regions:
  - {code: NL, level: land, name: Nederland}
  - code: PV31
    level: provincie
    name: Limburg
    gemeenten: [GM0928, GM1954]
`,
  'sources/areas/recodes.yaml': `recodes:
  - name: Beekdaelen
    vintage: 2019
    gemeenten: {GM0881: GM1954}
    wijken:
      WK088100: WK195400
`,
};

/** Writes the small project with these files changed, and returns its folder. */
export async function writeSmall(changed: Record<string, string | Buffer> = {}): Promise<string> {
  const root = await tempFolder('small');
  for (const [name, content] of Object.entries({ ...SMALL, ...changed })) {
    await fs.mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await fs.writeFile(path.join(root, name), content);
  }
  return root;
}

export const loadSmall = (root: string) => loadProject({ root, env: {} });
