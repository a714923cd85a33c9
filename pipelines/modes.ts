import fs from 'node:fs/promises';
import path from 'node:path';
import { CLOSED, listDir, PART, PASSAGE } from '../kernel/files.ts';
import { ledgerFile } from '../transforms/protect/ledger.ts';
import type { Folders } from './folders.ts';

/** Everything but what others of the machine may do. */
const NOT_OTHERS = 0o770;

/** A place that others of this machine get at and should not, with the command that closes it. */
export interface OpenPlace {
  path: string;
  mode: string;
  command: string;
}

/** The places that lead to counts of partners and are opened wider than a run makes them; links are not followed. */
export async function openPlaces(folders: Folders, inbox: string | null): Promise<OpenPlace[]> {
  const { data, raw, build, state, quarantine, ledger, releases } = folders;
  const bounds: [place: string, most: number][] = [
    [data, PASSAGE],
    ...[raw, build, state, quarantine, ledger].map((folder): [string, number] => [folder, CLOSED.folder]),
    [ledgerFile(ledger), CLOSED.file],
    [releases, PASSAGE],
    ...(await boundsOfReleases(releases)),
    ...(inbox ? (await within(inbox)).map((folder): [string, number] => [folder, NOT_OTHERS]) : []),
  ];
  const found = await Promise.all(bounds.map(([place, most]) => tooOpen(place, most)));
  return found.flatMap(one => one ?? []);
}

async function boundsOfReleases(releases: string): Promise<[string, number][]> {
  const ids = (await listDir(releases)).filter(id => !id.startsWith(PART));
  const found = ids.map(async (id): Promise<[string, number][]> => {
    const [owners = '', ...own] = await within(path.join(releases, id, 'owner'));
    return [
      [path.join(releases, id), PASSAGE],
      [path.join(releases, id, 'partners'), CLOSED.folder],
      [owners, PASSAGE],
      ...own.map((folder): [string, number] => [folder, CLOSED.folder]),
    ];
  });
  return (await Promise.all(found)).flat();
}

/** A folder and what is in it. */
const within = async (folder: string): Promise<string[]> => [
  folder,
  ...(await listDir(folder)).map(name => path.join(folder, name)),
];

async function tooOpen(place: string, most: number): Promise<OpenPlace | undefined> {
  const found = await fs.lstat(place).catch(() => undefined);
  const mode = (found?.mode ?? 0) & 0o777;
  if (process.platform === 'win32' || found?.isSymbolicLink() || (mode & ~most) === 0) return undefined;
  return { path: place, mode: octal(mode), command: `chmod ${octal(mode & most)} '${place}'` };
}

const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

export const describeOpen = (open: readonly OpenPlace[]): string[] =>
  open.flatMap(({ path: place, mode, command }) => [
    `OPEN ${place}: its mode is ${mode}, so that others of this machine get at counts of partners`,
    `  do: ${command}`,
  ]);
