import { conceptOf } from './term.ts';

type Concepts = string[] | undefined;

/** The parts of a declaration that must fit together. */
interface Parts {
  status: string;
  status_note?: string | undefined;
  source?: string | undefined;
  measure?: 'published' | 'sum' | 'ratio' | 'rate' | undefined;
  value?: Concepts;
  numerator?: Concepts;
  denominator?: Concepts;
  age_group: string[];
  age_bridges: Record<string, string>;
}

interface Fault {
  message: string;
  path: string[];
}

/** What does not fit together within one indicator: status, source, measure, concepts and ages. */
export const faultsOf = (parts: Parts): Fault[] => [
  ...faultsOfStatus(parts),
  ...faultsOfMeasure(parts),
  ...faultsOfTerms(parts),
  ...faultsOfBridges(parts),
];

function faultsOfStatus({ status, status_note, source, measure }: Parts): Fault[] {
  const faults: Fault[] = [];
  if (status === 'active' && !source)
    faults.push({ message: 'an active indicator needs a source', path: ['status'] });
  if (status !== 'active' && !status_note) {
    faults.push({ message: `status '${status}' needs a status_note that says why`, path: ['status'] });
  }
  if (source && !measure)
    faults.push({ message: 'an indicator with a source needs a measure', path: ['source'] });
  if (measure && !source && status !== 'active') {
    faults.push({ message: 'an indicator with a measure needs a source', path: ['measure'] });
  }
  return faults;
}

function faultsOfMeasure(parts: Parts): Fault[] {
  const { measure } = parts;
  const needs = !measure
    ? []
    : measure === 'ratio' || measure === 'rate'
      ? ['numerator', 'denominator']
      : ['value'];
  const faults = (['value', 'numerator', 'denominator'] as const).flatMap((key): Fault[] => {
    const given = parts[key] !== undefined;
    if (given === needs.includes(key)) return [];
    const subject = measure ? `measure '${measure}'` : 'an indicator without measure';
    return [
      given
        ? { message: `${subject} takes no ${key}`, path: [key] }
        : { message: `${subject} needs a ${key}`, path: ['measure'] },
    ];
  });
  if (measure === 'published' && (parts.value?.length ?? 1) > 1) {
    faults.push({ message: "measure 'published' takes one concept", path: ['value'] });
  }
  return faults;
}

function faultsOfTerms({ source = '', value = [], numerator = [], denominator = [] }: Parts): Fault[] {
  const faults: Fault[] = [];
  for (const [key, terms] of Object.entries({ value, numerator })) {
    const foreign = terms.find(term => conceptOf(term, source).source !== source);
    if (foreign) {
      const message = `'${foreign}' is of another source: only a denominator may be, the ${key} is of '${source}'`;
      faults.push({ message, path: [key] });
    }
  }
  const sources = new Set(denominator.map(term => conceptOf(term, source).source));
  if (sources.size > 1) {
    const message = `the concepts of a denominator come from one source, not from ${[...sources].join(' and ')}`;
    faults.push({ message, path: ['denominator'] });
  }
  return faults;
}

const faultsOfBridges = ({ age_group, age_bridges }: Parts): Fault[] =>
  Object.entries(age_bridges)
    .flat()
    .filter(age => !age_group.includes(age))
    .map(age => ({
      message: `'${age}' is not one of its ages: ${age_group.join(', ')}`,
      path: ['age_bridges'],
    }));
