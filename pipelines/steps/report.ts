import type { VieError } from '../../kernel/errors.ts';
import type { FetchOutcome } from '../../sources/fetch.ts';
import type { DeliveryInForce } from '../../sources/partners/store.ts';
import { incompleteInForce } from '../completeness.ts';
import { recordRun } from '../history.ts';
import type { EditionReport, Problem, RunReport } from '../report.ts';
import type { Aimed, Outcome } from './state.ts';

/** Says what a run did, and keeps it. */
export async function report(state: Aimed, outcome: Outcome): Promise<RunReport> {
  const { project, store, effects, folders, outcomes, deliveries, taken, started, excerpt, printed } = state;
  const { columnsNotFound: columns, leftOut, ...what } = outcome;
  const editions = [...outcomes.map(reportEdition), ...deliveries.map(reportDelivery)];
  const tables = outcomes
    .filter(one => one.edition.isUnverified && !one.snapshot)
    .map(one => one.edition.key);
  const not_found = { tables, columns };
  const said: RunReport = {
    ...what,
    editions,
    not_found,
    deliveries: taken,
    protection: { ledger: problemOf(printed?.error), left_out: leftOut.flatMap(one => problemOf(one) ?? []) },
    incomplete: await incompleteInForce(project, store, deliveries),
    ...(excerpt ? { excerpt } : {}),
  };
  const finished = effects.now().toISOString();
  await recordRun(folders, { started: started.toISOString(), finished, ...said });
  return said;
}

function reportDelivery({ contract, delivery: { id, snapshot } }: DeliveryInForce): EditionReport {
  const { rows, snapshot_id } = snapshot.meta;
  return {
    key: `${contract.id}/${id}`,
    table: contract.id,
    state: 'delivered',
    rows,
    snapshot_id,
    error: null,
  };
}

const problemOf = (error: VieError | undefined): Problem | null =>
  error
    ? { message: error.message, exitCode: error.exitCode, where: error.where, hint: error.hint ?? null }
    : null;

function reportEdition({ edition, state, snapshot, error }: FetchOutcome): EditionReport {
  return {
    key: edition.key,
    table: edition.table,
    state,
    rows: snapshot?.meta.rows ?? null,
    snapshot_id: snapshot?.meta.snapshot_id ?? null,
    error: error
      ? {
          code: error.code,
          status: error.status ?? null,
          message: error.message,
          exitCode: error.exitCode,
          where: error.where,
          also: [...error.also],
          hint: error.hint ?? null,
        }
      : null,
  };
}
