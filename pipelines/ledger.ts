import type { Effects } from '../kernel/effects.ts';
import { VieError } from '../kernel/errors.ts';
import { listDir, PART, sha256 } from '../kernel/files.ts';
import type { Manifest, ReleaseInputs } from '../output/release.ts';
import {
  appendEntry,
  beginLedger,
  damaged,
  type Ledger,
  ledgerFile,
  readLedger,
} from '../transforms/protect/ledger.ts';
import type { PrintedSlice } from '../transforms/protect/printed.ts';
import type { Folders } from './folders.ts';
import { readManifest } from './publish.ts';

/** What was ever printed, as the release that is to be made takes it. */
export interface PrintedBefore {
  /** Digest of it: an input of the release. */
  digest: string;
  /** Undefined when the ledger is damaged. */
  slices: PrintedSlice[] | undefined;
  error: VieError | undefined;
  /** What nobody else knows, for the choice of what protects; the digest follows from it too. */
  secret: string | undefined;
  /** Puts in the ledger what the release prints; nothing when it is there already. */
  record: (release: string, slices: PrintedSlice[]) => Promise<void>;
}

/** In the place of a digest: a release without any count of a partner, because the ledger is damaged. */
const DAMAGED = 'damaged';

/**
 * What was printed before the release that follows from these inputs. A release that was made of the same once is that release
 * again: it prints what it printed then, and takes the ledger as it was then. Begins a ledger where there is none; without
 * `randomId` nothing is written, and nothing is known then.
 */
export async function printedBefore(
  folders: Folders,
  inputs: ReleaseInputs,
  randomId?: Effects['randomId'],
): Promise<PrintedBefore | undefined> {
  try {
    const begin = () => randomId && beginLedger(folders.ledger, secretOf(randomId));
    const ledger = (await soundLedger(folders)) ?? (await begin());
    return ledger && fromLedger(ledger, inputs);
  } catch (error) {
    if (!(error instanceof VieError && error.code === 'contract')) throw error;
    return { digest: DAMAGED, slices: undefined, error, secret: undefined, record: async () => undefined };
  }
}

function fromLedger(ledger: Ledger, inputs: ReleaseInputs): PrintedBefore {
  const made_of = sha256(JSON.stringify(inputs));
  const own = ledger.lines.findIndex(line => line.made_of === made_of);
  const earlier = own < 0 ? ledger.lines : ledger.lines.slice(0, own);
  return {
    digest: ledger.lines[own]?.before ?? ledger.head,
    slices: earlier.flatMap(line => line.slices),
    error: undefined,
    secret: ledger.secret,
    record: async (release, slices) => {
      if (own < 0) await appendEntry(ledger, { release, made_of, slices });
    },
  };
}

/** 256 bits. */
const secretOf = (randomId: Effects['randomId']): string =>
  [1, 2, 3, 4].map(n => randomId(`ledger ${n}`)).join('');

/**
 * The ledger, when every line follows from those before it and every release that is there is in it; undefined where nothing
 * was printed yet. Throws a `contract` error that says what to do.
 */
export async function soundLedger(folders: Folders): Promise<Ledger | undefined> {
  const ledger = await readLedger(folders.ledger);
  const known = new Set(ledger?.lines.map(line => line.release));
  for (const id of await listDir(folders.releases)) {
    if (id.startsWith(PART) || known.has(id)) continue;
    const manifest = await readManifest(folders, id);
    if (printsCounts(manifest))
      throw damaged({ file: ledgerFile(folders.ledger) }, lacks(id, manifest, ledger));
  }
  return ledger;
}

/**
 * Throws a `contract` error unless all that a release prints of partners is in the ledger: every later release was protected
 * together with it, and it may be shown again.
 */
export async function expectPrinted(folders: Folders, id: string): Promise<void> {
  if (printsCounts(await readManifest(folders, id))) await soundLedger(folders);
}

function lacks(id: string, manifest: Manifest | undefined, ledger: Ledger | undefined): string {
  if (manifest?.inputs.ledger === undefined) return `Release ${id} was made by a version that kept none.`;
  return ledger ? `Release ${id} is not in it.` : `It is gone, and there is release ${id}.`;
}

/** Whether a release is made of what partners delivered: of that no time is told. */
const printsCounts = (manifest: Manifest | undefined): boolean =>
  manifest?.inputs.ledger !== DAMAGED &&
  manifest?.inputs.snapshots.some(({ retrieved_at }) => retrieved_at === '') === true;
