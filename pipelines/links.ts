import type { Declaration, Problem } from '../kernel/declare.ts';
import type { Where } from '../kernel/errors.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';
import { type Link, linksOf } from '../sources/partners/links.ts';

type Contract = Declaration<PartnerContract>;

/**
 * What contracts leave unsaid about each other: whoever reads the figures of two that count the same people can take one from the
 * other, so that they are protected as one table, or declared to be about other people.
 */
export function linkProblems(partners: readonly Contract[]): Problem[] {
  return partners.flatMap((contract, at) => [
    ...linksOf(contract.value).flatMap(link => mismatches(contract, link, partners)),
    ...partners.slice(0, at).flatMap(other => unsaid(contract, other)),
  ]);
}

/** Linked counts are of the same areas and periods, and who is not counted is not counted of the same whole. */
function mismatches({ value, where }: Contract, link: Link, partners: readonly Contract[]): Problem[] {
  const other = partners.find(one => one.value.id === link.contract)?.value;
  const target = other?.counts?.[link.of];
  if (!other || !target) return [];
  const at = where(['counts', link.concept, link.kind]);
  const name = `${link.contract}/${link.of}`;
  const form = ({ area, period }: PartnerContract) =>
    [area.levels.join(), area.vintage, period.form].join(', ');
  if (form(value) !== form(other))
    return [
      {
        message: `'${link.concept}' is linked to '${name}', which is delivered of other areas or periods (${form(other)}; here ${form(value)}).`,
        where: at,
        hint: 'Linked counts are protected as one table: agree on the same level, vintage and form of period.',
      },
    ];
  if (link.kind !== 'complement_of') return [];
  const own = value.counts?.[link.concept]?.of;
  const isSameWhole =
    own !== undefined &&
    target.of !== undefined &&
    value.counts?.[own]?.same_as === `${link.contract}/${target.of}`;
  return isSameWhole
    ? []
    : [
        {
          message: `'${link.concept}' is the rest of '${name}', but they have no whole in common.`,
          where: at,
          hint: `Write \`of:\` in both, and \`same_as: ${link.contract}/${target.of ?? '…'}\` at the whole here.`,
        },
      ];
}

/** Two contracts that are seen together, about things of one kind in one population, say how they are related. */
function unsaid({ value, where }: Contract, other: Contract): Problem[] {
  const { value: before } = other;
  if (value.access === 'owner' || before.access === 'owner') return [];
  const unit = Object.values(value.counts ?? {})
    .map(count => count.unit)
    .find(one => one !== undefined && Object.values(before.counts ?? {}).some(count => count.unit === one));
  const isOther =
    value.population !== undefined &&
    before.population !== undefined &&
    value.population !== before.population;
  if (unit === undefined || isOther || isSaid(value, before) || isSaid(before, value)) return [];
  return [
    {
      message: `'${value.id}' and '${before.id}' both count ${unit}, of one population as far as is declared, and nothing says how they are related: ${placeOf(where(['counts']))} and ${placeOf(other.where(['counts']))}.`,
      where: where(['counts']),
      hint: `Counts of the same people give each other away. Write \`same_as\`, \`part_of\` or \`complement_of\` at a count, \`unrelated_to: [${before.id}]\`, or another \`population\` in each.`,
    },
  ];
}

const isSaid = (one: PartnerContract, other: PartnerContract): boolean =>
  one.unrelated_to.includes(other.id) || linksOf(one).some(({ contract }) => contract === other.id);

const placeOf = ({ file, line }: Where): string => [file, line].filter(part => part !== undefined).join(':');
