import { areaPath, indicatorPath, type SiteContext } from './page.ts';
import { VERDICTS, verdictOf, verdictWords, whyNot } from './verdict.ts';

/** A file of data for the script: a call, for a page opened from a folder may not read JSON. */
export interface Shard {
  path: string;
  text: string;
}

const shard = (path: string, key: string, data: unknown): Shard => ({
  path,
  // `<` could end a script, the two separators a line of it.
  text: `vie(${JSON.stringify(key)},${JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')});\n`,
});

/** By four digits, then by the place of the buurt in what can be searched for: the letters. */
function postcodes({ areas, postcodes: rows }: SiteContext['facts']): Record<string, Record<number, string>> {
  const places = new Map(areas.map((area, n) => [area.area_code, n]));
  const found: Record<string, Record<number, string>> = {};
  for (const { digits, area_code, letters } of rows)
    found[digits] = { ...found[digits], [places.get(area_code) ?? -1]: letters };
  return found;
}

/** What can be searched for, and the figures of each area in columns, in the order of the indicators. */
export function shards({ facts, byCode }: SiteContext): Shard[] {
  const ids = facts.indicators.map(one => one.indicator.indicator_id);
  const areas = facts.areas.map(area => [
    area.name,
    area.area_level,
    [byCode.get(area.wijk_code ?? ''), byCode.get(area.gemeente_code ?? '')]
      .flatMap(one => one?.name ?? [])
      .join(', '),
    areaPath(area.area_code),
  ]);
  const indicators = facts.indicators.map(({ indicator }) => [
    indicator.name_nl,
    'indicator',
    indicator.domain,
    indicatorPath(indicator.indicator_id),
  ]);
  const described = facts.indicators.map(({ indicator }) => [
    indicator.indicator_id,
    indicator.name_nl,
    indicator.unit,
    indicator.domain,
    facts.decimals.get(indicator.indicator_id) ?? 1,
    indicator.value_kind,
  ]);
  return [
    shard('data/zoek.js', 'search', [...areas, ...indicators]),
    shard('data/indicatoren.js', 'indicators', described),
    shard(
      'data/oordelen.js',
      'verdicts',
      VERDICTS.map(one => [one, verdictWords(one)]),
    ),
    ...(facts.postcodes.length > 0 ? [shard('data/postcodes.js', 'postcodes', postcodes(facts))] : []),
    ...facts.areas.map(area => {
      const own = facts.figures.get(area.area_code);
      const figures = ids.flatMap((id, n) => {
        const row = own?.get(id);
        if (!row) return [];
        const reason = row.value === null ? [whyNot(row)] : [];
        const verdict = VERDICTS.indexOf(verdictOf(row));
        return [
          [n, row.value, row.lower_95, row.upper_95, row.country_value, verdict, row.period, ...reason],
        ];
      });
      return shard(`data/gebied/${area.area_code}.js`, area.area_code, figures);
    }),
  ];
}
