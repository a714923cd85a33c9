import fs from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { VieError } from '../../kernel/errors.ts';
import { listDir, PART } from '../../kernel/files.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { diffReleases, type IndicatorDiff } from '../diff.ts';
import { type Folders, foldersOf } from '../folders.ts';
import type { GlobalOptions } from '../options.ts';
import { showRelease } from '../previous.ts';
import { latestRelease, readManifest, releaseFolder } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

interface Invocation {
  options: GlobalOptions & { csv?: string };
  args: string[];
}

/** `vie diff [older] [newer]`: per indicator what is new, changed and gone; without names the last two releases. */
export async function diff({ options, args }: Invocation): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  const folders = foldersOf(project.loaded.dataDir);
  const [older, newer] = await chooseReleases(folders, args);
  const rows = await withScratch(project, async warehouse => {
    await showRelease(warehouse, 'previous', releaseFolder(folders, older));
    await showRelease(warehouse, 'gold', releaseFolder(folders, newer));
    if (options.csv) await fs.writeFile(options.csv, await changedCells(warehouse));
    return diffReleases(warehouse, project.root);
  });
  print(session, { older, newer, indicators: rows }, () => describe(older, newer, rows, options.csv));
  return 0;
}

async function chooseReleases(folders: Folders, names: string[]): Promise<[string, string]> {
  const known = (await listDir(folders.releases)).filter(name => !name.startsWith(PART));
  const newer = names[1] ?? (await latestRelease(folders));
  const ages = await Promise.all(
    known.map(async id => ({ id, at: (await fs.stat(releaseFolder(folders, id))).mtimeMs })),
  );
  const before = ages.filter(({ id }) => id !== newer).sort((a, b) => b.at - a.at)[0]?.id;
  const older = names[0] ?? before;
  for (const id of [older, newer]) {
    if (id && (await readManifest(folders, id))) continue;
    throw new VieError(
      'usage',
      id ? `There is no release ${id}.` : 'There are not two releases to compare.',
      {
        hint: known.length ? `Releases: ${known.join(', ')}.` : "Make one with 'vie run'.",
      },
    );
  }
  return [older ?? '', newer ?? ''];
}

/** At most this many changed cells go to a file that people open. */
const CSV_ROWS = 100_000;

async function changedCells(warehouse: Warehouse): Promise<string> {
  const rows = await warehouse.all(
    `select coalesce(n.indicator_id, o.indicator_id) as indicator_id, coalesce(n.area_code, o.area_code) as area_code,
       coalesce(n.area_vintage, o.area_vintage) as area_vintage, coalesce(n.period, o.period) as period,
       coalesce(n.sex, o.sex) as sex, coalesce(n.age_group, o.age_group) as age_group,
       o.value as old_value, n.value as new_value, o.missing_reason as old_reason, n.missing_reason as new_reason,
       o.snapshot_id as old_snapshot, n.snapshot_id as new_snapshot
     from gold.indicator_value as n
     full join previous.indicator_value as o
       on o.indicator_id = n.indicator_id and o.area_code = n.area_code and o.area_vintage = n.area_vintage
       and o.period = n.period and o.sex = n.sex and o.age_group = n.age_group
     where n.value is distinct from o.value or n.missing_reason is distinct from o.missing_reason
     order by all limit ${CSV_ROWS}`,
  );
  return stringify(rows, { header: true, escape_formulas: true });
}

function describe(older: string, newer: string, rows: IndicatorDiff[], csv: string | undefined): string[] {
  if (rows.length === 0) return [`${older} and ${newer} hold the same values.`];
  const cells = rows.map(row => [
    row.indicator_id,
    ...[row.new_cells, row.changed_cells, row.gone_cells, row.lost_values].map(n => n.toLocaleString('en')),
    row.largest_change === null ? '' : row.largest_change.toPrecision(3),
    row.revised_tables ?? '',
  ]);
  return [
    `From ${older} to ${newer}:`,
    ...table(
      ['indicator', 'new', 'changed', 'gone', 'lost value', 'largest change', 'revised tables'],
      cells,
    ),
    ...(csv ? ['', `The changed cells (at most ${CSV_ROWS.toLocaleString('en')}) are in ${csv}.`] : []),
  ];
}
