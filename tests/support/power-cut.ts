import fs from 'node:fs/promises';
import path from 'node:path';

/** Places in which nothing counts yet: what a run sweeps or takes up again. */
const UNFINISHED = /\.part(\/|-|$)|\/incoming(\/|$)/;

/** What is on the disk for good, told by inode: a rename changes the path and not what was synced. */
class Disk {
  readonly #root: string;
  readonly #synced = new Map<bigint, string>();
  /** Folders with a name in them that a power cut would take away. */
  readonly #pending = new Map<string, string>();
  readonly found: string[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  async sync(target: string): Promise<void> {
    const { ino, state } = await stateOf(target);
    this.#synced.set(ino, state);
    this.#pending.delete(target);
  }

  /** Every folder that was made has a name in the one above it. */
  made(first: string | undefined, last: string): void {
    for (let at = path.resolve(last); first && at.length >= first.length; at = path.dirname(at))
      this.#named(at);
  }

  /**
   * Before something gets its final name all that got one earlier must be there for good, and all of it as well – unless it
   * is not below the root, and so not ours.
   */
  async finishing(from: string, to: string): Promise<void> {
    if (UNFINISHED.test(to)) return;
    for (const [folder, name] of this.#pending)
      if (to !== name)
        this.found.push(
          `${this.#of(name)} has no lasting name in ${this.#of(folder)} yet, when ${this.#of(to)} gets one`,
        );
    for (const file of to.startsWith(this.#root) ? await allBelow(from) : []) {
      const { ino, state } = await stateOf(file);
      if (this.#synced.get(ino) !== state)
        this.found.push(`${this.#of(to)}${file.slice(from.length)} gets its name before it is on the disk`);
    }
  }

  finished(to: string): void {
    if (!UNFINISHED.test(to)) this.#named(to);
  }

  end(): string[] {
    const names = [...this.#pending.values()].map(name => `${this.#of(name)} has no lasting name at the end`);
    return [...this.found, ...names];
  }

  #named(name: string): void {
    if (name.startsWith(this.#root) && name !== this.#root && !UNFINISHED.test(name))
      this.#pending.set(path.dirname(name), name);
  }

  #of(name: string): string {
    return path.relative(this.#root, name) || '.';
  }
}

/** Changes with the content and with who may see it, and not with the path. */
async function stateOf(target: string): Promise<{ ino: bigint; state: string }> {
  const { ino, mtimeNs, mode } = await fs.lstat(target, { bigint: true });
  return { ino, state: `${mtimeNs} ${mode}` };
}

/** Links have no content of their own. */
async function allBelow(target: string): Promise<string[]> {
  const about = await fs.lstat(target);
  if (about.isSymbolicLink()) return [];
  if (about.isFile()) return [target];
  const names = await fs.readdir(target);
  return [target, ...(await Promise.all(names.map(name => allBelow(path.join(target, name))))).flat()];
}

/**
 * Does `work` and tells what a power cut at the worst moment could take away below `root`: what gets its final name before all
 * its bytes are synced, and names that are not synced before the next one counts on them. A process that is killed leaves its
 * pages with the system, so no kill shows this.
 */
export async function lostByPowerCut(root: string, work: () => Promise<unknown>): Promise<string[]> {
  const disk = new Disk(root);
  const { open, rename, mkdir } = fs;
  const replaced = {
    open: async (...given: Parameters<typeof open>) => {
      const handle = await open(...given);
      const { sync } = handle;
      return Object.assign(handle, {
        sync: async () => {
          await sync.call(handle);
          await disk.sync(String(given[0]));
        },
      });
    },
    rename: async (from: string, to: string) => {
      await disk.finishing(from, to);
      await rename(from, to);
      disk.finished(to);
    },
    mkdir: async (...given: Parameters<typeof mkdir>) => {
      const first = await mkdir(...given);
      disk.made(first, String(given[0]));
      return first;
    },
  };
  Object.assign(fs, replaced);
  try {
    await work();
  } finally {
    Object.assign(fs, { open, rename, mkdir });
  }
  return disk.end();
}
