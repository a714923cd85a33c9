import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { OPEN, PART, renameDurable, toJson, writeDurable } from '../../kernel/files.ts';
import { pageMarkdown } from '../dictionary/page-markdown.ts';
import { revisionPage } from './page.ts';
import { AGAINST, describedRevision, type IndicatorDiff, type Revision } from './revision.ts';

/** Writes the revision of a release as table, page and JSON in a folder below `parent`, which appears in one step. */
export async function writeRevision(parent: string, revision: Revision): Promise<string> {
  const columns = describedRevision().columns.map(column => column.name);
  const files = {
    'revision.csv': stringify(revisionRows(revision, columns), {
      header: true,
      columns,
      escape_formulas: true,
    }),
    'revision.json': toJson(revision),
    'revision.md': pageMarkdown(revisionPage(revision)),
  };
  const part = path.join(parent, `${PART}-${revision.release_id}`);
  const target = path.join(parent, revision.release_id);
  await fs.rm(part, { recursive: true, force: true });
  await fs.mkdir(part, { recursive: true });
  await fs.chmod(part, OPEN.folder);
  for (const [name, text] of Object.entries(files))
    await writeDurable(path.join(part, name), text, OPEN.file);
  await fs.rm(target, { recursive: true, force: true });
  await renameDurable(part, target);
  return target;
}

type Cells = Record<string, string | number | null>;

/** One row per comparison and indicator, with the columns of the table in their order. */
function revisionRows(revision: Revision, columns: string[]): Cells[] {
  const { release_id, notice } = revision;
  const inOrder = (row: Cells & IndicatorDiff): Cells =>
    Object.fromEntries(columns.map(name => [name, row[name] ?? null]));
  return AGAINST.flatMap(against =>
    (revision[against]?.indicators ?? []).map(row => {
      const compared_release_id = revision[against]?.release_id ?? null;
      return inOrder({ release_id, against, compared_release_id, ...row, notice });
    }),
  );
}
