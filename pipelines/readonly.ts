import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Warehouse } from '../transforms/warehouse.ts';
import type { Project } from './project.ts';

/** A database in a scratch folder, for questions about releases; nothing in the data folder is touched. */
export async function withScratch<T>(
  project: Project,
  ask: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-'));
  try {
    const warehouse = await Warehouse.open(path.join(folder, 'scratch.duckdb'), project.loaded.config.duckdb);
    try {
      return await ask(warehouse);
    } finally {
      await warehouse.close();
    }
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
