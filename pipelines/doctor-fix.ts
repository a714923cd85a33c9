import fs from 'node:fs/promises';
import path from 'node:path';
import { parseDeclaration } from '../kernel/declare.ts';
import { VieError } from '../kernel/errors.ts';
import { writeDurable } from '../kernel/files.ts';
import { sourceProblems, sourceSchema } from '../sources/declaration.ts';
import type { Fix } from '../sources/doctor/fix.ts';

/**
 * Writes what is certain into the source files, all or none of them; throws a `declaration` error when a file is not as it was
 * read, or would be no valid declaration. What was written is still to be found in git.
 */
export async function writeFixes(root: string, fixes: Fix[]): Promise<void> {
  for (const { file, before, after } of fixes) {
    const declaration = parseDeclaration(after, sourceSchema, file);
    const [problem] = sourceProblems(declaration);
    if (problem)
      throw new VieError('bug', `${file} would not be valid: ${problem.message}`, { where: { file } });
    if ((await fs.readFile(path.join(root, file), 'utf8')) === before) continue;
    throw new VieError('declaration', 'The file changed since the doctor read it; nothing was written.', {
      where: { file },
      hint: "Save what you are editing, and run 'vie doctor --fix' again.",
    });
  }
  for (const { file, after } of fixes) {
    const target = path.join(root, file);
    await writeDurable(target, after, (await fs.stat(target)).mode & 0o777);
  }
}
