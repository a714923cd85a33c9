import { AREA_PREFIXES } from '../../indicators/areas.ts';
import { zipOf } from '../../kernel/zip.ts';
import type { Edition } from '../declaration.ts';
import { combinationsOf, type DemoTable } from './table.ts';

type Dimension = DemoTable['dimensions'][number];

/** A table as a client of StatLine saves it: an index column, titles in the place of keys, areas by name. */
export function statlineCsv({ geo, dimensions, topics, cell }: DemoTable): string {
  const others = dimensions.filter(({ type }) => type !== 'TimeDimension');
  const periods = dimensions.filter(({ type }) => type === 'TimeDimension');
  const names = (list: Dimension[]) => list.map(({ name }) => name);
  const header = ['', 'ID', ...names(others), geo.name, ...names(periods), ...topics.map(({ stem }) => stem)];
  const lines = [header.join(',')];
  for (const keys of combinationsOf({ dimensions })) {
    const titles = (list: Dimension[]) =>
      list.map(({ name, items }) => items.find(({ Key }) => Key === keys[name])?.Title);
    for (const { area } of geo.items) {
      const n = lines.length - 1;
      const figures = topics.map(topic => cell(topic, area, keys)?.toFixed(topic.decimals));
      lines.push([n, n, ...titles(others), area.name, ...titles(periods), ...figures].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A table as a zip with a file per level; a row that lacks a figure is left out. */
export function zippedCsv({ geo, dimensions, topics, cell }: DemoTable, edition: Edition): Promise<Buffer> {
  const folder = edition.file?.replace(/^.*\/|\.zip$/g, '');
  const stems = topics.map(({ stem }) => stem);
  const texts = edition.members.map(({ level, area: column, file }) => {
    const areas = geo.items.filter(({ area }) => AREA_PREFIXES[area.code.slice(0, 2)] === level);
    const rows = areas.flatMap(({ area }) =>
      combinationsOf({ dimensions }).map(keys => [
        area.code,
        ...Object.values(keys),
        ...topics.map(topic => cell(topic, area, keys)?.toFixed(topic.decimals)),
      ]),
    );
    const whole = rows.filter(row => !row.includes(undefined));
    const lines = [[column, ...dimensions.map(({ name }) => name), ...stems], ...whole];
    const name = file.replace(/^\*/, `${folder}/`).replaceAll('*', '');
    return [name, `${lines.map(line => line.join(',')).join('\n')}\n`] as const;
  });
  return zipOf(Object.fromEntries(texts));
}
