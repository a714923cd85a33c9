import { parsePeriod } from '../../indicators/periods.ts';
import { placeOf } from '../../kernel/declare.ts';
import { nearMatches } from '../../kernel/near.ts';
import { type Change, inline, pair } from '../../kernel/yaml-edit.ts';
import type { InspectedDimension, Inspection } from '../connector.ts';
import { alternatives } from '../connectors/declared-dimensions.ts';
import type { Edition } from '../declaration.ts';
import type { Finding, Subject } from './finding.ts';

/** A dimension that the declaration names, and where. */
interface Role {
  path: string[];
  name: string;
  kind: InspectedDimension['kind'];
}

function rolesOf({ dimensions }: Edition): Role[] {
  const { area, period, margin, age_group, sex, fixed } = dimensions;
  const role = (path: string[], name: string | undefined, kind: Role['kind'] = 'other'): Role[] =>
    name === undefined ? [] : [{ path, name, kind }];
  return [
    ...role(['area'], area, 'area'),
    ...role(['period'], period, 'period'),
    ...role(['margin'], margin),
    ...role(['age_group', 'dimension'], age_group?.dimension),
    ...role(['sex', 'dimension'], sex?.dimension),
    ...Object.keys(fixed).flatMap(name => role(['fixed', name], name)),
  ];
}

/** Whether the table has the declared dimensions, no others, and in them the declared keys. */
export function checkDimensions(context: Subject, inspection: Inspection): Finding[] {
  const roles = rolesOf(context.edition);
  const present = inspection.dimensions;
  const missing = roles.filter(role => !present.some(one => one.name === role.name));
  const spare = present.filter(one => !roles.some(role => role.name === one.name));
  const renamed = missing.map(role => ({ role, to: replacementOf(role, spare) }));
  const isOnlyArea = present.filter(one => one.kind === 'area').length === 1;
  const taken = renamed.map(({ to }) => to?.name);
  const faults = [
    ...renamed.map(({ role, to }) => ({
      ...missingDimension(context, role, to),
      ...(to && role.kind === 'area' && isOnlyArea ? { changes: [areaChange(context, to.name)] } : {}),
    })),
    ...spare.filter(one => !taken.includes(one.name)).map(one => undeclaredDimension(context, one)),
    ...present.flatMap(one => checkKeys(context, one)),
  ];
  if (faults.length) return faults;
  const names = present.map(one => one.name).join(', ');
  return [{ state: 'ok', about: 'dimensions', detail: names }];
}

/** The place of a part of `dimensions`; an edition may have some of its own. */
const placeIn = ({ declared, edition }: Subject, path: string[]) =>
  placeOf(declared, ['editions', edition.id, 'dimensions', ...path], ['dimensions', ...path]);

function replacementOf(role: Role, spare: InspectedDimension[]): InspectedDimension | undefined {
  const alike = spare.filter(one => one.kind === role.kind);
  const [near] = nearMatches(
    role.name,
    alike.map(one => one.name),
    1,
  );
  return alike.find(one => one.name === near) ?? (alike.length === 1 ? alike[0] : undefined);
}

function missingDimension(
  context: Subject,
  { path, name }: Role,
  to: InspectedDimension | undefined,
): Finding {
  const key = path.at(-1) ?? '';
  const isFixed = path[0] === 'fixed';
  const line = isFixed && to ? pair(to.name, totalOf(to)) : to && pair(key, to.name);
  return {
    state: 'wrong',
    about: `dimension ${name}`,
    detail: `the table has no dimension '${name}'${to ? `; near: ${to.name}` : ''}`,
    where: placeIn(context, path),
    write: line ? `write \`${line}\`` : `remove ${name} from \`dimensions\``,
  };
}

/** A table says itself which dimension holds its areas: where it has one, that one is meant. */
function areaChange({ declared: { value }, edition }: Subject, area: string): Change {
  const { editions } = value;
  const isShared = Object.keys(editions).length > 1 || editions[edition.id]?.dimensions?.area !== undefined;
  return { path: isShared ? ['editions', edition.id, 'dimensions'] : ['dimensions'], set: { area } };
}

function undeclaredDimension(context: Subject, dimension: InspectedDimension): Finding {
  const { name, kind } = dimension;
  const line =
    kind === 'other'
      ? `\`fixed: {${pair(name, totalOf(dimension))}}\``
      : kind === 'period'
        ? `\`${pair('period', name)}\``
        : `\`${pair('area', name)}\``;
  return {
    state: 'wrong',
    about: `dimension ${name}`,
    detail: `the table has a dimension '${name}' that is not declared; its keys: ${listed(dimension)}`,
    where: placeIn(context, []),
    write: `add ${line} to \`dimensions\`${kind === 'other' ? ' (or another of its keys)' : ''}`,
  };
}

/** The key that stands for all, else the first one. */
export function totalOf({ keys = [] }: InspectedDimension): string {
  return (keys.find(one => /^totaal/i.test(one.title)) ?? keys[0])?.key ?? '';
}

const SHOWN = 8;

function listed({ keys = [] }: InspectedDimension): string {
  const shown = keys.slice(0, SHOWN).map(({ key, title }) => (title === key ? key : `${key} (${title})`));
  return [...shown, ...(keys.length > SHOWN ? [`and ${keys.length - SHOWN} more`] : [])].join(', ');
}

function checkKeys(context: Subject, dimension: InspectedDimension): Finding[] {
  if (!dimension.keys) return [];
  const { dimensions } = context.edition;
  const { name } = dimension;
  if (name in dimensions.fixed) return checkFixed(context, dimension, dimensions.fixed[name] ?? '');
  if (name === dimensions.margin) return checkMargin(context, dimension);
  if (name === dimensions.period) return checkPeriods(context, dimension);
  for (const role of ['age_group', 'sex'] as const) {
    const keys = dimensions[role]?.dimension === name ? dimensions[role]?.keys : undefined;
    if (!keys) continue;
    const absent = Object.values(alternatives(keys)).filter(names => !names.some(one => has(dimension, one)));
    return absent.map(([key = '']) => groupWithout(context, dimension, { role, key }));
  }
  return [];
}

const has = ({ keys = [] }: InspectedDimension, wanted: string): boolean =>
  keys.some(({ key, title }) => key === wanted || title === wanted);

const absent = (dimension: InspectedDimension, key: string): Pick<Finding, 'state' | 'about' | 'detail'> => ({
  state: 'wrong',
  about: `dimension ${dimension.name}`,
  detail: `it has no key '${key}'; it has ${listed(dimension)}`,
});

function checkFixed(context: Subject, dimension: InspectedDimension, key: string): Finding[] {
  if (has(dimension, key)) return [];
  const where = placeIn(context, ['fixed', dimension.name]);
  return [
    { ...absent(dimension, key), where, write: `write \`${pair(dimension.name, totalOf(dimension))}\`` },
  ];
}

function groupWithout(
  context: Subject,
  dimension: InspectedDimension,
  { role, key }: { role: 'age_group' | 'sex'; key: string },
): Finding {
  const { declared, edition } = context;
  const where = placeOf(
    declared,
    ...(role === 'age_group' ? [['editions', edition.id, 'age_keys', key]] : []),
    ['dimensions', role, 'keys', key],
  );
  const kept = Object.entries(edition.dimensions[role]?.keys ?? {}).filter(([one]) => has(dimension, one));
  const instead = `put the key that is meant in the place of ${inline(key)}`;
  const own = `; or, under edition "${edition.id}", write \`age_keys: ${inline(Object.fromEntries(kept))}\``;
  const write = role === 'age_group' && kept.length ? instead + own : instead;
  return { ...absent(dimension, key), where, write };
}

/** Keys (OData) and labels (files) of the figure itself. */
const VALUE_KEYS = ['MW00000', 'Waarde'];

function checkMargin(context: Subject, dimension: InspectedDimension): Finding[] {
  if (VALUE_KEYS.some(key => has(dimension, key))) return [];
  const write = 'remove `margin`, and hold the dimension at the key of the figure itself under `fixed`';
  return [{ ...absent(dimension, VALUE_KEYS.join("' or '")), where: placeIn(context, ['margin']), write }];
}

function checkPeriods({ declared, edition }: Subject, dimension: InspectedDimension): Finding[] {
  const about = `dimension ${dimension.name}`;
  const known = (dimension.keys ?? []).map(({ key }) => parsePeriod(key)?.period);
  const strange = (dimension.keys ?? []).filter((_, at) => known[at] === undefined).map(({ key }) => key);
  const gone = (edition.periods ?? []).filter(period => !known.includes(period));
  const where = placeOf(declared, ['editions', edition.id, 'periods'], ['editions', edition.id]);
  return [
    ...gone.map((period): Finding => {
      const write = `remove ${inline(period)} from \`periods\` here or in the config; the newest is ${known.at(-1)}`;
      return { state: 'wrong', about, detail: `it has no period '${period}'`, where, write };
    }),
    ...strange.slice(0, 1).map((key): Finding => {
      const detail = `${strange.length} of its keys are of a form we do not know, such as '${key}'`;
      const write =
        'name another dimension as `period`; if this is the right one, the program has to learn this form';
      return { state: 'wrong', about, detail, where: placeOf(declared, ['dimensions', 'period']), write };
    }),
  ];
}
