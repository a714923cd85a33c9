import { table as lines } from '../../pipelines/table.ts';
import { seededRandom } from '../../transforms/formulas/random.ts';
import type { DeliveredRows, Stage } from '../../transforms/protect/delivered-rows.ts';
import { hiddenRows } from '../../transforms/protect/rows.ts';
import { BUURTEN, CATEGORIES, parentsOf } from './disclosure.ts';

/** In the ledger. */
const RELEASES = 10;
const LABS = 6;

/** A release is made of counts of which one in eight is corrected by up to 5, in labs of which one has other members each time. */
function rowsOf(release: number, seed: number): Omit<DeliveredRows, 'past'> {
  const leaves = [...BUURTEN.keys()];
  const counts = new Map<string, [number, number]>();
  for (const leaf of leaves) {
    const random = seededRandom(1000 * seed + leaf);
    const of = Math.floor(-Math.log(1 - random()) * 200);
    const part = Math.min(of, Math.floor(of * random() * 0.6));
    const pair: [number, number] = [part, of];
    for (let n = 0; n < release; n++)
      if (random() < 1 / 8) pair[0] = Math.max(0, Math.min(of, pair[0] + Math.floor(random() * 11) - 5));
    counts.set(`BU${leaf}`, pair);
  }
  const lab = (n: number) =>
    Array.from({ length: 8 }, (_, m) => `BU${(n * 29 + m * 3 + Math.floor((release + n) / LABS)) % 201}`);
  return {
    about: `release ${release}`,
    parents: parentsOf(BUURTEN),
    overlapping: new Map(Array.from({ length: LABS }, (_, n) => [`LL-${n} ${lab(n)[0]}`, lab(n)])),
    count: (leaf, concept) => counts.get(leaf)?.[concept === 'of' ? 1 : 0],
    pairs: [{ numerator: 'part', denominator: 'of' }],
    threshold: 10,
    isSensitive: true,
    prefer: new Set(),
  };
}

/** Time to protect the eleventh of releases that all remember each other, per age group. */
export async function remembered(groups = CATEGORIES.length): Promise<void> {
  process.stdout.write(
    '\nDisclosure control with a ledger of ten releases: 201 buurten, 49 wijken, 7 gemeenten, region and 6 labs, of which one changes each time, x 6 age groups\n',
  );
  const rows: string[][] = [];
  let total = 0;
  for (let seed = 1; seed <= groups; seed++) {
    const { labs, hidden, seconds } = await eleventh(seed);
    total += seconds;
    rows.push([`age group ${seed}`, String(labs), String(hidden ?? 'left out'), seconds.toFixed(2)]);
  }
  rows.push(['together', '', '', total.toFixed(2)]);
  const heading = ['', 'labs ever', 'hidden rows', 'suppress and audit, CPU s'];
  process.stdout.write(`${lines(heading, rows).join('\n')}\n`);
}

/** Makes the releases of one age group, and measures the last. */
async function eleventh(
  seed: number,
): Promise<{ labs: number; hidden: number | undefined; seconds: number }> {
  const past: Stage[] = [];
  const overlapping = new Map<string, readonly string[]>();
  for (let release = 0; ; release++) {
    const now = rowsOf(release, seed);
    for (const [code, leaves] of now.overlapping) overlapping.set(code, leaves);
    const areas = new Set([...now.parents.keys(), ...now.overlapping.keys()]);
    const started = process.cpuUsage();
    const secret = release === RELEASES ? 'measured as a run does it' : undefined;
    const hidden = await hiddenRows({ ...now, overlapping, areas, past, secret }).catch(() => undefined);
    const { user, system } = process.cpuUsage(started);
    if (release === RELEASES)
      return { labs: overlapping.size, hidden: hidden?.size, seconds: (user + system) / 1e6 };
    if (hidden) past.push({ count: now.count, areas, hidden });
  }
}
