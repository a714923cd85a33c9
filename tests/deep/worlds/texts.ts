import { OPEN, regionOf, type Stage, type World, type WorldContract } from './draw.ts';

/** A world with what is declared in it at one moment. */
export interface Declared {
  world: World;
  stage: Stage;
}

export const KWB = `id: kwb
title: Kerncijfers
publisher: CBS
licence: CC BY 4.0
citation: CBS
rhythm: jaarlijks
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {inwoners: Inwoners}
editions:
  "2024": {table: 85984NED}
`;

export const REGIONS = 'regions:\n  - {code: NL, level: land, name: Nederland, labels: [Nederland]}\n';

export const indicatorText = (id: string, lines: string[]): string =>
  [
    `id: ${id}`,
    `name_nl: ${id}`,
    `name_en: ${id}`,
    'tier: core',
    'domain: bevolking & vergrijzing',
    'polarity: neutral',
    'definition: Wat het is',
    'rationale: Waarom het telt',
    'interpretation: Wat het betekent',
    'numerator_nl: wie het betreft',
    'denominator_nl: iedereen',
    ...lines,
    '',
  ].join('\n');

/** The name of a ratio of a contract: the same whatever contract and counts are called later. */
export const indicatorId = ({ seed }: Pick<World, 'seed'>, contract: number, ratio: number): string =>
  `w${seed}-i${contract}-${ratio}`;

export const indicatorsOf = (world: World, { contracts }: Stage): { id: string; text: string }[] =>
  contracts.flatMap((contract, at) =>
    contract.ratios.map(([numerator, denominator], n) => {
      const lines = [
        `source: ${contract.id}`,
        'unit: "%"',
        'value_kind: partner_count',
        'measure: ratio',
        `access: ${contract.access}`,
        `numerator: ${numerator}`,
        `denominator: ${denominator === OPEN ? OPEN : denominator}`,
        'levels: [regio, gemeente, wijk, buurt]',
      ];
      return { id: indicatorId(world, at, n), text: indicatorText(indicatorId(world, at, n), lines) };
    }),
  );

export function contractText({ counts, ...contract }: WorldContract, { seed, gemeenten }: World): string {
  const described = counts.map(count => {
    const parts = [
      `column: ${count.name}`,
      `unit: mensen van ${seed}`,
      ...(count.of ? [`of: ${count.of}`] : []),
      ...(count.rare ? ['rare: true'] : []),
      ...(count.replaces ? [`replaces: [${count.replaces}]`] : []),
      ...Object.entries(count.links ?? {}).map(([link, target]) => `${link}: ${target}`),
    ];
    return `  ${count.name}: {${parts.join(', ')}}`;
  });
  return [
    `id: ${contract.id}`,
    `title: ${contract.id}`,
    `partner: ${contract.partner}`,
    'owner: x',
    'licence: x',
    'citation: x',
    'rhythm: jaarlijks',
    `access: ${contract.access}`,
    `sensitive: ${contract.sensitive}`,
    `min_cell: ${contract.minCell}`,
    ...(contract.replaces ? [`replaces: [${contract.replaces}]`] : []),
    `file: "${contract.id}-*.csv"`,
    `area: {column: gebied, levels: [buurt], vintage: 2024, within: [${gemeenten.map(one => `GM${one}`).join(', ')}]}`,
    'period: {column: jaar, form: year}',
    'counts:',
    ...described,
    '',
  ].join('\n');
}

/** A config with the region and the labs of every world. */
export function configText(declared: Declared[]): string {
  const group = (code: string, members: readonly string[]) =>
    `  - {code: ${code}, name_nl: ${code}, name_en: ${code}, members: [{from: 2024, until: 2024, areas: [${members.join(', ')}]}]}`;
  const regions = declared.map(({ world }) =>
    group(
      regionOf(world),
      world.gemeenten.map(one => `GM${one}`),
    ),
  );
  const labs = declared.flatMap(({ stage }) =>
    [...stage.labs].map(([code, members]) => group(code, members)),
  );
  const first = declared[0] ? regionOf(declared[0].world) : '';
  return [
    'publisher: {name: x, email: x@example.org, licence: CC BY 4.0}',
    `region: ${first}`,
    `benchmarks: [{code: REGIO, name_nl: Regio, name_en: Region, area: ${first}}]`,
    'area_groups:',
    ...regions,
    ...labs,
    '',
  ].join('\n');
}
