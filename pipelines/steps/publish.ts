import { VieError } from '../../kernel/errors.ts';
import { type Manifest, ofInputs, writeRelease } from '../../output/release.ts';
import type { Revision } from '../../output/revision/revision.ts';
import { writeRevision } from '../../output/revision/write.ts';
import { mustStay } from '../baseline.ts';
import { differing } from '../diff.ts';
import { differingFiles, openPart, place, pointLatest, readManifest, retire } from '../publish.ts';
import { baselineReport, compareWithBaseline } from '../revision.ts';
import { columnsNotFound } from './load.ts';
import type { Checked, Outcome } from './state.ts';

/** Publishes the candidate unless a check fails. */
export async function publish(state: Checked): Promise<Outcome> {
  const { project, effects, folders, releaseId, latest, checks, previous } = state;
  const found = {
    checks,
    diff: differing(previous),
    baseline: null,
    leftOut: state.seen.leftOut,
    columnsNotFound: columnsNotFound(state),
  };
  const failed = checks.filter(one => one.result === 'fail').map(one => one.check);
  if (failed.length > 0) {
    const reason = `Check ${failed.join(', ')} failed; ${latest ? `release ${latest} stays in place` : 'nothing is published'}.`;
    return { state: 'blocked', reason, release_id: latest ?? null, ...found };
  }
  effects.progress.step('Publishing');
  const { revision, baseline } = await revise(state);
  const { part, manifest } = await writePart(state, revision);
  const earlier = await readManifest(folders, releaseId);
  if (earlier && latest === releaseId) {
    const verdict = holdAgainst(manifest, earlier);
    // A crash between the two forms of `latest` may have left the one for systems without links behind.
    await pointLatest(folders, releaseId);
    return { state: 'verified', reason: verdict, release_id: releaseId, ...found };
  }
  if (earlier && (await mustStay(folders, releaseId, state.warehouse))) holdAgainst(manifest, earlier);
  else {
    // What may be printed is in the ledger before anyone can see it.
    await state.printed?.record(releaseId, state.seen.slices);
    await place(folders, part, releaseId);
  }
  await writeRevision(folders.revisions, revision);
  await pointLatest(folders, releaseId);
  await retire(folders, project.loaded.config.retention.releases);
  const reason = latest ? `Replaces ${latest}.` : 'First release in this data folder.';
  return { state: 'published', reason, release_id: releaseId, ...found, baseline };
}

/** Writes the release into its unfinished folder. */
async function writePart(state: Checked, revision: Revision): Promise<{ part: string; manifest: Manifest }> {
  const { project, effects, folders, warehouse, inputs, releaseId } = state;
  const { notice, programme, publisher, headlines, publish: forms, area_groups } = project.loaded.config;
  if (!publisher) throw new VieError('bug', 'A release without a publisher passed the checks.');
  const part = await openPart(folders, releaseId);
  const groups = area_groups.map(group => group.code);
  const about = { releaseId, notice, programme, publisher, headlines, groups, revision };
  const job = { ...about, warehouse, folder: part, only: inputs.excerpt?.tables };
  const onExport = (what: string) => {
    effects.signal.throwIfAborted();
    effects.progress.update(what, 0, 0);
  };
  const manifest = await writeRelease(job, inputs, { csv: forms.csv, onExport });
  return { part, manifest };
}

/** What the release changes; it goes on its site, and beside it before anyone is led to it. */
async function revise(state: Checked): Promise<{ revision: Revision; baseline: Outcome['baseline'] }> {
  const { project, folders, warehouse, inputs, releaseId, previous } = state;
  const newer = { root: project.root, folders, releaseId, inputs };
  const against = await compareWithBaseline(warehouse, newer, previous);
  const revision: Revision = {
    release_id: releaseId,
    notice: project.loaded.config.notice,
    previous,
    baseline: against.comparison,
    baseline_note: against.frozen?.note ?? null,
    baseline_problem: against.error
      ? 'De vastgelegde nulmeting is beschadigd of ontbreekt; er is niet mee vergeleken.'
      : null,
  };
  return { revision, baseline: baselineReport(against) };
}

/** The same inputs must give the same bytes; anything else is a bug worth stopping for. */
function holdAgainst(rebuilt: Manifest, published: Manifest): string {
  const different = differingFiles(rebuilt, published);
  if (different.length === 0)
    return `Rebuilt from the snapshots: all ${ofInputs(rebuilt).length} files equal the published ones.`;
  throw new VieError(
    'bug',
    `Rebuilding release ${published.release_id} gave other content in ${different.join(', ')}.`,
    { hint: 'The published release stays in place. Report this with the manifest of the release.' },
  );
}
