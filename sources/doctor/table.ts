import { placeOf } from '../../kernel/declare.ts';
import type { VieError } from '../../kernel/errors.ts';
import { pair } from '../../kernel/yaml-edit.ts';
import type { Inspection } from '../connector.ts';
import { type CatalogueTable, wordsOf, yearOf } from './catalogue.ts';
import { type Finding, named, type Subject } from './finding.ts';

/** Whether the table is the one that is meant, and whether it was published again since it was stored. */
export function checkTable(
  { declared, edition }: Subject,
  { revision }: Pick<Inspection, 'revision'>,
  stored: string | undefined,
): Finding {
  const about = 'table';
  const { title, modified, rows } = revision;
  if (isOther(title, [wordsOf(declared), edition.source.title])) {
    return {
      state: 'wrong',
      about,
      detail: `${named(edition)} is '${title}', which has no word of '${wordsOf(declared)}'`,
      where: placeOf(declared, ['editions', edition.id, 'table']),
      write: 'correct the table id, or the title of the source if this is the table that is meant',
    };
  }
  if (edition.expectedRows !== undefined && rows !== undefined && rows !== edition.expectedRows) {
    return {
      state: 'wrong',
      about,
      detail: `the file has ${rows} rows, ${edition.expectedRows} are declared`,
      where: placeOf(declared, ['editions', edition.id, 'rows']),
      write: `get the whole file; if this is all of it, write \`rows: ${rows}\``,
    };
  }
  const count = rows === undefined ? '' : `, ${rows.toLocaleString('en')} rows`;
  const detail = `'${title}'${modified ? `, modified ${modified}` : ''}${count}`;
  if (stored && modified && stored !== modified) {
    const write = "nothing; 'vie run' fetches it";
    return { state: 'changed', about, detail: `${detail}; the stored snapshot is of ${stored}`, write };
  }
  return { state: edition.isUnverified ? 'unverified-ok' : 'ok', about, detail };
}

/** True when a title shares no longer word with what is declared. */
function isOther(title: string, declared: string[]): boolean {
  const words = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const expected = new Set(declared.flatMap(words));
  return expected.size > 0 && !words(title).some(word => expected.has(word));
}

/** What an error says of the table: that it is not there, that it is not as declared, or that nobody answered. */
export function explainFailure(
  { declared, edition }: Subject,
  error: VieError,
  listed: CatalogueTable[],
): Finding {
  const about = 'table';
  const detail = error.message;
  const hint = error.hint ?? 'run again later';
  if (error.status === 404 && edition.service !== 'files') {
    const instead = listed.find(table => String(yearOf(table)) === edition.id);
    const where = placeOf(declared, ['editions', edition.id, 'table']);
    const others = listed.slice(0, 3).map(({ table, title }) => `${table} '${title}'`);
    const write = instead
      ? `write \`${pair('table', instead.table)}\` ('${instead.title}')`
      : [hint, ...(others.length ? [`The catalogue has ${others.join(', ')}.`] : [])].join(' ');
    return { state: 'wrong', about, detail, where, write };
  }
  if (error.code === 'source') return { state: 'unreachable', about, detail, write: hint };
  return { state: 'wrong', about, detail, where: placeOf(declared, ['editions', edition.id]), write: hint };
}
