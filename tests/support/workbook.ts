import fs from 'node:fs/promises';
import path from 'node:path';
import { unzipped } from './unzipped.ts';

/** The rows of each sheet of a workbook, as text. */
export async function sheetsOf(file: string): Promise<Map<string, string[][]>> {
  const at = await unzipped(file);
  const read = (name: string) => fs.readFile(path.join(at, 'xl', name), 'utf8');
  const plain = (xml = '') =>
    xml
      .replace(/<[^>]*>/g, '')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>');
  const strings = [...(await read('sharedStrings.xml')).matchAll(/<si>(.*?)<\/si>/gs)].map(([, one]) =>
    plain(one),
  );
  const names = [...(await read('workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, one]) =>
    plain(one),
  );
  const rows = names.map(async (_, n) =>
    [...(await read(`worksheets/sheet${n + 1}.xml`)).matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
      [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, about = '', cell]) =>
        about.includes('t="s"') ? (strings[Number(plain(cell))] ?? '') : plain(cell),
      ),
    ),
  );
  return new Map((await Promise.all(rows)).map((own, n) => [names[n] ?? '', own]));
}
