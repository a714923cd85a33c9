import type { Effects } from '../../kernel/effects.ts';
import type { VieError } from '../../kernel/errors.ts';
import type { Excerpt, ReleaseInputs } from '../../output/release.ts';
import type { Comparison } from '../../output/revision/revision.ts';
import type { FetchOutcome } from '../../sources/fetch.ts';
import type { DeliveryReport } from '../../sources/partners/report.ts';
import type { DeliveryInForce } from '../../sources/partners/store.ts';
import type { SnapshotStore } from '../../sources/snapshot.ts';
import type { LoadableEdition } from '../../transforms/load/loadable.ts';
import type { Protected } from '../../transforms/protect/protect.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import type { CheckResult } from '../checks.ts';
import type { Folders } from '../folders.ts';
import type { PrintedBefore } from '../ledger.ts';
import type { Project } from '../project.ts';
import type { RunOptions, RunReport } from '../report.ts';

/** What a run knows at its start; each step adds what it found out. */
export interface Begun {
  project: Project;
  options: RunOptions;
  effects: Effects;
  folders: Folders;
  store: SnapshotStore;
  started: Date;
  /** The release that is the latest when the run starts. */
  latest: string | undefined;
  /** The tables and forms it is about; undefined: all. */
  excerpt: Excerpt | undefined;
}

export interface Fetched extends Begun {
  outcomes: FetchOutcome[];
}

export interface Gathered extends Fetched {
  /** What became of the files that partners delivered. */
  taken: DeliveryReport[];
  deliveries: DeliveryInForce[];
}

/** What the release is to be. */
export interface Aimed extends Gathered {
  /** What was printed before of what partners delivered; undefined without deliveries. */
  printed: PrintedBefore | undefined;
  inputs: ReleaseInputs;
  releaseId: string;
  /** It is published, and its build is there. */
  isMade: boolean;
}

/** The build at its temporary path. */
export interface Building extends Aimed {
  warehouse: Warehouse;
  /** Folder of the build, which goes with it. */
  scratch: string;
}

export interface Loaded extends Building {
  editions: LoadableEdition[];
  delivered: (DeliveryInForce & { no: number })[];
}

export interface Seen extends Loaded {
  /** What is printed of deliveries for the first time, and what is left out. */
  seen: Protected;
}

export interface Checked extends Seen {
  checks: CheckResult[];
  previous: Comparison | null;
}

/** What became of a run. */
export type Outcome = Omit<
  RunReport,
  'editions' | 'deliveries' | 'incomplete' | 'not_found' | 'excerpt' | 'protection'
> & {
  leftOut: VieError[];
  columnsNotFound: string[];
};
