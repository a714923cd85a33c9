import type { LoadedConfig } from '../indicators/config.ts';
import type { Declaration, Problem } from '../kernel/declare.ts';
import { didYouMean } from '../kernel/near.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';

interface Declared {
  loaded: LoadedConfig;
  sources: Declaration<SourceDeclaration>[];
}

/** Editions and concepts that the config speaks of under `sources`, and that the source does not have. */
export function narrowingProblems({ loaded, sources }: Declared): Problem[] {
  return sources.flatMap(({ value: { id, editions, topics } }) => {
    const narrowed = loaded.config.sources[id];
    if (!narrowed) return [];
    const known = { edition: Object.keys(editions), concept: Object.keys(topics) };
    const expect = (kind: keyof typeof known, name: string, place: PropertyKey[]): Problem[] =>
      known[kind].includes(name)
        ? []
        : [
            {
              message: `The config speaks of ${kind} '${name}' of source '${id}', which has none such.`,
              where: loaded.where(['sources', id, ...place]),
              hint: didYouMean(name, known[kind]) || `It has: ${known[kind].join(', ')}.`,
            },
          ];
    return [
      ...(narrowed.editions ?? []).flatMap((name, at) => expect('edition', name, ['editions', at])),
      ...Object.entries(narrowed.lacks).flatMap(([edition, concepts]) => [
        ...expect('edition', edition, ['lacks', edition]),
        ...concepts.flatMap((name, at) => expect('concept', name, ['lacks', edition, at])),
      ]),
    ];
  });
}
