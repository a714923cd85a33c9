import type { TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';

/** Every dimension that an edition names. */
export function namesOf({ dimensions }: Pick<Edition, 'dimensions'>): string[] {
  const { area, period, margin, age_group, sex, fixed } = dimensions;
  const names = [area, period, margin, age_group?.dimension, sex?.dimension, ...Object.keys(fixed)];
  return names.filter(name => name !== undefined);
}

/** In which columns the dimensions of a table stand, and what their declared keys mean. */
export function declaredForm({
  dimensions: { area, period, margin, age_group, sex },
}: Pick<Edition, 'dimensions'>): {
  columns: TableShape['columns'];
  keys: Pick<TableShape['keys'], 'age_group' | 'sex'>;
} {
  return {
    columns: {
      area,
      ...(period ? { period } : {}),
      ...(margin ? { margin } : {}),
      ...(age_group ? { age_group: age_group.dimension } : {}),
      ...(sex ? { sex: sex.dimension } : {}),
    },
    keys: {
      age_group: new Map(Object.entries(age_group?.keys ?? {})),
      sex: new Map(Object.entries(sex?.keys ?? {})),
    },
  };
}

/** The names that are declared for each meaning: sources call the same group otherwise in other years. */
export function alternatives(keys: Record<string, string>): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const [name, meaning] of Object.entries(keys)) names[meaning] = [...(names[meaning] ?? []), name];
  return names;
}
