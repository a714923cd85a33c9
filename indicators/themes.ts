import { z } from 'zod';
import { DOMAINS } from './declaration.ts';
import { id } from './words.ts';

const themeDomain = z.strictObject({
  domain: z.enum(DOMAINS),
  name_en: z.string(),
  weight: z.number().min(0.01).default(1).describe('Weight of the domain in the rank score of cumulation'),
});

export const themeSchema = z.strictObject({
  id,
  name_nl: z.string(),
  name_en: z.string(),
  domains: z.array(themeDomain).min(1),
});

export const themesSchema = z
  .strictObject({ themes: z.array(themeSchema).min(1) })
  .superRefine(({ themes }, context) => {
    const report = (message: string, path: PropertyKey[], hint: string) =>
      context.addIssue({ code: 'custom', message, path, params: { hint } });
    const ids = new Set(['total']);
    const placed = new Set<string>();
    for (const [at, { id, domains }] of themes.entries()) {
      if (ids.has(id)) report(`id '${id}' is taken`, ['themes', at, 'id'], 'Give each theme its own id.');
      ids.add(id);
      for (const [nth, { domain }] of domains.entries()) {
        const path = ['themes', at, 'domains', nth, 'domain'];
        if (placed.has(domain))
          report(`domain '${domain}' stands here for the second time`, path, 'Leave it in one theme.');
        placed.add(domain);
      }
    }
    for (const domain of DOMAINS.filter(one => !placed.has(one)))
      report(
        `domain '${domain}' is in none of the themes`,
        ['themes'],
        'Add it to the domains of one theme.',
      );
  });

export type Theme = z.output<typeof themesSchema>['themes'][number];
