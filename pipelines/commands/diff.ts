import fs from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { VieError } from '../../kernel/errors.ts';
import { listDir, PART } from '../../kernel/files.ts';
import type { Manifest } from '../../output/release.ts';
import type { Comparison } from '../../output/revision/revision.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { soundBaseline } from '../baseline.ts';
import { compareReleases, differing } from '../diff.ts';
import { type Folders, foldersOf } from '../folders.ts';
import type { Invocation } from '../options.ts';
import { COMPARED_FILES, showRelease } from '../previous.ts';
import type { Project } from '../project.ts';
import { latestRelease, publicFolder, readManifest, releaseFolder } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

interface Flags {
  csv?: string;
  baseline?: boolean;
}

/**
 * `vie diff [older] [newer]`: per indicator what is new, changed and gone, and why; without names the last two releases,
 * with `--baseline` the frozen baseline and the latest one.
 */
export async function diff({ options, args }: Invocation<Flags>): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  const folders = foldersOf(project.loaded.dataDir);
  const [older, newer] = await chooseReleases(folders, await namesOf(project, options, args));
  const compared = await withScratch(project, async warehouse => {
    await showRelease(warehouse, 'previous', publicFolder(folders, older.release_id));
    await showRelease(warehouse, 'gold', publicFolder(folders, newer.release_id));
    if (options.csv) await fs.writeFile(options.csv, await changedCells(warehouse));
    return compareReleases(warehouse, project.root, { older, newer });
  });
  const { release_id, ...found } = { ...compared, indicators: differing(compared) };
  print(session, { older: release_id, newer: newer.release_id, ...found }, () =>
    describe(compared, newer.release_id, options.csv),
  );
  return 0;
}

/** The names as given; with `--baseline` the older one is the frozen release. */
async function namesOf(project: Project, { baseline }: Flags, args: string[]): Promise<string[]> {
  if (!baseline) return args;
  if (args.length > 1) {
    throw new VieError('usage', '--baseline already names the older release.', {
      hint: 'Give the newer one alone, or none for the latest.',
    });
  }
  const folders = foldersOf(project.loaded.dataDir);
  const frozen = await withScratch(project, warehouse => soundBaseline(folders, warehouse, COMPARED_FILES));
  if (frozen) return [frozen.release_id, ...args];
  throw new VieError('usage', 'No baseline is frozen in this data folder.', {
    hint: "Freeze a release with 'vie baseline <release>'.",
  });
}

async function chooseReleases(
  folders: Folders,
  names: string[],
): Promise<[older: Manifest, newer: Manifest]> {
  const known = (await listDir(folders.releases)).filter(name => !name.startsWith(PART));
  const newer = names[1] ?? (await latestRelease(folders));
  const older = names[0] ?? (await newestBut(newer, known, folders));
  const found = async (id: string | undefined): Promise<Manifest> => {
    const manifest = id ? await readManifest(folders, id) : undefined;
    if (manifest) return manifest;
    throw new VieError(
      'usage',
      id ? `There is no release ${id}.` : 'There are not two releases to compare.',
      {
        hint: known.length ? `Releases: ${known.join(', ')}.` : "Make one with 'vie run'.",
      },
    );
  };
  return [await found(older), await found(newer)];
}

async function newestBut(
  newer: string | undefined,
  known: string[],
  folders: Folders,
): Promise<string | undefined> {
  const ages = await Promise.all(
    known.map(async id => ({ id, at: (await fs.stat(releaseFolder(folders, id))).mtimeMs })),
  );
  return ages.filter(({ id }) => id !== newer).sort((a, b) => b.at - a.at)[0]?.id;
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

function describe(compared: Comparison, newer: string, csv: string | undefined): string[] {
  const rows = differing(compared);
  if (rows.length === 0) return [`${compared.release_id} and ${newer} hold the same values.`];
  const cells = rows.map(row => [
    row.indicator_id,
    ...[row.new_cells, row.changed_cells, row.gone_cells, row.lost_values].map(n => n.toLocaleString('en')),
    row.median_change?.toPrecision(3) ?? '',
    row.largest_change?.toPrecision(3) ?? '',
    row.largest_relative_change === null ? '' : `${(row.largest_relative_change * 100).toFixed(1)} %`,
    row.cause ?? '',
    // Snapshot ids are in the JSON; here they would fill the line.
    row.revised_tables?.replace(/ \([^)]*\)/g, '') ?? '',
  ]);
  const sizes = ['median change', 'largest change', 'largest relative'];
  return [
    `From ${compared.release_id} to ${newer}:`,
    ...table(
      ['indicator', 'new', 'changed', 'gone', 'lost value', ...sizes, 'cause', 'revised tables'],
      cells,
    ),
    ...(csv ? ['', `The changed cells (at most ${CSV_ROWS.toLocaleString('en')}) are in ${csv}.`] : []),
  ];
}
