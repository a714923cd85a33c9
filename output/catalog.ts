import { COMPARISON_TABLES } from './catalog-comparison.ts';
import { DIMENSION_TABLES } from './catalog-dimensions.ts';
import { GOAL_TABLES } from './catalog-goals.ts';
import { PROFILE_TABLES } from './catalog-profile.ts';
import { PROGRAMME_TABLES } from './catalog-programmes.ts';
import { REGION_TABLES } from './catalog-region.ts';
import { RELATION_TABLES } from './catalog-relation.ts';
import { SIGNAL_TABLES } from './catalog-signals.ts';
import { TREND_TABLES } from './catalog-trend.ts';
import { VALUE_TABLES } from './catalog-values.ts';
import type { PublishedTable } from './published-table.ts';

/** Changes when a column of a published table is removed or changes its meaning. */
export const SCHEMA_VERSION = '1.0';

/** Every published table, in the order in which they are listed. */
export const PUBLISHED_TABLES: PublishedTable[] = [
  ...VALUE_TABLES,
  ...DIMENSION_TABLES,
  ...GOAL_TABLES,
  ...COMPARISON_TABLES,
  ...REGION_TABLES,
  ...RELATION_TABLES,
  ...PROFILE_TABLES,
  ...TREND_TABLES,
  ...PROGRAMME_TABLES,
  ...SIGNAL_TABLES,
];
