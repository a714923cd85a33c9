import type { Indicator } from '../indicators/declaration.ts';
import type { Intervention, Programme } from '../indicators/programme.ts';
import { sourcesOf } from '../indicators/term.ts';
import type { Declaration, Problem } from '../kernel/declare.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';

interface Declared {
  sources: Declaration<SourceDeclaration>[];
  partners: Declaration<PartnerContract>[];
  indicators: Declaration<Indicator>[];
  programmes: Declaration<Programme>[];
  interventions: Declaration<{ interventions: Intervention[] }> | undefined;
}

/** What does not fit between declarations, beside references: ids given twice, and figures more open than their delivery. */
export const ruleProblems = (declared: Declared): Problem[] => [
  ...sameIds(declared),
  ...stillDeclared(declared),
  ...declared.indicators.flatMap(indicator => tooOpen(indicator, declared)),
  ...takenIds(declared),
];

/** Indicators name sources and contracts by one kind of id. */
function sameIds({ sources, partners }: Declared): Problem[] {
  const ids = sources.map(({ value }) => value.id);
  return partners
    .filter(({ value }) => ids.includes(value.id))
    .map(({ value, where }) => ({
      message: `'${value.id}' is the id of a source as well.`,
      where: where(['id']),
      hint: 'Choose another id for the contract, and give its file that name.',
    }));
}

/** Of a contract that is replaced nothing is delivered any more. */
function stillDeclared({ partners }: Declared): Problem[] {
  const ids = partners.map(({ value }) => value.id);
  return partners.flatMap(({ value: { id, replaces = [] }, where }) =>
    replaces
      .filter(name => ids.includes(name))
      .map(name => ({
        message: `Contract '${id}' replaces '${name}', which is still declared.`,
        where: where(['replaces']),
        hint: `Remove the contract '${name}', or leave it out here.`,
      })),
  );
}

const FROM_OPEN_TO_CLOSED = ['public', 'partners', 'owner'];

/** What only some may see of a delivery, no others see as an indicator, nor as what weighs one. */
export function tooOpen(
  { value, where }: Declaration<Indicator>,
  { partners }: Pick<Declared, 'partners'>,
): Problem[] {
  const weight = value.weight?.concept ?? '';
  const isUsed = ({ id, counts = {} }: PartnerContract) => sourcesOf(value).includes(id) || weight in counts;
  return partners
    .map(contract => contract.value)
    .filter(isUsed)
    .filter(({ access }) => FROM_OPEN_TO_CLOSED.indexOf(value.access) < FROM_OPEN_TO_CLOSED.indexOf(access))
    .map(({ id, access }) => ({
      message: `Access '${value.access}' is wider than that of the delivery '${id}', which is '${access}'${sourcesOf(value).includes(id) ? '' : ` and whose count '${weight}' would weigh it`}.`,
      where: where(['access']),
      hint: `Write \`access: ${access}\`, or agree on another access with the owner and change the contract.`,
    }));
}

/** A programme is an intervention too. */
function takenIds({ programmes, interventions }: Declared): Problem[] {
  const ids = [...programmes.map(({ value }) => value.id)];
  return (interventions?.value.interventions ?? []).flatMap(({ id }, at) => {
    const isTaken = ids.includes(id);
    ids.push(id);
    if (!interventions || !isTaken) return [];
    return [
      {
        message: `Id '${id}' is taken by another intervention or programme.`,
        where: interventions.where(['interventions', at, 'id']),
        hint: 'Give each its own id; a programme is on the map of interventions by itself.',
      },
    ];
  });
}
