import { VieError } from '../../kernel/errors.ts';
import { nearMatches } from '../../kernel/near.ts';
import type { Region } from './declaration.ts';

/** An area as a file names it, with the first row in which it does. */
export interface AreaLabel {
  label: string;
  row: number;
}

/** What labels may mean in a given year: gemeenten by their exact name, and the declared regions. */
export interface AreaNames {
  gemeenten: Map<string, string[]>;
  regions: Region[];
  vintage: number;
}

/** Suffixes that StatLine puts behind a gemeente name to tell it from another area of that name; an expression that DuckDB reads too. */
export const NAME_SUFFIX =
  ' \\((gemeente|L\\.|NH\\.|O\\.|Z\\.|ZH\\.|Gr\\.|Gld\\.|NB\\.|Fr\\.|Dr\\.|Ov\\.|Fl\\.|Ut\\.)\\)$';
const SUFFIX = new RegExp(NAME_SUFFIX);

/**
 * The area code for each label. A gemeente matches on its exact name in that year; its suffix is stripped only when
 * that fails, and only when one gemeente remains. Throws a `contract` error that names row and label otherwise.
 */
export function matchAreaLabels(labels: AreaLabel[], names: AreaNames): Map<string, string> {
  const codes = new Map<string, string>();
  const failures: { row: number; text: string }[] = [];
  for (const { label, row } of labels) {
    const found = lookUp(label.trim(), names);
    const [code] = found;
    if (code && found.length === 1) codes.set(label, code);
    else failures.push({ row, text: describeFailure(label, found, names) });
  }
  const [first] = failures;
  if (!first) return codes;
  const shown = failures.slice(0, 5).map(f => `row ${f.row}: ${f.text}`);
  const more = failures.length > 5 ? ` and ${failures.length - 5} more` : '';
  throw new VieError('contract', `Area names without one clear meaning: ${shown.join(' ')}${more}`, {
    where: { row: first.row },
    hint: 'The file is refused. For an area above the gemeente, add this spelling to sources/areas/regions.yaml.',
  });
}

function lookUp(label: string, names: AreaNames): string[] {
  const regions = names.regions.filter(
    region => isValid(region, names.vintage) && region.labels.includes(label),
  );
  const exact = [...regions.map(region => region.code), ...(names.gemeenten.get(label) ?? [])];
  if (exact.length > 0 || !SUFFIX.test(label)) return exact;
  return names.gemeenten.get(label.replace(SUFFIX, '')) ?? [];
}

const isValid = ({ from = 0, until = 9999 }: Region, vintage: number): boolean =>
  from <= vintage && vintage <= until;

function describeFailure(label: string, found: string[], names: AreaNames): string {
  if (found.length > 1) return `'${label}' may be ${found.join(' or ')}.`;
  const near = nearMatches(label, [...names.gemeenten.keys(), ...names.regions.flatMap(r => r.labels)]);
  return `'${label}' is not an area of ${names.vintage}${near.length ? ` (near: ${near.join(', ')})` : ''}.`;
}
