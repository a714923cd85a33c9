import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const hasPackage = (folder: string): boolean => existsSync(path.join(folder, 'package.json'));
const root = [path.dirname(here), path.dirname(path.dirname(here))].find(hasPackage) ?? process.cwd();

/** The folder that holds package.json and the declarations, whether the code runs compiled or as source. */
export const projectRoot = (): string => root;

/** The text of a file of the project that is no code, such as a select or a stylesheet; `name` from its root. */
export const projectText = (name: string): string => readFileSync(path.join(root, name), 'utf8');
