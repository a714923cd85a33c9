import { VieError } from '../../kernel/errors.ts';
import type { Connector, Preview, Shape } from '../connector.ts';
import type { Edition } from '../declaration.ts';

/** What a connector makes of a file as a whole. */
export interface FileReader<T extends { rows: number }> {
  /** Name under which it is kept, and the ending of its name at the service. */
  name: `${string}.${'zip' | 'csv'}`;
  /** Everything that is declared, complete and of the declared form; refuses the file as a whole otherwise. */
  verify(bytes: Buffer, edition: Edition): T | Promise<T>;
  /** The same for equal content. */
  digestOf(verified: T, bytes: Buffer): string;
  describe(edition: Edition, file: { name: string; bytes: Buffer }): Promise<Shape>;
  previewOf(verified: T, edition: Edition): Pick<Preview, 'topics' | 'sample'>;
  /** What to do when it is not there. */
  whereToGet(edition: Edition): string;
}

/** Where the file of an edition is. */
export const addressOf = (services: Record<string, string>, edition: Edition, name: string): string =>
  `${services[edition.service]}/${fileOf(edition, name)}`;

const fileOf = ({ file, table }: Edition, name: string): string => file ?? table + name.replace(/^.*\./, '.');

/** A connector for one file per edition, which never changes. */
export function oneFile<T extends { rows: number }>(
  services: Record<string, string>,
  reader: FileReader<T>,
): Connector {
  const revisionOf = ({ source }: Edition) => ({ modified: '', title: source.title });
  return {
    immutable: true,
    probe: async edition => revisionOf(edition),
    async download(edition, { revision, downloads, onPage }) {
      const url = addressOf(services, edition, reader.name);
      const interpret = async (bytes: Buffer) => {
        const verified = await reader.verify(bytes, edition);
        return { rows: verified.rows, digest: reader.digestOf(verified, bytes), end: bytes.length };
      };
      const asked = downloads.obtain(reader.name, url, interpret);
      const { rows, digest, end } = await asked.catch(error => explainMissing(edition, error, reader));
      onPage(rows, rows);
      const pages = new Map([[reader.name, { start: 0, end, count: rows }]]);
      return { title: revision.title, url, rows, digest, pages };
    },
    async describe(edition, snapshot) {
      const [name = reader.name] = snapshot.pages.map(page => page.name);
      return reader.describe(edition, { name, bytes: await snapshot.read(name) });
    },
    async preview(edition, http) {
      const url = addressOf(services, edition, reader.name);
      const { result } = await http
        .get(url, ({ bytes }) => reader.verify(bytes, edition))
        .catch(error => explainMissing(edition, error, reader));
      const revision = { ...revisionOf(edition), rows: result.rows };
      return { revision, selected: result.rows, ...reader.previewOf(result, edition) };
    },
  };
}

/** Passes an error on; one that means that the file is not there says what to do about it. */
export function explainMissing(
  edition: Edition,
  error: unknown,
  { name, whereToGet }: Pick<FileReader<{ rows: number }>, 'name' | 'whereToGet'>,
): never {
  if (!(error instanceof VieError) || error.status !== 404) throw error;
  throw new VieError('source', `File '${fileOf(edition, name)}' is not there.`, {
    where: error.where,
    status: 404,
    hint: `${whereToGet(edition)}, or correct services.${edition.service} in the config.`,
  });
}
