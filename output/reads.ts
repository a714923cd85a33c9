import fs from 'node:fs';
import path from 'node:path';
import { projectRoot, projectText } from '../kernel/root.ts';

/** The published tables that the selects in some folders of the project read, by name. */
export function tablesReadIn(...folders: string[]): Set<string> {
  const files = folders.flatMap(folder =>
    fs
      .readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .map(name => path.join(folder, name)),
  );
  const selects = files.filter(name => name.endsWith('.sql')).map(projectText);
  return new Set(selects.flatMap(sql => [...sql.matchAll(/\bgold\.(\w+)/g)].map(([, name = '']) => name)));
}
