/** A text and what stands in its place, in one file of the small project; `to` alone is the whole file. */
export interface Mistake {
  title: string;
  file: string;
  from?: string;
  to: string | Buffer;
}

type Change = [title: string, from: string, to: string];

const inFile = (file: string, ...changes: Change[]): Mistake[] =>
  changes.map(([title, from, to]) => ({ title, file, from, to }));

const whole = (title: string, file: string, to: string | Buffer): Mistake => ({ title, file, to });

const KWB = 'sources/kwb.yaml';
const MONITOR = 'sources/monitor.yaml';
const INWONERS = 'indicators/bevolking/inwoners.yaml';
const ROKEN = 'indicators/leefstijl/roken.yaml';
const GOAL = 'indicators/goals/trendbreuk.yaml';
const PROGRAMME = 'indicators/programmes/beweeg.yaml';
const INTERVENTIONS = 'indicators/interventions.yaml';
const THEMES = 'indicators/themes.yaml';
const REGIONS = 'sources/areas/regions.yaml';
const RECODES = 'sources/areas/recodes.yaml';

/** Mistakes that people make in declarations; each must be answered with its place and a remedy. */
export const MISTAKES: Mistake[] = [
  // What is no YAML.
  ...inFile(
    KWB,
    ['a key given twice', 'publisher: CBS\n', 'publisher: CBS\npublisher: RIVM\n'],
    ['a concept given twice', '  bijstand: Pers', '  inwoners: Inwoners\n  bijstand: Pers'],
    ['a tab as indentation', '  inwoners: AantalInwoners', '\tinwoners: AantalInwoners'],
    ['quotes that are not closed', 'citation: CBS, Kerncijfers', 'citation: "CBS, Kerncijfers'],
    ['a colon in a value without quotes', 'title: Kerncijfers', 'title: CBS: Kerncijfers'],
    ['no space behind a colon', 'rhythm: jaarlijks', 'rhythm:jaarlijks'],
    ['a bracket that is not closed', '{area: WijkenEnBuurten}', '{area: WijkenEnBuurten'],
    ['a line indented otherwise than its neighbours', '  huishoudens: H', '   huishoudens: H'],
    ['a percent sign without quotes', 'rhythm: jaarlijks', 'rhythm: %jaarlijks'],
    ['a repeat of something not marked', 'topics: {bijstand: Bijstand}', 'topics: *earlier'],
    [
      'a mark below its first use',
      '"2024": {table: 85984NED}',
      '"2024": {table: 85984NED, lacks: &no []}\n  "2023": {table: 1, lacks: *not}',
    ],
    ['a mark that repeats itself', 'topics: {bijstand: Bijstand}', 'topics: &own {bijstand: *own}'],
  ),
  whole('two declarations in one file', KWB, 'id: kwb\n---\nid: kwb-2\n'),
  whole('a file in Windows-1252', KWB, Buffer.from('id: kwb\ntitle: Cliënten per wijk\n', 'latin1')),
  whole('an empty file', ROKEN, ''),
  whole('a list instead of a map', ROKEN, '- id: roken\n- name_nl: Roken\n'),
  // Sources.
  ...inFile(
    KWB,
    ['a misspelt key', 'citation: CBS', 'citaton: CBS'],
    ['an unknown key', 'rhythm: jaarlijks\n', 'rhythm: jaarlijks\nkleur: rood\n'],
    ['a required key left out', 'licence: CC BY 4.0\n', ''],
    ['a required key left empty', 'publisher: CBS', 'publisher:'],
    ['a wrong connector', 'cbs-odata-v3', 'cbs-odata3'],
    ['a wrong service', 'service: opendata', 'service: cbs'],
    ['an id with capitals', 'id: kwb', 'id: KWB'],
    ['an id that is not the name of the file', 'id: kwb', 'id: kwb-2'],
    ['a concept with a dash', '  huishoudens: H', '  huis-houdens: H'],
    ['a concept without a column', 'inwoners: AantalInwoners', 'inwoners:'],
    ['a topic that is a number', 'inwoners: AantalInwoners', 'inwoners: 5'],
    ['a table that reads as a number', '{table: 85984NED}', '{table: 85984}'],
    ['an edition without a table', '{table: 85984NED}', '{vintage: 2024}'],
    [
      'an edition that is no year and has no vintage',
      '{table: 85984NED}',
      '{table: 85984NED}\n  nieuwste: {table: 86165NED}',
    ],
    ['a vintage in quotes', '{table: 85984NED}', '{table: 85984NED, vintage: "2024"}'],
    ['lacks of a concept that is not there', 'lacks: [huishoudens]', 'lacks: [huishouden]'],
    ['lacks that is no list', 'lacks: [huishoudens]', 'lacks: huishoudens'],
    ['an alias of a concept that is not there', '{bijstand: Bijstand}', '{bijstnd: Bijstand}'],
    [
      'unverified of a concept that is not there',
      '{table: 85984NED}',
      '{table: 85984NED, unverified: [inwoner]}',
    ],
    ['topics as a list', 'topics: {bijstand: Bijstand}', 'topics: [bijstand]'],
    [
      'a topic under a group with a misspelt key',
      'bijstand: Bijstand',
      'bijstand: {topic: Bijstand, grup: Sociaal}',
    ],
  ),
  ...inFile(
    MONITOR,
    ['a wrong age group', 'Totaal: 18+', 'Totaal: volwassenen'],
    ['gemeente names of an edition that is not there', 'kwb/2020', 'kwb/2021'],
    ['rows that are no whole number', 'file: monitor.csv', 'file: monitor.csv, rows: veel'],
    ['dimensions without an area', '  area: RegioS\n', ''],
  ),
  // Indicators.
  ...inFile(
    INWONERS,
    ['a source that is not declared', 'source: kwb', 'source: kbw'],
    ['a concept that the source does not have', 'value: inwoners', 'value: inwoner'],
    ['a ratio without numerator', 'measure: sum\nvalue: inwoners', 'measure: ratio\ndenominator: inwoners'],
    ['a sum with a numerator', 'value: inwoners', 'value: inwoners\nnumerator: bijstand'],
    ['a wrong measure', 'measure: sum', 'measure: som'],
    ['a wrong tier', 'tier: core', 'tier: kern'],
    ['a wrong domain', 'domain: bevolking & vergrijzing', 'domain: bevolking en vergrijzing'],
    ['a wrong polarity', 'polarity: neutral', 'polarity: higher_is_better'],
    ['a level that is not there', 'value: inwoners', 'value: inwoners\nlevels: [buurt, gemeenten]'],
    ['names left out, and a misspelt key', 'name_nl: Inwoners\nname_en: Inhabitants', 'naam_nl: Inwoners'],
  ),
  ...inFile(
    ROKEN,
    ['published with two concepts', 'value: roken', 'value: [roken, roken]'],
    ['a weight that no source has', '{concept: inwoners}', '{concept: inwoners_18plus}'],
    ['a range that is no pair', '[0, 100]', '100'],
    ['a range of one number', '[0, 100]', '[0]'],
    ['a break without a reason', '{period: "2022", reason: extra meting}', '{period: "2022"}'],
    ['a break whose period is a number', 'period: "2022"', 'period: 2022'],
  ),
  // Goals.
  ...inFile(
    GOAL,
    ['an indicator that is not declared', '[roken]', '[rokn]'],
    ['a goal without indicators', '[roken]', '[]'],
    ['an area that is not known', 'population: RG-PARKSTAD', 'population: Parkstad'],
    ['a benchmark without area', '{rest_of: NL}', '{rest: NL}'],
    ['closing a gap without a share', 'share: 0.25\n', ''],
    ['a share above one', 'share: 0.25', 'share: 25'],
    ['a baseline of an indicator that is not of the goal', '[roken]', '[roken]\nbaselines: {rokn: "2016"}'],
  ),
  // Programmes and interventions.
  ...inFile(
    PROGRAMME,
    ['a KPI whose indicator is not declared', 'indicator: inwoners', 'indicator: inwoner'],
    ['an outcome that is not declared', '[roken]', '[rokn]'],
    ['an outcome that is the KPI itself', '[roken]', '[inwoners]'],
    ['an age group that the indicator does not have', 'stage: output', 'stage: output\n    age_group: 65+'],
    ['an area group that is not in the config', '[RG-PARKSTAD,', '[RG-PARKSTAT,'],
    ['a wijk in a gemeente that is not there', 'WK092800', 'WK092900'],
    ['a code of a wijk that is too short', 'WK092800', 'WK0928'],
    ['a region that is not there', 'WK092800', 'PV32'],
    ['an area that is no code', 'WK092800', 'Kerkrade'],
    ['a chain of KPIs without output', 'stage: output', 'stage: result'],
    ['a rule without a date', 'threshold: 50, by: 2026-07-01, ', 'threshold: 50, '],
    ['a rule with a date that is none', 'by: 2026-07-01', 'by: 2026-02-30'],
    ['a rule with threshold and question', '{threshold: 50,', '{threshold: 50, question: Gaat het goed?,'],
    [
      'an answer to a threshold',
      'by: 2026-07-01, otherwise',
      'by: 2026-07-01, answer: {holds: true, date: 2026-07-01, by: Bureau}, otherwise',
    ],
    ['an answer without a name', 'mee?, by', 'mee?, answer: {holds: true, date: 2026-07-01}, by'],
    ['a wrong programme line', 'line: vitale wijken', 'line: vitale wijk'],
    ['a wrong level of evidence', 'evidence: goed beschreven', 'evidence: goed beschreve'],
    ['a verdict that is none', 'verdict: continue', 'verdict: doorgaan'],
    ['an end before the beginning', 'until: 2027-12-31', 'until: 2023-12-31'],
    ['a draft that does not say why', 'status_note: Voorbeeld.\n', ''],
    ['a baseline that is no period', 'baseline: "2024"', 'baseline: begin 2024'],
    [
      'a KPI given twice',
      'verdicts:\n',
      '  - {id: bereik, name_nl: B, name_en: B, stage: result, indicator: roken, direction: at_most, baseline: "2020", target: {value: 9, by: 2028-12-31}}\nverdicts:\n',
    ],
  ),
  ...inFile(
    INTERVENTIONS,
    ['an intervention with the id of a programme', 'id: buurthuis', 'id: beweeg'],
    ['a buurt in a gemeente that is not there', 'BU09280003', 'BU09820003'],
    ['an area given twice', '[BU09280003]', '[BU09280003, BU09280003]'],
  ),
  // Themes.
  ...inFile(
    THEMES,
    ['a domain in no theme', '      - {domain: veiligheid, name_en: Safety}\n', ''],
    [
      'a domain in two themes',
      '{domain: veiligheid, name_en: Safety}',
      '{domain: veiligheid, name_en: Safety}\n      - {domain: leefstijl, name_en: Lifestyle}',
    ],
    ['a misspelt domain of a theme', 'domain: leefstijl', 'domain: leefstyl'],
    ['a theme given twice', 'id: omgeving', 'id: mensen'],
    ['a domain without its English name', '{domain: onderwijs, name_en: Education}', '{domain: onderwijs}'],
    ['a weight of nought', 'name_en: Safety', 'name_en: Safety, weight: 0'],
  ),
  // Areas.
  ...inFile(
    REGIONS,
    ['a code of a region that is none', 'code: PV31', 'code: Limburg'],
    ['a wrong area level', 'level: provincie', 'level: province'],
    ['a gemeente without its letters', '[GM0928, GM1954]', '[928, GM1954]'],
  ),
  ...inFile(
    RECODES,
    ['a wijk code that is too short', 'WK088100: WK195400', 'WK0881: WK195400'],
    ['a vintage that is no year', 'vintage: 2019', 'vintage: 19'],
  ),
  // The config.
  ...inFile(
    'config.yaml',
    ['a misspelt key of the config', 'thresholds: {coverage', 'treshold: {coverage'],
    ['a source of the config that is not declared', '  kwb: {editions', '  kwbb: {editions'],
    [
      'an edition of the config that is not there',
      '["2024"], copies: {"2024": {lacks: [huishoudens]}}',
      '["2025"]',
    ],
    [
      'a concept of the config that is not there',
      '"2024": {lacks: [huishoudens]',
      '"2024": {lacks: [huishouden]',
    ],
    ['a member that is no area code', 'areas: [GM0928, GM1954]', 'areas: [Kerkrade]'],
    [
      'an area group without members',
      '    members:\n      - {until: 2018, areas: [GM0881, GM0928]}\n      - {from: 2019, areas: [GM0928, GM1954]}\n',
      '',
    ],
    ['an area group with an empty list of members', 'areas: [GM0928, GM1954]', 'areas: []'],
    ['a code of an area group in small letters', 'code: RG-PARKSTAD', 'code: parkstad'],
    ['a schedule in the hour that some days lack', '"05:30"', '"02:30"'],
    ['a time without a leading zero', '"05:30"', '"5:30"'],
    ['a day in Dutch', '[mon, fri]', '[ma, vr]'],
    ['an unknown time zone', 'Europe/Amsterdam', 'Europe/Heerlen'],
    ['a threshold out of range', 'coverage: 0.9', 'coverage: 90'],
    ['a threshold with a comma', 'coverage: 0.9', 'coverage: "0,9"'],
    ['a memory limit without its unit', '256MB', '256'],
    ['a memory limit in an unknown unit', '256MB', '256 mega'],
    ['too many attempts', 'attempts: 4', 'attempts: 100'],
    ['a reason that says nothing', 'reason: withdrawn by the source', 'reason: ok'],
    ['extending a config that is not there', 'services:\n', 'extends: regio.yaml\nservices:\n'],
    ['extending itself', 'services:\n', 'extends: config.yaml\nservices:\n'],
  ),
];
