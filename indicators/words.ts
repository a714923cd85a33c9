import { z } from 'zod';

/** Words that all declarations write in one way. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'expected lower-case-with-dashes' });
export const concept = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, { message: 'expected lower_case_with_underscores' });
export const text = z.string().trim().min(1);
export const year = z.int().min(1990).max(2100);
export const ageGroup = z
  .string()
  .regex(/^(total|\d+\+|\d+-\d+)$/, { message: "expected 'total', '18+' or '16-25'" });
export const sex = z.enum(['total', 'm', 'v']);
