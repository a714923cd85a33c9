import Papa from 'papaparse';
import { parsePeriod } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import type { InspectedDimension, Inspection } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import { plainColumn, type TopicColumn } from '../topics.ts';
import { namesOf } from './declared-dimensions.ts';

export const NUMBER = { '.': /^-?\d+(\.\d+)?$/, ',': /^-?\d+(,\d+)?$/ };
export const MISSING = /^\s*\.?\s*$/;

/** The text of a StatLine file, which comes in either encoding; refuses a web page. */
export function decodeText(bytes: Buffer): { text: string; encoding: 'utf-8' | 'windows-1252' } {
  const { text, encoding } = decode(bytes);
  if (!/^\s*</.test(text)) return { text, encoding };
  throw new VieError('source', 'The answer is a web page, not a CSV file.', {
    retryable: true,
    hint: 'The service is down, or the address is that of a page about the table; get the CSV file itself.',
  });
}

function decode(bytes: Buffer): { text: string; encoding: 'utf-8' | 'windows-1252' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** Columns of a file and the labels of its dimensions: those declared, and every other column that holds text. */
export function inspectFile(bytes: Buffer, edition: Edition): Inspection {
  const { data } = Papa.parse<string[]>(decodeText(bytes).text.replace(/[\r\n]+$/, ''));
  const [header = [], ...rows] = data;
  const { area, period } = edition.dimensions;
  const declared = namesOf(edition);
  const dimensions: InspectedDimension[] = [];
  const columns: TopicColumn[] = [];
  for (const [at, title] of header.entries()) {
    const name = title.trim();
    if (edition.source.ignore_columns.includes(name)) continue;
    const labels = [...new Set(rows.map(row => row[at]?.trim() ?? ''))];
    if (declared.includes(name) || labels.some(isText)) dimensions.push(dimensionOf(name, labels, area));
    else columns.push(plainColumn(name));
  }
  // A file of one period may leave its column out.
  if (period && !dimensions.some(one => one.name === period)) {
    dimensions.push({ name: period, kind: 'period', keys: [{ key: edition.period, title: edition.period }] });
  }
  const revision = { modified: '', title: edition.source.title, rows: rows.length };
  return { revision, columns, dimensions };
}

const isText = (cell: string): boolean =>
  !MISSING.test(cell) && !NUMBER['.'].test(cell) && !NUMBER[','].test(cell);

function dimensionOf(name: string, labels: string[], area: string): InspectedDimension {
  if (name === area) return { name, kind: 'area' };
  const kind = labels.every(label => parsePeriod(label)) ? 'period' : 'other';
  return { name, kind, keys: labels.map(label => ({ key: label, title: label })) };
}
