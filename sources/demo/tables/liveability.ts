import { type DemoCountry, withParts } from '../areas.ts';
import type { DemoTopic } from '../topics.ts';
import { mean } from '../topics.ts';
import { zipOf } from '../zip.ts';

const SCORES: DemoTopic[] = [
  mean(['lbm', 'lbm', ''], ['score', 3], { base: 4.1, slope: -0.15 }),
  mean(['onv', 'onv', ''], ['score', 3], { base: 0.1, slope: -0.05, least: -1 }),
  mean(['soc', 'soc', ''], ['score', 3], { base: 0, slope: -0.03, least: -1 }),
];

const MEMBERS = [
  ['open-data-leefbaarometer-meting-2024/scores gemeente.csv', 'GM', 'gm_code'],
  ['open-data-leefbaarometer-meting-2024/scores wijk.csv', 'WK', 'wk_code'],
  ['open-data-leefbaarometer-meting-2024/scores buurt.csv', 'BU', 'bu_code'],
] as const;

/** The zip of the Leefbaarometer: a file per level, areas without enough inhabitants left out. */
export function liveabilityZip({ country }: DemoCountry): Buffer {
  const areas = withParts(country);
  const texts = MEMBERS.map(([name, level, column]) => {
    const lines = [[column, 'jaar', ...SCORES.map(topic => topic.stem)].join(',')];
    for (const area of areas.filter(one => one.code.startsWith(level))) {
      for (const year of ['2022', '2024']) {
        const scores = SCORES.map(topic => topic.value(area, year, ''));
        if (scores.every(score => score !== null)) {
          lines.push([area.code, year, ...scores.map(score => score.toFixed(3))].join(','));
        }
      }
    }
    return [name, `${lines.join('\n')}\n`] as const;
  });
  return zipOf(Object.fromEntries(texts));
}
