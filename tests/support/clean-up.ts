type Work = () => unknown;

const pending: Work[] = [];

/** Work for when the present test file has ended. Files of a worker share modules: `afterAll` in a module that they share runs once. */
export const onFileEnd = (work: Work): void => void pending.push(work);

/** Does that work, the latest first. */
export async function cleanUp(): Promise<void> {
  for (const work of pending.splice(0).reverse()) await work();
}

/**
 * Does work that makes what later files of this worker use too: it stays when the file ends. Nothing else may be made
 * meanwhile. Folders go with the workspace, databases with the worker.
 */
export async function forLaterFiles<T>(work: () => Promise<T>): Promise<T> {
  const before = pending.length;
  try {
    return await work();
  } finally {
    pending.splice(before);
  }
}
